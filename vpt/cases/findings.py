"""What becomes known later: facts, corrected facts, and people of the incident."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from vpt.accounts import queries as accounts
from vpt.cases import changing, handlers, lanes, opening, running
from vpt.cases.changing import Turn
from vpt.cases.finishing import Learned
from vpt.cases.models import Case
from vpt.cases.rules import Hat
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.incidents import involvement, words
from vpt.incidents import service as incidents
from vpt.incidents.people import Involved
from vpt.incidents.rules import Person, ensure_no_bsn
from vpt.incidents.taxonomy import Role
from vpt.notifications.rules import Kind
from vpt.protocol import engine
from vpt.protocol.definition import FactContent, FactSource, Scope
from vpt.protocol.state import Change, FactValue, Subject

RECLASSIFIED = "Indeling aangepast:"
"""Stands before the reason in the addendum, which is part of the file and so is Dutch."""
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
    """Add somebody who became known later, and open the steps about a victim or perpetrator.

    Raises RuleBroken("person_empty") for a victim or witness nobody could recognise, and
    RuleBroken("already_involved") for a colleague who is in the incident already.
    """
    turn = _begin(actor, case_id, version, now)
    person = _named(turn, person)
    _ensure_acceptable(person)
    _ensure_new(turn, role, person)
    row = involvement.add_later(actor, turn.incident, role, person, now=now)
    turn.running.involved.append(row)
    _leave_case(turn, row)
    state = _with_person(turn, row).state if role in SUBJECT_ROLES else None
    codes = {"involved": str(row.id), "role": role.value}
    fields = sorted(person.identity())
    return changing.finish(turn, "case.subject_added", state=state, codes=codes, fields=fields)


def identify(
    actor: Actor, case_id: UUID, involved_id: UUID, person: Person, *, version: int, now: datetime
) -> Case:
    """Write down who somebody in the incident is; a perpetrator's reaction step opens by it."""
    turn = _begin(actor, case_id, version, now)
    changing.ensure(turn, Permission.IDENTITY_SEE, FINDERS)
    row = next((one for one in turn.running.involved if one.id == involved_id), None)
    if row is None:
        raise NotVisible("not_found")
    person = _clean(person)
    if person.is_empty:
        raise RuleBroken("person_empty", field="name")
    _ensure_acceptable(person)
    was_known = row.is_known
    involvement.identify(row, person)
    row.is_known = was_known or row.is_known
    state = turn.running.state
    if row.role == Role.PERPETRATOR and row.is_known and not was_known:
        state = _recorded(turn, _known(turn, row)).state
    return changing.finish(
        turn,
        "case.person_identified",
        state=state,
        codes={"involved": str(row.id)},
        fields=sorted(person.identity()),
    )


def classify(
    actor: Actor,
    case_id: UUID,
    kind: tuple[str, int],
    reason: str,
    *,
    version: int,
    now: datetime,
) -> Case:  # fmt: skip
    """Set (category, severity) as assessed; the report's own proposal stays in its facts' past.

    The reason is kept as an addendum to the report, with its author and moment.
    """
    turn = _begin(actor, case_id, version, now)
    learned, codes = reclassify(turn, kind, reason)
    at = turn.running
    facts = tuple(_case_fact(turn, one.key, one.value) for one in learned)
    change = engine.record_facts(at.protocol, at.state, at.calendar, facts, now)
    return changing.finish(turn, "case.classified", state=change.state, codes=codes)


def reclassify(
    turn: Turn, kind: tuple[str, int], reason: str
) -> tuple[tuple[Learned, ...], dict[str, str]]:
    """Write another (category, severity) with its reason inside a turn.

    Returns the facts to record with whatever finishes the turn, and the codes for the trail.
    Raises RuleBroken("class_unchanged", "reason_required", "bsn_refused").
    """
    category, severity = kind
    text = _explained(reason)
    before = (turn.case.category, turn.case.severity)
    if before == kind:
        raise RuleBroken("class_unchanged", field="category")
    incidents.add_addendum(turn.actor, turn.incident, text, now=turn.now)
    turn.case.category, turn.case.severity = category, severity
    turn.incident.category, turn.incident.severity = category, severity
    for row in turn.running.steps:
        row.category = category
    codes = {
        "category": category,
        "severity": str(severity),
        "old_category": before[0],
        "old_severity": str(before[1] or ""),
    }
    learned = (
        Learned(key="category", value=category),
        Learned(key="severity", value=severity),
        Learned(key="serious", value=severity >= opening.SERIOUS_FROM),
    )
    return learned, codes


def _begin(actor: Actor, case_id: UUID, version: int, now: datetime) -> Turn:
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_HANDLE, FINDERS)
    if turn.case.closed_at is not None:
        raise RuleBroken("already_closed")
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


def _named(turn: Turn, person: Person) -> Person:
    """Return a person with clean texts; a colleague by the name of their account."""
    person = _clean(person)
    if person.user_id is None:
        return person
    colleague = accounts.get_colleague(turn.actor, person.user_id, now=turn.now)
    return person if person.full_name else replace(person, name=colleague.name)


def _clean(person: Person) -> Person:
    return replace(
        person,
        name=words.clean(person.name),
        surname=words.clean(person.surname),
        phone=words.clean(person.phone),
        email=words.clean(person.email),
        customer_number=words.clean(person.customer_number),
        description=words.clean(person.description),
    )


def _ensure_new(turn: Turn, role: Role, person: Person) -> None:
    if role is not Role.PERPETRATOR and not (person.full_name or person.description):
        raise RuleBroken("person_empty", field="name")
    if role is Role.PERPETRATOR and person.user_id is not None:
        raise RuleBroken("colleague_route", field="user")
    taken = {one.user_id for one in turn.running.involved if one.user_id}
    if person.user_id in taken:
        raise RuleBroken("already_involved", field="user")


def _explained(reason: str) -> str:
    text = words.clean(reason)
    if not text:
        raise RuleBroken("reason_required", field="reason")
    ensure_no_bsn({"reason": text})
    return f"{RECLASSIFIED} {text}"


def _ensure_acceptable(person: Person) -> None:
    ensure_no_bsn({**person.identity(), "description": person.description})
