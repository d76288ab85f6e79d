"""Steps that reach 75 or 100 per cent of their term: who is told, and that it happens once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from vpt.accounts import standing_in
from vpt.accounts.models import Unit
from vpt.accounts.people import Membership, User
from vpt.audit import service as audit
from vpt.cases.handlers import WORKING
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core.actor import Author, Role
from vpt.core.worktime import local_date
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice

FIRST, LAST = 75, 100
GRACE = timedelta(hours=1)
"""A step due when it opened escalates an hour later, and for the last time an hour after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Who can be told of one step, from the nearest up; None where there is nobody."""

    assignee: UUID | None
    deputy: UUID | None
    manager: UUID | None
    coordinator: UUID | None

    def rungs(self, level: int) -> tuple[UUID, ...]:
        """Return who hears of a level: at 75 who can do it, at 100 also who answers for it.

        The deputy is asked to step in only for the manager; nobody is told twice.
        """
        if level < LAST:
            stand_in = self.deputy if self.assignee == self.manager else None
            near = [self.assignee, stand_in]
            found = near if any(near) else [self.deputy or self.manager or self.coordinator]
        else:
            found = [self.assignee, self.manager or self.deputy, self.coordinator]
        return tuple(dict.fromkeys(one for one in found if one is not None))


def level_reached(step: CaseStep, now: datetime) -> int:
    """Return 0, 75 or 100: the highest level a running step has reached."""
    if step.escalate_at is None or step.due_at is None or now < step.escalate_at:
        return 0
    last = step.due_at if step.due_at > step.escalate_at else step.escalate_at + GRACE
    return LAST if now >= last else FIRST


def escalate(now: datetime, limit: int) -> int:
    """Queue what is due for at most `limit` steps in the caller's transaction; return how many.

    Running it twice tells nobody twice. The worker calls it in small units of work until it
    returns 0.
    """
    rows = _due(now, limit)
    ladders = _ladders(rows, now)
    notices: list[Notice] = []
    for row in rows:
        level = level_reached(row, now)
        notices.extend(_notices(row, ladders[row.id], level))
        row.escalated = level
        _write_down(row, level, now)
    notifications.queue_all(notices, at=now)
    db.session.flush()
    return len(rows)


def settle_past(organisation_id: UUID, now: datetime) -> int:
    """Mark what is due by now as handled without telling anybody: for data brought in later."""
    rows = [row for row in _due(now, None) if row.organisation_id == organisation_id]
    for row in rows:
        row.escalated = level_reached(row, now)
    db.session.flush()
    return len(rows)


def _due(now: datetime, limit: int | None) -> list[CaseStep]:
    """Return running steps with a level not told yet; on PostgreSQL other workers pass by."""
    is_at_once = CaseStep.due_at <= CaseStep.escalate_at
    last_reached: ColumnElement[bool] = or_(
        and_(CaseStep.due_at > CaseStep.escalate_at, CaseStep.due_at <= now),
        and_(is_at_once, CaseStep.escalate_at <= now - GRACE),
    )
    return list(
        db.session.scalars(
            select(CaseStep)
            .where(
                CaseStep.state == "open",
                CaseStep.escalate_at <= now,
                CaseStep.due_at.is_not(None),
                CaseStep.paused_since.is_(None),
                or_(CaseStep.escalated < FIRST, and_(CaseStep.escalated < LAST, last_reached)),
            )
            .order_by(CaseStep.escalate_at, CaseStep.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
    )


def _notices(row: CaseStep, ladder: Ladder, level: int) -> Iterator[Notice]:
    kind = Kind.STEP_OVERDUE if level >= LAST else Kind.STEP_REMINDER
    if level < LAST and row.due_at == row.anchor_at:
        kind = Kind.STEP_URGENT
    for recipient in ladder.rungs(level):
        yield Notice(
            organisation_id=row.organisation_id,
            recipient_id=recipient,
            kind=kind,
            case_id=row.case_id,
            subject_id=row.subject_id,
            step_key=row.key,
            occurrence=row.occurrence,
            level=level,
        )


def _write_down(row: CaseStep, level: int, now: datetime) -> None:
    author = Author(organisation_id=row.organisation_id)
    codes = {
        "step": row.key,
        "subject": str(row.subject_id),
        "occurrence": str(row.occurrence),
        "level": str(level),
    }
    audit.record(author, "case.escalated", ("case", row.case_id), at=now, codes=codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the ladders of many steps need, read once; people are (organisation, account)."""

    units: Mapping[UUID, tuple[UUID | None, UUID | None]]
    parties: frozenset[tuple[UUID, UUID]]
    with_account: frozenset[tuple[UUID, UUID]]
    working: frozenset[tuple[UUID, UUID]]
    """Who can open a case they are given work in."""
    away: frozenset[tuple[UUID, UUID]]
    coordinators: Mapping[UUID, Sequence[UUID]]

    def fit(self, row: CaseStep, user_id: UUID | None, *, own: bool = False) -> bool:
        """Tell whether somebody can be told of a step; `own` is what is asked of a victim."""
        if user_id is None:
            return False
        able = self.with_account if own else self.working
        is_free = own or (row.case_id, user_id) not in self.parties
        return (row.organisation_id, user_id) in able and is_free

    def ladder(self, row: CaseStep, *, with_absent: bool = False) -> Ladder:
        """Return who can be told of a step, without who is away unless that is asked for."""

        def one(user_id: UUID | None, *, own: bool = False) -> UUID | None:
            is_here = with_absent or (row.organisation_id, user_id) not in self.away
            return user_id if is_here and self.fit(row, user_id, own=own) else None

        manager, deputy = self.units.get(row.case_id, (None, None))
        above = [one(each) for each in self.coordinators.get(row.organisation_id, ())]
        return Ladder(
            assignee=one(row.assignee_id, own=row.party == "employee"),
            deputy=one(deputy),
            manager=one(manager),
            coordinator=next((each for each in above if each), None),
        )


def _ladders(rows: Sequence[CaseStep], now: datetime) -> dict[UUID, Ladder]:
    """Return the ladder of each step in three statements: units, parties, people.

    Who is away is passed over, unless nobody else can be told.
    """
    if not rows:
        return {}
    known = _known(rows, now)
    found = {row.id: known.ladder(row) for row in rows}
    return {
        row.id: found[row.id]
        if any(found[row.id].rungs(LAST))
        else known.ladder(row, with_absent=True)
        for row in rows
    }


def _known(rows: Sequence[CaseStep], now: datetime) -> _Known:
    organisations = {row.organisation_id for row in rows}
    cases = {row.case_id for row in rows}
    units = _units(organisations, cases, now)
    parties = db.session.execute(
        select(Involved.incident_id, Involved.user_id).where(
            Involved.organisation_id.in_(organisations),
            Involved.incident_id.in_(cases),
            Involved.user_id.is_not(None),
        )
    )
    wanted = {row.assignee_id for row in rows} | {one for pair in units.values() for one in pair}
    people = _people(organisations, {one for one in wanted if one}, now)
    coordinators: dict[UUID, list[UUID]] = {}
    for one in people:
        if one.role == Role.COORDINATOR:
            coordinators.setdefault(one.organisation_id, []).append(one.user_id)
    return _Known(
        units=units,
        parties=frozenset((row.incident_id, row.user_id) for row in parties),
        with_account=frozenset((one.organisation_id, one.user_id) for one in people),
        working=frozenset(
            (one.organisation_id, one.user_id)
            for one in people
            if one.is_leader or one.role in WORKING
        ),
        away=frozenset((one.organisation_id, one.user_id) for one in people if one.is_away),
        coordinators=coordinators,
    )


def _units(
    organisations: set[UUID], cases: set[UUID], now: datetime
) -> dict[UUID, tuple[UUID | None, UUID | None]]:
    """Return who is at the head of each case's unit today; nobody for a confined case."""
    deputy = standing_in.deputy_on(local_date(now)).label("deputy_id")
    rows = db.session.execute(
        select(Case.id, Unit.manager_id, deputy)
        .join(
            Unit,
            and_(Unit.organisation_id == Case.organisation_id, Unit.id == Case.unit_id),
        )
        .where(
            Case.organisation_id.in_(organisations),
            Case.id.in_(cases),
            Case.confined.is_(False),
        )
    )
    return {row.id: (row.manager_id, row.deputy_id) for row in rows}


def _people(organisations: set[UUID], wanted: set[UUID], now: datetime) -> Sequence[Any]:
    today = local_date(now)
    whom = (Membership.organisation_id, Membership.user_id, today)
    return db.session.execute(
        select(
            Membership.organisation_id,
            Membership.user_id,
            Membership.role,
            standing_in.is_leader(*whom).label("is_leader"),
            standing_in.is_away(*whom).label("is_away"),
        )
        .join(User, User.id == Membership.user_id)
        .where(
            Membership.organisation_id.in_(organisations),
            User.disabled_at.is_(None),
            Membership.valid_from <= now,
            or_(Membership.valid_until.is_(None), Membership.valid_until > now),
            or_(Membership.user_id.in_(wanted), Membership.role == Role.COORDINATOR),
        )
        .order_by(User.name, Membership.user_id)
    ).all()
