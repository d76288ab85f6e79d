"""Moments, days and terms as people read them, in the office's own time."""

from datetime import date, datetime, time, timedelta

from flask_babel import format_date

from vpt.core.worktime import AMSTERDAM, local_date
from vpt.web.i18n import counted as ngettext
from vpt.web.i18n import translated as _

LOCAL = AMSTERDAM
MIDNIGHT = time()
FULL, BRIEF = "EEEE d MMMM", "EEE d MMM"
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def moment(at: datetime | None) -> str:
    """Return a moment with its time, or a dash; 24:00 is written as the end of the day before."""
    if at is None:
        return "–"
    local = at.astimezone(LOCAL)
    return _("%(day)s, %(time)s", day=day(local.date()), time=f"{local:%H:%M}")


def day(on: date | None) -> str:
    """Return a date, e.g. "6 maart 2026", or a dash."""
    return str(format_date(on, "d MMMM y")) if on else "–"


def short(at: datetime | None, *, now: datetime) -> str:
    """Return a moment as it fits in a narrow place, e.g. "6 mrt 15:00"."""
    if at is None:
        return ""
    local, is_end = _place(at)
    pattern = "d MMM" if local.year == now.astimezone(LOCAL).year else "d MMM y"
    words = str(format_date(local.date(), pattern))
    return words if is_end else f"{words} {local:%H:%M}"


def due(at: datetime | None, *, now: datetime, brief: bool = False) -> str:
    """Return by when something has to be done, e.g. "vandaag 17:00"; "geen termijn" without.

    `brief` is for tables: "ma 16 nov".
    """
    if at is None:
        return _("geen termijn")
    local, is_end = _place(at)
    words = _near(local.date(), local_date(now), BRIEF if brief else FULL)
    return words if is_end else f"{words} {local:%H:%M}"


def lateness(at: datetime, *, now: datetime) -> str:
    """Return how long ago a term ran out, e.g. "2 dagen te laat"."""
    past = now - at
    days = (local_date(now) - _place(at)[0].date()).days
    if past < HOUR:
        minutes = max(1, past // MINUTE)
        return ngettext("%(num)s minuut te laat", "%(num)s minuten te laat", minutes)
    if days < 1 or past < timedelta(hours=12):
        return ngettext("%(num)s uur te laat", "%(num)s uur te laat", past // HOUR)
    return ngettext("%(num)s dag te laat", "%(num)s dagen te laat", days)


def _place(at: datetime) -> tuple[datetime, bool]:
    """Return the local moment, and whether it is the end of a day (then moved into that day)."""
    local = at.astimezone(LOCAL)
    if local.time() == MIDNIGHT:
        return local - MINUTE, True
    return local, False


def _near(on: date, today: date, pattern: str) -> str:
    away = (on - today).days
    named = {-1: _("gisteren"), 0: _("vandaag"), 1: _("morgen")}
    if away in named:
        return named[away]
    return str(format_date(on, pattern if on.year == today.year else "d MMM y"))
