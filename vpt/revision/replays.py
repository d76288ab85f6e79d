"""Runs the latest cases along a draft; of cases somebody may not see, only names and durations.

What comes out of here for such a case holds no reference, no id, no moment and no unit, so that no
page can show what it was not given.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from vpt.audit import service as audit
from vpt.cases import protocols, reach, running
from vpt.cases.models import Case
from vpt.cases.running import Running
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.worktime import WorkCalendar, local_date
from vpt.incidents.models import Incident
from vpt.infra.db import db
from vpt.protocol import replaying
from vpt.protocol.definition import Protocol, TermKind, Text
from vpt.protocol.replaying import Past, Replayed
from vpt.protocol.state import StepState, SubjectId
from vpt.revision.models import ProtocolDraft

MOST = 10
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BY_THE_CLOCK = {TermKind.HOURS, TermKind.IMMEDIATELY}
DAYS_FROM = timedelta(days=2)
"""Shorter durations are told in whole hours, longer ones in whole days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One step that would have gone otherwise, with its moments: for who may see the case."""

    title: Text
    is_new: bool
    is_gone: bool
    is_supposed: bool
    was_due_at: datetime | None
    would_be_due_at: datetime | None
    done_at: datetime | None
    was: timedelta | None
    would_be: timedelta | None

    @property
    def turns_late(self) -> bool:
        """Tell whether it was done in time, and would have been too late."""
        if self.done_at is None or self.would_be_due_at is None:
            return False
        in_time = self.was_due_at is None or self.done_at <= self.was_due_at
        return in_time and self.done_at > self.would_be_due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Blurred:
    """The same for who may not see the case: a name, and how long from beginning to end."""

    title: Text
    is_new: bool
    is_gone: bool
    was: timedelta | None
    would_be: timedelta | None
    turns_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A case its reader may open."""

    case_id: UUID
    reference: str
    lines: tuple[Line, ...]
    same: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """A case its reader may not open: which one it is, is not told."""

    lines: tuple[Blurred, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replays:
    """The latest cases along a draft."""

    seen: tuple[Seen, ...]
    unseen: tuple[Unseen, ...]
    unchanged: int
    """How many of the cases that cannot be opened go just as they went."""

    @property
    def total(self) -> int:
        """Return how many cases were run."""
        return len(self.seen) + len(self.unseen) + self.unchanged


def run(actor: Actor, draft: ProtocolDraft, protocol: Protocol, *, now: datetime) -> Replays:
    """Run the latest cases along the draft's protocol, and leave a trail of the look."""
    policy.ensure(actor, Permission.PROTOCOL_EDIT)
    rows = _latest(actor)
    open_to = _visible(actor, [case.id for case, _incident in rows])
    calendar = protocols.calendar(actor.organisation_id)
    seen: list[Seen] = []
    unseen: list[Unseen] = []
    for case, incident in rows:
        past = _past(running.load(case, incident.keyset_id), incident)
        lines, same = _lines(past, protocol, calendar, now)
        if case.id in open_to:
            found = Seen(case_id=case.id, reference=case.reference, lines=lines, same=same)
            seen.append(found)
        else:
            unseen.append(Unseen(lines=tuple(_blurred(lines))))
    _note(actor, draft, len(rows), len(seen), now)
    changed = [one for one in unseen if one.lines]
    changed.sort(key=_by_content)
    return Replays(seen=tuple(seen), unseen=tuple(changed), unchanged=len(unseen) - len(changed))


def _latest(actor: Actor) -> list[tuple[Case, Incident]]:
    rows = db.session.execute(
        select(Case, Incident)
        .join(
            Incident,
            (Incident.organisation_id == Case.organisation_id) & (Incident.id == Case.id),
        )
        .where(Case.organisation_id == actor.organisation_id)
        .order_by(Case.opened_at.desc(), Case.id.desc())
        .limit(MOST)
    )
    return [(row[0], row[1]) for row in rows]


def _visible(actor: Actor, ids: list[UUID]) -> set[UUID]:
    found = reach.visible(actor).where(Case.id.in_(ids)).with_only_columns(Case.id)
    return {row.id for row in db.session.execute(found)}


def _past(case: Running, incident: Incident) -> Past:
    since: dict[SubjectId, datetime] = {row.id: row.added_at for row in case.involved}
    since |= {row.id: row.opened_at for row in case.subjects}
    is_ended = incident.withdrawn_at is not None or incident.leading_id is not None
    ended_at = case.case.closed_at if is_ended else None
    return Past(protocol=case.protocol, state=case.state, since=since, ended_at=ended_at)


def _lines(
    past: Past, protocol: Protocol, calendar: WorkCalendar, now: datetime
) -> tuple[tuple[Line, ...], int]:
    told = replaying.replay(protocol, past, calendar, now)
    others = [one for one in told.steps if not _is_same(one)]
    lines = [_line(protocol, past, one) for one in others]
    lines += [_gone(past.protocol, one) for one in told.gone]
    return tuple(lines), len(told.steps) - len(others)


def _is_same(one: Replayed) -> bool:
    return one.real is not None and one.real.due_at == one.step.due_at


def _line(protocol: Protocol, past: Past, one: Replayed) -> Line:
    return Line(
        title=protocol.step(one.step.key).title,
        is_new=one.real is None,
        is_gone=False,
        is_supposed=one.is_supposed,
        was_due_at=one.real.due_at if one.real else None,
        would_be_due_at=one.step.due_at,
        done_at=one.real.done_at if one.real else None,
        was=_lasts(past.protocol, one.real),
        would_be=_lasts(protocol, one.step),
    )


def _gone(protocol: Protocol, step: StepState) -> Line:
    return Line(
        title=protocol.step(step.key).title,
        is_new=False,
        is_gone=True,
        is_supposed=False,
        was_due_at=step.due_at,
        would_be_due_at=None,
        done_at=step.done_at,
        was=_lasts(protocol, step),
        would_be=None,
    )


def _lasts(protocol: Protocol, stored: StepState | None) -> timedelta | None:
    """Return how long a step had; in days where its end lies at a fixed hour of the day.

    Hours until the close of office would tell at what time somebody reported.
    """
    if stored is None or stored.due_at is None:
        return None
    step = protocol.step(stored.key)
    terms = (step.due, *([step.repeat.every] if step.repeat else []))
    if all(term.kind in BY_THE_CLOCK for term in terms):
        return stored.due_at - stored.anchor_at
    last = local_date(stored.due_at - timedelta.resolution)
    return timedelta(days=(last - local_date(stored.anchor_at)).days)


def _blurred(lines: Iterable[Line]) -> Iterator[Blurred]:
    for line in lines:
        yield Blurred(
            title=line.title,
            is_new=line.is_new,
            is_gone=line.is_gone,
            was=rounded(line.was),
            would_be=rounded(line.would_be),
            turns_late=line.turns_late,
        )


def rounded(span: timedelta | None) -> timedelta | None:
    """Return a duration in whole hours, from two days on in whole days: no moment shows in it."""
    if span is None:
        return None
    unit = HOUR if span < DAYS_FROM else DAY
    return unit * max(0, round(span / unit))


def _by_content(case: Unseen) -> list[tuple[str, str]]:
    """Order cases by what they tell, so that their place does not tell when they were."""
    return [(line.title.nl, f"{line.was} {line.would_be}") for line in case.lines]


def _note(actor: Actor, draft: ProtocolDraft, total: int, seen: int, now: datetime) -> None:
    codes = {"cases": str(total), "open_to_reader": str(seen)}
    audit.record(actor, "protocol.replayed", ("protocol_draft", draft.id), at=now, codes=codes)
