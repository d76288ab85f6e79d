"""What partners still owe an answer: oldest first, and how each partner answers as a rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, false, func, select, tuple_

from vpt.answers import asking, waiting
from vpt.answers.models import FeedbackRequest
from vpt.answers.questions import PARTY_OF_ASK, Stop
from vpt.answers.waiting import Asks
from vpt.cases import reach
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor
from vpt.core.worktime import local_date
from vpt.infra.db import db
from vpt.infra.types import read_moment
from vpt.partners import queries as partners
from vpt.partners.queries import Officer
from vpt.protocol.state import StepStatus
from vpt.sharing.models import Share, ShareReceipt
from vpt.sharing.queries import READ
from vpt.sharing.rules import Ask, Door

PAGE = 50
PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """One question without an answer; `hindrance` says why nobody is reminded of it."""

    case_id: UUID
    step_id: UUID
    reference: str
    ask: Ask
    party: str
    officer: Officer | None
    since: datetime
    days: int
    times_asked: int
    asked_at: datetime | None
    next_at: datetime | None
    seen_at: datetime | None
    hindrance: str

    @property
    def may_ask(self) -> bool:
        """Tell whether somebody can be asked now."""
        return not self.hindrance


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenList:
    """One page of open questions; `after` is the cursor of the next page."""

    rows: tuple[Open, ...]
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which open questions: of one party, of one contact, or all."""

    party: str = ""
    officer_id: UUID | None = None


def open_list(
    actor: Actor, wanted: Wanted, officers: Mapping[UUID, Officer], *,
    after: str | None = None, limit: int = PAGE, now: datetime,
) -> OpenList:  # fmt: skip
    """Return one page of the open questions in reach, oldest first, in five statements at most.

    A cursor that makes no sense starts at the beginning.
    """
    asks = waiting.asks_of(actor.organisation_id)
    found = _steps(actor, wanted, asks, after, limit + 1, now) if asks else []
    page = found[:limit]
    shares = _shares(actor, {row.CaseStep.case_id for row in page}, now)
    seen = _seen(actor, {share.id for share, _ in shares.values()})
    told = [_open(row, asks, shares, officers, seen, now) for row in page]
    last = page[-1].CaseStep if len(found) > limit else None
    return OpenList(
        rows=tuple(one for one in told if one is not None),
        after=f"{last.anchor_at.isoformat()}_{last.id}" if last is not None else None,
    )


def officers_of(actor: Actor) -> dict[UUID, Officer]:
    """Return every contact of the own organisation by id."""
    return {one.id: one for one in partners.officers(actor)}


def _steps(
    actor: Actor, wanted: Wanted, asks: Asks, after: str | None, limit: int, now: datetime
) -> Sequence[Row[CaseStep, Case, FeedbackRequest]]:
    statement = (
        select(CaseStep, Case, FeedbackRequest)
        .join(Case, waiting.of_case())
        .outerjoin(FeedbackRequest, waiting.of_step(asks))
        .where(
            reach.case_scope(actor),
            CaseStep.organisation_id == actor.organisation_id,
            CaseStep.state == StepStatus.OPEN,
            CaseStep.anchor_at <= now,  # a hearing that is still to come is owed by nobody
            Case.closed_at.is_(None),
            _asked_of(wanted, asks),
        )
        .order_by(CaseStep.anchor_at, CaseStep.id)
        .limit(limit)
    )
    if wanted.officer_id is not None:
        statement = statement.where(FeedbackRequest.officer_id == wanted.officer_id)
    place = _place(after)
    if place is not None:
        statement = statement.where(tuple_(CaseStep.anchor_at, CaseStep.id) > place)
    return db.session.execute(statement).all()


def _asked_of(wanted: Wanted, asks: Asks) -> ColumnElement[bool]:
    if not wanted.party:
        return waiting.asks_for(asks)
    of_party = {place: ask for place, ask in asks.items() if PARTY_OF_ASK[ask] == wanted.party}
    return waiting.asks_for(of_party)


def _place(after: str | None) -> tuple[datetime, UUID] | None:
    at, _, last = (after or "").partition("_")
    try:
        return read_moment(at), UUID(last)
    except ValueError:
        return None


def _shares(
    actor: Actor, case_ids: set[UUID], now: datetime
) -> dict[tuple[UUID, Ask], tuple[Share, bool]]:
    """Return the share through which each question is asked, and whether it can be answered.

    An open one before one that is over, and the newest of those.
    """
    is_open = func.coalesce(waiting.is_open_share(now), false()).label("is_open")
    rows = db.session.execute(
        select(Share, is_open)
        .where(Share.organisation_id == actor.organisation_id, Share.case_id.in_(case_ids))
        .order_by(is_open, Share.created_at, Share.id)
    )
    return {
        (row.Share.case_id, ask): (row.Share, bool(row.is_open))
        for row in rows
        for ask in waiting.asked_in(row.Share)
    }


def _seen(actor: Actor, share_ids: set[UUID]) -> dict[UUID, datetime]:
    rows = db.session.execute(
        select(ShareReceipt.share_id, func.max(ShareReceipt.at))
        .where(
            ShareReceipt.organisation_id == actor.organisation_id,
            ShareReceipt.share_id.in_(share_ids),
            ShareReceipt.kind.in_(READ),
        )
        .group_by(ShareReceipt.share_id)
    )
    return {row[0]: row[1] for row in rows}


def _open(
    row: Row[CaseStep, Case, FeedbackRequest],
    asks: Asks,
    shares: Mapping[tuple[UUID, Ask], tuple[Share, bool]],
    officers: Mapping[UUID, Officer],
    seen: Mapping[UUID, datetime],
    now: datetime,
) -> Open | None:
    step, case = row.CaseStep, row.Case
    asked: FeedbackRequest | None = row.FeedbackRequest
    one = waiting.as_waiting(step, case, asks)
    if one is None:
        return None
    share, is_open = shares.get((one.case_id, one.ask), (None, False))
    officer = officers.get(share.officer_id) if share is not None else None
    return Open(
        case_id=case.id,
        step_id=step.id,
        reference=case.reference,
        ask=one.ask,
        party=PARTY_OF_ASK[one.ask].value,
        officer=officer,
        since=step.anchor_at,
        days=(local_date(now) - local_date(step.anchor_at)).days,
        times_asked=asked.round if asked else 0,
        asked_at=asked.asked_at if asked and asked.round else None,
        next_at=asked.ask_again_at if asked and is_open else None,
        seen_at=seen.get(share.id) if share is not None else None,
        hindrance=PAUSED if step.paused_since else _hindrance(share, officer, now, is_open=is_open),
    )


def _hindrance(
    share: Share | None, officer: Officer | None, now: datetime, *, is_open: bool
) -> str:
    if share is None:
        return Stop.NOT_SHARED.value
    if not is_open:
        return asking.why_not(share, now).value
    by_account = share.door == Door.ACCOUNT and officer is not None and officer.user_id is not None
    by_mail = share.door == Door.LINK and officer is not None and bool(officer.email)
    return "" if by_account or by_mail else Stop.UNREACHABLE.value
