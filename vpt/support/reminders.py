"""Words in time: before a court hearing, and on the yearly day when a victim asked for that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from vpt.accounts.models import Unit
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hearing:
    """A hearing to come, with who handles the case and who leads the unit it belongs to."""

    case_id: UUID
    subject_id: UUID
    handlers: tuple[UUID | None, ...]
    day: date

    def recipients(self, parties: Mapping[UUID, str]) -> set[UUID]:
        """Return the victims and whoever handles it; a party to the incident handles nothing."""
        victims = {one for one, role in parties.items() if role == "victim"}
        return victims | {one for one in self.handlers if one and one not in parties}


def remind_of_hearings(organisation_id: UUID, *, now: datetime) -> int:
    """Tell victims, handler and manager of hearings in the week to come; return how many were new.

    Looks at the open steps that are due on the day of a hearing. Running it twice tells nobody
    twice; an adjourned hearing is told anew.
    """
    today = local_date(now)
    found = _hearings(organisation_id, now)
    parties = _parties({one.case_id for one in found}, organisation_id)
    notices = [
        _hearing_notice(organisation_id, recipient, (one.case_id, one.subject_id), (one.day, today))
        for one in found
        if 0 <= (one.day - today).days <= WEEK
        for recipient in one.recipients(parties.get(one.case_id, {}))
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


def _hearings(organisation_id: UUID, now: datetime) -> list[_Hearing]:
    """Return the hearings whose step is due within eight days."""
    rows = db.session.execute(
        select(
            CaseStep.case_id, CaseStep.subject_id, Case.assignee_id, Unit.manager_id,
            CaseFact.value,
        )
        .join(Case, _same(CaseStep.case_id, Case, CaseStep))
        .outerjoin(
            Unit,
            and_(
                Unit.organisation_id == Case.organisation_id,
                Unit.id == Case.unit_id,
                Case.confined.is_(False),
            ),
        )
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
    ).all()  # fmt: skip
    return [
        _Hearing(
            case_id=row[0], subject_id=row[1], handlers=(row[2], row[3]),
            day=date.fromisoformat(str(row[4])),
        )
        for row in rows
    ]  # fmt: skip


def _parties(case_ids: set[UUID], organisation_id: UUID) -> dict[UUID, dict[UUID, str]]:
    """Return everybody in the incident with an account and their role, by case."""
    if not case_ids:
        return {}
    rows = db.session.execute(
        select(Involved.incident_id, Involved.user_id, Involved.role).where(
            Involved.organisation_id == organisation_id,
            Involved.incident_id.in_(case_ids),
            Involved.user_id.is_not(None),
        )
    ).all()
    found: dict[UUID, dict[UUID, str]] = {}
    for case_id, user_id, role in rows:
        if user_id is not None:
            found.setdefault(case_id, {})[user_id] = role
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
