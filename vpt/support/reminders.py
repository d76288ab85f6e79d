"""Words in time: before a court hearing, and on the yearly day when a victim asked for that."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from vpt.cases.models import Case, CaseFact
from vpt.cases.steps import CaseStep
from vpt.core.worktime import local_date
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice
from vpt.support import rules
from vpt.support.models import SupportWish

HEARING = "hearing_on"
WEEK, DAY = 7, 1
"""A word goes a week before a hearing and again the day before."""
EPOCH = date(2020, 1, 1)
LATE = timedelta(days=7)
"""So long after the yearly day a word would only surprise: then it waits for the next year."""


def remind_of_hearings(organisation_id: UUID, *, now: datetime) -> int:
    """Tell victims and handler of hearings in the week to come; return how many were new.

    Looks at the open steps that are due on the day of a hearing. Running it twice tells nobody
    twice; an adjourned hearing is told anew.
    """
    today = local_date(now)
    found = _hearings(organisation_id, now)
    told = _people({case_id for case_id, _, _, _ in found}, organisation_id)
    notices = [
        _hearing_notice(organisation_id, recipient, (case_id, subject_id), (day, today))
        for case_id, subject_id, handler_id, day in found
        if 0 <= (day - today).days <= WEEK
        for recipient in {*told.get(case_id, ()), *([handler_id] if handler_id else [])}
    ]
    return len(notifications.queue_all(notices, at=now))


def remind_of_days(*, now: datetime, limit: int) -> int:
    """Send at most `limit` words on yearly days that have come, and plan the next year's."""
    today = local_date(now)
    rows = db.session.execute(
        select(SupportWish, Involved.user_id, Incident.occurred_from)
        .join(Involved, _same(SupportWish.involved_id, Involved, SupportWish))
        .join(Incident, _same(SupportWish.case_id, Incident, SupportWish))
        .where(SupportWish.anniversary_on <= today)
        .order_by(SupportWish.anniversary_on, SupportWish.id)
        .limit(limit)
    ).all()
    notices = []
    for wish, user_id, occurred_from in rows:
        happened = local_date(occurred_from)
        on = wish.anniversary_on or today
        if user_id is not None and today - on < LATE:
            notices.append(_day_notice(wish, user_id, on.year - happened.year))
        wish.anniversary_on = rules.next_anniversary(happened, after=today)
    notifications.queue_all(notices, at=now)
    db.session.flush()
    return len(rows)


def _hearings(
    organisation_id: UUID, now: datetime
) -> Sequence[tuple[UUID, UUID, UUID | None, date]]:
    """Return (case, perpetrator, handler, day) of hearings whose step is due within eight days."""
    rows = db.session.execute(
        select(CaseStep.case_id, CaseStep.subject_id, Case.assignee_id, CaseFact.value)
        .join(Case, _same(CaseStep.case_id, Case, CaseStep))
        .join(
            CaseFact,
            and_(
                CaseFact.organisation_id == CaseStep.organisation_id,
                CaseFact.case_id == CaseStep.case_id,
                CaseFact.subject_id == CaseStep.subject_id,
                CaseFact.key == HEARING,
                CaseFact.withdrawn_at.is_(None),
            ),
        )
        .where(
            CaseStep.organisation_id == organisation_id,
            CaseStep.state == "open",
            CaseStep.due_at > now,
            CaseStep.due_at <= now + timedelta(days=WEEK + 2),
        )
    ).all()
    return [(row[0], row[1], row[2], date.fromisoformat(str(row[3]))) for row in rows]


def _people(case_ids: set[UUID], organisation_id: UUID) -> dict[UUID, set[UUID]]:
    """Return the victims with an account, by case."""
    if not case_ids:
        return {}
    rows = db.session.execute(
        select(Involved.incident_id, Involved.user_id).where(
            Involved.organisation_id == organisation_id,
            Involved.incident_id.in_(case_ids),
            Involved.role == "victim",
            Involved.user_id.is_not(None),
        )
    ).all()
    found: dict[UUID, set[UUID]] = {}
    for case_id, user_id in rows:
        if user_id is not None:
            found.setdefault(case_id, set()).add(user_id)
    return found


def _hearing_notice(
    organisation_id: UUID, recipient: UUID, about: tuple[UUID, UUID], days: tuple[date, date]
) -> Notice:
    (case_id, subject_id), (day, today) = about, days
    return Notice(
        organisation_id=organisation_id,
        recipient_id=recipient,
        kind=Kind.HEARING_NEAR,
        case_id=case_id,
        subject_id=subject_id,
        occurrence=(day - EPOCH).days,
        level=DAY if (day - today).days <= DAY else WEEK,
    )


def _day_notice(wish: SupportWish, user_id: UUID, years: int) -> Notice:
    return Notice(
        organisation_id=wish.organisation_id,
        recipient_id=user_id,
        kind=Kind.SUPPORT_DAY,
        case_id=wish.case_id,
        subject_id=wish.involved_id,
        occurrence=years,
    )


def _same(column: Any, other: Any, of: Any) -> Any:
    return and_(other.organisation_id == of.organisation_id, other.id == column)
