"""Reading what was judged; the caller fetched the case within reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, select
from sqlalchemy.orm import aliased

from vpt.accounts.models import Location
from vpt.accounts.people import User
from vpt.assessment import matrices
from vpt.assessment.matrix import Matrix
from vpt.assessment.models import Assessment, InjuryCheck, VptTest
from vpt.cases import reach
from vpt.cases.models import Case
from vpt.core.actor import Actor
from vpt.core.worktime import local_date
from vpt.documents.models import IssuedDocument
from vpt.history.models import SettingVersion
from vpt.incidents.models import Behaviour, Incident
from vpt.incidents.people import Involved
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Keyset

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentView:
    """The last assessment of a case."""

    made_at: datetime
    made_by: str
    row: str
    severity: int
    measures: tuple[str, ...]
    grounds: str
    matrix_version: str
    """Which matrix held then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTest:
    """The last VPT test of a case."""

    made_at: datetime
    public_task: str
    aimed_at_task: str
    by_colleague: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the report saw, and what was made of it."""

    subtypes: tuple[str, ...]
    occurred_on: date
    assessment: AssessmentView | None
    test: TaskTest | None
    matrix: Matrix
    """The matrix that holds now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accident:
    """One line of the employer's list of accidents: no names, nothing about health."""

    id: UUID
    case_id: UUID
    reference: str
    occurred_on: date
    summary: str
    category: str
    location: str
    reported_on: date | None
    long_absence: bool


def judged(actor: Actor, case_id: UUID) -> Judged:
    """Return the behaviours of a report, what was made of it, and the matrix, in one statement."""
    version = and_(
        SettingVersion.organisation_id == actor.organisation_id,
        SettingVersion.id == matrices.newest(actor.organisation_id),
    )
    rows = db.session.execute(
        select(
            Incident.occurred_from,
            Behaviour.subtype,
            Assessment,
            VptTest,
            User.name,
            SettingVersion,
        )
        .outerjoin(
            Behaviour,
            and_(
                Behaviour.organisation_id == Incident.organisation_id,
                Behaviour.incident_id == Incident.id,
            ),
        )
        .outerjoin(Assessment, _is_last(Assessment, actor, case_id))
        .outerjoin(VptTest, _is_last(VptTest, actor, case_id))
        .outerjoin(User, User.id == Assessment.made_by)
        .outerjoin(SettingVersion, version)
        .where(Incident.organisation_id == actor.organisation_id, Incident.id == case_id)
        .order_by(Behaviour.category, Behaviour.subtype)
    ).all()
    first = rows[0]
    return Judged(
        subtypes=tuple(row.subtype for row in rows if row.subtype),
        occurred_on=local_date(first.occurred_from),
        assessment=_assessment(first.Assessment, first.name or ""),
        test=_test(first.VptTest),
        matrix=matrices.of_row(first.SettingVersion).matrix,
    )


def checks(actor: Actor, case_id: UUID) -> list[InjuryCheck]:
    """Return every check of a victim's injury, newest first, with their keysets at hand.

    For whoever may see health data; the caller makes sure.
    """
    return injuries(actor, case_id)[0]


def injuries(
    actor: Actor, case_id: UUID, kind: str = ""
) -> tuple[list[InjuryCheck], list[IssuedDocument]]:
    """Return the checks and the papers of a kind issued about them, newest first.

    One statement, with the keysets of the victims; for whoever may see health data.
    """
    rows = db.session.execute(
        select(InjuryCheck, Keyset, IssuedDocument)
        .join(
            Keyset,
            and_(
                Keyset.organisation_id == InjuryCheck.organisation_id,
                Keyset.id == InjuryCheck.keyset_id,
            ),
        )
        .outerjoin(
            IssuedDocument,
            and_(
                IssuedDocument.organisation_id == InjuryCheck.organisation_id,
                IssuedDocument.case_id == InjuryCheck.case_id,
                IssuedDocument.kind == kind,
            ),
        )
        .where(InjuryCheck.organisation_id == actor.organisation_id, InjuryCheck.case_id == case_id)
        .order_by(InjuryCheck.made_at.desc(), InjuryCheck.id.desc(), IssuedDocument.version.desc())
    ).all()
    for row in rows:
        keysets.remember(row.Keyset)
    found = dict.fromkeys(row.InjuryCheck for row in rows)
    papers = dict.fromkeys(row.IssuedDocument for row in rows if row.IssuedDocument)
    return list(found), list(papers)


def latest(rows: Sequence[InjuryCheck]) -> tuple[InjuryCheck, ...]:
    """Return the newest check of each victim; `rows` are newest first."""
    found: dict[UUID, InjuryCheck] = {}
    for row in rows:
        found.setdefault(row.involved_id, row)
    return tuple(found.values())


def accidents(
    actor: Actor, *, after: UUID | None = None, limit: int = PAGE
) -> tuple[tuple[Accident, ...], UUID | None]:
    """Return listed accidents of cases in reach, the last one noted first, and the next cursor.

    Per victim only the newest check counts. Ids are made in order of time.
    """
    statement = _listed(actor).order_by(InjuryCheck.id.desc()).limit(limit + 1)
    if after is not None:
        statement = statement.where(InjuryCheck.id < after)
    rows = db.session.execute(statement).all()
    shown = tuple(_accident(row) for row in rows[:limit])
    return shown, shown[-1].id if len(rows) > limit else None


def _listed(actor: Actor) -> Any:
    columns = (
        InjuryCheck.id,
        Case.id.label("case_id"),
        Case.reference,
        Case.category,
        Incident.occurred_from,
        Incident.summary,
        Location.name.label("location"),
        InjuryCheck.reported_on,
        InjuryCheck.long_absence,
    )
    here = InjuryCheck.organisation_id == Case.organisation_id
    incident = and_(Incident.organisation_id == Case.organisation_id, Incident.id == Case.id)
    place = and_(
        Location.organisation_id == Incident.organisation_id, Location.id == Incident.location_id
    )
    return (
        reach.visible(actor)
        .join(InjuryCheck, and_(here, InjuryCheck.case_id == Case.id))
        .join(Incident, incident)
        .outerjoin(Location, place)
        .where(
            InjuryCheck.organisation_id == actor.organisation_id,
            InjuryCheck.is_listed,
            ~_is_superseded(),
        )
        .with_only_columns(*columns)
    )


def _is_superseded() -> ColumnElement[bool]:
    later = aliased(InjuryCheck)
    found = select(later.id).where(
        later.organisation_id == InjuryCheck.organisation_id,
        later.case_id == InjuryCheck.case_id,
        later.involved_id == InjuryCheck.involved_id,
        later.is_listed,
        later.id > InjuryCheck.id,
    )
    return found.exists()


def victim(actor: Actor, case_id: UUID, involved_id: UUID) -> Involved | None:
    """Return a victim of a case the caller fetched within reach, or None."""
    row = db.session.get(Involved, (actor.organisation_id, involved_id))
    is_theirs = row is not None and row.incident_id == case_id and row.role == "victim"
    return row if is_theirs else None


def _is_last(model: type[Any], actor: Actor, case_id: UUID) -> Any:
    last: ScalarSelect[UUID] = (
        select(model.id)
        .where(model.organisation_id == actor.organisation_id, model.case_id == case_id)
        .order_by(model.made_at.desc(), model.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return and_(model.organisation_id == actor.organisation_id, model.id == last)


def _assessment(row: Assessment | None, made_by: str) -> AssessmentView | None:
    if row is None:
        return None
    return AssessmentView(
        made_at=row.made_at,
        made_by=made_by,
        row=row.row,
        severity=row.severity,
        measures=tuple(row.measures),
        grounds=row.grounds or "",
        matrix_version=row.matrix_version,
    )


def _test(row: VptTest | None) -> TaskTest | None:
    if row is None:
        return None
    return TaskTest(
        made_at=row.made_at,
        public_task=row.public_task,
        aimed_at_task=row.aimed_at_task,
        by_colleague=row.by_colleague,
    )


def _accident(row: Any) -> Accident:
    return Accident(
        id=row.id,
        case_id=row.case_id,
        reference=row.reference,
        occurred_on=local_date(row.occurred_from),
        summary=row.summary,
        category=row.category,
        location=row.location or "",
        reported_on=row.reported_on,
        long_absence=row.long_absence,
    )
