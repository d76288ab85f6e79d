"""What time does to measures: they end by themselves, and people are reminded before that."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from vpt.accounts import queries as accounts
from vpt.audit import service as audit
from vpt.cases import changing, working
from vpt.cases.finishing import Learned
from vpt.cases.models import Case
from vpt.core.actor import Author, Role
from vpt.infra.db import db
from vpt.measures.models import Measure
from vpt.measures.queries import grounds_hold
from vpt.measures.rules import REMIND_DAYS, State
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice

BEFORE = timedelta(days=REMIND_DAYS)
EPOCH = date(2000, 1, 1)
"""A date of a reminder is counted from here: one reminder for each date."""


def end_due(today: date, now: datetime, limit: int) -> int:
    """End measures whose last day is past, in the caller's transaction; return how many.

    `today` is the local date: a measure applies up to 24:00 of its last day, so it ends on the
    day after at 00:00. A weekend or holiday never lengthens it. The worker calls this until 0.
    """
    rows = db.session.scalars(
        select(Measure)
        .where(Measure.state == State.IMPOSED.value, Measure.ends_on < today)
        .order_by(Measure.ends_on, Measure.id)
        .limit(limit)
    ).all()
    for row in rows:
        _end(row, now)
    db.session.flush()
    return len(rows)


def mark_withdrawn(now: datetime, limit: int) -> int:
    """Write on measures that the person is no longer known as the perpetrator; return how many."""
    rows = db.session.scalars(
        select(Measure)
        .where(
            Measure.state.in_([State.IMPOSED.value, State.PROPOSED.value]),
            Measure.grounds_withdrawn_at.is_(None),
            ~grounds_hold(),
        )
        .limit(limit)
    ).all()
    for row in rows:
        row.grounds_withdrawn_at = now
        _tell(row, Kind.MEASURE_GROUNDS_LOST, _people(row, now), now)
    db.session.flush()
    return len(rows)


def remind(today: date, now: datetime) -> int:
    """Tell coordinator and handler of a review or an end within two weeks; once for each date."""
    soon = today + BEFORE
    rows = db.session.scalars(
        select(Measure).where(
            Measure.state == State.IMPOSED.value,
            Measure.ends_on >= today,
            or_(Measure.review_on.between(today, soon), Measure.ends_on <= soon),
        )
    ).all()
    for row in rows:
        if row.ends_on is not None and row.ends_on <= soon:
            _tell(row, Kind.MEASURE_ENDS_SOON, _people(row, now), now, on=row.ends_on)
        elif row.review_on is not None:
            _tell(row, Kind.MEASURE_REVIEW_SOON, _people(row, now), now, on=row.review_on)
    db.session.flush()
    return len(rows)


def _end(row: Measure, now: datetime) -> None:
    row.state, row.ended_on = State.ENDED.value, row.ends_on
    case = db.session.get_one(Case, (row.organisation_id, row.case_id))
    codes = {"measure": str(row.id)}
    if row.issuer:
        author = Author(organisation_id=row.organisation_id)
        audit.record(author, "measure.ended", ("case", row.case_id), at=now, codes=codes)
    else:
        turn = changing.begin_as_system(case, now=now)
        ended = Learned(key="measure_ended", value=True, subject=row.id)
        working.keep(turn, "measure.ended", codes=codes, learned=[ended])
    _tell(row, Kind.MEASURE_ENDED, _people(row, now), now)


def _people(row: Measure, now: datetime) -> set[UUID]:
    case = db.session.get_one(Case, (row.organisation_id, row.case_id))
    above = accounts.list_with_role(row.organisation_id, [Role.COORDINATOR], now=now)
    handler = {case.assignee_id} if case.assignee_id else set()
    return {one.id for one in above} | handler


def _tell(
    row: Measure, kind: Kind, people: Iterable[UUID], now: datetime, on: date | None = None
) -> None:
    notices = [
        Notice(
            organisation_id=row.organisation_id,
            recipient_id=one,
            kind=kind,
            case_id=row.case_id,
            subject_id=row.id,
            occurrence=(on - EPOCH).days if on else 1,
        )
        for one in sorted(people)
    ]
    notifications.queue_all(notices, at=now)
