"""Correcting what was written down: a new line, the old one stays, what was decided stays."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.cases.builders import a_town, version_of
from tests.outcomes.court import LATER, SUMMONS, a_case_at_om, rule, stored, told
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.infra.db import unit_of_work
from vpt.notifications.rules import Kind
from vpt.outcomes import correcting, queries
from vpt.outcomes.correcting import Corrected
from vpt.outcomes.rules import Decision

SOON = LATER + timedelta(hours=2)
RIGHT = Corrected(
    reason="Verkeerd overgenomen.", decided_on=None, dismissal_code="02", uplift="",
    texts={"number": "08/654321-26", "text": "Zie brief."},
)  # fmt: skip


@pytest.fixture
def dismissed(app):
    """A case that was dismissed with the wrong code."""
    with app.app_context():
        town = a_town()
        case = a_case_at_om(town)
        rule(town, case, Decision(ruling="dismissal", dismissal_code="01", number="08/123456-26"))
        yield town, case


def correct(person, case, outcome_id, how=RIGHT, version=None):
    with unit_of_work():
        correcting.correct(
            person.actor(), case.id, outcome_id, how,
            version=version_of(case) if version is None else version, now=SOON,
        )  # fmt: skip


def test_the_old_line_stays_and_the_new_one_stands_in_front(dismissed):
    town, case = dismissed
    [old] = stored()
    correct(town.coordinator, case, old.id)

    new, before = queries.of_case(town.coordinator.actor(), case.id)
    assert (new.dismissal_code, new.word("number")) == ("02", "08/654321-26")
    assert new.word("correction") == "Verkeerd overgenomen."
    assert new.corrects_id == before.id
    assert before.is_corrected
    assert (before.dismissal_code, before.word("number")) == ("01", "08/123456-26")
    assert new.code == before.code == "dismissal"
    assert town.employee.id in told(Kind.CHAIN_NEWS)


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"reason": " "}, "reason_required"),
        ({"dismissal_code": ""}, "dismissal_code_required"),
        ({"decided_on": (SOON + timedelta(days=3)).date()}, "day_in_future"),
        ({"dismissal_code": "01", "texts": {"number": "08/123456-26"}}, "correction_empty"),
    ],
)
def test_a_correction_that_corrects_nothing_is_refused(dismissed, how, code):
    town, case = dismissed
    [old] = stored()
    values = {name: getattr(RIGHT, name) for name in RIGHT.__dataclass_fields__}

    with pytest.raises(RuleBroken, match=code):
        correct(town.coordinator, case, old.id, Corrected(**{**values, **how}))

    assert len(stored()) == 1


def test_a_line_is_corrected_once(dismissed):
    town, case = dismissed
    [old] = stored()
    correct(town.coordinator, case, old.id)

    with pytest.raises(RuleBroken, match="already_corrected"):
        correct(town.coordinator, case, old.id)


def test_only_the_coordinator_of_the_case_corrects(dismissed):
    town, case = dismissed
    [old] = stored()
    other = a_case_at_om(town)

    for person, refusal in (
        (town.manager, NotAllowed),
        (town.employee, NotAllowed),
        (town.colleague, NotVisible),
        (town.other_manager, NotVisible),
    ):
        with pytest.raises(refusal):
            correct(person, case, old.id)
    for wrong in (old.id, UUID(int=0)):
        with pytest.raises(NotVisible):
            correct(town.coordinator, other, wrong)
    with pytest.raises(StaleData):
        correct(town.coordinator, case, old.id, version=1)


def test_a_corrected_summons_keeps_its_place_behind_a_later_adjournment(app):
    with app.app_context():
        town = a_town()
        case = a_case_at_om(town)
        rule(town, case, SUMMONS)
        [old] = stored()
        correct(town.coordinator, case, old.id)

        [coming] = queries.hearings(
            queries.of_case(town.coordinator.actor(), case.id), LATER.date()
        )
        assert coming.corrects_id == old.id
