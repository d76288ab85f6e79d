"""The chain of one case as people see it: steps in words, lanes and phases, the next action."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from vpt.cases import labels, lanes, wording
from vpt.cases.reach import AFTERCARE, DECLINED, Reached
from vpt.cases.rules import Hat, PauseReason
from vpt.cases.running import Running
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor
from vpt.core.language import translate
from vpt.protocol import engine
from vpt.protocol.definition import Outcome, Step
from vpt.protocol.state import Gap, Standing, StepRef, TimelineEntry
from vpt.protocol.works import Work

OPEN = frozenset(
    {Standing.OPEN, Standing.WAITING, Standing.PAUSED, Standing.DUE_SOON, Standing.OVERDUE}
)
LATE_FIRST = {Standing.OVERDUE: 0, Standing.DUE_SOON: 1, Standing.OPEN: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One outcome to choose: its words and what it asks for (reason, date, number, document)."""

    key: str
    title: str
    requires: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One place on the chain, in the reader's language; `id` is None for what may still come."""

    id: UUID | None
    ref: StepRef
    key: str
    title: str
    why: str
    reporter: str
    basis: str
    basis_source: str
    basis_verified: bool
    term: str
    party: str
    party_key: str
    phase: str
    about: str
    standing: Standing
    look: str
    label: str
    is_external: bool
    opened_at: datetime | None
    anchor_at: datetime | None
    due_at: datetime | None
    target_at: datetime | None
    done_at: datetime | None
    done_by: str
    by_telephone: bool
    by_partner: bool
    outcome: str
    note: str
    details: Mapping[str, str]
    pause_reason: str
    grounds_withdrawn: bool
    assignee_id: UUID | None
    assignee: str
    choices: tuple[Choice, ...]
    documents: tuple[str, ...]
    work: Work | None
    """The work whose own page finishes this step, or None."""
    is_pausable: bool
    may_do: bool
    may_record: bool
    """True for a partner's step this reader may record on the telephone."""

    @property
    def at(self) -> datetime | None:
        """Return the moment that says most: when it was done, else when it is due."""
        return self.done_at or self.due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One node of the swimlane, as `templates/_macros/swimlane.html` takes it."""

    lane: int
    phase: int
    key: str
    title: str
    state: str
    date: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """A lane or a phase."""

    key: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Swimlane:
    """The chain as a drawing: lanes and phases with at least one node, and the nodes."""

    lanes: tuple[Titled, ...]
    phases: tuple[Titled, ...]
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapView:
    """A decision that is missing before the case may be closed."""

    key: str
    title: str
    about: str
    is_subject_missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom the chain is put into words, and how they stand in the case."""

    actor: Actor
    reached: Reached
    names: Mapping[UUID, str]
    locale: str
    now: datetime


def about(running: Running, subject_id: UUID | None, locale: str) -> str:
    """Return whom or what a step is about: "Slachtoffer 1"; empty for the case itself."""
    for person in running.involved:
        if person.id == subject_id:
            return f"{translate(locale, labels.SCOPE[person.role])} {person.ordinal}"
    for thing in running.subjects:
        if thing.id == subject_id:
            return f"{translate(locale, labels.SCOPE[thing.scope])} {thing.ordinal}"
    return ""


def steps(running: Running, reader: Reader) -> tuple[StepView, ...]:
    """Return the whole chain in protocol order, with what may still come."""
    rows = {step.ref: row for row, step in zip(running.steps, running.state.steps, strict=True)}
    entries = engine.timeline(running.protocol, running.state, reader.now)
    return tuple(
        _view(running, reader, entry, rows.get(entry.step.ref) if entry.step else None)
        for entry in entries
    )


def next_action(chain: tuple[StepView, ...]) -> StepView | None:
    """Return the most pressing step the reader may do, else the most pressing open one."""
    open_steps = [step for step in chain if step.standing in OPEN]
    mine = [step for step in open_steps if step.may_do and step.standing is not Standing.PAUSED]
    return min(mine or open_steps, key=_pressing, default=None)


def swimlane(running: Running, chain: tuple[StepView, ...], locale: str) -> Swimlane:
    """Return lanes, phases and nodes of what happened, happens and surely comes."""
    shown = [step for step in chain if step.standing is not Standing.IF_NEEDED]
    lanes = [one for one in running.protocol.parties if any(s.party_key == one.key for s in shown)]
    phases = [one for one in running.protocol.phases if any(s.phase == one.key for s in shown)]
    lane_at = {one.key: index for index, one in enumerate(lanes)}
    phase_at = {one.key: index for index, one in enumerate(phases)}
    return Swimlane(
        lanes=tuple(Titled(key=one.key, title=one.title.in_language(locale)) for one in lanes),
        phases=tuple(Titled(key=one.key, title=one.title.in_language(locale)) for one in phases),
        nodes=tuple(
            Node(
                lane=lane_at[step.party_key],
                phase=phase_at[step.phase],
                key=step.key,
                title=f"{step.title} ({step.about})" if step.about else step.title,
                state=step.look,
                date=wording.short(step.at, locale),
                label=step.label,
            )
            for step in shown
        ),
    )


def gaps(running: Running, locale: str) -> tuple[GapView, ...]:
    """Return what is still missing before the case may be closed."""
    found = engine.closure_gaps(running.protocol, running.state)
    return tuple(_gap(running, gap, locale) for gap in found)


def _gap(running: Running, gap: Gap, locale: str) -> GapView:
    subject = UUID(str(gap.subject)) if gap.subject is not None else None
    return GapView(
        key=gap.key,
        title=running.protocol.step(gap.key).title.in_language(locale),
        about=about(running, subject, locale),
        is_subject_missing=gap.is_subject_missing,
    )


def _pressing(step: StepView) -> tuple[int, bool, float]:
    due = step.due_at
    return LATE_FIRST.get(step.standing, 3), due is None, due.timestamp() if due else 0.0


def _view(running: Running, reader: Reader, entry: TimelineEntry, row: CaseStep | None) -> StepView:
    step, locale = running.protocol.step(entry.key), reader.locale
    party = running.protocol.party(step.party)
    subject = UUID(str(entry.subject)) if entry.subject is not None else None
    is_open = entry.standing in OPEN
    return StepView(
        ref=entry.step.ref if entry.step else StepRef(entry.key, entry.subject, 1),
        key=entry.key,
        title=step.title.in_language(locale),
        why=step.why.in_language(locale),
        reporter=step.reporter.in_language(locale),
        basis=step.basis.text.in_language(locale),
        basis_source=step.basis.source,
        basis_verified=step.basis.verified,
        term=wording.term(step.due, locale),
        party=party.title.in_language(locale),
        party_key=party.key,
        phase=step.phase,
        about=about(running, subject, locale),
        standing=entry.standing,
        look=labels.LOOK[entry.standing],
        label=translate(locale, labels.STANDING[entry.standing]),
        is_external=entry.is_external,
        choices=tuple(_choice(one, locale) for one in step.outcomes),
        documents=step.documents,
        work=step.work,
        is_pausable=step.pausable,
        may_do=is_open and _may_do(running, reader, row),
        may_record=is_open and entry.is_external and Hat.COORDINATOR in reader.reached.hats,
        **_stored(reader, step, row),
    )


def _choice(outcome: Outcome, locale: str) -> Choice:
    needs = frozenset(need.value for need in outcome.requires)
    return Choice(key=outcome.key, title=outcome.title.in_language(locale), requires=needs)


def _may_do(running: Running, reader: Reader, row: CaseStep | None) -> bool:
    return row is not None and lanes.may_do(running, reader.reached, reader.actor.id, row)


def _stored(reader: Reader, step: Step, row: CaseStep | None) -> dict[str, Any]:
    if row is None:
        return {
            **dict.fromkeys(("id", "opened_at", "anchor_at", "due_at", "target_at", "done_at")),
            **dict.fromkeys(("done_by", "outcome", "note", "pause_reason", "assignee"), ""),
            **dict.fromkeys(("by_telephone", "by_partner", "grounds_withdrawn"), False),
            "details": {},
            "assignee_id": None,
        }
    readable = _may_read_note(reader, row)
    outcome = step.outcome(row.outcome) if row.outcome and _may_read_outcome(reader, row) else None
    paused = labels.PAUSE[PauseReason(row.pause_reason)] if row.pause_reason else ""
    return {
        "id": row.id,
        "opened_at": row.opened_at,
        "anchor_at": row.anchor_at,
        "due_at": row.due_at,
        "target_at": row.target_at,
        "done_at": row.done_at,
        "done_by": reader.names.get(row.done_by, "") if row.done_by else "",
        "by_telephone": row.by_telephone,
        "by_partner": row.by_partner,
        "outcome": outcome.title.in_language(reader.locale) if outcome else "",
        "note": (row.note or "") if readable else "",
        "details": (row.details or {}) if readable else {},
        "pause_reason": translate(reader.locale, paused) if row.paused_since else "",
        "grounds_withdrawn": row.grounds_withdrawn_at is not None,
        "assignee_id": row.assignee_id,
        "assignee": reader.names.get(row.assignee_id, "") if row.assignee_id else "",
    }


def _may_read_outcome(reader: Reader, row: CaseStep) -> bool:
    """Tell others of aftercare only that somebody does not want it (DESIGN §6)."""
    return row.party != AFTERCARE or row.outcome == DECLINED or _may_read_note(reader, row)


def _may_read_note(reader: Reader, row: CaseStep) -> bool:
    """Keep aftercare notes with HR, the support team and whoever wrote them (DESIGN §6)."""
    if row.party != AFTERCARE:
        return not reader.reached.is_own_only
    is_care = bool(reader.reached.hats & {Hat.HR, Hat.SUPPORT})
    return is_care or row.done_by == reader.actor.id
