"""Counting incidents of a period: codes, days and yes or no; names and stories are never read."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, select

from vpt.assessment.models import InjuryCheck
from vpt.cases import reach
from vpt.cases.models import Case
from vpt.core.actor import Actor
from vpt.core.worktime import AMSTERDAM, local_date
from vpt.incidents.models import Incident
from vpt.infra.db import db
from vpt.measures.models import Measure
from vpt.measures.rules import State
from vpt.police_reports.models import PoliceReport
from vpt.police_reports.rules import Filing
from vpt.statistics.rules import MOST_YEARS, Period

IMPOSED = (State.IMPOSED.value, State.LIFTED.value, State.ENDED.value)
TAKEN = Filing.TAKEN.value
TOLD = (TAKEN, Filing.REFUSED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One victim's injury on the employer's list of accidents."""

    reported_on: date | None
    long_absence: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One incident of the register, in codes."""

    on: date
    location_kind: str
    category: str
    severity: int | None
    injured: bool
    is_closed: bool
    reference: str
    """Empty for who may not follow the case for their work."""
    accidents: tuple[Listed, ...]
    report: str
    """How far the police report came: taken, refused, or nothing."""
    measures: tuple[str, ...]
    """Keys of the ladder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The incidents of a period in order of time, and how many reports do not count."""

    entries: tuple[Entry, ...]
    withdrawn: int
    doubles: int


def years(actor: Actor, today: date) -> range:
    """Return the years of which there is something to count, this year at least."""
    first = db.session.scalar(
        select(func.min(Incident.occurred_from)).where(
            Incident.organisation_id == actor.organisation_id
        )
    )
    since = local_date(first).year if first else today.year
    return range(max(since, today.year - MOST_YEARS + 1), today.year + 1)


def register(actor: Actor, period: Period, limit: int) -> Register:
    """Return the register of the organisation over a period, in five statements.

    It is complete whoever asks: it holds no personal data. Only the reference of a case stands
    there for who may follow it. At most `limit` incidents are read, and one more to tell.
    """
    within = _within(actor, period)
    rows = db.session.execute(_incidents(actor, within).limit(limit + 1)).all()
    listed, reports, measures = _listed(within), _reports(within), _imposed(within)
    entries = tuple(
        Entry(
            on=local_date(row.occurred_from),
            location_kind=row.location_kind,
            category=row.category,
            severity=row.severity,
            injured=row.injured,
            is_closed=row.closed_at is not None,
            reference=row.reference if row.is_visible else "",
            accidents=tuple(listed[row.id]),
            report=reports.get(row.id, ""),
            measures=tuple(measures[row.id]),
        )
        for row in rows
    )
    withdrawn, doubles = _uncounted(within)
    return Register(entries=entries, withdrawn=withdrawn, doubles=doubles)


def _within(actor: Actor, period: Period) -> ColumnElement[bool]:
    return and_(
        Incident.organisation_id == actor.organisation_id,
        Incident.occurred_from >= _midnight(period.first),
        Incident.occurred_from < _midnight(period.after),
    )


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), AMSTERDAM).astimezone(UTC)


def _counts() -> ColumnElement[bool]:
    return and_(Incident.withdrawn_at.is_(None), Incident.leading_id.is_(None))


def _incidents(actor: Actor, within: ColumnElement[bool]) -> Any:
    return (
        select(
            Incident.id,
            Incident.occurred_from,
            Incident.location_kind,
            Incident.injured,
            Case.category,
            Case.severity,
            Case.closed_at,
            Case.reference,
            func.coalesce(reach.case_scope(actor), false()).label("is_visible"),
        )
        .join(Case, _of_case(Case.organisation_id, Case.id))
        .where(within, _counts())
        .order_by(Incident.occurred_from, Incident.id)
    )


def _of_case(organisation_id: Any, case_id: Any) -> ColumnElement[bool]:
    return and_(organisation_id == Incident.organisation_id, case_id == Incident.id)


def _listed(within: ColumnElement[bool]) -> Mapping[UUID, list[Listed]]:
    """Return the listed injuries per case: of each victim the newest listed check counts."""
    rows = db.session.execute(
        select(
            InjuryCheck.case_id,
            InjuryCheck.involved_id,
            InjuryCheck.reported_on,
            InjuryCheck.long_absence,
        )
        .join(Incident, _of_case(InjuryCheck.organisation_id, InjuryCheck.case_id))
        .where(within, _counts(), InjuryCheck.is_listed)
        .order_by(InjuryCheck.id)
    )
    newest = {
        (row.case_id, row.involved_id): Listed(
            reported_on=row.reported_on, long_absence=row.long_absence
        )
        for row in rows
    }
    found: dict[UUID, list[Listed]] = defaultdict(list)
    for (case_id, _), one in newest.items():
        found[case_id].append(one)
    return found


def _reports(within: ColumnElement[bool]) -> Mapping[UUID, str]:
    rows = db.session.execute(
        select(PoliceReport.case_id, PoliceReport.state)
        .join(Incident, _of_case(PoliceReport.organisation_id, PoliceReport.case_id))
        .where(within, _counts(), PoliceReport.state.in_(TOLD))
    )
    found: dict[UUID, str] = {}
    for case_id, state in rows:
        if found.get(case_id) != TAKEN:
            found[case_id] = state
    return found


def _imposed(within: ColumnElement[bool]) -> Mapping[UUID, list[str]]:
    rows = db.session.execute(
        select(Measure.case_id, Measure.level)
        .distinct()
        .join(Incident, _of_case(Measure.organisation_id, Measure.case_id))
        .where(within, _counts(), Measure.state.in_(IMPOSED), Measure.level.is_not(None))
        .order_by(Measure.case_id, Measure.level)
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for case_id, level in rows:
        found[case_id].append(str(level))
    return found


def _uncounted(within: ColumnElement[bool]) -> tuple[int, int]:
    withdrawn, doubles = db.session.execute(
        select(
            func.count().filter(Incident.withdrawn_at.is_not(None)),
            func.count().filter(Incident.withdrawn_at.is_(None), Incident.leading_id.is_not(None)),
        ).where(within)
    ).one()
    return withdrawn, doubles
