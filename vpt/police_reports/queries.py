"""What was decided, filed and said about the police reports of one case the caller has in reach."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, select

from vpt.accounts.people import User
from vpt.cases.views import CasePage
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.core.worktime import local_date
from vpt.documents.models import IssuedDocument
from vpt.incidents import offences
from vpt.incidents.offences import Offence
from vpt.incidents.people import Involved
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Keyset
from vpt.police_reports.models import (
    Complaint,
    PoliceReport,
    PoliceTalk,
    ReportDecision,
)
from vpt.police_reports.readiness import Told

Row = TypeVar("Row")


@dataclass(slots=True, kw_only=True)
class Kept:
    """Everything this room keeps of one case, oldest first."""

    reports: Sequence[PoliceReport] = ()
    talks: Sequence[PoliceTalk] = ()
    decisions: Sequence[ReportDecision] = ()
    complaints: Sequence[Complaint] = ()
    papers: Sequence[IssuedDocument] = ()
    """What was made of the reports, newest first."""
    who: Mapping[UUID, str] = field(default_factory=dict)


def of_case(actor: Actor, case_id: UUID) -> Kept:
    """Return what is kept of a case, in two statements; the caller fetched it within reach."""
    talks = _talks(actor, case_id)
    kept = _about_victims(actor, case_id)
    kept.talks = [row for row, _ in talks]
    kept.who = {row.noted_by: name for row, name in talks}
    return kept


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


def told(page: CasePage, people: "PeopleTold", details: Mapping[str, str]) -> Told:
    """Return what readiness asks of a case whose page was fetched with its story."""
    if page.story is None:
        raise NotVisible("not_found")
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


def people_told(actor: Actor, case_id: UUID) -> PeopleTold:
    """Count what is known of the people of a case without opening who they are."""
    row = db.session.execute(select(*_people_counts(actor, case_id))).one()
    return PeopleTold(known=row[0], described=row[1], medical=row[2])


def report_with_people(
    actor: Actor, case_id: UUID, report_id: UUID
) -> tuple[PoliceReport | None, PeopleTold]:
    """Return a report with what is known of the people, in one statement when it has a row."""
    row = db.session.execute(
        select(PoliceReport, *_people_counts(actor, case_id)).where(
            PoliceReport.organisation_id == actor.organisation_id,
            PoliceReport.case_id == case_id,
            PoliceReport.id == report_id,
        )
    ).one_or_none()
    if row is None:
        return None, people_told(actor, case_id)
    return row[0], PeopleTold(known=row[1], described=row[2], medical=row[3])


def _people_counts(actor: Actor, case_id: UUID) -> list[ScalarSelect[int]]:
    by = Involved.role == "perpetrator"
    wanted = (
        and_(by, Involved.is_known),
        and_(by, Involved.description_sealed.is_not(None)),
        and_(Involved.role == "victim", Involved.medical_sealed.is_not(None)),
    )
    return [
        select(func.count())
        .select_from(Involved)
        .where(
            Involved.organisation_id == actor.organisation_id,
            Involved.incident_id == case_id,
            one,
        )
        .scalar_subquery()
        for one in wanted
    ]


def suggested(page: CasePage) -> tuple[Offence, ...]:
    """Return the offences the behaviours of a case may suggest on its day."""
    if page.story is None:
        return ()
    seen = [subtype for _, subtype in page.story.behaviours]
    return offences.suggest(seen, local_date(page.story.occurred_from))


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


def _about_victims(actor: Actor, case_id: UUID) -> Kept:
    """Return decisions, reports with their papers, and complaints; with the victims' keysets."""
    rows = db.session.execute(
        select(ReportDecision, PoliceReport, Complaint, IssuedDocument, Keyset)
        .select_from(Involved)
        .outerjoin(ReportDecision, _of_victim(ReportDecision))
        .outerjoin(PoliceReport, _of_victim(PoliceReport))
        .outerjoin(Complaint, _of_victim(Complaint))
        .outerjoin(
            IssuedDocument,
            and_(
                IssuedDocument.organisation_id == PoliceReport.organisation_id,
                IssuedDocument.case_id == PoliceReport.case_id,
                IssuedDocument.subject_id == PoliceReport.id,
                IssuedDocument.file_id.is_not(None),
            ),
        )
        .outerjoin(Keyset, _is_keyset_of(Involved))
        .where(
            Involved.organisation_id == actor.organisation_id,
            Involved.incident_id == case_id,
            Involved.role == "victim",
        )
        .order_by(Involved.ordinal, PoliceReport.opened_at, IssuedDocument.issued_at.desc())
    ).all()
    for row in rows:
        keysets.remember(row.Keyset)
    return Kept(
        decisions=sorted(each(row[0] for row in rows), key=lambda one: one.decided_at),
        reports=each(row[1] for row in rows),
        complaints=each(row[2] for row in rows),
        papers=each(row[3] for row in rows),
    )


def _of_victim(
    model: type[ReportDecision] | type[PoliceReport] | type[Complaint],
) -> ColumnElement[bool]:
    return and_(model.organisation_id == Involved.organisation_id, model.victim_id == Involved.id)


def _is_keyset_of(model: type[Involved]) -> ColumnElement[bool]:
    return and_(Keyset.organisation_id == model.organisation_id, Keyset.id == model.keyset_id)


def each(rows: Iterable[Row | None]) -> list[Row]:
    """Return every row once, in the order they came."""
    return list(dict.fromkeys(row for row in rows if row is not None))
