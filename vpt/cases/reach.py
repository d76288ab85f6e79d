"""What exists for an actor: the one place that says which cases and steps somebody may know of."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, aliased

from vpt.accounts.models import Unit
from vpt.cases.models import Case
from vpt.cases.rules import Hat
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor, Permission, Role
from vpt.core.errors import NotVisible
from vpt.incidents import words
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db

AFTERCARE = "support_team"
DECLINED = "declined"
"""The outcome of aftercare that everybody who handles the case may know: no, thank you."""
VICTIM = "victim"
OPEN = "open"
MOST_BRANCHES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A case somebody may know of, and how they stand in it."""

    case: Case
    incident: Incident
    hats: frozenset[Hat]

    @property
    def is_own_only(self) -> bool:
        """Tell whether the actor sees only the own part."""
        return self.hats == {Hat.OWN}


def visible(actor: Actor) -> Select[Case]:
    """Return the cases an actor may handle or follow for their work."""
    return select(Case).where(case_scope(actor))


def own(actor: Actor) -> Select[Case]:
    """Return the cases of the actor's own reports and those in which they are a victim."""
    return (
        select(Case)
        .join(
            Incident,
            and_(Incident.organisation_id == Case.organisation_id, Incident.id == Case.id),
        )
        .where(Case.organisation_id == actor.organisation_id, _is_own(actor))
    )


def case_scope(actor: Actor) -> ColumnElement[bool]:
    """Return the scope predicate over `Case`: everything starts here."""
    ways = [
        *_by_role(actor, Case.unit_path, Case.confined),
        *_by_case_assignment(actor),
        *_by_step_assignment(actor, Case.id),
    ]
    return _scoped(actor, Case.organisation_id, Case.id, ways)


def branches(actor: Actor) -> list[ColumnElement[bool]]:
    """Return the scope of `case_scope` as predicates that each walk an index of their own.

    A case may fit several of them. Who leads very many units gets one predicate: walking by date
    soon finds a page of cases then.
    """
    if actor.may(Permission.CASE_READ_ALL):
        return [case_scope(actor)]
    paths = _led_paths(actor)
    if len(paths) > MOST_BRANCHES:
        return [case_scope(actor)]
    ways = [and_(Case.confined.is_(False), Case.unit_path == path) for path in paths]
    ways += [*_by_case_assignment(actor), *_by_step_assignment(actor, Case.id)]
    each = [_scoped(actor, Case.organisation_id, Case.id, [way]) for way in ways]
    return each or [case_scope(actor)]


def open_step_scope(actor: Actor) -> ColumnElement[bool]:
    """Return the same scope over open `CaseStep`s; the support team sees only what it was given.

    Whoever does not see all gets a list of ids, found by index way by way: an "or" over the ways
    would read every open step of the organisation.
    """
    mine = aliased(CaseStep)
    ways = [
        *_by_role(actor, mine.unit_path, mine.confined),
        *_by_given_step(actor, mine),
    ]
    if actor.may(Permission.CASE_READ):
        assigned = select(Case.id).where(
            Case.organisation_id == actor.organisation_id, Case.assignee_id == actor.id
        )
        ways.append(mine.case_id.in_(assigned))
    return and_(
        CaseStep.state == OPEN,
        _scoped(actor, CaseStep.organisation_id, CaseStep.case_id, _by_index(actor, mine, ways)),
    )


def _by_index(
    actor: Actor, mine: type[CaseStep], ways: list[ColumnElement[bool]]
) -> list[ColumnElement[bool]]:
    if not ways or actor.may(Permission.CASE_READ_ALL):
        return []
    each = [
        select(mine.id).where(
            mine.organisation_id == actor.organisation_id, mine.state == OPEN, way
        )
        for way in ways
    ]
    return [CaseStep.id.in_(union(*each))]


def reach(actor: Actor, case_id: UUID, *, lock: bool = False) -> Reached:
    """Return a case with how the actor stands in it, in one statement; NotVisible otherwise.

    `lock` holds the row for a change on PostgreSQL; SQLite has one writer anyway.
    """
    in_scope, is_own = case_scope(actor), _is_own(actor)
    statement = (
        select(Case, Incident, _flag(in_scope), _flag(is_own), _flag(_has_step(actor)))
        .join(
            Incident,
            and_(Incident.organisation_id == Case.organisation_id, Incident.id == Case.id),
        )
        .where(
            Case.organisation_id == actor.organisation_id,
            Case.id == case_id,
            or_(in_scope, is_own),
        )
        .execution_options(populate_existing=True)
    )
    row = db.session.execute(statement.with_for_update(of=Case) if lock else statement).first()
    if row is None:
        raise NotVisible("not_found")
    case, incident, scoped, mine, has_step = row
    hats = hats_of(actor, case, has_step=bool(has_step)) if scoped else frozenset()
    return Reached(case=case, incident=incident, hats=hats | ({Hat.OWN} if mine else frozenset()))


def get(actor: Actor, case_id: UUID) -> Case:
    """Return a case the actor may follow for their work, else NotVisible."""
    case = db.session.scalar(visible(actor).where(Case.id == case_id))
    if case is None:
        raise NotVisible("not_found")
    return case


def find_by_reference(actor: Actor, reference: str) -> Case | None:
    """Return the case with this reference when the actor may follow it for their work."""
    typed = words.clean(reference).upper()
    return db.session.scalar(visible(actor).where(Case.reference == typed))


def find_own_by_reference(actor: Actor, reference: str) -> Case | None:
    """Return the case with this reference when it is about the actor, as reporter or victim."""
    typed = words.clean(reference).upper()
    return db.session.scalar(own(actor).where(Case.reference == typed))


def get_own(actor: Actor, case_id: UUID) -> Case:
    """Return the case of an own report or of an incident the actor is a victim of."""
    case = db.session.scalar(own(actor).where(Case.id == case_id))
    if case is None:
        raise NotVisible("not_found")
    return case


def hats_of(actor: Actor, case: Case, *, has_step: bool) -> frozenset[Hat]:
    """Return how an actor who may know of a case stands in it."""
    leads = not case.confined and any(
        case.unit_path.startswith(path) for path in actor.unit_paths if case.unit_path
    )
    worn = {
        Hat.COORDINATOR: Role.COORDINATOR in actor.roles,
        Hat.HR: Role.HR in actor.roles,
        Hat.SUPPORT: Role.SUPPORT_TEAM in actor.roles and has_step,
        Hat.HANDLER: actor.may(Permission.CASE_HANDLE) and (leads or case.assignee_id == actor.id),
        Hat.ASSIGNEE: has_step,
    }
    return frozenset(hat for hat, is_worn in worn.items() if is_worn)


def _scoped(
    actor: Actor,
    organisation_id: InstrumentedAttribute[UUID],
    case_id: InstrumentedAttribute[UUID],
    ways: list[ColumnElement[bool]],
) -> ColumnElement[bool]:
    parties = select(Involved.incident_id).where(
        Involved.organisation_id == actor.organisation_id, Involved.user_id == actor.id
    )
    within = [] if actor.may(Permission.CASE_READ_ALL) else [or_(false(), *ways)]
    return and_(organisation_id == actor.organisation_id, *within, case_id.not_in(parties))


def _by_role(
    actor: Actor,
    unit_path: InstrumentedAttribute[str],
    confined: InstrumentedAttribute[bool],
) -> list[ColumnElement[bool]]:
    if not actor.may(Permission.CASE_READ) or not actor.unit_paths:
        return []
    return [and_(confined.is_(False), unit_path.in_(_led(actor)))]


def _led_paths(actor: Actor) -> Sequence[str]:
    if not actor.may(Permission.CASE_READ) or not actor.unit_paths:
        return ()
    return db.session.scalars(_led(actor).limit(MOST_BRANCHES + 1)).all()


def _led(actor: Actor) -> Select[str]:
    return select(Unit.path).where(
        Unit.organisation_id == actor.organisation_id,
        or_(*(Unit.path.startswith(path, autoescape=True) for path in actor.unit_paths)),
    )


def _by_case_assignment(actor: Actor) -> list[ColumnElement[bool]]:
    return [Case.assignee_id == actor.id] if actor.may(Permission.CASE_READ) else []


def _by_step_assignment(
    actor: Actor, case_id: InstrumentedAttribute[UUID]
) -> list[ColumnElement[bool]]:
    given = _by_given_step(actor)
    if not given:
        return []
    steps = select(CaseStep.case_id).where(
        CaseStep.organisation_id == actor.organisation_id, *given
    )
    return [case_id.in_(steps)]


def _by_given_step(actor: Actor, step: type[CaseStep] = CaseStep) -> list[ColumnElement[bool]]:
    if actor.may(Permission.CASE_READ):
        return [step.assignee_id == actor.id]
    if actor.may(Permission.CASE_READ_AFTERCARE):
        return [and_(step.assignee_id == actor.id, step.party == AFTERCARE)]
    return []


def _has_step(actor: Actor) -> ColumnElement[bool]:
    return exists().where(
        CaseStep.organisation_id == Case.organisation_id,
        CaseStep.case_id == Case.id,
        CaseStep.assignee_id == actor.id,
    )


def _is_own(actor: Actor) -> ColumnElement[bool]:
    """Return the predicate as one set of ids: with an `or` every incident would be looked at."""
    reported = _reported()
    as_reporter = select(reported.id).where(
        reported.organisation_id == actor.organisation_id, reported.reporter_id == actor.id
    )
    as_victim = select(Involved.incident_id).where(
        Involved.organisation_id == actor.organisation_id,
        Involved.user_id == actor.id,
        Involved.role == VICTIM,
    )
    return Incident.id.in_(as_reporter.union_all(as_victim))


@cache
def _reported() -> type[Incident]:
    """Return the incidents once more; made once, because it copies every column."""
    return aliased(Incident)


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Return a condition as a column; a bare condition has no type on SQLite."""
    return func.coalesce(condition, false())
