"""What mail to our own people and letters to others share: which rows are due, and taking them."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, or_, select, update

from vpt.infra.db import db
from vpt.notifications import rules
from vpt.notifications.models import Delivery, OutsideLetter
from vpt.notifications.rules import State

Posted = type[Delivery] | type[OutsideLetter]


def due(model: Posted, now: datetime) -> ColumnElement[bool]:
    """Return what waits and may leave, and what a worker claimed and never settled."""
    return or_(
        and_(model.state == State.WAITING, model.next_try_at <= now),
        and_(model.state == State.CLAIMED, model.claimed_at <= now - rules.CLAIM_LASTS),
    )


def has_due(model: Posted, now: datetime) -> bool:
    """Return whether anything waits; reads only, so that an idle worker never takes the lock."""
    return db.session.scalar(select(model.id).where(due(model, now)).limit(1)) is not None


def take(model: Posted, which: ColumnElement[bool], now: datetime) -> bool:
    """Claim by conditional update; an expired claim is marked as such."""
    expired = (model.state == State.CLAIMED, "claim_expired")
    result = db.session.execute(
        update(model)
        .where(which, due(model, now))
        .values(
            state=State.CLAIMED,
            claimed_at=now,
            attempts=model.attempts + 1,
            error=case(expired, else_=model.error),
        )
        .returning(model.id)
        .execution_options(synchronize_session=False)
    )
    return len(result.all()) > 0


def settle(
    model: Posted, which: ColumnElement[bool], claimed_at: datetime, **values: object
) -> None:
    """Write how a claim ended, unless another worker has taken it over since."""
    db.session.execute(
        update(model)
        .where(which, model.state == State.CLAIMED, model.claimed_at == claimed_at)
        .values(claimed_at=None, **values)
        .execution_options(synchronize_session=False)
    )
