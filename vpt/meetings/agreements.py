"""Reading what meetings agreed about cases, and how each agreement stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from vpt.accounts.models import Organisation
from vpt.accounts.people import User
from vpt.cases import reach
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.core.worktime import local_date
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Keyset
from vpt.meetings import rules
from vpt.meetings.models import AgendaItem, Agreement, Meeting
from vpt.meetings.rules import Ending, MeetingState


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow:
    """What was agreed about a case, by whom, by when, and how it stands."""

    id: UUID
    item_id: UUID
    case_id: UUID
    reference: str
    text: str
    partner: str
    by_partner: bool
    owner: str
    due_on: date
    made_at: datetime
    held_on: date
    meeting_id: UUID
    ending: Ending
    ended_at: datetime | None
    reason: str


def of_meeting(actor: Actor, meeting_id: UUID, *, now: datetime) -> tuple[AgreementRow, ...]:
    """Return what one meeting agreed about cases the actor may follow."""
    return _agreements(actor, Meeting.id == meeting_id, now=now)


def before(
    actor: Actor, meeting: tuple[UUID, UUID, date], *, now: datetime
) -> tuple[AgreementRow, ...]:
    """Return what was agreed before (meeting, partner, day): all of the last time, or open."""
    return _agreements(actor, _earlier(*meeting), now=now)


def of_case(actor: Actor, case_id: UUID, *, now: datetime) -> tuple[AgreementRow, ...]:
    """Return what was agreed about a case the actor may follow."""
    return _agreements(actor, Agreement.case_id == case_id, now=now)


def of_step(actor: Actor, case_id: UUID, agreement_id: UUID, *, now: datetime) -> AgreementRow:
    """Return the agreement a step is about, else NotVisible."""
    which = and_(Agreement.case_id == case_id, Agreement.id == agreement_id)
    found = _agreements(actor, which, now=now)
    if not found:
        raise NotVisible("not_found")
    return found[0]


def _earlier(meeting_id: UUID, partner_id: UUID, on: date) -> ColumnElement[bool]:
    before = aliased(Meeting)
    last = select(func.max(before.held_on)).where(
        before.organisation_id == Meeting.organisation_id,
        before.partner_id == partner_id,
        before.state == MeetingState.HELD,
        before.held_on <= on,
        before.id != meeting_id,
    )
    return and_(
        Meeting.partner_id == partner_id,
        Meeting.id != meeting_id,
        Meeting.held_on <= on,
        or_(CaseStep.state == "open", Meeting.held_on == last.scalar_subquery()),
    )


def _agreements(
    actor: Actor, which: ColumnElement[bool], *, now: datetime
) -> tuple[AgreementRow, ...]:
    rows = db.session.execute(
        select(
            Agreement,
            Keyset,
            CaseStep,
            Case.reference,
            Meeting.id.label("meeting_id"),
            Meeting.held_on,
            Organisation.name.label("partner"),
            User.name.label("owner"),
        )
        .join(
            AgendaItem,
            and_(
                AgendaItem.organisation_id == Agreement.organisation_id,
                AgendaItem.id == Agreement.item_id,
            ),
        )
        .join(Meeting, meeting_of_item())
        .join(Organisation, Organisation.id == Meeting.partner_id)
        .join(Case, case_of_item())
        .outerjoin(Keyset, _keyset_of_agreement())
        .outerjoin(CaseStep, _step_of_agreement())
        .outerjoin(User, User.id == Agreement.owner_id)
        .where(Agreement.organisation_id == actor.organisation_id, which, reach.case_scope(actor))
        .order_by(Agreement.due_on, Agreement.id)
    ).all()
    return _read(rows, local_date(now))


def _read(rows: Sequence[Any], today: date) -> tuple[AgreementRow, ...]:
    for row in rows:
        keysets.remember(row.Keyset)
    return tuple(_agreement(row, today) for row in rows)


def _agreement(row: Any, today: date) -> AgreementRow:
    made: Agreement = row.Agreement
    step: CaseStep | None = row.CaseStep
    state = step.state if step else None
    return AgreementRow(
        id=made.id,
        item_id=made.item_id,
        case_id=made.case_id,
        reference=row.reference,
        text=made.text or "",
        partner=row.partner,
        by_partner=made.by_partner,
        owner=row.owner or "",
        due_on=made.due_on,
        made_at=made.made_at,
        held_on=row.held_on,
        meeting_id=row.meeting_id,
        ending=rules.ending(state, step.outcome if step else None, made.due_on, today),
        ended_at=step.done_at if step else None,
        reason=str((step.details or {}).get("reason", "")) if step else "",
    )


def _keyset_of_agreement() -> ColumnElement[bool]:
    return and_(
        Keyset.organisation_id == Agreement.organisation_id, Keyset.id == Agreement.keyset_id
    )


def _step_of_agreement() -> ColumnElement[bool]:
    return and_(
        CaseStep.organisation_id == Agreement.organisation_id,
        CaseStep.case_id == Agreement.case_id,
        CaseStep.subject_id == Agreement.id,
    )


def case_of_item() -> ColumnElement[bool]:
    """Return how an item of an agenda finds its case."""
    return and_(Case.organisation_id == AgendaItem.organisation_id, Case.id == AgendaItem.case_id)


def meeting_of_item() -> ColumnElement[bool]:
    """Return how an item finds its meeting."""
    return and_(
        Meeting.organisation_id == AgendaItem.organisation_id, Meeting.id == AgendaItem.meeting_id
    )
