"""Invents small protocols, sound and unsound, and plays cases along them to their end."""

from datetime import timedelta

from hypothesis import strategies as st

from tests.protocol.running import BY, MONDAY, OFFICE, Case, a_case, fact
from vpt.core.errors import RuleBroken
from vpt.protocol import engine
from vpt.protocol.definition import PARENTS, Protocol, Scope
from vpt.protocol.facts import SET_BY_CODE
from vpt.protocol.lookup import GATE, subjects_of
from vpt.protocol.state import Completion, Subject

HEAD = """\
key = "invented"
title = { nl = "Verzonnen" }
owner = "Demo"
after_report = { nl = "Dank je wel." }
parties = { manager = { title = { nl = "Leidinggevende" } } }
phases = { start = { title = { nl = "Begin" } } }
"""
FACT = """
[facts."{key}"]
title = {{ nl = "Feit" }}
scope = "{scope}"
type = "flag"
source = "outcome"
"""
STEP = """
[[steps]]
key = "{key}"
phase = "start"
party = "manager"
scope = "{scope}"
title = {{ nl = "Stap" }}
why = {{ nl = "Daarom." }}
reporter = {{ nl = "We doen dit." }}
basis = {{ source = "proposal", text = {{ nl = "Eigen afspraak." }} }}
when = {{ {when} }}
after = [{after}]
anchor = "{anchor}"
due = "{due}"
gate = {gate}
{repeat}
"""
OUTCOME = """
[[steps.outcomes]]
key = "o{number}"
title = {{ nl = "Klaar" }}
{sets}
{creates}
"""
SCOPES = (*("case",) * 6, "victim", "perpetrator", "measure", "claim", "police_report")
FACTS = {
    **{key: scope for key, (scope, _) in SET_BY_CODE.items()},
    "own.a": Scope.CASE,
    "own.b": Scope.CASE,
    "own.v": Scope.VICTIM,
    "own.m": Scope.MEASURE,
}
OWN = ("own.a", "own.b", "own.v", "own.m")
READ = (
    *("damage", "injury", "own.a", "own.b", "own.v", "own.m", "submitted", "measure_ended"),
    *("perpetrator_known", "judgment_final", "own.a", "own.b"),
)
SURE = ("submitted", "opening", "first(judgment_final, submitted)")
ANCHORS = (
    *("gate", "judgment_final", "own.a", "damage"),
    *("first(judgment_final, submitted)", "latest(judgment_final, submitted)"),
)
DUES = ("weeks 1", "weeks 1", "none", "at judgment_final", "earliest(weeks 1, at judgment_final)")


@st.composite
def texts(draw) -> str:
    """Return the text of a protocol of two to six steps, that may be impossible."""
    keys = [f"S{number:02}" for number in range(1, draw(st.integers(2, 6)) + 1)]
    parts = [HEAD, *(FACT.format(key=key, scope=FACTS[key].value) for key in OWN)]
    parts.extend(_step(draw, key, keys) for key in keys)
    return "".join(parts)


def _step(draw, key, keys) -> str:
    is_last = key == keys[-1]
    scope = "case" if is_last else draw(st.sampled_from(SCOPES))
    readable = [one for one in READ if FACTS[one].value in {"case", scope}]
    few = st.lists(st.sampled_from(readable), max_size=1)
    when = {"all": draw(few), "any": draw(few), "none": draw(few)}
    if draw(st.booleans()):
        when = {"all": draw(few)}
    is_wild = draw(st.integers(0, 9)) == 0
    others = [one for one in keys if one != key and (is_wild or one < key)]
    after = draw(st.lists(st.sampled_from(others), max_size=1)) if others else []
    after += [GATE] if is_last or (is_wild and draw(st.booleans())) else []
    anchors = [*SURE, *(f"step:{one}" for one in others), *(ANCHORS if draw(st.booleans()) else ())]
    until = draw(st.sampled_from(readable))
    ends = f'repeat = {{ every = "weeks 1", until = "{until}" }}'
    head = STEP.format(
        key=key,
        scope=scope,
        when=", ".join(f"{name} = {_list(said)}" for name, said in when.items() if said),
        after=", ".join(f'"{one}"' for one in after),
        anchor="gate" if is_last else draw(st.sampled_from(anchors)),
        due=draw(st.sampled_from(DUES)),
        gate="true" if not is_last and draw(st.booleans()) else "false",
        repeat=ends if draw(st.integers(0, 3)) == 0 else "",
    )
    count = draw(st.integers(1, 2))
    return head + "".join(_outcome(draw, number, scope) for number in range(count))


def _list(words) -> str:
    return "[" + ", ".join(f'"{word}"' for word in words) + "]"


def _outcome(draw, number, scope) -> str:
    creates = ""
    if scope == "perpetrator" and draw(st.booleans()):
        creates = 'creates = ["measure"]'
    settable = [key for key in OWN if FACTS[key].value in {"case", scope}]
    sets = draw(st.lists(st.sampled_from(settable), max_size=1, unique=True))
    value = draw(st.sampled_from(["true", "true", "false"]))
    said = ", ".join(f'"{key}" = {value}' for key in sets)
    return OUTCOME.format(number=number, sets=f"sets = {{ {said} }}", creates=creates)


plays = st.tuples(
    st.sets(st.sampled_from(["damage", "injury"])),
    st.sets(st.sampled_from([Scope.VICTIM, Scope.PERPETRATOR])),
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 3)), max_size=12),
)


def play(protocol: Protocol, drawn) -> Case:
    """Return a case after people finished and waived steps as drawn."""
    said, who, moves = drawn
    subjects = [Subject(id=scope.value, scope=scope) for scope in sorted(who)]
    if "damage" in said:
        subjects.append(Subject(id="claim", scope=Scope.CLAIM))
    case = a_case(*(fact(key) for key in sorted(said)), protocol=protocol, subjects=subjects)
    for which, how in moves:
        _move(case, which, how)
    return case


def _move(case: Case, which: int, how: int) -> None:
    found = [step for step in case.state.steps if step.is_open]
    if not found:
        return
    step = found[which % len(found)]
    closes = GATE in case.protocol.step(step.key).after
    if closes:
        return
    if how == 0:
        case.waive(step.key, step.subject, at=step.opened_at + timedelta(hours=which))
        return
    _finish(case, step, how)


def _finish(case: Case, step, how: int) -> None:
    outcomes = case.protocol.step(step.key).outcomes
    outcome = outcomes[how % len(outcomes)]
    owner = next((one for one in case.state.subjects if one.id == step.subject), None)
    new = tuple(
        Subject(
            id=f"{scope}{len(case.state.subjects)}",
            scope=scope,
            parent=owner.id if owner and PARENTS.get(scope) is owner.scope else None,
        )
        for scope in outcome.creates
    )
    done = Completion(
        outcome=outcome.key, at=step.opened_at + timedelta(hours=1), by=BY, subjects=new
    )
    change = engine.complete(case.protocol, case.state, OFFICE, step.ref, done)
    case.state = change.state


def is_closable(case: Case) -> bool:
    """Tell whether waiving all that is open, and naming who is missing, lets the case close."""
    for _ in range(30):
        if _closing(case) is not None and not engine.closure_gaps(case.protocol, case.state):
            return True
        _name_missing(case)
        for step in case.state.steps:
            if step.is_open and GATE not in case.protocol.step(step.key).after:
                case.waive(step.key, step.subject, at=MONDAY + timedelta(days=90))
    return False


def _closing(case: Case):
    for step in case.state.steps:
        if step.is_open and GATE in case.protocol.step(step.key).after:
            return step
    return None


def _name_missing(case: Case) -> None:
    for gap in engine.closure_gaps(case.protocol, case.state):
        scope = case.protocol.step(gap.key).scope
        named = {Scope.VICTIM, Scope.PERPETRATOR}
        if gap.is_subject_missing and scope in named and not subjects_of(case.state, scope):
            case.add(Subject(id=f"new-{scope}", scope=scope), at=MONDAY)


def tried(what):
    """Return what came of it, or the refusal."""
    try:
        return what()
    except RuleBroken as refused:
        return refused
