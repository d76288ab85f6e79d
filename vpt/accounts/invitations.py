"""Which invitations still work, and for whom."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from vpt.accounts.people import SingleUseToken
from vpt.accounts.rules import TokenPurpose
from vpt.infra.db import db


def open_until(user_ids: Iterable[UUID], *, now: datetime) -> dict[UUID, datetime]:
    """Return until when the newest invitation of each person works, in one statement."""
    wanted = set(user_ids)
    if not wanted:
        return {}
    rows = db.session.execute(
        select(SingleUseToken.user_id, func.max(SingleUseToken.expires_at).label("until"))
        .where(
            SingleUseToken.user_id.in_(wanted),
            SingleUseToken.purpose == TokenPurpose.INVITE,
            SingleUseToken.used_at.is_(None),
            SingleUseToken.expires_at > now,
        )
        .group_by(SingleUseToken.user_id)
    )
    return {row.user_id: row.until for row in rows}
