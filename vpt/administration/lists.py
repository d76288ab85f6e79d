"""The three lists that can be read in: looked at first, then stored whole or not at all."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from vpt.accounts import service
from vpt.administration import (
    admitting,
    importing,
    importing_locations,
    importing_people,
    importing_units,
    spreadsheets,
)
from vpt.administration.importing import Plan
from vpt.administration.spreadsheets import Column
from vpt.audit import service as audit
from vpt.core.actor import Actor, Author


class ListKind(StrEnum):
    """What a list holds."""

    UNITS = "units"
    LOCATIONS = "locations"
    PEOPLE = "people"


def columns(kind: ListKind) -> Sequence[Column]:
    """Return the columns a list of this kind may have."""
    return {
        ListKind.UNITS: importing_units.COLUMNS,
        ListKind.LOCATIONS: importing_locations.COLUMNS,
        ListKind.PEOPLE: importing_people.COLUMNS,
    }[kind]


def plan(actor: Actor | Author, kind: ListKind, text: str, *, now: datetime) -> Plan:
    """Return what reading a list in would do; stores nothing.

    Raises NotAllowed and what `spreadsheets.read` refuses.
    """
    lines = spreadsheets.read(text, columns(kind))
    if kind is ListKind.UNITS:
        return importing_units.plan(actor, lines)
    if kind is ListKind.LOCATIONS:
        return importing_locations.plan(actor, lines)
    return importing_people.plan(actor, lines, now=now)


def store(
    actor: Actor | Author, kind: ListKind, text: str, seen: str, *, invites: bool, now: datetime
) -> tuple[Plan, int]:
    """Read a list in, whole or not at all; return what was done and how many roles wait.

    `seen` is the fingerprint of the plan that somebody agreed to. Raises what `plan` raises and
    RuleBroken: import_refused, import_changed.
    """
    service.queue_up(actor.organisation_id)
    made = plan(actor, kind, text, now=now)
    importing.ensure_storable(made, seen)
    waiting = 0
    if kind is ListKind.UNITS:
        importing_units.store(actor, made, now=now)
    elif kind is ListKind.LOCATIONS:
        importing_locations.store(actor, made, now=now)
    else:
        waiting = admitting.store(actor, made, invites=invites, now=now)
    counts = {str(act): str(made.count(act)) for act in importing.Act if made.count(act)}
    subject = ("organisation", actor.organisation_id)
    codes = {"kind": str(kind), **counts}
    audit.record(actor, "setup.list_read_in", subject, at=now, codes=codes)
    return made, waiting
