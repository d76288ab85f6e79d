"""An edit finds its way in a file that is laid out in another way, or says that it cannot."""

import pytest

from tests.protocol.running import SMALL
from tests.protocol.test_editing import changed
from tests.protocol.test_own_steps import a_step
from vpt.core.errors import RuleBroken
from vpt.protocol.editing import apply
from vpt.protocol.edits import (
    AddStep,
    MoveStep,
    Of,
    SetAfter,
    SetGate,
    SetOptional,
    SetTerm,
    SetText,
    TermField,
    TextPlace,
)
from vpt.protocol.loader import load

DUE = SetTerm(step="S01", field=TermField.DUE, term="hours 3")
WHY = TextPlace(of=Of.STEP, key="S01", field="why")


def test_comments_and_indents_stay_where_they_are():
    text = SMALL.replace(
        'due = "same_day"', '  due   =  "same_day"   # as agreed [[steps]]\n  # below'
    )

    new = apply(text, DUE)

    assert changed(text, new) == (
        ['  due   =  "same_day"   # as agreed [[steps]]'],
        ['  due   =  "hours 3"   # as agreed [[steps]]'],
    )


def test_a_comment_inside_a_list_comes_to_stand_above_it():
    text = SMALL.replace('after = ["gate"]', 'after = [\n  "gate", # always\n  # and more\n]')

    new = apply(text, SetAfter(step="S02", after=("gate", "S01")))

    assert '# always\n# and more\nafter = ["gate", "S01"]\n' in new


def test_windows_line_ends_stay():
    text = SMALL.replace("\n", "\r\n")

    new = apply(apply(text, SetGate(step="S02", value=True)), AddStep(step=a_step(), behind="S01"))

    assert new.count("\n") == new.count("\r\n")
    assert [step.key for step in load(apply(new, SetGate(step="S02", value=False))).steps] == [
        "S01",
        "O01",
        "S02",
    ]


def test_a_file_that_ends_without_a_newline_grows():
    text = SMALL.rstrip()

    new = apply(text, AddStep(step=a_step()))

    assert new.endswith('requires = ["reason"]\n')
    assert [step.key for step in load(new).steps] == ["S01", "S02", "O01"]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param('why.nl = "Omdat."\nwhy.en = "Because."', id="with points"),
        pytest.param('why = {nl="Omdat.",en="Because."}', id="close together"),
        pytest.param('"why" = { nl = """\nOmdat.""", en = \'Because.\' }', id="other quotes"),
    ],
)
def test_a_text_is_found_however_it_is_written(written):
    text = SMALL.replace('why = { nl = "Omdat het helpt." }', written)

    new = apply(text, SetText(place=WHY, nl="Anders."))

    assert (load(new).step("S01").why.nl, load(new).step("S01").why.en) == ("Anders.", "")
    assert load(new).step("S02") == load(text).step("S02")


def test_a_text_in_a_table_of_its_own_is_found():
    text = SMALL.replace('why = { nl = "Omdat het helpt." }\n', "").replace(
        "gate = true\n", 'gate = true\n\n[steps.why] # why\nnl = "Omdat." # said\n'
    )

    new = apply(text, SetText(place=WHY, nl="Anders.", en="Else."))

    assert '[steps.why] # why\nnl = "Anders." # said\nen = "Else."\n' in new
    assert load(new).step("S01").why.en == "Else."


def test_a_new_field_comes_above_the_tables_inside_a_step():
    text = SMALL.replace('due = "weeks 6"\n', 'due = "weeks 6"\n\n')

    new = apply(text, SetOptional(step="S02", value=True))

    assert 'due = "weeks 6"\noptional = true\n\n\n[[steps.outcomes]]' in new
    assert load(new).step("S02").optional


def test_steps_written_on_one_line_are_edited_but_not_added_to():
    text = 'steps = [{ key = "S01", due = "weeks 1" }] # all\n'

    assert apply(text, DUE) == 'steps = [{ key = "S01", due = "hours 3" }] # all\n'
    two = 'steps = [{ key = "S01" }, { key = "S02" }]'
    with pytest.raises(RuleBroken, match="layout_unusual"):
        apply(two, MoveStep(step="S02", behind=None))


def test_a_header_inside_a_text_is_no_header():
    text = SMALL.replace(
        'why = { nl = "Omdat het helpt." }', 'why = { nl = """\n[[steps]]\u2028\n[facts.x]\n""" }'
    )

    new = apply(text, DUE)

    assert changed(text, new) == (['due = "same_day"'], ['due = "hours 3"'])
    assert load(new).step("S01").why.nl.startswith("[[steps]]")


def test_a_comment_above_a_step_moves_along_and_one_between_steps_stays():
    text = SMALL.replace(
        '[[steps]]\nkey = "S02"', '# between\n\n# of the second\n[[steps]]\nkey = "S02"'
    )

    new = apply(text, MoveStep(step="S02", behind=None))

    assert new.index("# of the second") < new.index('"S02"') < new.index("# between")
    assert sorted(new.splitlines()) == sorted(text.splitlines())
    assert apply(new, MoveStep(step="S01", behind=None)) == text
