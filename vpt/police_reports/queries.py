"""What was decided, filed and said about the police reports of one case the caller has in reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select

from vpt.accounts import queries as accounts
from vpt.cases import reach
from vpt.cases.reach import Reached
from vpt.cases.views import CasePage
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.core.worktime import AMSTERDAM
from vpt.incidents import offences
from vpt.incidents.evidence import Evidence
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
    """Return what is kept of a case; NotVisible when it is not this actor's to know."""
    case = reach.get(actor, case_id)
    kept = Kept(
        reports=_rows(actor, PoliceReport, case_id, PoliceReport.opened_at),
        talks=_rows(actor, PoliceTalk, case_id, PoliceTalk.noted_at),
        decisions=_rows(actor, ReportDecision, case_id, ReportDecision.decided_at),
        complaints=_rows(actor, Complaint, case_id, Complaint.recorded_at),
    )
    needed = {row.keyset_id for row in kept.decisions}
    needed |= {row.keyset_id for row in kept.complaints}
    keysets.prefetch(case.organisation_id, needed)
    kept.who = accounts.names({row.noted_by for row in kept.talks})
    return kept


def report(actor: Actor, case_id: UUID, report_id: UUID) -> PoliceReport:
    """Return one report of a case in reach, else NotVisible."""
    reach.get(actor, case_id)
    found = db.session.get(PoliceReport, (actor.organisation_id, report_id))
    if found is None or found.case_id != case_id:
        raise NotVisible("not_found")
    return found


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


def evidence_exists(reached: Reached, evidence_id: UUID) -> bool:
    """Tell whether a piece of evidence belongs to this case."""
    row = db.session.get(Evidence, (reached.case.organisation_id, evidence_id))
    return row is not None and row.subject_id == reached.case.id


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


def _rows(actor: Actor, model: type[Any], case_id: UUID, *order: Any) -> list[Any]:
    return list(
        db.session.scalars(
            select(model)
            .where(model.organisation_id == actor.organisation_id, model.case_id == case_id)
            .order_by(*order, model.id)
        )
    )
