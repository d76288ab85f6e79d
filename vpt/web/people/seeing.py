"""Tells in words what somebody sees and may do, from the same rights the pages ask about."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vpt.accounts import queries
from vpt.accounts.models import Unit
from vpt.cases import plain
from vpt.core.actor import Actor, Permission, Role, permissions_of
from vpt.web import session
from vpt.web.people import words
from vpt.web.rooms import all_rooms


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one person sees; every word is ready to be shown."""

    pages: tuple[str, ...]
    settings: tuple[str, ...]
    tabs: tuple[str, ...]
    """The parts of a plain case in reach; none for who opens no cases."""
    units: tuple[str, ...]
    """Whose cases; empty when it is not by unit."""
    may: tuple[str, ...]
    may_not: tuple[str, ...]


def seen_by(actor: Actor, units: list[Unit], *, now: datetime) -> Seen:
    """Return what an actor sees in the menu, in a case and in the administration."""
    rooms = all_rooms()
    return Seen(
        pages=tuple(str(one.title) for one in rooms.items if one.is_for(actor)),
        settings=tuple(str(one.title) for one in rooms.settings if one.is_for(actor)),
        tabs=_tabs(actor, now),
        units=_units(actor, units),
        may=_rights(actor.permissions),
        may_not=_rights(frozenset(Permission) - actor.permissions),
    )


def added_by(role: Role, had: frozenset[Permission]) -> tuple[str, ...]:
    """Return what a role lets somebody do who could not do it before."""
    return _rights(permissions_of(frozenset({role})) - had)


def find(user_id: UUID, mine: Actor, *, now: datetime) -> Actor | None:
    """Return somebody as the pages know them, or None while no role of theirs holds."""
    found = queries.find_actor(user_id, mine.organisation_id, now=now)
    return found[1] if found is not None else None


def _rights(permissions: frozenset[Permission]) -> tuple[str, ...]:
    return tuple(str(words.RIGHT[one]) for one in Permission if one in permissions)


def _tabs(actor: Actor, now: datetime) -> tuple[str, ...]:
    page = plain.plain_page(actor, now=now)
    if page is None:
        return ()
    with session.as_if(actor):
        return tuple(
            str(tab.title)
            for tab in all_rooms().tabs
            if not tab.under and (tab.is_shown is None or tab.is_shown(page))
        )


def _units(actor: Actor, units: list[Unit]) -> tuple[str, ...]:
    if actor.may(Permission.CASE_READ_ALL) or not actor.may(Permission.CASE_READ):
        return ()
    return tuple(one.name for one in units if one.path.startswith(actor.unit_paths))
