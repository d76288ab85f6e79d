"""Column types that behave the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime

from sqlalchemy import JSON, DateTime, Dialect
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A moment in time, stored in UTC. Refuses naive values: SQLite would drop the offset."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "naive datetime refused"
            raise ValueError(message)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give SQLite's naive value its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def read_moment(text: str) -> datetime:
    """Return the moment an address or form names; ValueError when it cannot be stored."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        message = "naive datetime refused"
        raise ValueError(message)
    try:
        return moment.astimezone(UTC)
    except OverflowError as problem:
        message = "moment out of range"
        raise ValueError(message) from problem


Json = JSON()
"""Structured, non-personal values."""
