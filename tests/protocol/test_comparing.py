"""Comparing two protocols misses nothing and says each difference once."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum

import pytest

from tests.protocol.running import TWENTE
from vpt.protocol.catalogue import reference_text
from vpt.protocol.comparing import Code, Difference, Place, differences
from vpt.protocol.definition import (
    Anchor,
    AnchorKind,
    FactDefinition,
    FactSource,
    FactType,
    Need,
    Outcome,
    Protocol,
    Repeat,
    Scope,
    Step,
    Term,
    TermKind,
    Text,
)
from vpt.protocol.edits import Of
from vpt.protocol.loader import load
from vpt.protocol.works import Work

COLLECTIONS = {"parties", "phases", "facts", "steps", "outcomes"}
INSIDE = {"title", "why", "reporter", "basis", "when", "after_report", "text"}
OTHER_TERM = Term(kind=TermKind.EARLIEST, of=(Term(kind=TermKind.WEEKS, amount=9),))
OTHER: dict[str, object] = {
    "scope": Scope.AGREEMENT,
    "type": FactType.MOMENT,
    "source": FactSource.MEASURE,
    "anchor": Anchor(kind=AnchorKind.STEP, name="S77"),
    "due": OTHER_TERM,
    "target": OTHER_TERM,
    "every": OTHER_TERM,
    "repeat": None,
    "work": Work.SAFETY,
    "sets": {"own.x": "true"},
    "creates": (Scope.AGREEMENT,),
    "requires": frozenset({Need.DOCUMENT}),
}


def other(value: object, name: str) -> object:
    """Return something else that may stand in a field."""
    if name == "repeat" and value is None:
        return Repeat(every=OTHER_TERM, until="damage")
    if name in OTHER and OTHER[name] != value:
        return OTHER[name]
    if isinstance(value, bool):
        return not value
    if isinstance(value, str) and not isinstance(value, Enum):
        return f"{value} anders"
    if isinstance(value, tuple):
        return (*value, "S77")
    raise AssertionError((name, value))


def variants(thing: object, name: str = "") -> Iterator[tuple[str, object]]:
    """Every way to change one field of a thing, as the field's name and the changed thing."""
    for field in fields(thing):
        place = f"{name}.{field.name}" if name else field.name
        value = getattr(thing, field.name)
        if field.name in COLLECTIONS or (field.name == "key" and not isinstance(thing, Protocol)):
            continue
        if field.name in INSIDE or (isinstance(value, Repeat)):
            for inner, changed in variants(value, place):
                yield inner, replace(thing, **{field.name: changed})
        if field.name not in INSIDE:
            yield place, replace(thing, **{field.name: other(value, field.name)})


def swapped(thing: object) -> Iterator[tuple[Place, Protocol]]:
    """The reference with one thing of its kind changed in every way."""
    kinds = {Step: ("steps", Of.STEP), FactDefinition: ("facts", Of.FACT)}
    for field, changed in variants(thing):
        if isinstance(thing, Protocol):
            yield Place(of=Of.PROTOCOL, field=field), changed
        elif isinstance(thing, Outcome):
            step = next(one for one in TWENTE.steps if thing in one.outcomes)
            outcomes = tuple(changed if one is thing else one for one in step.outcomes)
            steps = tuple(
                replace(one, outcomes=outcomes) if one is step else one for one in TWENTE.steps
            )
            place = Place(of=Of.OUTCOME, key=step.key, outcome=thing.key, field=field)
            yield place, replace(TWENTE, steps=steps)
        elif isinstance(thing, FactDefinition):
            place = Place(of=Of.FACT, key=thing.key, field=field)
            yield place, replace(TWENTE, facts={**TWENTE.facts, thing.key: changed})
        else:
            name = "steps" if isinstance(thing, Step) else PLURAL[type(thing).__name__]
            of = kinds.get(type(thing), (name, Of(type(thing).__name__.lower())))[1]
            things = tuple(changed if one is thing else one for one in getattr(TWENTE, name))
            yield Place(of=of, key=thing.key, field=field), replace(TWENTE, **{name: things})


PLURAL = {"Party": "parties", "Phase": "phases"}
THINGS = (
    TWENTE,
    TWENTE.parties[0],
    TWENTE.phases[1],
    TWENTE.facts["damage"],
    TWENTE.step("S18"),
    TWENTE.step("S05"),
    TWENTE.step("S08").outcomes[3],
    TWENTE.step("S01").outcomes[0],
)
EVERY_FIELD = [pair for thing in THINGS for pair in swapped(thing)]


@pytest.mark.parametrize(
    ("place", "changed"),
    EVERY_FIELD,
    ids=[f"{place.of}-{place.key}-{place.field}" for place, _ in EVERY_FIELD],
)
def test_every_field_that_changes_is_one_difference_there(place, changed):
    found = differences(TWENTE, changed)

    assert [(one.code, one.place) for one in found] == [(Code.CHANGED, place)]
    assert found[0].before != found[0].after


def test_every_kind_of_thing_a_protocol_is_made_of_was_changed():
    """A dataclass that is new in `definition` must be compared, and added to the things above."""
    seen = set()

    def walk(thing: object) -> None:
        seen.add(type(thing).__name__)
        for field in fields(thing):
            value = getattr(thing, field.name)
            several = value if isinstance(value, tuple) else (value,)
            for one in value.values() if isinstance(value, dict) else several:
                if is_dataclass(one):
                    walk(one)

    walk(TWENTE)

    assert seen == {
        *("Protocol", "Text", "Party", "Phase", "FactDefinition", "Step", "Basis", "Condition"),
        *("Anchor", "Term", "Repeat", "Outcome"),
    }


def test_the_same_protocol_is_not_different():
    assert differences(TWENTE, load(reference_text())) == ()


def test_values_are_as_the_file_writes_them():
    steps = tuple(
        replace(one, due=OTHER_TERM, anchor=OTHER["anchor"], repeat=None)
        if one.key == "S18"
        else one
        for one in TWENTE.steps
    )

    found = differences(TWENTE, replace(TWENTE, steps=steps))

    assert {(one.place.field, one.before, one.after) for one in found} == {
        ("anchor", "step:S02", "step:S77"),
        ("due", "working_days 3", "earliest(weeks 9)"),
        ("repeat", ("every = weeks 6", "until = aftercare_finished", "target = weeks 4"), None),
    }


def test_what_comes_and_goes_is_named():
    first, *others = TWENTE.steps
    fresh = replace(first, key="O01", title=Text("Nieuw"))
    party = replace(TWENTE.parties[0], key="board", title=Text("Directie"))

    found = differences(
        TWENTE, replace(TWENTE, steps=(*others, fresh), parties=(*TWENTE.parties, party))
    )

    assert found == (
        Difference(code=Code.ADDED, place=Place(of=Of.PARTY, key="board"), after="Directie"),
        Difference(code=Code.ADDED, place=Place(of=Of.STEP, key="O01"), after="Nieuw"),
        Difference(
            code=Code.REMOVED, place=Place(of=Of.STEP, key="S01"), before="Acute veiligheid"
        ),
    )


def test_only_what_moved_has_moved():
    steps = list(TWENTE.steps)
    steps.insert(2, steps.pop())

    found = differences(TWENTE, replace(TWENTE, steps=tuple(steps)))

    place = Place(of=Of.STEP, key="S28")
    assert found == (Difference(code=Code.MOVED, place=place, before="S27", after="S02"),)


def test_outcomes_come_go_and_move_within_their_step():
    step = TWENTE.step("S01")
    safe, police, ambulance = step.outcomes
    fresh = Outcome(key="other", title=Text("Anders"))
    changed = replace(step, outcomes=(ambulance, safe, fresh))

    found = differences(TWENTE, replace(TWENTE, steps=(changed, *TWENTE.steps[1:])))

    assert [(one.code, one.place.outcome) for one in found] == [
        (Code.ADDED, "other"),
        (Code.REMOVED, police.key),
        (Code.MOVED, "safe"),
    ]
    assert {one.place.key for one in found} == {"S01"}
