"""Identifiers the application makes itself: time-ordered, never accepted from a browser."""

import os
import time
from datetime import datetime
from uuid import UUID


def new_id() -> UUID:
    """Return a UUID version 7 (RFC 9562): 48 bits of milliseconds, then 74 random bits."""
    millis = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10))
    high = (millis << 16) | 0x7000 | (random >> 68 & 0x0FFF)
    low = (0b10 << 62) | (random & ((1 << 62) - 1))
    return UUID(int=(high << 64) | low)


def first_id_of(moment: datetime) -> UUID:
    """Return the smallest identifier that could have been made at this moment."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)
