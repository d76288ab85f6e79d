"""What was decided, filed and said about the police reports of one case the caller has in reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from vpt.accounts.people import User
from vpt.cases.views import CasePage
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.core.worktime import AMSTERDAM
from vpt.incidents import offences
from vpt.incidents.offences import Offence
from vpt.incidents.people import Involved
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Keyset
from vpt.police_reports.models import (
    Complaint,
    ContactOfficer,
    PoliceReport,
    PoliceTalk,
    ReportDecision,
)
from vpt.police_reports.readiness import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Who answers for the national agreements at police or prosecution."""

    id: UUID
    party: str
    name: str
    phone: str
    email: str
    place: str
    valid_from: date
    valid_until: date | None


@dataclass(slots=True, kw_only=True)
class Kept:
    """Everything this room keeps of one case, oldest first."""

    reports: Sequence[PoliceReport] = ()
    talks: Sequence[PoliceTalk] = ()
    decisions: Sequence[ReportDecision] = ()
    complaints: Sequence[Complaint] = ()
    who: Mapping[UUID, str] = field(default_factory=dict)


def of_case(actor: Actor, case_id: UUID) -> Kept:
    """Return what is kept of a case, in three statements; the caller fetched it within reach."""
    talks = _talks(actor, case_id)
    decisions, complaints = _victims(actor, case_id)
    return Kept(
        reports=_reports(actor, case_id),
        talks=[row for row, _ in talks],
        decisions=decisions,
        complaints=complaints,
        who={row.noted_by: name for row, name in talks},
    )


def report(actor: Actor, case_id: UUID, report_id: UUID) -> PoliceReport | None:
    """Return one report of a case the caller fetched within reach, or None."""
    found = db.session.get(PoliceReport, (actor.organisation_id, report_id))
    return found if found is not None and found.case_id == case_id else None


def of_victim(victim: Involved) -> list[PoliceReport]:
    """Return the reports for one victim; the caller has the case in reach."""
    return list(
        db.session.scalars(
            select(PoliceReport)
            .where(
                PoliceReport.organisation_id == victim.organisation_id,
                PoliceReport.case_id == victim.incident_id,
                PoliceReport.victim_id == victim.id,
            )
            .order_by(PoliceReport.opened_at, PoliceReport.id)
        )
    )


def told(actor: Actor, page: CasePage, details: Mapping[str, str]) -> Told:
    """Return what readiness asks of a case whose page was fetched with its story."""
    if page.story is None:
        raise NotVisible("not_found")
    people = people_told(actor.organisation_id, page.head.id)
    return Told(
        precision=page.story.precision,
        place=page.story.location or page.story.place,
        answers=page.story.answers,
        evidence=page.counts.evidence,
        perpetrators_known=people.known,
        perpetrators_described=people.described,
        medical=people.medical > 0,
        details=details,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleTold:
    """How many perpetrators are known or described, and whether a victim's injury is."""

    known: int
    described: int
    medical: int


def people_told(organisation_id: UUID, case_id: UUID) -> PeopleTold:
    """Count what is known of the people of a case without opening who they are."""
    by = Involved.role == "perpetrator"
    row = db.session.execute(
        select(
            func.count().filter(and_(by, Involved.is_known)),
            func.count().filter(and_(by, Involved.description_sealed.is_not(None))),
            func.count().filter(
                and_(Involved.role == "victim", Involved.medical_sealed.is_not(None))
            ),
        ).where(Involved.organisation_id == organisation_id, Involved.incident_id == case_id)
    ).one()
    return PeopleTold(known=row[0], described=row[1], medical=row[2])


def suggested(page: CasePage) -> tuple[Offence, ...]:
    """Return the offences the behaviours of a case may suggest on its day."""
    if page.story is None:
        return ()
    seen = [subtype for _, subtype in page.story.behaviours]
    return offences.suggest(seen, page.story.occurred_from.astimezone(AMSTERDAM).date())


def officers(actor: Actor) -> list[Officer]:
    """Return every contact officer of the own organisation, newest first."""
    return [_officer(row) for row in _officers(actor)]


def officer_on(actor: Actor, party: str, on: date) -> Officer | None:
    """Return who is contact officer of a party on a day, or None."""
    found = [
        row
        for row in _officers(actor)
        if row.party == party
        and row.valid_from <= on
        and (row.valid_until is None or row.valid_until >= on)
    ]
    return _officer(found[0]) if found else None


def _officers(actor: Actor) -> list[ContactOfficer]:
    rows = db.session.execute(
        select(ContactOfficer, Keyset)
        .outerjoin(
            Keyset,
            and_(
                Keyset.organisation_id == ContactOfficer.organisation_id,
                Keyset.id == ContactOfficer.keyset_id,
            ),
        )
        .where(ContactOfficer.organisation_id == actor.organisation_id)
        .order_by(ContactOfficer.valid_from.desc(), ContactOfficer.id.desc())
    ).all()
    for row in rows:
        keysets.remember(row.Keyset)
    return [row.ContactOfficer for row in rows]


def _officer(row: ContactOfficer) -> Officer:
    values = row.identity or {}
    return Officer(
        id=row.id,
        party=row.party,
        name=str(values.get("name", "")),
        phone=str(values.get("phone", "")),
        email=str(values.get("email", "")),
        place=str(values.get("place", "")),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _reports(actor: Actor, case_id: UUID) -> list[PoliceReport]:
    return list(
        db.session.scalars(
            select(PoliceReport)
            .where(
                PoliceReport.organisation_id == actor.organisation_id,
                PoliceReport.case_id == case_id,
            )
            .order_by(PoliceReport.opened_at, PoliceReport.id)
        )
    )


def _talks(actor: Actor, case_id: UUID) -> list[tuple[PoliceTalk, str]]:
    rows = db.session.execute(
        select(PoliceTalk, User.name)
        .join(User, User.id == PoliceTalk.noted_by)
        .where(
            PoliceTalk.organisation_id == actor.organisation_id,
            PoliceTalk.case_id == case_id,
        )
        .order_by(PoliceTalk.noted_at, PoliceTalk.id)
    )
    return [(row[0], row[1]) for row in rows]


def _victims(actor: Actor, case_id: UUID) -> tuple[list[ReportDecision], list[Complaint]]:
    """Return decisions and complaints with the keysets of their victims, in one statement."""
    rows = db.session.execute(
        select(ReportDecision, Complaint, Keyset)
        .select_from(Involved)
        .outerjoin(ReportDecision, _about_victim(ReportDecision))
        .outerjoin(Complaint, _about_victim(Complaint))
        .outerjoin(
            Keyset,
            and_(
                Keyset.organisation_id == Involved.organisation_id,
                Keyset.id == Involved.keyset_id,
            ),
        )
        .where(
            Involved.organisation_id == actor.organisation_id,
            Involved.incident_id == case_id,
            Involved.role == "victim",
        )
        .order_by(Involved.ordinal, ReportDecision.decided_at, Complaint.recorded_at)
    ).all()
    for row in rows:
        keysets.remember(row.Keyset)
    decisions = dict.fromkeys(filter(None, (row[0] for row in rows)))
    complaints = dict.fromkeys(filter(None, (row[1] for row in rows)))
    return list(decisions), list(complaints)


def _about_victim(model: type[ReportDecision] | type[Complaint]) -> ColumnElement[bool]:
    return and_(model.organisation_id == Involved.organisation_id, model.victim_id == Involved.id)
