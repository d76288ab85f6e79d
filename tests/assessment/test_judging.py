"""Judging a running case: kind and severity, the VPT test, and health data that stays with HR."""

from datetime import date

import pytest
from flask import Flask

from tests.builders import Person, stored
from tests.cases.builders import (
    LATER,
    Town,
    a_case,
    a_ref,
    a_town,
    complete,
    steps_of,
    version_of,
)
from vpt.assessment import queries, service
from vpt.assessment.models import Assessment, InjuryCheck, VptTest
from vpt.assessment.rules import Injury, Inspection, Reply, TaskAnswers
from vpt.assessment.service import Inspected, Judgement, TaskResult
from vpt.audit.models import AuditEntry
from vpt.cases.models import Case, CaseFact
from vpt.cases.rules import Answer
from vpt.core.errors import DomainError, NotAllowed, NotVisible, RuleBroken
from vpt.incidents.models import Addendum
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work

NEEDLE = "gebroken pols, naaldwoord"


def judge(person: Person, case: Case, **told: object) -> None:
    values: dict[str, object] = {
        "category": "THREAT",
        "severity": 3,
        "outcome": "criminal",
        "measures": ("warning_letter",),
        **told,
    }
    with unit_of_work():
        service.assess(
            person.actor(), case.id, a_ref("S05"), Judgement(**values),  # type: ignore[arg-type]  # passed on
            version=version_of(case), now=LATER,
        )  # fmt: skip


def an_injury(**told: object) -> Injury:
    replies = {"death": Reply.NO, "admission": Reply.NO, "lasting": Reply.NO}
    values = {**replies, "long_absence": Reply.NO, "texts": {"explanation": NEEDLE}, **told}
    return Injury(**values)  # type: ignore[arg-type]  # as above


def victim_id(case: Case) -> object:
    return next(
        row.id for row in stored(Involved) if row.incident_id == case.id and row.role == "victim"
    )


def inspected(
    case: Case, outcome: Inspection = Inspection.NOT_REQUIRED, **told: object
) -> Inspected:
    on = LATER.date() if outcome is Inspection.REPORTED else None
    return Inspected(
        involved_id=victim_id(case),  # type: ignore[arg-type]  # an id
        injury=an_injury(**told),
        outcome=outcome,
        on=on,
    )


def inspect(person: Person, case: Case, what: Inspected) -> None:
    with unit_of_work():
        service.inspect(
            person.actor(), case.id, a_ref("S07"), what, version=version_of(case), now=LATER
        )


def add_later(person: Person, case: Case, what: Inspected) -> None:
    with unit_of_work():
        service.check_later(person.actor(), case.id, what, version=version_of(case), now=LATER)


def test_confirming_keeps_kind_and_severity_and_opens_what_follows(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        judge(town.manager, case, grounds="Hij liep met gebalde vuist op haar af.")

        [row] = stored(Assessment)
        assert (row.row, row.measures, row.matrix_version) == ("D", ["warning_letter"], "2026-1")
        assert row.grounds == "Hij liep met gebalde vuist op haar af."
        assert [one.state for one in steps_of("S06")] == ["open"]
        assert stored(Addendum) == []


def test_a_correction_needs_a_reason_and_is_one_change_with_the_step(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with pytest.raises(RuleBroken) as refused:
            judge(town.manager, case, category="PHYS", severity=4)
        judge(town.manager, case, category="PHYS", severity=4, reason="Hij sloeg haar ook.")

        assert refused.value.code == "class_reason_required"
        fresh = db.session.get_one(Case, (case.organisation_id, case.id))
        assert (fresh.category, fresh.severity) == ("PHYS", 4)
        assert stored(Assessment)[0].row == "F"
        assert "Hij sloeg haar ook." in (stored(Addendum)[0].text or "")
        assert "case.classified" in {row.action for row in stored(AuditEntry)}
        held = {row.key: row.value for row in stored(CaseFact) if row.withdrawn_at is None}
        assert (held["category"], held["severity"], held["serious"]) == ("PHYS", "4", "true")


def test_a_measure_that_is_not_in_the_matrix_is_refused(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with pytest.raises(RuleBroken) as refused:
            judge(town.manager, case, measures=("pillory",))

        assert refused.value.code == "measure_unknown"
        assert stored(Assessment) == []


@pytest.mark.parametrize("who", ["employee", "colleague", "other_manager", "support", "hr"])
def test_assessing_is_for_whose_step_it_is(app: Flask, who: str) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with pytest.raises((NotVisible, NotAllowed)):
            judge(getattr(town, who), case)

        assert stored(Assessment) == []


def test_the_vpt_test_keeps_its_answers(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        complete(town.manager, case, a_ref("S05"), "criminal")
        answers = TaskAnswers(
            public_task=Reply.YES, aimed_at_task=Reply.UNSURE, by_colleague=Reply.NO
        )

        def test(outcome: str, reason: str | None) -> None:
            tested = TaskResult(answers=answers, answer=Answer(outcome=outcome, reason=reason))
            with unit_of_work():
                service.answer_test(
                    town.coordinator.actor(), case.id, a_ref("S06"), tested,
                    version=version_of(case), now=LATER,
                )  # fmt: skip

        with pytest.raises(RuleBroken) as refused:
            test("vpt", None)
        test("doubt", "De politie zoekt het uit.")

        assert refused.value.code == "proposal_overruled"
        [row] = stored(VptTest)
        assert (row.aimed_at_task, row.proposed, row.outcome) == ("unsure", "doubt", "doubt")
        assert steps_of("S06")[0].outcome == "doubt"


def test_medical_answers_are_sealed_under_the_victim_and_stay_out_of_the_step(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, injured=True)

        inspect(town.hr, case, inspected(case))

        [row] = stored(InjuryCheck)
        person = next(one for one in stored(Involved) if one.id == row.involved_id)
        step = steps_of("S07")[0]
        assert row.keyset_id == person.keyset_id
        assert (row.answers or {})["explanation"] == NEEDLE
        assert NEEDLE.encode() not in (row.answers_sealed or b"")
        assert NEEDLE not in str((step.note, step.details))
        assert (step.outcome, row.is_listed) == ("not_required", False)


def test_what_must_be_reported_cannot_be_called_unnecessary(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, injured=True)

        with pytest.raises(RuleBroken) as refused:
            inspect(town.hr, case, inspected(case, admission=Reply.YES))
        inspect(town.hr, case, inspected(case, Inspection.REPORTED, admission=Reply.YES))

        assert refused.value.code == "must_be_reported"
        assert [row.reported_on for row in stored(InjuryCheck)] == [LATER.date()]


def test_a_victim_of_another_case_is_nobody_here(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, injured=True)
        other = a_case(town)

        with pytest.raises(DomainError) as refused:
            add_later(town.hr, case, inspected(other))

        assert refused.value.code == "injured_unknown"


def test_late_worsening_is_added_after_the_check_and_the_newest_counts(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, injured=True)
        inspect(town.hr, case, inspected(case))
        before = queries.accidents(town.hr.actor())[0]

        add_later(town.hr, case, inspected(case, Inspection.REPORTED, lasting=Reply.YES))

        [line] = queries.accidents(town.hr.actor())[0]
        assert before == ()
        assert (line.reported_on, line.long_absence) == (LATER.date(), False)
        rows = queries.checks(town.hr.actor(), case.id)
        assert len(rows) == 2
        assert queries.latest(rows)[0].outcome == "reported"


def test_an_injury_that_shows_later_opens_the_check(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        add_later(town.hr, case, inspected(case, long_absence=Reply.YES))

        assert [row.state for row in steps_of("S07")] == ["open"]


@pytest.mark.parametrize("who", ["employee", "manager", "coordinator", "support", "colleague"])
def test_only_hr_adds_to_an_injury(app: Flask, who: str) -> None:
    with app.app_context():
        town: Town = a_town()
        case = a_case(town, injured=True)

        with pytest.raises((NotVisible, NotAllowed)):
            add_later(getattr(town, who), case, inspected(case))

        assert stored(InjuryCheck) == []


def test_the_list_of_accidents_leaves_out_what_somebody_is_a_party_to(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, injured=True)
        inspect(town.hr, case, inspected(case, Inspection.REPORTED, death=Reply.YES))
        seen = queries.accidents(town.coordinator.actor())[0]
        with unit_of_work():
            row = next(one for one in stored(Involved) if one.role == "perpetrator")
            db.session.get_one(Involved, (row.organisation_id, row.id)).user_id = town.hr.id

        assert [one.reference for one in seen] == [case.reference]
        assert seen[0].occurred_on == date(2026, 3, 6)
        assert queries.accidents(town.hr.actor())[0] == ()


def test_the_list_goes_on_from_where_it_ended(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        for _ in range(3):
            case = a_case(town, injured=True)
            add_later(town.hr, case, inspected(case, long_absence=Reply.YES))

        first, after = queries.accidents(town.hr.actor(), limit=2)
        rest, end = queries.accidents(town.hr.actor(), after=after, limit=2)

        assert (len(first), len(rest), end) == (2, 1, None)
        assert len({one.id for one in (*first, *rest)}) == 3
