"""Reading in units: every row a path of names, such as "Sociaal domein > Team Noord"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from vpt.accounts.models import Unit
from vpt.accounts.rules import path_of
from vpt.accounts.units import LONGEST_NAME, LONGEST_PATH
from vpt.administration.importing import (
    Act,
    Outcome,
    Plan,
    Problem,
    Repeats,
    length_problems,
    refused,
)
from vpt.administration.spreadsheets import Column, Line
from vpt.audit import service as audit
from vpt.core import policy
from vpt.core.actor import Actor, Author, Permission
from vpt.core.plaintext import clean_line
from vpt.infra.db import db
from vpt.infra.ids import new_id

COLUMNS = (Column(key="unit", title="afdeling", others=("unit", "team"), is_required=True),)
ABOVE = ">"
Key = tuple[str, ...]


@dataclass(slots=True)
class Tree:
    """The open units of an organisation by their path of names, and those to be made."""

    known: dict[Key, Unit]
    fresh: list[Unit] = field(default_factory=list)

    def find(self, names: Sequence[str]) -> Unit | None:
        """Return the unit with this path; a last name alone will do when only one has it."""
        key = key_of(names)
        if key in self.known or len(key) > 1:
            return self.known.get(key)
        ends = [unit for path, unit in self.known.items() if path[-1:] == key]
        return ends[0] if len(ends) == 1 else None

    def ensure(self, organisation_id: UUID, names: Sequence[str]) -> Unit | None:
        """Return the unit with this path, planning what is missing of it; None when too deep."""
        parent: Unit | None = None
        for depth in range(1, len(names) + 1):
            key = key_of(names[:depth])
            if key not in self.known:
                made = _unit(organisation_id, names[depth - 1], parent)
                if len(made.path) > LONGEST_PATH:
                    return None
                self.known[key] = made
                self.fresh.append(made)
            parent = self.known[key]
        return parent


def load(organisation_id: UUID) -> Tree:
    """Return the open units in one statement."""
    rows = db.session.scalars(
        select(Unit)
        .where(Unit.organisation_id == organisation_id, Unit.closed_at.is_(None))
        .order_by(Unit.path)
    ).all()
    by_id = {row.id: row for row in rows}
    return Tree({_names_of(row, by_id): row for row in rows})


def names_in(cell: str) -> list[str]:
    """Return the names in a path as somebody typed it."""
    return [clean_line(part) for part in cell.split(ABOVE)]


def key_of(names: Iterable[str]) -> Key:
    """Return what two spellings of the same path share."""
    return tuple(clean_line(name).casefold() for name in names)


def path_words(names: Iterable[str]) -> str:
    """Return a path as people read it."""
    return f" {ABOVE} ".join(names)


def plan(actor: Actor | Author, lines: Sequence[Line]) -> Plan:
    """Return what reading these rows in would do; stores nothing. Raises NotAllowed."""
    ensure_keeper(actor)
    tree, repeats = load(actor.organisation_id), Repeats()
    outcomes = [_outcome(actor.organisation_id, tree, repeats, line) for line in lines]
    return Plan(outcomes=tuple(outcomes), work=tree.fresh)


def store(actor: Actor | Author, made: Plan, *, now: datetime) -> None:
    """Store the units of a plan that was made in the same unit of work, in two statements."""
    fresh: list[Unit] = made.work
    db.session.add_all(fresh)
    db.session.flush()
    for unit in fresh:
        audit.record(actor, "account.unit_added", ("unit", unit.id), at=now)
    db.session.flush()


def ensure_keeper(actor: Actor | Author) -> None:
    """Refuse whoever does not keep the settings; a command may. Raises NotAllowed."""
    if isinstance(actor, Actor):
        policy.ensure(actor, Permission.CONFIGURE)


def _outcome(organisation_id: UUID, tree: Tree, repeats: Repeats, line: Line) -> Outcome:
    names = names_in(line.cells["unit"])
    subject = path_words(names)
    problems = [*length_problems(line, {}), *_name_problems(names)]
    is_copy = any(repeats.judge("\n".join(key_of(names)), line, "unit"))
    if problems:
        return refused(line, subject, problems)
    is_known = key_of(names) in tree.known
    if tree.ensure(organisation_id, names) is None:
        return refused(line, subject, [Problem(column="unit", code="tree_too_deep")])
    act = Act.SAME if is_known or is_copy else Act.ADD
    note = "copy" if is_copy else ""
    return Outcome(number=line.number, subject=subject, act=act, note=note)


def _name_problems(names: Sequence[str]) -> list[Problem]:
    if not any(names):
        return [Problem(column="unit", code="cell_empty")]
    if not all(names):
        return [Problem(column="unit", code="path_gap")]
    if any(len(name) > LONGEST_NAME for name in names):
        return [Problem(column="unit", code="text_too_long", details={"most": LONGEST_NAME})]
    return []


def _names_of(unit: Unit, by_id: dict[UUID, Unit]) -> Key:
    names: list[str] = []
    at: Unit | None = unit
    while at is not None:
        names.insert(0, at.name)
        at = by_id.get(at.parent_id) if at.parent_id else None
    return key_of(names)


def _unit(organisation_id: UUID, name: str, parent: Unit | None) -> Unit:
    identifier = new_id()
    return Unit(
        organisation_id=organisation_id,
        id=identifier,
        name=name,
        parent_id=parent.id if parent else None,
        path=path_of(parent.path if parent else "", identifier.hex[-8:]),
    )
