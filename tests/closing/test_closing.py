"""Closing a case with an evaluation, its points for the risk inventory, and opening it again."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask

from tests.builders import a_person, an_organisation, stored
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
from vpt.cases import ending, findings
from vpt.cases.models import Case
from vpt.closing import queries, service
from vpt.closing.models import Evaluation, RiskEntry
from vpt.closing.queries import RiskState
from vpt.closing.service import Judged, Risk
from vpt.core.actor import Role
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.incidents.rules import Person
from vpt.incidents.taxonomy import Role as PersonRole
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message

SOON = date(2026, 5, 1)


def a_case_to_close(town: Town) -> Case:
    case = a_case(town)
    complete(town.manager, case, a_ref("S02"), "supported")
    complete(town.manager, case, a_ref("S05"), "not_criminal")
    complete(town.hr, case, a_ref("S18"), "finished")
    complete(town.manager, case, a_ref("S19"), "reporter_and_team")
    return case


def a_risk(owner_id: UUID, /, **given: object) -> Risk:
    values: dict[str, object] = {
        "risk": "Medewerkers staan alleen aan de balie",
        "cause": "Het rooster",
        "measure": "Altijd twee mensen",
        "owner_id": owner_id,
        "due_on": SOON,
        **given,
    }
    return Risk(**values)  # type: ignore[arg-type]  # a builder with named overrides


def judged(risk: Risk | None = None, **given: object) -> Judged:
    values: dict[str, object] = {
        "outcome": "closed_with_lesson" if risk else "closed",
        "in_time": 4,
        "chain_held": 2,
        "went_well": "Dezelfde dag opvang",
        "went_wrong": "De politie belde niet terug",
        "risk": risk,
        **given,
    }
    return Judged(**values)  # type: ignore[arg-type]  # a builder with named overrides


def close(person, case, of=None, *, version=None, at=LATER):
    ref = a_ref("S26", occurrence=len(steps_of("S26")))
    seen = version or version_of(case)
    with unit_of_work():
        service.close(person.actor(), case.id, ref, of or judged(), version=seen, now=at)


def state_of(case: Case) -> Case:
    return db.session.get_one(Case, (case.organisation_id, case.id))


def test_a_case_closes_with_its_evaluation_and_the_reporter_hears(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_to_close(town)

        close(town.coordinator, case)

        assert state_of(case).closed_at == LATER
        [row] = stored(Evaluation)
        assert (row.round, row.in_time, row.chain_held) == (1, 4, 2)
        assert row.words == {
            "went_well": "Dezelfde dag opvang", "went_wrong": "De politie belde niet terug",
        }  # fmt: skip
        assert [m.recipient_id for m in stored(Message) if m.kind == "case.closed"] == [
            town.employee.id
        ]


def test_closing_is_for_the_coordinator(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_to_close(town)

        for person in (town.manager, town.hr):
            with pytest.raises(NotAllowed):
                close(person, case)
        for stranger in (town.colleague, town.other_manager):
            with pytest.raises(NotVisible):
                close(stranger, case)
        assert stored(Evaluation) == []


def test_a_step_given_to_a_manager_still_needs_the_right_to_close(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_to_close(town)
        with unit_of_work():
            steps_of("S26")[0].assignee_id = town.manager.id

        with pytest.raises(NotAllowed):
            close(town.manager, case)


def test_a_victim_who_turns_up_late_keeps_the_case_open(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_to_close(town)
        version = version_of(case)
        with unit_of_work():
            findings.add_subject(
                town.manager.actor(), case.id, PersonRole.VICTIM,
                Person(user_id=town.colleague.id), version=version, now=LATER,
            )  # fmt: skip

        with pytest.raises(RuleBroken, match="gate_open") as refused:
            close(town.coordinator, case)

        assert "S18" in refused.value.details["missing"]  # type: ignore[operator]
        assert state_of(case).closed_at is None
        assert stored(Evaluation) == []


def test_two_people_at_once_do_not_close_over_each_other(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_to_close(town)
        seen = version_of(case)
        close(town.coordinator, case, version=seen)

        with pytest.raises(StaleData):
            close(town.coordinator, case, version=seen)

        assert len(stored(Evaluation)) == 1


def test_a_case_closes_with_a_point_for_the_risk_inventory(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_to_close(town)

        close(town.coordinator, case, judged(a_risk(town.hr.id)))

        [row] = stored(RiskEntry)
        assert (row.risk, row.owner_id, row.due_on, row.category) == (
            "Medewerkers staan alleen aan de balie", town.hr.id, SOON, "THREAT",
        )  # fmt: skip
        assert [step.outcome for step in steps_of("S26")] == ["closed_with_lesson"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"outcome": "closed_with_lesson"}, "risk_required"),
        ({"went_well": " "}, "evaluation_required"),
        ({"in_time": 6}, "score_out_of_range"),
        ({"chain_held": 0}, "score_out_of_range"),
        ({"went_wrong": "BSN 111222333"}, "bsn_refused"),
    ],
)
def test_an_evaluation_that_is_none_is_refused(app: Flask, given, code) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_to_close(town)

        with pytest.raises(RuleBroken, match=code):
            close(town.coordinator, case, judged(**given))

        assert state_of(case).closed_at is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"risk": ""}, "line_required"),
        ({"cause": "Naam victim 1 stond alleen"}, "name_refused"),
        ({"measure": "Sanne krijgt een andere balie"}, "name_refused"),
        ({"risk": "Bel 0612345678"}, "contact_refused"),
        ({"due_on": date(2026, 1, 1)}, "day_in_past"),
        ({"owner_id": UUID(int=0)}, "owner_unknown"),
    ],
)
def test_a_point_that_cannot_stand_in_a_list_is_refused(app: Flask, given, code) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_to_close(town)

        with pytest.raises(RuleBroken, match=code):
            close(town.coordinator, case, judged(a_risk(town.hr.id, **given)))


def test_a_point_without_the_outcome_that_goes_with_it_is_not_lost_in_silence(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_to_close(town)

        with pytest.raises(RuleBroken, match="risk_unexpected"):
            close(town.coordinator, case, judged(a_risk(town.hr.id), outcome="closed"))


def test_opened_again_the_first_evaluation_stays_and_a_second_is_written(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_to_close(town)
        close(town.coordinator, case, judged(a_risk(town.hr.id)))
        version = version_of(case)
        with unit_of_work():
            ending.reopen(
                town.coordinator.actor(), case.id, "Nieuwe beelden", version=version, now=LATER
            )

        later = LATER + timedelta(days=3)
        close(town.coordinator, case, judged(in_time=2), at=later)

        learnt = queries.learnt(town.manager.actor(), case.id)
        assert [(one.round, one.in_time, one.outcome) for one in learnt.evaluations] == [
            (1, 4, "closed_with_lesson"), (2, 2, "closed"),
        ]  # fmt: skip
        assert len(learnt.risks) == 1
        assert state_of(case).closed_at == later


def test_the_list_is_of_the_whole_organisation_and_of_no_other(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        close(town.coordinator, case := a_case_to_close(town), judged(a_risk(town.hr.id)))
        with unit_of_work():
            elsewhere = a_person(an_organisation(), Role.COORDINATOR)

        [row] = queries.list_risks(town.hr.actor()).rows
        assert (row.case_id, row.reference, row.owner) == (
            case.id, case.reference, "Hanna Personeel (demo)",
        )  # fmt: skip
        assert queries.list_risks(elsewhere.actor()).rows == ()
        for person in (town.manager, town.colleague):
            with pytest.raises(NotAllowed):
                queries.list_risks(person.actor())
        with pytest.raises(NotVisible), unit_of_work():
            service.set_done(elsewhere.actor(), row.id, done=True, now=LATER)
        with pytest.raises(NotAllowed), unit_of_work():
            service.set_done(town.manager.actor(), row.id, done=True, now=LATER)


def test_a_point_is_ticked_off_and_can_be_put_back(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        close(town.coordinator, a_case_to_close(town), judged(a_risk(town.hr.id)))
        [row] = queries.list_risks(town.hr.actor()).rows

        with unit_of_work():
            service.set_done(town.hr.actor(), row.id, done=True, now=LATER)
        assert queries.list_risks(town.hr.actor()).rows == ()
        [done] = queries.list_risks(town.hr.actor(), RiskState.DONE).rows
        assert done.done_at == LATER

        with unit_of_work():
            service.set_done(town.hr.actor(), row.id, done=False, now=LATER)
        assert len(queries.list_risks(town.hr.actor()).rows) == 1


def test_the_list_is_read_in_pages_and_by_kind(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        close(town.coordinator, case := a_case_to_close(town), judged(a_risk(town.hr.id)))
        [first] = stored(RiskEntry)
        with unit_of_work():
            for day in (2, 3):
                db.session.add(
                    RiskEntry(
                        organisation_id=case.organisation_id, category="PHYS", risk=f"Nr {day}",
                        cause="Oorzaak", measure="Maatregel", owner_id=first.owner_id,
                        due_on=SOON + timedelta(days=day), added_at=LATER,
                        added_by=first.added_by,
                    )
                )  # fmt: skip
        actor = town.hr.actor()

        page = queries.list_risks(actor, limit=2)
        rest = queries.list_risks(actor, limit=2, after=page.after)

        assert [row.risk for row in (*page.rows, *rest.rows)] == [first.risk, "Nr 2", "Nr 3"]
        assert rest.after is None
        assert [row.risk for row in queries.list_risks(actor, category="PHYS").rows] == [
            "Nr 2", "Nr 3",
        ]  # fmt: skip
        assert len(queries.list_risks(actor, after="onzin").rows) == 3
