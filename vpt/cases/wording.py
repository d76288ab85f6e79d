"""Moments, terms and sizes in words, in the reader's language and the Netherlands' time."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from babel.dates import format_date, format_datetime

from vpt.core.language import mark, translate
from vpt.core.worktime import AMSTERDAM
from vpt.protocol.definition import Term, TermKind

DUTCH = "nl"
LONG = {"nl": "d MMMM y, HH:mm 'uur'", "en": "d MMMM y, HH:mm"}
KILO = 1000

_UNITS: Mapping[TermKind, tuple[str, str]] = {
    TermKind.HOURS: (mark("binnen een uur"), mark("binnen %(n)s uur")),
    TermKind.WORKING_HOURS: (mark("binnen %(n)s werkuur"), mark("binnen %(n)s werkuren")),
    TermKind.WORKING_DAYS: (mark("binnen %(n)s werkdag"), mark("binnen %(n)s werkdagen")),
    TermKind.CALENDAR_DAYS: (mark("binnen %(n)s dag"), mark("binnen %(n)s dagen")),
    TermKind.WEEKS: (mark("binnen %(n)s week"), mark("binnen %(n)s weken")),
    TermKind.MONTHS: (mark("binnen %(n)s maand"), mark("binnen %(n)s maanden")),
}
_PLAIN: Mapping[TermKind, str] = {
    TermKind.IMMEDIATELY: mark("meteen"),
    TermKind.NONE: mark("geen termijn"),
    TermKind.AT: mark("op de afgesproken datum"),
    TermKind.SAME_DAY: mark("dezelfde dag"),
}


def moment(at: datetime | None, locale: str = DUTCH) -> str:
    """Return a moment with its local time, or an empty text."""
    if at is None:
        return ""
    local = at.astimezone(AMSTERDAM)
    return format_datetime(local, LONG.get(locale, LONG[DUTCH]), locale=locale)


def until(at: datetime | None, locale: str = DUTCH) -> str:
    """Return by when: the end of a day is that day without a time, never 00:00 of the next."""
    if at is None:
        return ""
    last = _day_that_ends(at)
    return day(last, locale) if last else moment(at, locale)


def short(at: datetime | None, locale: str = DUTCH) -> str:
    """Return day, month and time, as a drawing has room for; the end of a day without time."""
    if at is None:
        return ""
    if last := _day_that_ends(at):
        return format_date(last, "d MMM", locale=locale)
    return format_datetime(at.astimezone(AMSTERDAM), "d MMM HH:mm", locale=locale)


def _day_that_ends(at: datetime) -> date | None:
    local = at.astimezone(AMSTERDAM)
    return local.date() - timedelta(days=1) if local.time() == time() else None


def day(on: date | None, locale: str = DUTCH) -> str:
    """Return a date in full, or an empty text."""
    return format_date(on, "d MMMM y", locale=locale) if on else ""


def term(of: Term, locale: str = DUTCH) -> str:
    """Return how long a step may take: "binnen 2 werkdagen"."""
    if of.kind in _PLAIN:
        return translate(locale, _PLAIN[of.kind])
    if of.kind in {TermKind.EARLIEST, TermKind.LATEST}:
        joined = translate(locale, mark(" of "))
        return joined.join(term(one, locale) for one in of.of)
    one, many = _UNITS[of.kind]
    return translate(locale, one if of.amount == 1 else many) % {"n": of.amount}


def size(octets: int) -> str:
    """Return a size with a Dutch decimal comma: "2,1 MB"."""
    amount, unit = float(octets), "B"
    for unit in ("B", "kB", "MB", "GB"):
        if amount < KILO or unit == "GB":
            break
        amount /= KILO
    return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}".replace(".", ",")


def day_of(stored: str, locale: str = DUTCH) -> str:
    """Return a date stored as ISO text in full."""
    return day(date.fromisoformat(stored), locale)
