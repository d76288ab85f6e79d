"""How partners answer as a rule: what is open, how long an answer takes, how much is answered."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID

from sqlalchemy import and_, or_, select

from vpt.answers.models import FeedbackRequest
from vpt.answers.questions import Stop
from vpt.cases import reach
from vpt.cases.models import Case
from vpt.core.actor import Actor
from vpt.infra.db import db
from vpt.partners.queries import Officer, Partner

LOOK_BACK = timedelta(days=365)
MOST = 5000
"""Questions that are counted, the newest first; more does not change what is usual."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How somebody answers: open questions, median days to an answer, part that was answered."""

    open: int
    answered: int
    median_days: int | None

    @property
    def percentage(self) -> int | None:
        """Return which part was answered, in per cent; None when nothing was asked."""
        asked = self.open + self.answered
        return round(100 * self.answered / asked) if asked else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactTotal:
    """How one contact answers."""

    officer: Officer
    total: Total


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerTotal:
    """How a partner answers, all its contacts together; `name` is empty without an account."""

    party: str
    name: str
    total: Total
    contacts: tuple[ContactTotal, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    officer_id: UUID
    days: float | None


def by_partner(
    actor: Actor, officers: Mapping[UUID, Officer], known: Sequence[Partner], *, now: datetime
) -> tuple[PartnerTotal, ...]:
    """Return per partner, and below it per contact, how questions were answered in one year.

    One statement, over the cases in reach; open questions count however old they are.
    """
    by_officer: dict[UUID, list[_Said]] = defaultdict(list)
    for one in _said(actor, now):
        by_officer[one.officer_id].append(one)
    names = {one.id: one.name for one in known}
    groups: dict[tuple[str, str], list[Officer]] = defaultdict(list)
    for officer in officers.values():
        if officer.id in by_officer:
            name = names.get(officer.partner_id, "") if officer.partner_id else officer.place
            groups[officer.party, name].append(officer)
    made = [_partner(key, contacts, by_officer) for key, contacts in groups.items()]
    return tuple(sorted(made, key=lambda one: (-one.total.open, one.party, one.name)))


def _said(actor: Actor, now: datetime) -> list[_Said]:
    is_open = and_(
        FeedbackRequest.answered_at.is_(None),
        FeedbackRequest.stopped != Stop.NOT_NEEDED,
        Case.closed_at.is_(None),
    )
    rows = db.session.execute(
        select(
            FeedbackRequest.officer_id, FeedbackRequest.first_asked_at, FeedbackRequest.answered_at
        )
        .join(
            Case,
            and_(
                Case.organisation_id == FeedbackRequest.organisation_id,
                Case.id == FeedbackRequest.case_id,
            ),
        )
        .where(
            reach.case_scope(actor),
            FeedbackRequest.organisation_id == actor.organisation_id,
            or_(is_open, FeedbackRequest.answered_at >= now - LOOK_BACK),
        )
        .order_by(FeedbackRequest.first_asked_at.desc())
        .limit(MOST)
    )
    return [_Said(row[0], _days(row[1], row[2])) for row in rows]


def _days(asked_at: datetime, answered_at: datetime | None) -> float | None:
    return (answered_at - asked_at) / DAY if answered_at is not None else None


def _partner(
    key: tuple[str, str], contacts: Sequence[Officer], said: Mapping[UUID, list[_Said]]
) -> PartnerTotal:
    every = [one for officer in contacts for one in said[officer.id]]
    return PartnerTotal(
        party=key[0],
        name=key[1],
        total=_total(every),
        contacts=tuple(
            ContactTotal(officer=officer, total=_total(said[officer.id])) for officer in contacts
        ),
    )


def _total(said: Sequence[_Said]) -> Total:
    days = [max(one.days, 0.0) for one in said if one.days is not None]
    return Total(
        open=len(said) - len(days),
        answered=len(days),
        median_days=round(median(days)) if days else None,
    )
