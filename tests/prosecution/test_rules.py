"""In which form an exhibit goes along, what fits inside, and what a statement holds."""

from datetime import date

import pytest

from vpt.core.errors import RuleBroken
from vpt.prosecution import readiness, rules, statement
from vpt.prosecution.readiness import Told
from vpt.prosecution.rules import ASSOCIATED_LIMIT, Form, Need
from vpt.prosecution.statement import Known, Statement

READY = Told(
    has_registration=True, has_code=True, has_task=True, has_statement=True,
    has_service_impact=True, has_victim_impact=True, has_suspect=True, has_words=True,
    has_seven_ws=True, has_exhibits=True, has_damage=True,
)  # fmt: skip


def test_the_original_is_no_choice_before_somebody_let_it_go():
    assert Form.ORIGINAL not in rules.offered(has_copy=True, is_released=False)
    assert Form.ORIGINAL in rules.offered(has_copy=True, is_released=True)


@pytest.mark.parametrize(("has_copy", "form"), [(True, Form.COPY), (False, Form.LISTED)])
def test_a_copy_goes_along_where_there_is_one(has_copy, form):
    assert rules.standard(rules.offered(has_copy=has_copy, is_released=False)) is form


def test_an_original_that_was_kept_in_again_goes_along_as_a_copy():
    forms = rules.offered(has_copy=True, is_released=False)

    assert rules.form_of(Form.ORIGINAL, forms) is Form.COPY
    assert rules.form_of(Form.LEFT_OUT, forms) is Form.LEFT_OUT


def test_large_files_and_what_is_too_much_together_stay_outside_the_document():
    sizes = [ASSOCIATED_LIMIT + 1, *[ASSOCIATED_LIMIT] * 4, 10]

    assert rules.inside(sizes) == [False, True, True, True, True, False]


def test_nothing_is_missing_in_a_dossier_that_is_ready():
    assert readiness.missing(readiness.check(READY)) == ()


def test_what_is_not_there_is_named_in_the_order_people_read_it():
    bare = Told(**dict.fromkeys(Told.__slots__, False))

    assert readiness.missing(readiness.check(bare)) == tuple(Need)


def test_the_first_text_names_task_and_function_and_no_person():
    known = Known(
        organisation="Gemeente Voorbeeld (demo)", on="10 maart 2026",
        function="Medewerker publiekszaken", task="Intake of aanvraag", impact="Balie dicht",
    )  # fmt: skip

    told = statement.proposed(known)

    assert "publieke taak" in told.text
    assert "Medewerker publiekszaken" in told.text
    assert told.impact_service == "Balie dicht"
    assert not told.is_signed


def test_a_statement_survives_being_sealed():
    said = Statement(
        name="Mia Directeur (demo)", function="Directeur", place="Almelo", day=date(2026, 3, 10),
        text="Wij verklaren.", impact_victim="Durft niet alleen.",
    )  # fmt: skip

    assert Statement.of(said.stored()) == said
    assert said.is_signed


@pytest.mark.parametrize("field", [*statement.LINES, *statement.TEXTS])
def test_a_citizen_service_number_is_refused_at_its_field(field):
    with pytest.raises(RuleBroken) as refused:
        statement.cleaned(Statement(**{field: "Zijn nummer is 111222333"}))

    assert (refused.value.code, refused.value.details["field"]) == ("bsn_refused", field)
