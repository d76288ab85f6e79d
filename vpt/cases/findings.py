"""What becomes known later: facts, corrected facts, and people of the incident."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from vpt.cases import changing, handlers, lanes, opening, running
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.rules import Hat
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.incidents import involvement
from vpt.incidents.people import Involved
from vpt.incidents.rules import Person, ensure_no_bsn
from vpt.incidents.taxonomy import Role
from vpt.notifications.rules import Kind
from vpt.protocol import engine
from vpt.protocol.definition import FactContent, FactSource, Scope
from vpt.protocol.state import Change, FactValue, Subject

FINDERS = frozenset({Hat.HANDLER, Hat.COORDINATOR, Hat.HR})
SUBJECT_ROLES = frozenset({Role.VICTIM, Role.PERPETRATOR})


def record_fact(
    actor: Actor,
    case_id: UUID,
    fact: tuple[str, UUID | None],
    value: FactContent,
    *,
    version: int,
    now: datetime,
) -> Case:  # fmt: skip
    """Record a fact (key, subject) that came to light; steps open and lapse accordingly.

    Facts that an outcome sets are not for recording: RuleBroken("fact_by_outcome"). What a
    partner told is for the coordinator.
    """
    turn = _begin(actor, case_id, version, now)
    key, subject = fact
    definition = turn.running.protocol.facts.get(key)
    if definition is None:
        raise RuleBroken("fact_unknown", fact=key)
    if definition.source is FactSource.OUTCOME:
        raise RuleBroken("fact_by_outcome", fact=key)
    if definition.source is FactSource.PARTNER:
        changing.ensure(turn, Permission.CASE_RECORD_PARTNER, {Hat.COORDINATOR})
    found = FactValue(
        key=key,
        subject=subject,
        value=value,
        true_since=now,
        recorded_at=now,
        by=str(actor.id),
        source=definition.source.value,
    )
    change = _recorded(turn, found)
    codes = {"fact": key, "subject": str(subject or turn.case.id)}
    return changing.finish(turn, "case.fact_recorded", state=change.state, codes=codes)


def withdraw_fact(
    actor: Actor, case_id: UUID, fact: tuple[str, UUID | None], *, version: int, now: datetime
) -> Case:
    """Take back a fact that was not so: open steps that needed it lapse, done ones are marked."""
    turn = _begin(actor, case_id, version, now)
    at = turn.running
    change = engine.withdraw_fact(at.protocol, at.state, at.calendar, fact, now)
    codes = {"fact": fact[0], "subject": str(fact[1] or turn.case.id)}
    return changing.finish(turn, "case.fact_withdrawn", state=change.state, codes=codes)


def add_subject(
    actor: Actor, case_id: UUID, role: Role, person: Person, *, version: int, now: datetime
) -> Case:
    """Add a victim or perpetrator who became known later, and open the steps about them."""
    turn = _begin(actor, case_id, version, now)
    if role not in SUBJECT_ROLES:
        raise RuleBroken("subject_scope")
    _ensure_acceptable(person)
    row = involvement.add_later(actor, turn.incident, role, person, now=now)
    turn.running.involved.append(row)
    _leave_case(turn, row)
    change = _with_person(turn, row)
    codes = {"involved": str(row.id), "role": role.value}
    fields = sorted(person.identity())
    return changing.finish(
        turn, "case.subject_added", state=change.state, codes=codes, fields=fields
    )


def identify(
    actor: Actor, case_id: UUID, involved_id: UUID, person: Person, *, version: int, now: datetime
) -> Case:
    """Write down who somebody in the incident is; a perpetrator's reaction step opens by it."""
    turn = _begin(actor, case_id, version, now)
    changing.ensure(turn, Permission.IDENTITY_SEE, FINDERS)
    row = next((one for one in turn.running.involved if one.id == involved_id), None)
    if row is None:
        raise NotVisible("not_found")
    _ensure_acceptable(person)
    involvement.identify(row, person)
    state = turn.running.state
    if row.role == Role.PERPETRATOR:
        state = _recorded(turn, _known(turn, row)).state
    return changing.finish(
        turn,
        "case.person_identified",
        state=state,
        codes={"involved": str(row.id)},
        fields=sorted(person.identity()),
    )


def classify(
    actor: Actor, case_id: UUID, category: str, severity: int, *, version: int, now: datetime
) -> Case:
    """Set category and severity as assessed; the report's own proposal stays in its facts' past."""
    turn = _begin(actor, case_id, version, now)
    at = turn.running
    facts = [
        _case_fact(turn, "category", category),
        _case_fact(turn, "severity", severity),
        _case_fact(turn, "serious", severity >= opening.SERIOUS_FROM),
    ]
    change = engine.record_facts(at.protocol, at.state, at.calendar, tuple(facts), now)
    turn.case.category, turn.case.severity = category, severity
    turn.incident.category, turn.incident.severity = category, severity
    for row in at.steps:
        row.category = category
    codes = {"category": category, "severity": str(severity)}
    return changing.finish(turn, "case.classified", state=change.state, codes=codes)


def _begin(actor: Actor, case_id: UUID, version: int, now: datetime) -> Turn:
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_HANDLE, FINDERS)
    return turn


def _recorded(turn: Turn, fact: FactValue) -> Change:
    at = turn.running
    state = at.state
    has_claim = any(one.scope is Scope.CLAIM for one in state.subjects)
    if fact.key == "damage" and fact.value and not has_claim:
        state = replace(state, subjects=(*state.subjects, opening.new_claim(at)))
    return engine.record_fact(at.protocol, state, at.calendar, fact)


def _with_person(turn: Turn, row: Involved) -> Change:
    at = turn.running
    subject = Subject(id=row.id, scope=running.PEOPLE[row.role])
    change = engine.add_subject(at.protocol, at.state, at.calendar, subject, turn.now)
    if row.role != Role.PERPETRATOR or not row.is_known:
        return change
    return engine.record_fact(at.protocol, change.state, at.calendar, _known(turn, row))


def _known(turn: Turn, row: Involved) -> FactValue:
    return replace(_case_fact(turn, "perpetrator_known", value=True), subject=row.id)


def _case_fact(turn: Turn, key: str, value: FactContent) -> FactValue:
    return FactValue(
        key=key, value=value, true_since=turn.now, recorded_at=turn.now, by=str(turn.actor.id)
    )


def _leave_case(turn: Turn, row: Involved) -> None:
    """Take work from somebody who turns out to be party and give it to a coordinator."""
    if row.user_id is None:
        return
    cast = handlers.cast_of(turn.running, turn.incident.reporter_id, now=turn.now)
    left = [step for step in turn.running.steps if _is_work_of(step, row.user_id)]
    if turn.case.assignee_id != row.user_id and not left:
        return
    for step in left:
        step.assignee_id = cast.handler_id
    if turn.case.assignee_id == row.user_id:
        turn.case.assignee_id = cast.handler_id
    turn.tell(cast.handler_id, Kind.CASE_ASSIGNED)


def _is_work_of(step: CaseStep, user_id: UUID) -> bool:
    return step.state == "open" and step.assignee_id == user_id and step.party != lanes.EMPLOYEE


def _ensure_acceptable(person: Person) -> None:
    ensure_no_bsn({**person.identity(), "description": person.description})
