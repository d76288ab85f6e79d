"""Counting tries, so that guessing is slow; rows hold keyed hashes of what was tried."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from vpt.accounts.people import SignInTry
from vpt.accounts.rules import (
    TRIES_KEPT,
    TRIES_PER_CLIENT,
    TRIES_PER_SUBJECT,
    TRY_WINDOW,
    TryKind,
    client_key,
)
from vpt.core.errors import TooMany
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.ids import new_id

INSTALLATION = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Claim:
    """A try that was counted before its outcome is known."""

    subject: bytes
    rows: tuple[UUID, ...]


def claim(kind: TryKind, subject: str, client: str, *, now: datetime) -> Claim:
    """Count a try against its subject and its client address, before it is made.

    Counting first keeps tries that run at the same time from slipping through together. Raises
    TooMany(minutes=…); a refused try is not counted, so waiting helps.
    """
    subject_key = _key(f"{kind}|subject|{subject}")
    _ensure_room(subject_key, TRIES_PER_SUBJECT, now)
    knocked = knock(kind, client, now=now)
    row = _counted(subject_key, now)
    return Claim(subject_key, (row, knocked))


def knock(kind: TryKind, client: str, *, now: datetime) -> UUID:
    """Count a try against its client address alone, and return its id.

    For what is public, but costs work. Raises TooMany(minutes=…), as `claim` does.
    """
    key = _key(f"{kind}|client|{client_key(client)}")
    _ensure_room(key, TRIES_PER_CLIENT, now)
    return _counted(key, now)


def forgive(made: Claim) -> None:
    """Forget this try and earlier wrong ones against the same subject: the answer was right."""
    db.session.execute(delete(SignInTry).where(SignInTry.id.in_(made.rows)))
    db.session.execute(delete(SignInTry).where(SignInTry.key == made.subject))


def forgive_knock(knocked: UUID) -> None:
    """Forget a try that was counted against its client alone."""
    db.session.execute(delete(SignInTry).where(SignInTry.id == knocked))


def forget(kind: TryKind, subject: str) -> None:
    """Forget the tries against a subject, after its owner proved to be the owner otherwise."""
    db.session.execute(delete(SignInTry).where(SignInTry.key == _key(f"{kind}|subject|{subject}")))


def sweep(*, now: datetime) -> None:
    """Remove rows older than a day."""
    db.session.execute(delete(SignInTry).where(SignInTry.at < now - TRIES_KEPT))


def _counted(key: bytes, now: datetime) -> UUID:
    row = SignInTry(id=new_id(), key=key, at=now)
    db.session.add(row)
    db.session.flush()
    return row.id


def _ensure_room(key: bytes, limit: int, now: datetime) -> None:
    recent = list(
        db.session.scalars(
            select(SignInTry.at)
            .where(SignInTry.key == key, SignInTry.at > now - TRY_WINDOW)
            .order_by(SignInTry.at.desc())
            .limit(limit)
        )
    )
    if len(recent) == limit:
        raise TooMany("too_many_tries", minutes=_minutes(recent[-1] + TRY_WINDOW - now))


def _minutes(left: timedelta) -> int:
    return max(1, math.ceil(left.total_seconds() / 60))


def _key(text: str) -> bytes:
    return keysets.key_folder().blind_index(INSTALLATION, "tries", text)
