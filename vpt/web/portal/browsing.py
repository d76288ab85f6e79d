"""Which shares are open in this browser: remembered in its signed cookie, by link and epoch."""

from datetime import datetime
from uuid import UUID

from flask import session

from vpt.sharing.models import SecureLink
from vpt.sharing.rules import READING_LASTS

OPENED = "shares"
MOST = 5
"""Shares that stay open beside each other; the oldest closes first."""


def begin(share_id: UUID, epoch: int, *, now: datetime) -> None:
    """Remember that the right code was given here.

    Signing in starts a fresh cookie, so that nobody inherits this.
    """
    opened = {key: kept for key, kept in _opened().items() if key != share_id.hex}
    newest = sorted(opened.items(), key=lambda item: item[1][1])[-(MOST - 1) :]
    session[OPENED] = {**dict(newest), share_id.hex: [epoch, int(now.timestamp())]}


def is_open(link: SecureLink, *, now: datetime) -> bool:
    """Tell whether a link may be read here without a code."""
    kept = _opened().get(link.share_id.hex)
    if kept is None or link.blocked_at is not None:
        return False
    epoch, since = kept
    return epoch == link.epoch and 0 <= now.timestamp() - since < READING_LASTS.total_seconds()


def _opened() -> dict[str, list[int]]:
    kept: dict[str, list[int]] = session.get(OPENED, {})
    return kept
