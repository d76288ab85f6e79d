"""From hearing to the end by itself: what each act does to the measure and to the chain."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders import stored
from tests.cases.builders import LATER, Town, a_case, a_ref, a_town, steps_of, version_of
from tests.measures.builders import (
    HEARD,
    STARTS,
    TODAY,
    a_mandate,
    a_plan,
    heard,
    imposed,
    open_keys,
    the_measure,
)
from vpt.audit.models import AuditEntry
from vpt.cases import findings
from vpt.cases.models import Case, CaseFact
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.core.worktime import AMSTERDAM
from vpt.incidents.people import Involved
from vpt.incidents.rules import Person
from vpt.infra.db import db, unit_of_work
from vpt.measures import ending, hearing, imposing, mandating, queries, reviewing, serving
from vpt.measures.hearing import Heard, Invitation
from vpt.measures.mandating import Grant
from vpt.measures.models import Hearing, Measure, Review
from vpt.measures.reviewing import Verdict
from vpt.measures.rules import Ground, Issuer, Served, State
from vpt.measures.serving import External, Proof
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind


def impose(town: Town, case: Case, person=None, now=LATER, **changes):
    with unit_of_work():
        return imposing.impose(
            (person or town.coordinator).actor(), case.id, a_ref("S09"), a_plan(town, **changes),
            version=version_of(case), now=now,
        )  # fmt: skip


def review(town, case, verdict, person=None, now=LATER, occurrence=1):
    with unit_of_work():
        return reviewing.review(
            (person or town.coordinator).actor(), case.id, a_ref("S25", occurrence), verdict,
            version=version_of(case), now=now,
        )  # fmt: skip


def fact(key: str) -> str | None:
    return db.session.scalar(
        select(CaseFact.value).where(CaseFact.key == key, CaseFact.withdrawn_at.is_(None))
    )


def at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=AMSTERDAM)


def test_hearing_somebody_proposes_a_measure_and_keeps_their_words_sealed(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        heard(town, case)

        row, [talk] = the_measure(), stored(Hearing)
        assert (row.state, row.hearing_id, talk.own_view) == ("proposed", talk.id, HEARD.own_view)
        assert open_keys() == {"S09"}
        assert row.id == steps_of("S09")[0].subject_id
        assert b"nooit" not in (talk.own_view_sealed or b"")
        assert "nooit" not in str([(one.fields, one.codes) for one in stored(AuditEntry)])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"on": None}, "heard_on_missing"),
        ({"on": TODAY + timedelta(days=1)}, "heard_in_future"),
        ({"own_view": " "}, "own_view_missing"),
        ({"present": ""}, "present_missing"),
        ({"outcome": "urgent_measure"}, "reason_required"),
        ({"outcome": "not_possible"}, "reason_required"),
    ],
)
def test_a_hearing_that_says_too_little_is_refused(app: Flask, changes, code) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with pytest.raises(RuleBroken) as refusal:
            heard(town, case, replace(HEARD, **changes))

        assert refusal.value.code == code
        assert stored(Measure) == []


def test_aggression_between_colleagues_never_becomes_a_measure(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, perpetrator_relation="colleague")

        with pytest.raises(RuleBroken, match="colleague_route"):
            heard(town, case)

        assert stored(Measure) == []


def test_a_perpetrator_who_becomes_known_later_is_heard_then(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, perpetrators=(False,))
        assert open_keys() == set()
        person = next(one for one in stored(Involved) if one.role == "perpetrator")

        with unit_of_work():
            findings.identify(
                town.manager.actor(), case.id, person.id, Person(name="Jan", surname="Naald"),
                version=version_of(case), now=LATER,
            )  # fmt: skip
        heard(town, case)

        assert the_measure().involved_id == person.id
        assert open_keys() == {"S09"}


def test_imposing_starts_the_measure_and_its_review_within_the_end(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        ends_on = STARTS + timedelta(days=30)

        row = imposed(town, case, ends_on=ends_on, review_on=STARTS + timedelta(days=20))

        [step] = steps_of("S25")
        assert (row.state, row.decided_by, row.decided_on) == (
            State.IMPOSED, town.coordinator.id, TODAY,
        )  # fmt: skip
        assert row.mandate_id is not None
        assert (fact("measure_starts_on"), fact("measure_ends_on")) == (
            STARTS.isoformat(), ends_on.isoformat(),
        )  # fmt: skip
        assert step.due_at == at(ends_on + timedelta(days=1), 0)


def test_an_indefinite_ban_is_refused_and_nothing_is_kept(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        a_mandate(town)
        heard(town, case)

        with pytest.raises(RuleBroken) as refusal:
            impose(town, case, ends_on=None)

        assert refusal.value.code == "end_missing"
        assert the_measure().state == State.PROPOSED
        assert open_keys() == {"S09"}


def test_a_measure_that_starts_before_its_hearing_is_refused(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        a_mandate(town)
        heard(town, case)

        with pytest.raises(RuleBroken, match="starts_before_hearing"):
            impose(town, case, starts_on=TODAY - timedelta(days=1))


def test_an_urgent_measure_starts_first_and_the_hearing_follows(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        a_mandate(town)
        reason = "Hij stond met een mes in de hal."
        heard(town, case, Heard(outcome="urgent_measure", reason=reason))

        impose(town, case, starts_on=TODAY)
        with unit_of_work():
            hearing.hear_later(
                town.manager.actor(), case.id, the_measure().id, HEARD,
                version=version_of(case), now=LATER,
            )  # fmt: skip

        row = the_measure()
        assert row.is_urgent
        assert (row.terms or {})["urgency"] == reason
        assert [one.held_on for one in stored(Hearing)] == [None, TODAY]


def test_the_handler_prepares_and_somebody_else_decides(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        a_mandate(town)
        heard(town, case)

        with unit_of_work():
            imposing.prepare(
                town.manager.actor(), case.id, a_ref("S09"), a_plan(town),
                version=version_of(case), now=LATER,
            )  # fmt: skip
        told = {(one.recipient_id, one.kind) for one in stored(Message)}
        with pytest.raises(RuleBroken, match="decider_decides"):
            impose(town, case, person=town.manager)
        with pytest.raises(RuleBroken, match="decider_handles"):
            impose(town, case, person=town.manager, decider_id=town.manager.id)
        impose(town, case)

        assert (town.coordinator.id, Kind.STEP_ASSIGNED) in told
        assert the_measure().decided_by == town.coordinator.id


def test_without_a_mandate_that_day_nobody_imposes(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        a_mandate(town, until=TODAY - timedelta(days=1))
        heard(town, case)

        with pytest.raises(RuleBroken, match="no_mandate"):
            impose(town, case)


def test_a_mandate_that_is_taken_back_carries_nothing_new(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        a_mandate(town)
        heard(town, case)
        [(mandate, _path, _name)] = queries.list_mandates(town.organisation.id)
        with unit_of_work():
            mandating.withdraw(town.coordinator.actor(), mandate.id, now=LATER)

        with pytest.raises(RuleBroken, match="no_mandate"):
            impose(town, case)


def test_only_who_gives_mandates_gives_them(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        grant = Grant(
            role="coordinator", level_to=5, unit_id=None, valid_from=TODAY, valid_until=TODAY
        )

        with pytest.raises(NotAllowed):
            mandating.give(town.manager.actor(), grant, now=LATER)
        with pytest.raises(RuleBroken, match="mandate_role"):
            mandating.give(town.coordinator.actor(), replace(grant, role="medewerker"), now=LATER)


@pytest.mark.parametrize("field", ["area", "remedy", "grounds"])
def test_the_name_of_a_victim_stays_out_of_what_the_other_reads(app: Flask, field) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        a_mandate(town)
        heard(town, case)
        said = "U bedreigde Sanne Melder aan de balie; dien gerust een klacht in."
        value = (Ground(TODAY, said),) if field == "grounds" else said

        with pytest.raises(RuleBroken) as refusal:
            impose(town, case, **{field: value})

        assert refusal.value.code == "victim_named"
        assert refusal.value.details["field"] == ("ground_1" if field == "grounds" else field)


def test_two_people_at_once_the_second_sees_what_the_first_did(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        a_mandate(town)
        heard(town, case)
        seen = version_of(case)
        impose(town, case)

        with pytest.raises(StaleData), unit_of_work():
            imposing.drop(
                town.manager.actor(), case.id, a_ref("S09"), "Niet nodig.", version=seen, now=LATER
            )

        assert the_measure().state == State.IMPOSED


def test_a_manager_who_is_a_party_cannot_reach_the_measure(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, victims=(town.employee, town.manager))

        with pytest.raises(NotAllowed):
            heard(town, case)


def test_strangers_and_colleagues_do_not_know_of_it(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        for person in (town.other_manager, town.colleague):
            with pytest.raises(NotVisible):
                heard(town, case, person=person)


def test_a_withdrawn_fact_lapses_the_step_and_the_measure_says_so(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        row = imposed(town, case, starts_on=TODAY, review_on=TODAY + timedelta(days=80))
        assert db.session.scalars(queries.running(town.organisation.id, TODAY)).all() == [row]

        with unit_of_work():
            findings.withdraw_fact(
                town.manager.actor(), case.id, ("perpetrator_known", row.involved_id),
                version=version_of(case), now=LATER,
            )  # fmt: skip
        with unit_of_work():
            ending.mark_withdrawn(LATER, 10)

        [standing] = queries.list_of_case(town.manager.actor(), case.id)
        assert standing.grounds_hold is False
        assert standing.measure.grounds_withdrawn_at == LATER
        assert db.session.scalars(queries.running(town.organisation.id, TODAY)).all() == []
        assert Kind.MEASURE_GROUNDS_LOST in {one.kind for one in stored(Message)}


def test_a_withdrawn_fact_lapses_a_reaction_that_was_not_given_yet(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        person = next(one for one in stored(Involved) if one.role == "perpetrator")

        with unit_of_work():
            findings.withdraw_fact(
                town.manager.actor(), case.id, ("perpetrator_known", person.id),
                version=version_of(case), now=LATER,
            )  # fmt: skip

        assert [one.state for one in steps_of("S08")] == ["lapsed"]


def test_without_grounds_a_proposal_is_not_imposed(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        a_mandate(town)
        heard(town, case)
        with unit_of_work():
            findings.withdraw_fact(
                town.manager.actor(), case.id, ("perpetrator_known", the_measure().involved_id),
                version=version_of(case), now=LATER,
            )  # fmt: skip

        with pytest.raises(RuleBroken, match="grounds_withdrawn"):
            impose(town, case)


@pytest.mark.parametrize(
    ("proof", "code"),
    [
        (Proof(how=Served.IN_HAND, on=None), "served_on_missing"),
        (Proof(how=Served.IN_HAND, on=TODAY + timedelta(days=1)), "served_in_future"),
        (Proof(how=Served.IN_HAND, on=TODAY - timedelta(days=1)), "served_before_decision"),
        (Proof(how=Served.REGISTERED, on=TODAY), "proof_number_missing"),
    ],
)
def test_a_proof_that_proves_nothing_is_refused(app: Flask, proof, code) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        row = imposed(town, case)

        with pytest.raises(RuleBroken, match=code), unit_of_work():
            serving.serve(
                town.manager.actor(), case.id, row.id, proof, version=version_of(case), now=LATER
            )


def test_proof_of_service_is_kept_with_its_number_sealed(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        row = imposed(town, case)

        with unit_of_work():
            serving.serve(
                town.manager.actor(), case.id, row.id,
                Proof(how=Served.REGISTERED, on=TODAY, number="3SDEMO123"),
                version=version_of(case), now=LATER,
            )  # fmt: skip

        row = the_measure()
        assert (row.served_on, row.served_how, row.served_number) == (
            TODAY, "registered", "3SDEMO123",
        )  # fmt: skip


def test_a_kept_measure_comes_back_for_the_next_review(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        imposed(town, case)

        verdict = Verdict(outcome="kept", conduct="Geen meldingen.", reason="Nog onrustig.")
        review(town, case, verdict)

        assert [one.state for one in steps_of("S25")] == ["done", "open"]
        assert the_measure().review_on == the_measure().ends_on


def test_a_kept_measure_is_not_looked_at_again_after_its_end(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        row = imposed(town, case)
        verdict = Verdict(
            outcome="kept", conduct="Geen meldingen.", reason="Nog onrustig.",
            next_on=row.ends_on + timedelta(days=1),
        )  # fmt: skip

        with pytest.raises(RuleBroken, match="review_after_end"):
            review(town, case, verdict)

        assert the_measure().review_on <= the_measure().ends_on


def test_an_extension_needs_recent_conduct_a_later_end_and_a_mandate(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        row = imposed(town, case)
        later = Verdict(
            outcome="extended",
            conduct="Kwam vorige week toch binnen.",
            reason="Opnieuw een dreiging.",
            ends_on=row.ends_on + timedelta(days=60),
            next_on=TODAY + timedelta(days=60),
        )
        for changes, code in (
            ({"conduct": " "}, "conduct_missing"),
            ({"ends_on": None}, "end_missing"),
            ({"ends_on": row.ends_on}, "not_longer"),
            ({"ends_on": TODAY + timedelta(days=367)}, "lasts_too_long"),
            ({"next_on": None}, "review_missing"),
            ({"next_on": later.ends_on + timedelta(days=1)}, "review_after_end"),
        ):
            with pytest.raises(RuleBroken, match=code):
                review(town, case, replace(later, **changes))

        review(town, case, later)

        assert the_measure().ends_on == later.ends_on
        assert fact("measure_ends_on") == later.ends_on.isoformat()


def test_a_lifted_measure_no_longer_applies_and_its_steps_are_over(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        imposed(town, case)

        verdict = Verdict(outcome="ended", conduct="Rustig contact.", reason="Niet meer nodig.")
        review(town, case, verdict)

        row = the_measure()
        assert (row.state, row.ended_on) == (State.LIFTED, TODAY)
        assert stored(Review)[0].next_review_on is None
        assert open_keys() == set()
        assert db.session.scalars(queries.running(town.organisation.id, STARTS)).all() == []


def test_a_measure_that_ends_on_a_holiday_ends_by_itself_the_day_after(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        last = date(2026, 4, 6)
        imposed(town, case, ends_on=last, review_on=date(2026, 4, 1))
        evening, morning = at(last, 23), at(last + timedelta(days=1), 1)
        ended = []
        for now in (evening, morning, morning):
            with unit_of_work():
                ended.append(ending.end_due(now.date(), now, 10))

        assert ended == [0, 1, 0]
        row, told = the_measure(), [one for one in stored(Message) if one.kind == "measure.ended"]
        entry = next(one for one in stored(AuditEntry) if one.action == "measure.ended")
        assert (row.state, row.ended_on) == (State.ENDED, last)
        assert fact("measure_ended") == "true"
        assert entry.actor_id is None
        assert {one.recipient_id for one in told} == {town.coordinator.id, town.manager.id}
        assert open_keys() == set()


def test_on_its_last_evening_a_measure_still_applies(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        row = imposed(town, case)

        with unit_of_work():
            ended = ending.end_due(row.ends_on, at(row.ends_on, 23), 10)

        assert ended == 0
        assert db.session.scalars(queries.running(town.organisation.id, row.ends_on)).all()


def test_people_are_reminded_once_of_a_review_and_of_an_end(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        row = imposed(town, case)
        kinds = []
        for day in (row.review_on, row.ends_on):
            before = day - timedelta(days=14)
            for now in (at(before - timedelta(days=1), 9), at(before, 9), at(before, 10)):
                with unit_of_work():
                    ending.remind(now.date(), now)
            kinds.append(
                sorted({one.kind for one in stored(Message) if one.kind.startswith("measure.")})
            )

        told = [one for one in stored(Message) if one.kind == Kind.MEASURE_ENDS_SOON]
        assert kinds == [
            [Kind.MEASURE_REVIEW_SOON], [Kind.MEASURE_ENDS_SOON, Kind.MEASURE_REVIEW_SOON],
        ]  # fmt: skip
        assert len(told) == 2


def external(row: Involved, **changes: object) -> External:
    told = External(
        involved_id=row.id,
        level="area_ban",
        issuer=Issuer.MAYOR,
        number="Z-2026-17",
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=90),
        area="Het centrum",
        instruction="Bel de politie.",
        call="0900-8844",
        everywhere=True,
    )
    return replace(told, **changes)  # type: ignore[arg-type]  # fields of the record


def test_a_measure_of_the_mayor_is_recorded_with_number_and_own_dates(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        person = next(one for one in stored(Involved) if one.role == "perpetrator")

        with unit_of_work():
            serving.record_external(
                town.coordinator.actor(), case.id, external(person),
                version=version_of(case), now=LATER,
            )  # fmt: skip

        row = the_measure()
        assert (row.issuer, row.number, row.state) == ("mayor", "Z-2026-17", State.IMPOSED)
        assert open_keys() == {"S08"}
        with unit_of_work():
            assert ending.end_due(row.ends_on + timedelta(days=1), LATER, 10) == 1
        assert the_measure().state == State.ENDED


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"level": "building_ban"}, "level_not_external"),
        ({"issuer": Issuer.COURT}, "issuer_not_of_level"),
        ({"number": ""}, "number_required"),
        ({"ends_on": None}, "end_missing"),
        ({"everywhere": False}, "locations_missing"),
    ],
)
def test_an_incomplete_record_of_an_authority_is_refused(app: Flask, changes, code) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        person = next(one for one in stored(Involved) if one.role == "perpetrator")

        with pytest.raises(RuleBroken, match=code), unit_of_work():
            serving.record_external(
                town.coordinator.actor(), case.id, external(person, **changes),
                version=version_of(case), now=LATER,
            )  # fmt: skip


def test_an_invitation_is_kept_and_becomes_the_hearing(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        asked = Invitation(
            at=LATER + timedelta(days=1), place="Stadskantoor", contact="14 053", address="Straat 1"
        )

        with unit_of_work():
            hearing.invite(
                town.manager.actor(), case.id, a_ref("S08"), asked,
                version=version_of(case), now=LATER,
            )  # fmt: skip
        assert open_keys() == {"S08"}
        heard(town, case)

        [talk] = stored(Hearing)
        assert (talk.outcome, talk.held_on) == ("heard_measure", TODAY)
        assert (talk.invitation or {})["place"] == "Stadskantoor"
