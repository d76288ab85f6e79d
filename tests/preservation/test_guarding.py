"""Sources of evidence in a running case: noted, warned of, secured, and by whom."""

from datetime import date, timedelta

import pytest
from flask import Flask

from tests.builders import NOW, Person, stored
from tests.cases.builders import LATER, Town, a_case, a_ref, a_town, steps_of, version_of
from vpt.accounts.models import Location
from vpt.cases.models import Case
from vpt.cases.opening import Seen
from vpt.cases.rules import Answer
from vpt.core.errors import DomainError, NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message
from vpt.preservation import alarms, queries, service
from vpt.preservation.models import EvidenceSource
from vpt.preservation.rules import Change, NewSource, SourceKind, State

CAMERA = NewSource(kind=SourceKind.CAMERA, place="Camera hal, beheerder facilitair")
WEEK = timedelta(days=7)


def a_guarded_case(town: Town, **incident: object) -> Case:
    return a_case(town, seen=Seen(has_evidence=True), **incident)


def add(person: Person, case: Case, source: NewSource = CAMERA) -> EvidenceSource:
    with unit_of_work():
        service.add_source(person.actor(), case.id, source, version=version_of(case), now=LATER)
    return stored(EvidenceSource)[-1]


def change(person: Person, case: Case, source: EvidenceSource, **told: object) -> None:
    values: dict[str, object] = {
        "place": "Camera hal",
        "keep_until": source.keep_until,
        "state": State.SECURED,
        **told,
    }
    with unit_of_work():
        service.change_source(
            person.actor(), case.id, source.id, Change(**values),  # type: ignore[arg-type]  # passed on
            version=version_of(case), now=LATER,
        )  # fmt: skip


def warned(level: int) -> set[object]:
    rows = stored(Message)
    return {
        row.recipient_id for row in rows if row.kind == "evidence.at_risk" and row.level == level
    }


def warn(at: object) -> int:
    with unit_of_work():
        return alarms.warn(at, 50)  # type: ignore[arg-type]  # a moment


def test_images_get_the_term_of_the_place_and_it_is_sealed_where_they_are(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_guarded_case(town)
        with unit_of_work():
            place = db.session.get_one(Location, (town.organisation.id, town.location.id))
            place.image_retention_days = 10

        source = add(town.manager, case)

        assert source.keep_until == date(2026, 3, 16)
        assert source.place == CAMERA.place
        assert b"facilitair" not in (source.place_sealed or b"")


def test_without_a_location_images_last_four_weeks(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        source = add(town.manager, a_guarded_case(town, location_id=None))

        assert source.keep_until == date(2026, 4, 3)


def test_the_handler_and_the_coordinator_are_warned_once_per_week(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        add(town.manager, a_guarded_case(town))

        warn(NOW + WEEK)
        first = warned(7)
        again = warn(NOW + WEEK + timedelta(hours=1))
        warn(NOW + 2 * WEEK)

        assert first == {town.manager.id, town.coordinator.id}
        assert again == 0
        assert warned(14) == first
        assert len([one for one in stored(Message) if one.level == 7]) == 2


def test_a_worker_that_slept_for_weeks_warns_once(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        add(town.manager, a_guarded_case(town))

        warn(NOW + timedelta(days=40))

        levels = {one.level for one in stored(Message) if one.kind == "evidence.at_risk"}
        assert levels == {1028}
        assert stored(EvidenceSource)[0].next_alarm_at is None


def test_nobody_is_warned_of_what_is_secured_and_again_when_it_is_not_after_all(
    app: Flask,
) -> None:
    with app.app_context():
        town = a_town()
        case = a_guarded_case(town)
        source = add(town.manager, case)
        change(town.manager, case, source)
        silent = warn(NOW + WEEK)

        change(town.manager, case, source, state=State.TO_SECURE)

        assert silent == 0
        assert stored(EvidenceSource)[0].settled_at is None
        assert warn(NOW + WEEK) == 1


def test_a_handler_who_turns_out_to_be_a_party_is_not_warned(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_guarded_case(town)
        add(town.coordinator, case)
        with unit_of_work():
            db.session.get_one(Case, (case.organisation_id, case.id)).assignee_id = town.employee.id

        warn(NOW + WEEK)

        assert warned(7) == {town.coordinator.id}


def test_a_closed_case_is_passed_over_in_silence(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_guarded_case(town)
        add(town.manager, case)
        with unit_of_work():
            db.session.get_one(Case, (case.organisation_id, case.id)).closed_at = LATER

        warn(NOW + WEEK)

        assert warned(7) == set()


def test_what_cannot_be_had_asks_why(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_guarded_case(town)
        source = add(town.manager, case)

        with pytest.raises(RuleBroken) as refused:
            change(town.manager, case, source, state=State.NOT_AVAILABLE, reason=" ")
        change(town.manager, case, source, state=State.NOT_AVAILABLE, reason="Overschreven")

        assert refused.value.code == "reason_required"
        view = queries.list_sources(town.manager.actor(), case.id)[0]
        assert (view.state, view.reason, view.settled_by) == (
            State.NOT_AVAILABLE,
            "Overschreven",
            "Mehmet Leider (demo)",
        )


def test_the_step_ends_when_every_source_is_accounted_for(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_guarded_case(town)
        source = add(town.manager, case)
        actor = town.coordinator.actor()

        def finish() -> None:
            with unit_of_work():
                service.finish(
                    actor, case.id, a_ref("S04"), Answer(outcome="secured"),
                    version=version_of(case), now=LATER,
                )  # fmt: skip

        with pytest.raises(RuleBroken) as refused:
            finish()
        change(town.manager, case, source)
        finish()

        assert refused.value.code == "source_unsettled"
        assert [(row.state, row.outcome) for row in steps_of("S04")] == [("done", "secured")]


@pytest.mark.parametrize("who", ["employee", "colleague", "other_manager", "support"])
def test_who_has_no_part_in_the_case_can_note_nothing(app: Flask, who: str) -> None:
    with app.app_context():
        town = a_town()
        case = a_guarded_case(town)
        person: Person = getattr(town, who)

        with pytest.raises((NotVisible, NotAllowed)):
            add(person, case)

        assert stored(EvidenceSource) == []


def test_a_source_of_another_case_is_not_there(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        source = add(town.manager, a_guarded_case(town))
        other = a_guarded_case(town)

        with pytest.raises(NotVisible):
            change(town.manager, other, source)


def test_two_people_at_once_do_not_overwrite_each_other(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_guarded_case(town)
        source = add(town.manager, case)
        seen = version_of(case)
        change(town.coordinator, case, source)
        late = Change(place="Camera hal", keep_until=None, state=State.TO_SECURE)

        with pytest.raises(StaleData), unit_of_work():
            service.change_source(
                town.manager.actor(), case.id, source.id, late, version=seen, now=LATER
            )

        assert stored(EvidenceSource)[0].state == State.SECURED


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (NewSource(kind=SourceKind.MAIL, place=" "), "place_required"),
        (NewSource(kind=SourceKind.MAIL, place="x" * 400), "text_too_long"),
        (NewSource(kind=SourceKind.MAIL, place="bij 111222333"), "bsn_refused"),
        (
            NewSource(kind=SourceKind.MAIL, place="Postvak", keep_until=date(2026, 1, 1)),
            "keep_until_before_incident",
        ),
    ],
)
def test_a_source_that_makes_no_sense_is_refused(app: Flask, source: NewSource, code: str) -> None:
    with app.app_context():
        town = a_town()
        case = a_guarded_case(town)

        with pytest.raises(DomainError) as refused:
            add(town.manager, case, source)

        assert refused.value.code == code
