"""An organisation's own matrix: from then on proposed, pinned in what is assessed with it."""

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assessment.test_judging import judge
from tests.builders import stored
from tests.cases.builders import LATER, Town, a_case, a_town
from vpt.assessment import adjusting, matrices
from vpt.assessment.adjusting import Adjustment
from vpt.assessment.matrix import Advice, Matrix, MatrixFault, load, matrix, product_text
from vpt.assessment.models import Assessment
from vpt.core.errors import NotAllowed, RuleBroken, StaleData
from vpt.history.rules import Seen
from vpt.infra.db import unit_of_work

BAN = Adjustment(cells={("D", "building_ban"): "repeat"}, highest={})


def changed(adjustment: Adjustment = BAN) -> str:
    return adjusting.apply(product_text(), adjustment)


def keep(person, text: str, number: int = 0):
    with unit_of_work():
        return matrices.change(person.actor(), text, Seen(number=number), now=LATER)


def proposes_ban(town: Town) -> bool:
    table = matrices.in_force(town.organisation.id).matrix
    proposals = table.proposals(table.row_of("THREAT"), 3)
    return next(one.is_chosen for one in proposals if one.measure.key == "building_ban")


def test_an_own_matrix_proposes_from_then_on_and_is_pinned(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        before, after = a_case(town), a_case(town)
        judge(town.manager, before)
        was = proposes_ban(town)

        keep(town.coordinator, changed())
        judge(town.manager, after)

        pinned = {row.case_id: row.matrix_version for row in stored(Assessment)}
        assert pinned == {before.id: "2026-1", after.id: "own1"}
        assert (was, proposes_ban(town)) == (True, False)
        assert matrices.count_assessments(town.organisation.id) == 2


def test_who_saw_another_matrix_is_told_before_it_counts(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        keep(town.coordinator, changed())

        with pytest.raises(RuleBroken) as refused:
            judge(town.manager, case, matrix_version="2026-1")

        assert refused.value.code == "matrix_changed"
        assert stored(Assessment) == []


def test_the_same_matrix_makes_no_version_and_an_older_look_is_refused(app: Flask) -> None:
    with app.app_context():
        town, other = a_town(), a_town()

        assert keep(town.coordinator, product_text()) is None
        keep(town.coordinator, changed())
        with pytest.raises(StaleData):
            keep(town.coordinator, product_text())

        assert matrices.in_force(town.organisation.id).number == 1
        assert matrices.in_force(other.organisation.id).number == 0


@pytest.mark.parametrize("who", ["manager", "employee", "hr", "privacy_officer"])
def test_only_who_keeps_the_protocol_changes_it(app: Flask, who: str) -> None:
    with app.app_context():
        town = a_town()

        with pytest.raises(NotAllowed):
            keep(getattr(town, who), changed())


def test_comments_and_order_survive_a_change() -> None:
    old, new = product_text().splitlines(), changed().splitlines()

    differing = [(one, two) for one, two in zip(old, new, strict=True) if one != two]

    assert differing == [('building_ban = "yes"', 'building_ban = "repeat"')]
    assert adjusting.apply(product_text(), Adjustment(cells={}, highest={})) == product_text()


CELLS = st.dictionaries(
    st.tuples(st.sampled_from("ABCDEF"), st.sampled_from([m.key for m in matrix().measures])),
    st.sampled_from(list(Advice)),
)
HIGHEST = st.dictionaries(st.integers(1, 5), st.integers(-1, 7))


def checked(text: str) -> tuple[Matrix | None, str]:
    try:
        return adjusting.check(text), ""
    except RuleBroken as refused:
        return None, refused.code


@settings(max_examples=60, deadline=None)
@given(CELLS, HIGHEST)
def test_any_choice_is_used_as_chosen_or_refused_with_a_reason(cells, highest) -> None:
    text = changed(Adjustment(cells={key: str(one) for key, one in cells.items()}, highest=highest))

    found, code = checked(text)
    if found is None:
        assert code in {"matrix_advice", "matrix_highest", "matrix_order"}
        return
    rows = {row.key: row for row in found.rows}
    assert all(rows[row].cells[key] == one for (row, key), one in cells.items())
    assert all(found.severity(level).highest == one for level, one in highest.items())


@pytest.mark.parametrize(
    "change",
    [
        ('NUIS = "A"', 'NUIS = "AB"'), ('NUIS = "A"', 'NUIS = ""'),
        ("[measures.aftercare]", "[[measures.aftercare]]"), ("level = 1", "level = true"),
        ("[[rows]]", "[rows.x]"), ("highest = 1", "highest = 1.5"),
    ],
)  # fmt: skip
def test_a_file_with_odd_shapes_is_a_fault_and_no_accident(change: tuple[str, str]) -> None:
    with pytest.raises(MatrixFault):
        load(product_text().replace(*change, 1))


def test_a_title_without_words_and_another_ladder_are_refused() -> None:
    title = 'title = "Schade aan spullen"'

    for old, new, code in (
        (title, 'title = ""', "matrix_title"),
        ("Pandverbod", "Schandpaal", "matrix_measures_differ"),
    ):
        with pytest.raises(RuleBroken) as refused:
            adjusting.check(product_text().replace(old, new, 1))
        assert refused.value.code == code
