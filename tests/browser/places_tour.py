"""Where the pages of units and places have something to show: each changed once."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from vpt.accounts import locations, queries, units
from vpt.accounts.locations import content_of, details_in
from vpt.core import clock
from vpt.core.actor import Actor
from vpt.infra.db import unit_of_work

Found = Callable[[Actor], list[dict[str, object]]]
SEATS = ("leidinggevende", "vervanger")


def change_both(actor: Actor) -> dict[str, object]:
    """Change a unit and a place where nobody did, and return the ids of both."""
    return _unit(actor)[0] | _place(actor)[0] | {"seat": SEATS[0], "code": "4F2A9C01"}


def _unit(actor: Actor) -> list[dict[str, object]]:
    unit = queries.list_units(actor)[-1]
    seen = units.seen_number(actor, unit.id)
    if not seen:
        with unit_of_work():
            units.rename(actor, unit.id, f"{unit.name} (demo)", seen=0, now=clock.now())
    return [{"unit_id": unit.id}]


def _place(actor: Actor) -> list[dict[str, object]]:
    place = queries.list_locations(actor)[0]
    if place.version == 1:
        known = replace(details_in(content_of(place)), house_rules="We schreeuwen niet.")
        with unit_of_work():
            locations.change(actor, place.id, known, version=1, now=clock.now())
    return [{"location_id": place.id}]


def _numbered(found: Found) -> Found:
    return lambda actor: [{**one, "number": 0} for one in found(actor)]


def _heads(actor: Actor) -> list[dict[str, object]]:
    return [{**one, "seat": seat} for one in _unit(actor) for seat in SEATS]


SUBJECTS: Mapping[str, Found] = {
    "locations.close": _place,
    "locations.edit": _place,
    "locations.version": _numbered(_place),
    "units.close": _unit,
    "units.edit": _unit,
    "units.head": _heads,
    "units.move": _unit,
    "units.version": _numbered(_unit),
}
NO_PAGE = {"locations.typed": "leads on to the report form"}
