"""Hashing passwords with argon2id, outside the unit of work and never too many at once."""

import unicodedata
from dataclasses import dataclass
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from vpt.infra.db import ensure_outside_unit_of_work

AT_ONCE = 4
"""Each hash takes 64 MiB: a flood of sign-ins queues instead of filling the memory."""

_hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
_turn = BoundedSemaphore(AT_ONCE)
_nobody: dict[PasswordHasher, str] = {}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a password fits, and a fresh hash when the stored one has outdated parameters."""

    fits: bool
    fresh: str | None = None


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password."""
    ensure_outside_unit_of_work("hashing a password")
    with _turn:
        return _hasher.hash(_normal(password))


def verify(stored: str | None, password: str) -> Verdict:
    """Compare a password with a stored hash; without one, take as long and refuse."""
    ensure_outside_unit_of_work("verifying a password")
    if not _matches(stored or _hash_of_nobody(), password) or stored is None:
        return Verdict(fits=False)
    outdated = _hasher.check_needs_rehash(stored)
    return Verdict(fits=True, fresh=hash_password(password) if outdated else None)


def _matches(stored: str, password: str) -> bool:
    try:
        with _turn:
            return _hasher.verify(stored, _normal(password))
    except (VerificationError, InvalidHashError):
        return False


def _hash_of_nobody() -> str:
    """Return a hash with the present parameters that no account has."""
    if _hasher not in _nobody:
        _nobody[_hasher] = hash_password("nobody has this password")
    return _nobody[_hasher]


def _normal(password: str) -> str:
    """Return one spelling: keyboards differ in how they compose an accent."""
    return unicodedata.normalize("NFC", password)
