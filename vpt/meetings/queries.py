"""Reading meetings: lists, one agenda as far as its reader may know the cases, and agreements."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from vpt.accounts.models import Organisation
from vpt.accounts.people import User
from vpt.accounts.rules import OrganisationKind
from vpt.cases import gathering, reach
from vpt.cases.models import Case
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.incidents.models import Incident
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Keyset
from vpt.meetings import agreements, rules
from vpt.meetings.agreements import AgreementRow, case_of_item, meeting_of_item
from vpt.meetings.models import AgendaItem, Meeting
from vpt.meetings.rules import Decision, MeetingState, Reason
from vpt.partners.models import Partnership
from vpt.partners.rules import PARTY_OF, Party

MOST = 50
AGENDAS = "agendas"
"""The name under which the page of a case counts the agendas it stands on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A partner organisation a meeting can be held with."""

    id: UUID
    name: str
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """One meeting in a list; `count` is how many cases are on its agenda."""

    id: UUID
    partner_id: UUID
    partner: str
    party: str
    held_on: date
    state: MeetingState
    version: int
    keyset_id: UUID
    planned_by: str
    present: str
    count: int
    every: int
    """How many cases ever stood on it, those taken off included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One case on an agenda."""

    id: UUID
    case_id: UUID
    reference: str
    summary: str
    category: str
    is_closed: bool
    reasons: tuple[Reason, ...]
    decision: Decision | None
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A meeting with what its reader may know of its agenda; the rest is only counted."""

    meeting: MeetingRow
    items: tuple[ItemRow, ...]
    hidden: int
    agreements: tuple[AgreementRow, ...]
    earlier: tuple[AgreementRow, ...]
    """What earlier meetings with this partner agreed: all of the last one, and what is open."""

    def agreed(self, item_id: UUID) -> tuple[AgreementRow, ...]:
        """Return what was agreed about one case here."""
        return tuple(one for one in self.agreements if one.item_id == item_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A case on one agenda, as the case itself tells it."""

    meeting_id: UUID
    partner: str
    held_on: date
    state: MeetingState
    decision: Decision | None


def partners(actor: Actor, on: date) -> list[Partner]:
    """Return the organisations this employer works with on a day, by name."""
    kinds = [kind for kind, party in PARTY_OF.items() if party in rules.PARTIES]
    rows = db.session.execute(
        select(Organisation.id, Organisation.name, Organisation.kind)
        .join(Partnership, Partnership.partner_id == Organisation.id)
        .where(
            Partnership.organisation_id == actor.organisation_id,
            Partnership.valid_from <= on,
            or_(Partnership.valid_until.is_(None), Partnership.valid_until >= on),
            Organisation.kind.in_(kinds),
        )
        .order_by(Organisation.name, Organisation.id)
    )
    return [
        Partner(id=row.id, name=row.name, party=PARTY_OF[OrganisationKind(row.kind)])
        for row in rows
    ]


def coming(actor: Actor) -> list[MeetingRow]:
    """Return the planned meetings of the own organisation, soonest first."""
    rows = _meetings(actor).where(Meeting.state == MeetingState.PLANNED)
    return _listed(rows.order_by(Meeting.held_on, Meeting.id))


def past(actor: Actor) -> list[MeetingRow]:
    """Return the newest meetings that were held or called off."""
    rows = _meetings(actor).where(Meeting.state != MeetingState.PLANNED)
    return _listed(rows.order_by(Meeting.held_on.desc(), Meeting.id.desc()))


def get(actor: Actor, meeting_id: UUID) -> MeetingRow:
    """Return a meeting of the own organisation, else NotVisible."""
    found = _listed(_meetings(actor).where(Meeting.id == meeting_id))
    if not found:
        raise NotVisible("not_found")
    return found[0]


def sheet(actor: Actor, meeting_id: UUID, *, now: datetime) -> Sheet:
    """Return a meeting with its agenda in four statements; parties see nothing of their case."""
    meeting = get(actor, meeting_id)
    items = _items(actor, meeting_id)
    shown = [one for one in items if one.decision is not Decision.OFF]
    earlier = agreements.before(actor, (meeting.id, meeting.partner_id, meeting.held_on), now=now)
    return Sheet(
        meeting=meeting,
        items=tuple(shown),
        hidden=meeting.every - len(items),
        agreements=agreements.of_meeting(actor, meeting_id, now=now),
        earlier=earlier,
    )


def get_item(actor: Actor, meeting_id: UUID, item_id: UUID) -> AgendaItem:
    """Return an item of a meeting whose case the actor may follow, else NotVisible."""
    row = db.session.scalar(
        select(AgendaItem)
        .join(Case, case_of_item())
        .where(
            AgendaItem.organisation_id == actor.organisation_id,
            AgendaItem.meeting_id == meeting_id,
            AgendaItem.id == item_id,
            reach.case_scope(actor),
        )
    )
    if row is None:
        raise NotVisible("not_found")
    return row


def stands(actor: Actor, case_id: UUID) -> list[Stand]:
    """Return the agendas a case stands on, newest day first; the caller has it in reach."""
    rows = db.session.execute(
        select(AgendaItem.decision, Meeting.id, Meeting.held_on, Meeting.state, Organisation.name)
        .join(Meeting, meeting_of_item())
        .join(Organisation, Organisation.id == Meeting.partner_id)
        .where(
            AgendaItem.organisation_id == actor.organisation_id,
            AgendaItem.case_id == case_id,
            AgendaItem.decision != Decision.OFF,
            Meeting.state != MeetingState.CANCELLED,
        )
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(MOST)
    )
    return [
        Stand(
            meeting_id=row.id,
            partner=row.name,
            held_on=row.held_on,
            state=MeetingState(row.state),
            decision=Decision(row.decision) if row.decision else None,
        )
        for row in rows
    ]


def _agendas(case: Case) -> ScalarSelect[int]:
    """Count the agendas a case stands or stood on."""
    on_it = select(func.count()).where(
        AgendaItem.organisation_id == case.organisation_id,
        AgendaItem.case_id == case.id,
        AgendaItem.decision != Decision.OFF,
    )
    return on_it.scalar_subquery()


gathering.count_also(AGENDAS, _agendas)


def _meetings(actor: Actor) -> Select[Any]:
    of_meeting = (
        AgendaItem.organisation_id == Meeting.organisation_id,
        AgendaItem.meeting_id == Meeting.id,
    )
    every = select(func.count()).where(*of_meeting)
    on_it = every.where(AgendaItem.decision != Decision.OFF)
    return (
        select(
            Meeting,
            Keyset,
            Organisation.name.label("partner"),
            User.name.label("planner"),
            on_it.scalar_subquery().label("on_it"),
            every.scalar_subquery().label("every"),
        )
        .join(Organisation, Organisation.id == Meeting.partner_id)
        .join(User, User.id == Meeting.planned_by)
        .outerjoin(
            Keyset,
            and_(Keyset.organisation_id == Meeting.organisation_id, Keyset.id == Meeting.keyset_id),
        )
        .where(Meeting.organisation_id == actor.organisation_id)
    )


def _listed(statement: Select[Any]) -> list[MeetingRow]:
    rows = db.session.execute(statement.limit(MOST)).all()
    for row in rows:
        keysets.remember(row.Keyset)
    return [
        MeetingRow(
            id=row.Meeting.id,
            partner_id=row.Meeting.partner_id,
            partner=row.partner,
            party=row.Meeting.party,
            held_on=row.Meeting.held_on,
            state=MeetingState(row.Meeting.state),
            version=row.Meeting.version,
            keyset_id=row.Meeting.keyset_id,
            planned_by=row.planner,
            present=row.Meeting.present or "",
            count=row.on_it,
            every=row.every,
        )
        for row in rows
    ]


def _items(actor: Actor, meeting_id: UUID) -> list[ItemRow]:
    decider = aliased(User)
    rows = db.session.execute(
        select(AgendaItem, Case, Incident.summary, decider.name.label("decider"))
        .join(Case, case_of_item())
        .join(
            Incident,
            and_(Incident.organisation_id == Case.organisation_id, Incident.id == Case.id),
        )
        .outerjoin(decider, decider.id == AgendaItem.decided_by)
        .where(
            AgendaItem.organisation_id == actor.organisation_id,
            AgendaItem.meeting_id == meeting_id,
            reach.case_scope(actor),
        )
        .order_by(AgendaItem.place, AgendaItem.id)
    )
    return [
        ItemRow(
            id=row.AgendaItem.id,
            case_id=row.Case.id,
            reference=row.Case.reference,
            summary=row.summary,
            category=row.Case.category,
            is_closed=row.Case.closed_at is not None,
            reasons=tuple(rules.from_code(one) for one in row.AgendaItem.reasons),
            decision=Decision(row.AgendaItem.decision) if row.AgendaItem.decision else None,
            decided_by=row.decider or "",
        )
        for row in rows
    ]
