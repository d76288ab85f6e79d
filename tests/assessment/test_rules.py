"""What follows from the answers to the VPT test and about an injury."""

from datetime import date

import pytest

from vpt.assessment import rules
from vpt.assessment.rules import Injury, Inspection, Reply, TaskAnswers
from vpt.core.errors import RuleBroken

YES, NO, UNSURE = Reply.YES, Reply.NO, Reply.UNSURE
DAY, TODAY = date(2026, 3, 6), date(2026, 3, 9)


@pytest.mark.parametrize(
    ("public_task", "aimed", "colleague", "outcome"),
    [
        (YES, YES, NO, "vpt"),
        (NO, YES, NO, "not_vpt"),
        (YES, NO, NO, "not_vpt"),
        (YES, YES, YES, "not_vpt"),
        (UNSURE, UNSURE, YES, "not_vpt"),
        (UNSURE, YES, NO, "doubt"),
        (YES, UNSURE, NO, "doubt"),
        (YES, YES, UNSURE, "doubt"),
    ],
)
def test_it_is_vpt_when_a_public_task_was_hit_and_no_colleague_did_it(
    public_task: Reply, aimed: Reply, colleague: Reply, outcome: str
) -> None:
    answers = TaskAnswers(public_task=public_task, aimed_at_task=aimed, by_colleague=colleague)

    assert answers.proposed() == outcome


def test_another_outcome_than_the_answers_give_asks_why() -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.ensure_reasoned("vpt", "doubt", "  ")
    rules.ensure_reasoned("vpt", "doubt", "De contactpersoon bevestigde het.")

    assert refused.value.code == "proposal_overruled"


def injury(**told: Reply) -> Injury:
    known = {"death": NO, "admission": NO, "lasting": NO, "long_absence": NO, **told}
    return Injury(**known, texts={})  # type: ignore[arg-type]  # the replies above


@pytest.mark.parametrize(
    ("told", "must", "listed"),
    [
        ({}, False, False),
        ({"death": YES}, True, True),
        ({"admission": YES}, True, True),
        ({"lasting": YES}, True, True),
        ({"long_absence": YES}, False, True),
        ({"lasting": UNSURE}, False, False),
    ],
)
def test_death_admission_and_lasting_injury_are_reported_and_long_absence_is_listed(
    told: dict[str, Reply], must: bool, listed: bool
) -> None:
    found = injury(**told)

    assert found.must_be_reported is must
    assert found.is_listed(found.proposed()) is listed


@pytest.mark.parametrize(
    ("told", "outcome", "on", "code"),
    [
        ({"admission": YES}, Inspection.NOT_REQUIRED, None, "must_be_reported"),
        ({"admission": YES}, Inspection.REPORTED, None, "date_required"),
        ({"admission": YES}, Inspection.REPORTED, date(2026, 3, 10), "reported_in_future"),
        ({"admission": YES}, Inspection.REPORTED, date(2026, 3, 5), "reported_before_incident"),
        ({"admission": YES}, Inspection.REPORTED, TODAY, None),
        ({"admission": YES}, Inspection.REPORTED, DAY, None),
        ({}, Inspection.NOT_REQUIRED, None, None),
        ({}, Inspection.REPORTED, TODAY, None),
        ({"lasting": UNSURE}, Inspection.NOT_REQUIRED, None, None),
    ],
)
def test_what_the_law_asks_cannot_be_left_out(
    told: dict[str, Reply], outcome: Inspection, on: date | None, code: str | None
) -> None:
    def check() -> None:
        rules.ensure_reportable(injury(**told), outcome, on, incident_on=DAY, today=TODAY)

    if code is None:
        check()
        return
    with pytest.raises(RuleBroken) as refused:
        check()
    assert refused.value.code == code


def test_what_is_not_known_yet_is_asked_again() -> None:
    assert injury(lasting=UNSURE).is_unsure
    assert not injury().is_unsure
