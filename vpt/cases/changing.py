"""The frame of every change to a case: fetch in reach, compare versions, store, tell, log."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from vpt.accounts import queries as accounts
from vpt.audit import queries as trail
from vpt.audit import service as audit
from vpt.cases import handlers, opening, reach, running, storing
from vpt.cases.models import Case
from vpt.cases.reach import Reached
from vpt.cases.rules import STALE, Hat
from vpt.cases.running import Running
from vpt.cases.steps import CaseStep
from vpt.core import policy
from vpt.core.actor import Actor, Author, Permission
from vpt.core.errors import NotAllowed, StaleData
from vpt.incidents.models import Incident
from vpt.infra.db import db
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice
from vpt.protocol.state import CaseState, StepRef

NOBODY = UUID(int=0)
"""No account has this id: what time does is told to everybody it concerns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One thing that changed since somebody last looked: who, what and when."""

    at: datetime
    who: str
    action: str
    codes: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Turn:
    """One person's change to one case."""

    actor: Actor
    reached: Reached
    running: Running
    now: datetime
    notices: list[Notice] = field(default_factory=list)
    is_system: bool = False
    """Nobody here did it: time or a partner did. The facts name no person of ours then."""
    partner: str = ""
    """The party that did it itself, such as "police"."""
    partner_user_id: UUID | None = None
    """The account of that partner, for the trail; a link has none."""
    given: dict[UUID, UUID] = field(default_factory=dict)
    """Who gets the steps about a new subject, when the work says so; they are told otherwise."""

    @property
    def author(self) -> Actor | Author:
        """Return whom the trail names."""
        if not self.is_system:
            return self.actor
        return Author(organisation_id=self.case.organisation_id, id=self.partner_user_id)

    @property
    def author_id(self) -> UUID | None:
        """Return whose account did it, if anybody's."""
        return self.author.id

    @property
    def case(self) -> Case:
        """Return the case."""
        return self.running.case

    @property
    def incident(self) -> Incident:
        """Return the incident the case is about."""
        return self.reached.incident

    @property
    def hats(self) -> frozenset[Hat]:
        """Return how the actor stands in the case."""
        return self.reached.hats

    def tell(self, recipient_id: UUID | None, kind: Kind, step: CaseStep | None = None) -> None:
        """Plan a notice; nobody is told of what they did themselves."""
        if recipient_id is None or recipient_id == self.actor.id:
            return
        self.notices.append(
            Notice(
                organisation_id=self.case.organisation_id,
                recipient_id=recipient_id,
                kind=kind,
                case_id=self.case.id,
                subject_id=step.subject_id if step else None,
                step_key=step.key if step else "",
                occurrence=step.occurrence if step else self.case.version,
            )
        )


def begin(actor: Actor, case_id: UUID, *, version: int | None, now: datetime) -> Turn:
    """Fetch and lock a case in reach and read its state.

    `version` is what the actor saw; None when a change cannot clash. Raises NotVisible, or
    StaleData("case_changed") with what changed since.
    """
    reached = reach.reach(actor, case_id, lock=True)
    if version is not None and reached.case.version != version:
        raise StaleData(STALE, changes=changes_since(actor, case_id, version))
    return Turn(
        actor=actor,
        reached=reached,
        running=running.load(reached.case, reached.incident.keyset_id),
        now=now,
    )


def begin_as_system(
    case: Case, *, now: datetime, partner: str = "", partner_user_id: UUID | None = None
) -> Turn:
    """Lock a case that time or a partner changes; the rights of nobody here count.

    The caller found the case by what is due, or by a share the partner holds.
    """
    held, incident = db.session.execute(
        select(Case, Incident)
        .join(
            Incident,
            and_(Incident.organisation_id == Case.organisation_id, Incident.id == Case.id),
        )
        .where(Case.organisation_id == case.organisation_id, Case.id == case.id)
        .execution_options(populate_existing=True)
        .with_for_update(of=Case)
    ).one()
    nobody = Actor(
        id=NOBODY,
        organisation_id=held.organisation_id,
        name="",
        roles=frozenset(),
        permissions=frozenset(),
    )
    return Turn(
        actor=nobody,
        reached=Reached(case=held, incident=incident, hats=frozenset()),
        running=running.load(held, incident.keyset_id),
        now=now,
        is_system=True,
        partner=partner,
        partner_user_id=partner_user_id,
    )


def changes_since(actor: Actor, case_id: UUID, version: int) -> tuple[Done, ...]:
    """Return what was done to a case after somebody saw this version, oldest first."""
    entries = [
        entry
        for entry in trail.list_of_subject(actor, case_id)
        if int(entry.codes.get("version", 0)) > version
    ]
    who = accounts.names({entry.actor_id for entry in entries if entry.actor_id})
    return tuple(
        Done(
            at=entry.at,
            who=who.get(entry.actor_id, "") if entry.actor_id else "",
            action=entry.action,
            codes=entry.codes,
        )
        for entry in reversed(entries)
    )


def ensure(turn: Turn, permission: Permission, hats: Collection[Hat]) -> None:
    """Refuse somebody who sees the case but may not do this to it."""
    if not turn.hats & set(hats):
        raise NotAllowed("not_your_part")
    policy.ensure(turn.actor, permission)


def finish(
    turn: Turn,
    action: str,
    *,
    state: CaseState | None = None,
    codes: Mapping[str, str] | None = None,
    fields: Sequence[str] = (),
) -> Case:
    """Store a changed state, touch the case, tell people and write it down.

    Raises StaleData when somebody else's change reached the database first.
    """
    opened = _store(turn, state) if state is not None else []
    turn.case.changed_at = turn.now
    flag_modified(turn.case, "changed_at")
    try:
        db.session.flush()
    except StaleDataError as error:
        raise StaleData(STALE, changes=()) from error
    told = {turn.actor.id, *turn.given.values()}
    turn.notices.extend(opening.step_notices(opened, told=told))
    notifications.queue_all(turn.notices, at=turn.now)
    audit.record(
        turn.author,
        action,
        ("case", turn.case.id),
        at=turn.now,
        fields=fields,
        codes={**(codes or {}), "version": str(turn.case.version)},
    )
    db.session.flush()
    return turn.case


def _store(turn: Turn, state: CaseState) -> list[CaseStep]:
    fresh = state.steps[len(turn.running.steps) :]
    if not fresh:
        return storing.keep(turn.running, state, {})
    cast = handlers.cast_of(turn.running, turn.incident.reporter_id, now=turn.now)
    settled = turn.running.state
    turn.running.state = state
    given = handlers.owners(cast, turn.running, fresh)
    turn.running.state = settled
    chosen = {place: turn.given.get(place[1], owner) for place, owner in given.items()}
    return storing.keep(turn.running, state, chosen)


def row_of(turn: Turn, ref: StepRef) -> CaseStep | None:
    """Return the stored row of a step, or None."""
    for row, step in zip(turn.running.steps, turn.running.state.steps, strict=True):
        if step.ref == ref:
            return row
    return None


def codes_of(turn: Turn, ref: StepRef) -> dict[str, str]:
    """Return what names a step in the trail."""
    return {
        "step": ref.key,
        "subject": str(turn.running.subject_id(ref.subject)),
        "occurrence": str(ref.occurrence),
    }
