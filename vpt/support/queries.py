"""The course of aftercare per victim, as each reader may know it, and the safety log."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from vpt.accounts.people import User
from vpt.cases.chain import OPEN, StepView
from vpt.cases.people import VICTIM
from vpt.cases.reach import AFTERCARE
from vpt.cases.rules import Hat
from vpt.cases.views import CasePage
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotAllowed
from vpt.incidents.people import Involved
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Keyset
from vpt.support.models import SafetyEntry, SupportEntry, SupportNote, SupportWish
from vpt.support.rules import Entry

CARE = frozenset({Hat.HR})
"""Who follows every course of aftercare, besides the support team for whom it helps (DESIGN §6).

A coordinator knows that talks were held and when, also while they have the step to pass it on; a
manager knows only that it runs, and the next date.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a course; `details` holds codes and, for who may, the words of the talk."""

    kind: Entry
    number: int | None
    at: datetime
    author: str
    details: Mapping[str, Any]

    def day(self, name: str) -> date | None:
        """Return a date among the details."""
        stored = self.details.get(name)
        return date.fromisoformat(stored) if stored else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """A private note, for the victim and who helps them."""

    at: datetime
    author: str
    is_mine: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The aftercare of one victim as this reader may know it."""

    involved_id: UUID
    ordinal: int
    sees_course: bool
    """False for a coordinator, who gets the talks without what was said, and for a manager."""
    sees_private: bool
    lines: tuple[Line, ...]
    notes: tuple[Private, ...]
    declined_at: datetime | None
    anniversary_on: date | None
    next_on: date | None
    """The next talk that was agreed in the last one."""

    def of(self, kind: Entry) -> tuple[Line, ...]:
        """Return the lines of one kind, oldest first."""
        return tuple(line for line in self.lines if line.kind is kind)

    @property
    def levels(self) -> tuple[Line, ...]:
        """Return everything that says how it goes, oldest first."""
        return tuple(line for line in self.lines if line.details.get("feeling"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One line of the safety log."""

    at: datetime
    author: str
    acts: tuple[str, ...]
    note: str


def courses(actor: Actor, page: CasePage) -> tuple[Course, ...]:
    """Return the course of every victim on a page the actor fetched, in two statements.

    Who helps one victim as a member of the support team reads that victim's course only.
    """
    victims = {one.id for one in page.people if one.role == VICTIM}
    given = _given(actor, page.steps) & victims
    helped = given if Hat.SUPPORT in page.hats else set()
    told = victims if page.hats & CARE else helped
    dated = victims - told if Hat.COORDINATOR in page.hats else set()
    wording = actor.may(Permission.MEDICAL_SEE)
    shown = victims if page.sees_file else given
    return _read(actor, shown, told, dated=dated, private=helped, wording=wording)


def own_course(actor: Actor, involved_id: UUID) -> Course:
    """Return a victim's own course with everything in it; the caller has found it to be theirs."""
    mine = {involved_id}
    [course] = _read(actor, mine, mine, private=mine, wording=True)
    return course


def may_note(actor: Actor, page: CasePage, step: StepView) -> bool:
    """Tell whether a reader may write a private note with a step, as `service.may_note` decides."""
    is_given = step.assignee_id == actor.id and step.party_key == AFTERCARE
    return is_given and Hat.SUPPORT in page.hats


def next_step(page: CasePage, involved_id: UUID) -> StepView | None:
    """Return the open step of support for a victim, the first to be done."""
    found = [
        step
        for step in page.steps
        if step.ref.subject == involved_id
        and step.standing in OPEN
        and step.work is not None
        and step.work.value in {"first_support", "aftercare"}
    ]
    return found[0] if found else None


def safety_log(actor: Actor, page: CasePage) -> tuple[Logged, ...]:
    """Return the safety log of a case the actor fetched, oldest first; not for the support team."""
    if not page.sees_file:
        raise NotAllowed("not_your_part")
    rows = db.session.execute(
        select(SafetyEntry, User.name, Keyset)
        .join(User, User.id == SafetyEntry.author_id)
        .outerjoin(Keyset, _keyset_of(SafetyEntry))
        .where(
            SafetyEntry.organisation_id == actor.organisation_id,
            SafetyEntry.case_id == page.head.id,
        )
        .order_by(SafetyEntry.at, SafetyEntry.id)
    ).all()
    for row in rows:
        keysets.remember(row.Keyset)
    return tuple(
        Logged(at=one.at, author=name, acts=tuple(one.acts), note=one.note or "")
        for one, name, _ in rows
    )


def _given(actor: Actor, steps: Sequence[StepView]) -> set[UUID]:
    return {
        UUID(str(step.ref.subject))
        for step in steps
        if step.party_key == AFTERCARE and step.assignee_id == actor.id and step.ref.subject
    }


def _read(
    actor: Actor,
    victims: Collection[UUID],
    told: Collection[UUID],
    *,
    dated: Collection[UUID] = (),
    private: Collection[UUID],
    wording: bool,
) -> tuple[Course, ...]:
    """Read courses; `told` are those whose lines are shown, `dated` those whose talks are.

    `private` are those whose notes are shown.
    """
    rows = _rows(actor, victims)
    whole = {row.Involved.id for row in rows if row.Keyset is not None}
    notes = _notes(actor, whole & set(private))
    lines: dict[UUID, list[Line]] = {}
    for row in rows:
        if row.SupportEntry is not None and row.Involved.id in whole:
            line = _line(actor, row.SupportEntry, row.name or "", wording=wording)
            lines.setdefault(row.Involved.id, []).append(line)
    return tuple(
        Course(
            involved_id=key,
            ordinal=row.Involved.ordinal,
            sees_course=key in told,
            sees_private=key in private,
            lines=_shown(lines.get(key, ()), whole=key in told, dated=key in dated),
            notes=tuple(notes.get(key, ())),
            declined_at=row.SupportWish.declined_at if row.SupportWish else None,
            anniversary_on=row.SupportWish.anniversary_on if row.SupportWish else None,
            next_on=_next_on(lines.get(key, ())),
        )
        for key, row in {row.Involved.id: row for row in rows}.items()
    )


def _shown(lines: Sequence[Line], *, whole: bool, dated: bool) -> tuple[Line, ...]:
    """Return the lines a reader may know: all, the talks without their content, or none."""
    if whole:
        return tuple(lines)
    return tuple(replace(one, details={}) for one in lines if dated and one.kind is Entry.TALK)


def _next_on(lines: Sequence[Line]) -> date | None:
    talks = [line for line in lines if line.kind is Entry.TALK]
    return talks[-1].day("next_on") if talks else None


def _rows(actor: Actor, victims: Collection[UUID]) -> Sequence[Any]:
    """Read victims with wish, lines, authors and keysets, once for every line."""
    if not victims:
        return ()
    same = SupportEntry.organisation_id == Involved.organisation_id
    rows = db.session.execute(
        select(Involved, SupportWish, SupportEntry, User.name, Keyset)
        .outerjoin(
            SupportWish,
            and_(
                SupportWish.organisation_id == Involved.organisation_id,
                SupportWish.involved_id == Involved.id,
            ),
        )
        .outerjoin(SupportEntry, and_(same, SupportEntry.involved_id == Involved.id))
        .outerjoin(User, User.id == SupportEntry.author_id)
        .outerjoin(Keyset, _keyset_of(Involved))
        .where(
            Involved.organisation_id == actor.organisation_id,
            Involved.id.in_(victims),
            Involved.role == VICTIM,
        )
        .order_by(Involved.ordinal, SupportEntry.at, SupportEntry.id)
    ).all()
    for row in rows:
        keysets.remember(row.Keyset)
    return rows


def _notes(actor: Actor, private: Collection[UUID]) -> dict[UUID, list[Private]]:
    if not private:
        return {}
    rows = db.session.execute(
        select(SupportNote, User.name)
        .join(User, User.id == SupportNote.author_id)
        .where(
            SupportNote.organisation_id == actor.organisation_id,
            SupportNote.involved_id.in_(private),
        )
        .order_by(SupportNote.at, SupportNote.id)
    ).all()
    found: dict[UUID, list[Private]] = {}
    for row, name in rows:
        told = Private(
            at=row.at, author=name, is_mine=row.author_id == actor.id, text=row.text or ""
        )
        found.setdefault(row.involved_id, []).append(told)
    return found


def _line(actor: Actor, row: SupportEntry, author: str, *, wording: bool) -> Line:
    details = dict(row.details or {})
    if not (wording or row.author_id == actor.id):
        details.pop("note", None)
    return Line(kind=Entry(row.kind), number=row.number, at=row.at, author=author, details=details)


def _keyset_of(model: Any) -> Any:
    return and_(Keyset.organisation_id == model.organisation_id, Keyset.id == model.keyset_id)
