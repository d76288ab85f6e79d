"""An edit changes its own lines of a protocol and nothing else, whatever somebody types."""

import difflib

import pytest

from tests.protocol.running import SMALL
from vpt.core.errors import RuleBroken
from vpt.protocol.catalogue import reference_text
from vpt.protocol.comparing import differences
from vpt.protocol.definition import Condition
from vpt.protocol.editing import apply
from vpt.protocol.edits import (
    NewRepeat,
    Of,
    SetAfter,
    SetAnchor,
    SetBasis,
    SetGate,
    SetOptional,
    SetOwner,
    SetParty,
    SetPausable,
    SetPhase,
    SetRepeat,
    SetTerm,
    SetText,
    SetWhen,
    TermField,
    TextPlace,
)
from vpt.protocol.loader import load

REFERENCE = reference_text()
WHY = TextPlace(of=Of.STEP, key="S05", field="why")
COMES_BACK = "# comes back after a hearing by the prosecution"
AWKWARD = (
    'Zeg "nee" en bel',
    "een regel\nnog een regel\n\n[[steps]]\nkey = 1",
    "\"\"\"drie\"\"\" en '''drie'''",
    "]] } # geen commentaar",
    "C:\\pad\\uit",
    "Zoë\u00a0\u2028🙂\u200d👩 \u202eachteruit",
    "\\u0041 {{ 7*7 }} %s {naam}",
    "lang " * 10_000,
)


def changed(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines that went and the lines that came."""
    lines = list(difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm=""))[2:]
    went = [line[1:] for line in lines if line.startswith("-")]
    return went, [line[1:] for line in lines if line.startswith("+")]


@pytest.mark.parametrize(
    ("edit", "went", "came"),
    [
        pytest.param(
            SetTerm(step="S05", field=TermField.DUE, term=" working_days  2 "),
            ['due = "working_days 1"'],
            ['due = "working_days 2"'],
            id="another term",
        ),
        pytest.param(
            SetTerm(step="S05", field=TermField.TARGET, term="working_days 1"),
            [],
            ['target = "working_days 1"'],
            id="a target where none was",
        ),
        pytest.param(
            SetTerm(step="S08", field=TermField.TARGET, term=""),
            ['target = "hours 24"'],
            [],
            id="no target any more",
        ),
        pytest.param(
            SetTerm(step="S12", field=TermField.EVERY, term="working_days 3"),
            ['repeat = { every = "working_days 5", until = "report_settled" }'],
            ['repeat = { every = "working_days 3", until = "report_settled" }'],
            id="how often it comes back",
        ),
        pytest.param(
            SetAnchor(step="S06", anchor="submitted"),
            ['anchor = "possibly_criminal"'],
            ['anchor = "submitted"'],
            id="another moment to count from",
        ),
        pytest.param(
            SetRepeat(step="S20", repeat=None),
            [f'repeat = {{ every = "none", until = "om_decision" }} {COMES_BACK}'],
            [COMES_BACK],
            id="what is left out leaves its comment",
        ),
        pytest.param(
            SetRepeat(step="S04", repeat=NewRepeat(every="weeks 1", until="own.x", target="")),
            [],
            ['repeat = { every = "weeks 1", until = "own.x" }'],
            id="a step that comes back",
        ),
        pytest.param(
            SetParty(step="S01", party="hr"), ['party = "manager"'], ['party = "hr"'], id="party"
        ),
        pytest.param(
            SetPhase(step="S01", phase="closing"),
            ['phase = "safety"'],
            ['phase = "closing"'],
            id="phase",
        ),
        pytest.param(SetGate(step="S01", value=True), [], ["gate = true"], id="gate"),
        pytest.param(SetGate(step="S05", value=False), ["gate = true"], ["gate = false"], id="off"),
        pytest.param(SetOptional(step="S01", value=True), [], ["optional = true"], id="optional"),
        pytest.param(
            SetPausable(step="S01", value=True),
            ["pausable = false"],
            ["pausable = true"],
            id="pausable",
        ),
        pytest.param(
            SetWhen(
                step="S19", when=Condition(all=("is_vpt",), none=("injury", "category=THREAT"))
            ),
            [],
            ['when = { all = ["is_vpt"], none = ["injury", "category=THREAT"] }'],
            id="a condition",
        ),
        pytest.param(
            SetWhen(step="S04", when=Condition()),
            ['when = { all = ["evidence_exists"] }'],
            [],
            id="no condition",
        ),
        pytest.param(
            SetAfter(step="S19", after=("S05", "S18")), [], ['after = ["S05", "S18"]'], id="after"
        ),
        pytest.param(SetAfter(step="S12", after=()), ['after = ["S11"]'], [], id="after none"),
        pytest.param(
            SetOwner(owner="Directie  Veiligheid"),
            ['owner = "VPT-coördinator"'],
            ['owner = "Directie Veiligheid"'],
            id="owner",
        ),
        pytest.param(
            SetText(place=TextPlace(of=Of.PARTY, key="hr"), nl="Personeelszaken", en="People"),
            ['title = { nl = "HR", en = "HR" }'],
            ['title = { nl = "Personeelszaken", en = "People" }'],
            id="party's name",
        ),
        pytest.param(
            SetText(place=TextPlace(of=Of.PHASE, key="prosecution"), nl="De rechter"),
            ['title = { nl = "Vervolging", en = "Prosecution" }'],
            ['title = { nl = "De rechter" }'],
            id="a phase without English",
        ),
        pytest.param(
            SetText(place=TextPlace(of=Of.FACT, key="damage"), nl="Er is\nschade", en=""),
            ['title = { nl = "Er is schade", en = "There is damage" }'],
            ['title = { nl = "Er is schade" }'],
            id="a title stands on one line",
        ),
        pytest.param(
            SetText(
                place=TextPlace(of=Of.OUTCOME, key="S01", outcome="safe"), nl="Veilig", en="Safe"
            ),
            ['title = { nl = "Iedereen is veilig", en = "Everybody is safe" }'],
            ['title = { nl = "Veilig", en = "Safe" }'],
            id="an outcome",
        ),
    ],
)
def test_an_edit_changes_only_its_own_lines(edit, went, came):
    text = REFERENCE.replace(
        "[facts.occurred]", '[facts."own.x"]\ntitle = { nl = "X" }\nscope = "case"\ntype = "flag"\n'
        'source = "outcome"\n\n[facts.occurred]'
    )  # fmt: skip

    new = apply(text, edit)

    assert changed(text, new) == (went, came)
    assert apply(new, edit) == new


def test_a_basis_keeps_the_rest_of_its_line():
    place = TextPlace(of=Of.STEP, key="S19", field="basis")

    new = apply(REFERENCE, SetText(place=place, nl="Onze afspraak."))
    new = apply(new, SetBasis(step="S19", source="CAO", verified=True))

    basis = load(new).step("S19").basis
    assert (basis.source, basis.text.nl, basis.verified) == ("CAO", "Onze afspraak.", True)
    assert len(changed(REFERENCE, new)[0]) == 1


def test_the_words_after_a_report_stand_in_a_table_of_their_own():
    place = TextPlace(of=Of.PROTOCOL, field="after_report")

    new = apply(REFERENCE, SetText(place=place, nl="Dank je wel."))

    assert load(new).after_report.nl == "Dank je wel."
    assert [line[:4] for line in changed(REFERENCE, new)[0]] == ["nl =", "en ="]
    assert changed(REFERENCE, new)[1] == ['nl = "Dank je wel."']


@pytest.mark.parametrize("words", AWKWARD, ids=[repr(words[:12]) for words in AWKWARD])
def test_what_somebody_types_is_data(words):
    new = apply(REFERENCE, SetText(place=WHY, nl=words, en=words))

    why = load(new).step("S05").why
    assert (why.nl, why.en) == (words.strip(), words.strip())
    assert len(changed(REFERENCE, new)[1]) == 1
    assert {one.place.field for one in differences(load(REFERENCE), load(new))} == {
        "why.nl",
        "why.en",
    }


def test_line_ends_of_a_browser_become_plain():
    new = apply(REFERENCE, SetText(place=WHY, nl="een\r\ntwee\rdrie"))

    assert load(new).step("S05").why.nl == "een\ntwee\ndrie"


@pytest.mark.parametrize("word", ["\x00", "\x1b[31m", "\x7f", "\ud800"], ids=repr)
def test_what_no_text_can_hold_is_refused(word):
    with pytest.raises(RuleBroken, match="text_unwritable") as refused:
        apply(REFERENCE, SetText(place=WHY, nl=f"a{word}b"))

    assert refused.value.details["field"] == "nl"


@pytest.mark.parametrize(
    ("edit", "code", "field"),
    [
        (SetText(place=WHY, nl="  "), "text_missing", "nl"),
        (SetText(place=TextPlace(of=Of.FACT, key="damage", field="why"), nl="x"),
         "text_place_unknown", "field"),
        (SetText(place=TextPlace(of=Of.FACT, key="rain"), nl="x"), "fact_unknown", "fact"),
        (SetText(place=TextPlace(of=Of.OUTCOME, key="S01", outcome="x"), nl="x"),
         "outcome_unknown", "outcome"),
        (SetOwner(owner=" "), "text_missing", "owner"),
        (SetTerm(step="S99", field=TermField.DUE, term="hours 1"), "step_unknown", "step"),
        (SetTerm(step="S05", field=TermField.DUE, term=""), "term_unknown", "term"),
        (SetTerm(step="S05", field=TermField.DUE, term='hours 1"\ngate = true'),
         "term_unknown", "term"),
        (SetTerm(step="S05", field=TermField.EVERY, term="hours 1"), "repeat_missing", "term"),
        (SetAnchor(step="S05", anchor="Last week"), "anchor_unknown", "anchor"),
        (SetParty(step="S05", party="boss"), "party_unknown", "party"),
        (SetPhase(step="S05", phase="end"), "phase_unknown", "phase"),
        (SetWhen(step="S05", when=Condition(any=("rain",))), "fact_unknown", "when"),
        (SetAfter(step="S05", after=("S99",)), "step_unknown", "after"),
        (SetRepeat(step="S05", repeat=NewRepeat(every="weeks 1", until="rain")),
         "fact_unknown", "until"),
        (SetRepeat(step="S05", repeat=NewRepeat(every="soon", until="damage")),
         "term_unknown", "every"),
        (SetBasis(step="S05", source=""), "text_missing", "source"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_at_its_field(edit, code, field):
    with pytest.raises(RuleBroken, match=code) as refused:
        apply(REFERENCE, edit)

    assert refused.value.details["field"] == field


@pytest.mark.parametrize(
    "edit",
    [
        SetTerm(step="S01", field=TermField.DUE, term="same_day"),
        SetText(place=TextPlace(of=Of.STEP, key="S01"), nl="Gesprek"),
        SetGate(step="S01", value=True),
        SetGate(step="S02", value=False),
        SetPausable(step="S01", value=True),
        SetWhen(step="S01", when=Condition(all=("submitted",))),
        SetOwner(owner="Demo"),
        SetAfter(step="S01", after=()),
        SetRepeat(step="S01", repeat=None),
    ],
)
def test_what_it_says_already_stays_letter_by_letter(edit):
    assert apply(SMALL, edit) == SMALL


def test_a_text_that_is_no_toml_is_not_edited():
    with pytest.raises(RuleBroken, match="protocol_unreadable"):
        apply("key = ", SetOwner(owner="Demo"))


def test_a_draft_that_cannot_work_yet_can_be_put_right():
    broken = apply(SMALL, SetAnchor(step="S01", anchor="gate"))

    mended = apply(broken, SetAnchor(step="S01", anchor="submitted"))

    assert mended == SMALL
