"""Turns versions of a setting, and acts in the trail, into rows that say who did what and when."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from vpt.accounts import queries as accounts
from vpt.audit.models import AuditEntry
from vpt.history.queries import Version
from vpt.web import moments
from vpt.web.i18n import translated


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One line of the history: every word is ready to be shown."""

    when: str
    who: str
    what: tuple[str, ...]
    back: str
    back_url: str


def told(
    versions: Sequence[Version],
    fields: Mapping[str, str],
    back: Callable[[int], str] | None,
    *,
    now: datetime,
) -> list[HistoryRow]:
    """Return the versions as rows, in one statement for the names.

    `fields` names every field in the reader's language; `back` gives the address of the page that
    shows a version and puts it back.
    """
    names = accounts.names(one.set_by for one in versions if one.set_by)
    return [
        HistoryRow(
            when=moments.short(one.set_at, now=now) if one.number else _("Eerder"),
            who=names.get(one.set_by, "") if one.set_by else _("Het systeem"),
            what=_what(one, fields),
            back=_("Zo is het nu") if place == 0 else _("Bekijk en zet terug") if back else "",
            back_url=back(one.number) if back and place else "",
        )
        for place, one in enumerate(versions)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailRow:
    """One act of the trail: every word is ready to be shown."""

    when: str
    who: str
    what: str
    about: str


def of_trail(
    entries: Iterable[AuditEntry],
    acts: Mapping[str, str],
    about: Callable[[AuditEntry], str],
    *,
    now: datetime,
) -> list[TrailRow]:
    """Return what was done as rows, in one statement for the names; `acts` names each action."""
    shown = [one for one in entries if one.action in acts]
    names = accounts.names(one.actor_id for one in shown if one.actor_id)
    return [
        TrailRow(
            when=moments.short(one.at, now=now),
            who=names.get(one.actor_id, "") if one.actor_id else _("Het systeem"),
            what=translated(acts[one.action]),
            about=about(one),
        )
        for one in shown
    ]


def _what(version: Version, fields: Mapping[str, str]) -> tuple[str, ...]:
    if version.number == 0:
        return (_("Zo was het in het begin"),)
    names = tuple(str(fields.get(one, one)) for one in version.changed)
    if version.back_to == 0:
        return (_("Teruggezet naar het begin"), *names)
    if version.back_to is not None:
        return (_("Teruggezet naar versie %(number)s", number=version.back_to), *names)
    return names
