"""Reading in people: accounts, roles in a unit, and an invitation for whoever is new."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from vpt.accounts import labels
from vpt.accounts.models import Unit
from vpt.accounts.people import User
from vpt.accounts.roles import Grant
from vpt.accounts.rules import EMAIL, LOCALES, Post, normal_email
from vpt.administration import importing_units, knowing_people
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
from vpt.administration.knowing_people import Known
from vpt.administration.people import LONGEST_NAME, LONGEST_PHONE
from vpt.administration.spreadsheets import Column, Line, plain
from vpt.core.actor import Actor, Author, Role
from vpt.core.plaintext import clean_line

COLUMNS = (
    Column(key="name", title="naam", others=("name",), is_required=True),
    Column(key="email", title="e-mail", others=("e-mailadres", "mail"), is_required=True),
    Column(key="unit", title="afdeling", others=("unit", "team")),
    Column(key="roles", title="rollen", others=("rol", "roles", "role")),
    Column(key="phone", title="telefoon", others=("phone",)),
    Column(key="locale", title="taal", others=("language",)),
)
LONGEST_EMAIL = 254
ROLES: Mapping[str, Role] = {
    **{plain(words): role for role, words in labels.ROLE.items() if role is not Role.PARTNER},
    **{plain(str(role)): role for role in Role if role is not Role.PARTNER},
    **{plain(word): role for word, role in (
        ("VPT-coördinator", Role.COORDINATOR), ("beveiliging", Role.RECEPTION),
        ("beheer", Role.ADMINISTRATOR), ("manager", Role.MANAGER),
    )},
}  # fmt: skip
"""What people call a role; partners get their account through the partner's own page."""
LANGUAGES = {"nederlands": "nl", "engels": "en", "dutch": "nl", "english": "en"} | {
    one: one for one in LOCALES
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody to be stored: a new person, or `user` with roles that are to be added."""

    name: str
    email: str
    phone: str
    locale: str
    grants: tuple[Grant, ...]
    user: User | None = None


@dataclass(slots=True)
class Work:
    """What storing a plan does."""

    entries: list[Entry] = field(default_factory=list)


def plan(actor: Actor | Author, lines: Sequence[Line], *, now: datetime) -> Plan:
    """Return what reading these rows in would do, in a few statements per 500 people.

    Raises NotAllowed.
    """
    importing_units.ensure_keeper(actor)
    emails = {normal_email(line.cells.get("email", "")) for line in lines}
    known = knowing_people.load(actor.organisation_id, emails, now=now)
    tree = importing_units.load(actor.organisation_id)
    led = {unit.id for unit in tree.known.values() if unit.manager_id is not None}
    reading = _Reading(actor, tree, known, led)
    return Plan(outcomes=tuple(reading.outcome(line) for line in lines), work=reading.work)


@dataclass(slots=True)
class _Reading:
    actor: Actor | Author
    tree: Tree
    known: Known
    led: set[UUID]
    repeats: Repeats = field(default_factory=Repeats)
    work: Work = field(default_factory=Work)

    def outcome(self, line: Line) -> Outcome:
        email, name = normal_email(line.cells.get("email", "")), clean_line(line.cells.get("name"))
        is_copy, conflict = self.repeats.judge(email, line, "email")
        user = self.known.users.get(email)
        problems = [
            *_problems(line, email, name, self.tree),
            *self._refusals(user, name),
            *conflict,
        ]
        if problems:
            return refused(line, name, problems)
        if is_copy:
            return Outcome(number=line.number, subject=name, act=Act.SAME, note="copy")
        entry = self._entry(line, email, name, user)
        if user is not None and user.id in self.known.here:
            return self._widen(line, entry)
        self.work.entries.append(entry)
        return Outcome(number=line.number, subject=name, act=Act.ADD, note=_note(entry.grants))

    def _widen(self, line: Line, entry: Entry) -> Outcome:
        """Give somebody who works here already what the row names beyond that."""
        added = ", ".join(labels.ROLE[one.role] for one in entry.grants)
        if not added:
            return Outcome(number=line.number, subject=entry.name, act=Act.SAME)
        if entry.user is not None and entry.user.id == self.actor.id:
            return refused(line, entry.name, [Problem(column="roles", code="own_role")])
        self.work.entries.append(entry)
        return Outcome(
            number=line.number,
            subject=entry.name,
            act=Act.CHANGE,
            differences=(Difference(column="roles", before="", after=added),),
            note=_note(entry.grants),
        )

    def _refusals(self, user: User | None, name: str) -> Iterator[Problem]:
        if user is None:
            return
        if user.disabled_at is not None:
            yield Problem(column="email", code="account_closed")
        elif user.id in self.known.here and user.name.casefold() != name.casefold():
            yield Problem(column="name", code="name_differs", details={"name": user.name})

    def _entry(self, line: Line, email: str, name: str, user: User | None) -> Entry:
        unit = None
        if line.cells.get("unit"):
            unit = self.tree.find(importing_units.names_in(line.cells["unit"]))
        wanted = [self._grant(role, unit) for role in roles_in(line.cells.get("roles", ""))]
        return Entry(
            name=name,
            email=email,
            phone=clean_line(line.cells.get("phone")),
            locale=LANGUAGES[plain(line.cells.get("locale") or LOCALES[0])],
            grants=tuple(
                one for one in wanted if not self.known.holds(user, one.role, one.unit_id)
            ),
            user=user,
        )

    def _grant(self, role: Role, unit: Unit | None) -> Grant:
        """Let the first manager named for a unit without one stand at its head."""
        if role is Role.MANAGER and unit is not None and unit.id not in self.led:
            self.led.add(unit.id)
            return Grant(role=role, unit_id=unit.id, post=Post.MANAGER)
        return Grant(role=role, unit_id=unit.id if unit else None)


def roles_in(cell: str) -> list[Role]:
    """Return the roles a cell names, an employee when it names none. Raises KeyError."""
    words = [plain(word) for part in cell.split("+") for word in part.replace("|", ",").split(",")]
    return list(dict.fromkeys(ROLES[word] for word in words if word)) or [Role.EMPLOYEE]


def _note(grants: Iterable[Grant]) -> str:
    return "heads" if any(one.post is Post.MANAGER for one in grants) else ""


def _problems(line: Line, email: str, name: str, tree: Tree) -> Iterator[Problem]:
    most = {"name": LONGEST_NAME, "email": LONGEST_EMAIL, "phone": LONGEST_PHONE}
    yield from length_problems(line, most)
    if not name:
        yield Problem(column="name", code="cell_empty")
    if not EMAIL.fullmatch(email):
        yield Problem(column="email", code="email_invalid" if email else "cell_empty")
    unit = line.cells.get("unit", "")
    if unit and tree.find(importing_units.names_in(unit)) is None:
        yield Problem(column="unit", code="unit_unknown", details={"name": unit})
    yield from _word_problems(line)


def _word_problems(line: Line) -> Iterator[Problem]:
    try:
        roles_in(line.cells.get("roles", ""))
    except KeyError:
        yield Problem(column="roles", code="role_unknown")
    locale = line.cells.get("locale", "")
    if locale and plain(locale) not in LANGUAGES:
        yield Problem(column="locale", code="locale_unknown")
