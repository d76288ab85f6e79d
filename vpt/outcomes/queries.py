"""Reads what the chain decided in a case that the caller fetched within reach."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from vpt.core.actor import Actor
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Keyset, Shredded
from vpt.outcomes.models import ChainOutcome
from vpt.outcomes.rules import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One award as it was stored; `victim_id` None waits until somebody says whose it is."""

    victim_id: UUID | None
    to_employer: bool
    cents: int
    is_measure: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing the chain decided, with its words; empty texts when they were destroyed."""

    id: UUID
    kind: str
    code: str
    party: str
    subject_id: UUID
    dismissal_code: str
    decided_on: date | None
    hearing_on: date | None
    final_on: date | None
    uplift: str
    compensation_cents: int | None
    via: str
    asked_at: datetime | None
    recorded_at: datetime
    recorded_by: UUID | None
    corrects_id: UUID | None
    is_corrected: bool
    content: Mapping[str, Any] = field(default_factory=dict)
    awards: tuple[Given, ...] = ()

    def word(self, name: str) -> str:
        """Return one text of the content, or an empty one."""
        found = self.content.get(name, "")
        return found if isinstance(found, str) else ""

    @property
    def order(self) -> Mapping[str, str]:
        """Return the order of mayor or court that came with it, or nothing."""
        found = self.content.get("order")
        return found if isinstance(found, dict) else {}

    @property
    def penalties(self) -> Sequence[str]:
        """Return what was imposed, as codes."""
        found = self.content.get("penalties")
        return found if isinstance(found, list) else ()

    @property
    def took_days(self) -> int | None:
        """Return how many whole days passed between the question and the answer."""
        return (self.recorded_at - self.asked_at).days if self.asked_at else None

    @property
    def unbooked_cents(self) -> int:
        """Return what was awarded without saying to whom: in no ledger yet."""
        return sum(
            one.cents for one in self.awards if one.victim_id is None and not one.to_employer
        )


def of_case(actor: Actor, case_id: UUID) -> tuple[News, ...]:
    """Return everything the chain decided, newest first, in one statement.

    A correction stands where the line it corrects was, in front of it.
    """
    rows = db.session.execute(
        select(ChainOutcome, Keyset)
        .outerjoin(
            Keyset,
            and_(
                Keyset.organisation_id == ChainOutcome.organisation_id,
                Keyset.id == ChainOutcome.keyset_id,
            ),
        )
        .where(
            ChainOutcome.organisation_id == actor.organisation_id,
            ChainOutcome.case_id == case_id,
        )
        .order_by(ChainOutcome.recorded_at.desc(), ChainOutcome.id.desc())
    ).all()
    for row in rows:
        keysets.remember(row.Keyset)
    stored = {row.ChainOutcome.id: row.ChainOutcome for row in rows}
    corrected = {one.corrects_id for one in stored.values()}
    told = sorted(stored.values(), key=lambda one: _place(one, stored), reverse=True)
    return tuple(_news(one, is_corrected=one.id in corrected) for one in told)


def hearings(news: Iterable[News], today: date) -> tuple[News, ...]:
    """Return the hearings still to come, soonest first: per suspect the last one that was named."""
    last: dict[UUID, News] = {}
    for one in news:  # newest first
        if not one.is_corrected and (one.hearing_on or is_judged(one)):
            last.setdefault(one.subject_id, one)
    coming = [one for one in last.values() if one.hearing_on and one.hearing_on >= today]
    return tuple(sorted(coming, key=lambda one: one.hearing_on or today))


def is_judged(one: News) -> bool:
    """Tell whether this is a judgment and not an adjournment."""
    return one.kind == "judgment" and one.code != Verdict.ADJOURNED


def _place(row: ChainOutcome, stored: Mapping[UUID, ChainOutcome]) -> tuple[datetime, datetime]:
    first = row
    while first.corrects_id is not None:
        first = stored[first.corrects_id]
    return first.recorded_at, row.recorded_at


def _news(row: ChainOutcome, *, is_corrected: bool) -> News:
    try:
        content: Mapping[str, Any] = row.content or {}
    except Shredded:
        content = {}
    return News(
        id=row.id,
        kind=row.kind,
        code=row.code,
        party=row.party,
        subject_id=row.subject_id,
        dismissal_code=row.dismissal_code,
        decided_on=row.decided_on,
        hearing_on=row.hearing_on,
        final_on=row.final_on,
        uplift=row.uplift,
        compensation_cents=row.compensation_cents,
        via=row.via,
        asked_at=row.asked_at,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        corrects_id=row.corrects_id,
        is_corrected=is_corrected,
        content=content,
        awards=tuple(_given(one) for one in content.get("awards", ())),
    )


def _given(stored: Mapping[str, Any]) -> Given:
    victim = stored.get("victim")
    return Given(
        victim_id=UUID(victim) if victim else None,
        to_employer=bool(stored.get("employer")),
        cents=int(stored["cents"]),
        is_measure=stored.get("measure"),
    )
