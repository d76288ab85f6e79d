"""Reading in locations: new ones are made, those with the same name get what the row says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from vpt.accounts import locations
from vpt.accounts.locations import LONGEST_RETENTION, MOST, PHONE, LocationDetails
from vpt.accounts.models import Location
from vpt.administration import importing_units
from vpt.administration.importing import (
    Act,
    Difference,
    Outcome,
    Plan,
    Problem,
    Repeats,
    length_problems,
    refused,
)
from vpt.administration.importing_units import Tree
from vpt.administration.spreadsheets import Column, Line, plain
from vpt.audit import service as audit
from vpt.core.actor import Actor, Author
from vpt.core.plaintext import clean_line
from vpt.incidents import labels, taxonomy
from vpt.infra.db import db
from vpt.infra.ids import new_id

COLUMNS = (
    Column(key="name", title="naam", others=("locatie", "name"), is_required=True),
    Column(key="kind", title="soort", others=("kind", "type"), is_required=True),
    Column(key="address", title="adres", others=("address",)),
    Column(key="unit", title="afdeling", others=("unit", "team")),
    Column(key="image_retention_days", title="dagen camerabeeld", others=("bewaartermijn",)),
    Column(key="desk_phone", title="telefoon balie", others=("telefoon", "phone")),
    Column(key="police_station", title="politiebureau", others=("politie",)),
    Column(key="house_rules", title="huisregels", others=("house rules",)),
)
KINDS: Mapping[str, str] = {
    **{plain(labels.LOCATION_KIND[code]): code for code in taxonomy.LOCATION_KINDS},
    **{plain(code): code for code in taxonomy.LOCATION_KINDS},
    **{plain(word): code for word, code in (
        ("balie", "desk"), ("loket", "desk"), ("publiekshal", "public_hall"),
        ("wachtruimte", "public_hall"), ("straat", "street"), ("bus", "vehicle"),
        ("trein", "vehicle"), ("voertuig", "vehicle"), ("mail", "mail_post"),
    )},
}  # fmt: skip
"""What people call a kind of location."""
Key = str


@dataclass(slots=True)
class Work:
    """What storing a plan does."""

    fresh: list[LocationDetails] = field(default_factory=list)
    changed: list[tuple[Location, LocationDetails]] = field(default_factory=list)


def plan(actor: Actor | Author, lines: Sequence[Line]) -> Plan:
    """Return what reading these rows in would do, in two statements. Raises NotAllowed."""
    importing_units.ensure_keeper(actor)
    tree, known = importing_units.load(actor.organisation_id), _load(actor.organisation_id)
    reading = _Reading(tree, known, Repeats(), Work())
    return Plan(outcomes=tuple(reading.outcome(line) for line in lines), work=reading.work)


def store(actor: Actor | Author, made: Plan, *, now: datetime) -> None:
    """Store a plan that was made in the same unit of work; only what changes costs per row."""
    work: Work = made.work
    rows = [_row(actor.organisation_id, details) for details in work.fresh]
    db.session.add_all(rows)
    db.session.flush()
    for row in rows:
        audit.record(actor, "account.location_added", ("location", row.id), at=now)
    db.session.flush()
    for location, details in work.changed:
        locations.change(actor, location.id, details, version=location.version, now=now)


@dataclass(slots=True)
class _Reading:
    tree: Tree
    known: dict[Key, Location]
    repeats: Repeats
    work: Work

    def outcome(self, line: Line) -> Outcome:
        name = clean_line(line.cells.get("name"))
        is_copy, conflict = self.repeats.judge(name.casefold(), line, "name")
        problems = [*_problems(line, name, self.tree), *conflict]
        if problems:
            return refused(line, name, problems)
        before = self.known.get(name.casefold())
        details = _details(line, name, before, self._unit_id(line, before))
        if is_copy:
            return Outcome(number=line.number, subject=name, act=Act.SAME, note="copy")
        if before is None:
            self.work.fresh.append(details)
            return Outcome(number=line.number, subject=name, act=Act.ADD)
        return self._change(line, before, details)

    def _unit_id(self, line: Line, before: Location | None) -> UUID | None:
        if line.cells.get("unit"):
            found = self.tree.find(importing_units.names_in(line.cells["unit"]))
            return found.id if found else None
        return before.unit_id if before else None

    def _change(self, line: Line, before: Location, details: LocationDetails) -> Outcome:
        old = asdict(locations.details_in(locations.content_of(before)))
        new = asdict(details)
        names = {unit.id: unit.name for unit in self.tree.known.values()}
        differences = tuple(
            Difference(
                column="unit" if key == "unit_id" else key,
                before=_word(old[key], names),
                after=_word(new[key], names),
            )
            for key in new
            if old[key] != new[key]
        )
        if differences:
            self.work.changed.append((before, details))
        act = Act.CHANGE if differences else Act.SAME
        return Outcome(number=line.number, subject=details.name, act=act, differences=differences)


def _word(value: object, units: Mapping[UUID, str]) -> str:
    if isinstance(value, UUID):
        return units.get(value, "")
    return "" if value is None else str(value)


def _load(organisation_id: UUID) -> dict[Key, Location]:
    rows = db.session.scalars(
        select(Location).where(
            Location.organisation_id == organisation_id, Location.closed_at.is_(None)
        )
    )
    return {row.name.casefold(): row for row in rows}


def _problems(line: Line, name: str, tree: Tree) -> Iterator[Problem]:
    yield from length_problems(line, {key: most for key, most in MOST.items() if key != "kind"})
    if not name:
        yield Problem(column="name", code="cell_empty")
    kind, unit = line.cells.get("kind", ""), line.cells.get("unit", "")
    if plain(kind) not in KINDS:
        yield Problem(column="kind", code="location_kind_unknown" if kind else "cell_empty")
    if unit and tree.find(importing_units.names_in(unit)) is None:
        yield Problem(column="unit", code="unit_unknown", details={"name": unit})
    phone = clean_line(line.cells.get("desk_phone"))
    if phone and not PHONE.fullmatch(phone):
        yield Problem(column="desk_phone", code="phone_unclear")
    days = line.cells.get("image_retention_days", "")
    if days and not (days.isdecimal() and 1 <= int(days) <= LONGEST_RETENTION):
        yield Problem(
            column="image_retention_days",
            code="retention_out_of_range",
            details={"most": LONGEST_RETENTION},
        )


def _details(
    line: Line, name: str, before: Location | None, unit_id: UUID | None
) -> LocationDetails:
    """Return what a row says; an empty cell leaves what is there."""
    cells = line.cells
    texts: dict[str, Any] = {
        key: clean_line(cells.get(key)) for key in ("address", "desk_phone", "police_station")
    }
    texts |= {"house_rules": cells.get("house_rules", ""), "name": name, "unit_id": unit_id}
    texts["kind"] = KINDS[plain(cells["kind"])]
    if cells.get("image_retention_days"):
        texts["image_retention_days"] = int(cells["image_retention_days"])
    if before is None:
        return LocationDetails(**texts)
    given = {key: value for key, value in texts.items() if value not in {"", None}}
    return replace(locations.details_in(locations.content_of(before)), **given)


def _row(organisation_id: UUID, details: LocationDetails) -> Location:
    identifier = new_id()
    return Location(
        organisation_id=organisation_id,
        id=identifier,
        code=identifier.hex[-8:].upper(),
        version=1,
        **asdict(details),
    )
