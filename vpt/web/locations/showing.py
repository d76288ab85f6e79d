"""What the pages of places show: the list, an old version beside the present one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import url_for

from vpt.accounts import locations, queries
from vpt.accounts.models import Location, Unit
from vpt.core.actor import Actor
from vpt.history import queries as versions
from vpt.history.rules import Content, Kind
from vpt.incidents import labels
from vpt.web import telling_history
from vpt.web.i18n import translated as _
from vpt.web.locations import words
from vpt.web.telling_history import HistoryRow

Names = Mapping[UUID, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field of a setting as it is and as it was, in words."""

    field: str
    now: str
    then: str


def unit_names(actor: Actor) -> dict[UUID, str]:
    """Return the name of every unit, closed ones too."""
    return {one.id: one.name for one in queries.list_units(actor, with_closed=True)}


def offered_units(actor: Actor, location: Location | None) -> list[Unit]:
    """Return the units a place can hang under: the open ones, and the one it has."""
    own = location.unit_id if location else None
    return [
        one
        for one in queries.list_units(actor, with_closed=True)
        if one.closed_at is None or one.id == own
    ]


def history(actor: Actor, location: Location, *, now: datetime) -> list[HistoryRow]:
    """Return who changed what about a place, each version with the way back."""
    found = versions.list_versions(actor.organisation_id, Kind.LOCATION, str(location.id))

    def back(number: int) -> str:
        return url_for("locations.version", location_id=location.id, number=number)

    return telling_history.told(found, words.FIELDS, back, now=now)


def differences(present: Content, old: Content, names: Names) -> list[Difference]:
    """Return the fields in which an old version differs from what is set now."""
    return [
        Difference(
            field=str(label),
            now=told(name, present[name], names),
            then=told(name, old[name], names),
        )
        for name, label in words.FIELDS.items()
        if present[name] != old[name]
    ]


def told(name: str, value: object, names: Names) -> str:
    """Return one kept value in words."""
    if name == "is_closed":
        return _("Gesloten") if value else _("Open")
    if name == "unit_id":
        return names.get(UUID(str(value)), "–") if value else _("De hele organisatie")
    if name == "kind":
        return _(labels.LOCATION_KIND.get(str(value), "–"))
    if name == "image_retention_days":
        return _("%(days)s dagen", days=value)
    return str(value) or "–"


def filled(location: Location) -> dict[str, object]:
    """Return what the form of a place starts with."""
    values = locations.content_of(location)
    return {**values, "unit_id": values["unit_id"] or "", "version": location.version}
