"""Waiving, pausing, resuming, correcting, and what partners said on the telephone."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.builders import NOW, stored
from tests.cases.builders import (
    LATER,
    Town,
    a_case,
    a_ref,
    a_town,
    complete,
    steps_of,
    version_of,
    without_pages,
)
from vpt.audit.models import AuditEntry
from vpt.cases import findings, service
from vpt.cases.models import Case
from vpt.cases.rules import Answer, PauseReason
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.infra.db import unit_of_work

PAUSED_FOR = timedelta(days=1)


def trail(action: str) -> AuditEntry:
    return next(row for row in stored(AuditEntry) if row.action == action)


def test_a_waived_step_keeps_its_reason_sealed(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with unit_of_work():
            service.waive_step(
                town.manager.actor(), case.id, a_ref("S08"), "NAALD", version=1, now=LATER
            )

        row = steps_of("S08")[0]
        assert (row.state, row.done_by) == ("waived", town.manager.id)
        assert row.details == {"reason": "NAALD"}
        assert b"NAALD" not in (row.details_sealed or b"")
        assert "NAALD" not in str(trail("case.step_waived").codes)


def test_waiving_asks_for_a_reason(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with pytest.raises(RuleBroken, match="reason_required"), unit_of_work():
            service.waive_step(
                town.manager.actor(), case.id, a_ref("S08"), "  ", version=1, now=LATER
            )


def test_the_coordinator_may_waive_in_every_lane_and_the_manager_may_not(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, injured=True)

        with pytest.raises(NotAllowed), unit_of_work():
            service.waive_step(
                town.manager.actor(), case.id, a_ref("S07"), "Nee", version=1, now=LATER
            )
        with unit_of_work():
            service.waive_step(
                town.coordinator.actor(), case.id, a_ref("S07"), "Nee", version=1, now=LATER
            )

        assert steps_of("S07")[0].state == "waived"


def test_a_pause_moves_the_due_moment_and_the_trail_keeps_old_and_new(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        before = steps_of("S08")[0].due_at
        actor = town.manager.actor()

        with unit_of_work():
            service.pause_step(
                actor, case.id, a_ref("S08"), PauseReason.POLICE, version=1, now=LATER
            )
        with unit_of_work():
            service.resume_step(actor, case.id, a_ref("S08"), version=2, now=LATER + PAUSED_FOR)

        row = steps_of("S08")[0]
        assert row.due_at == before + PAUSED_FOR
        assert row.paused_since is None
        assert row.paused_seconds == PAUSED_FOR.total_seconds()
        codes = trail("case.step_resumed").codes
        assert codes["old_due"] == before.isoformat(timespec="minutes")
        assert codes["new_due"] == row.due_at.isoformat(timespec="minutes")
        assert trail("case.step_paused").codes["reason"] == "police"


def test_a_paused_step_cannot_be_finished(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        with unit_of_work():
            service.pause_step(
                town.manager.actor(), case.id, a_ref("S08"), PauseReason.VICTIM,
                version=1, now=LATER,
            )  # fmt: skip

        with pytest.raises(RuleBroken, match="step_paused"):
            complete(town.manager, case, a_ref("S08"), "talked")


def test_a_corrected_anchor_recounts_the_term_and_is_for_the_coordinator(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        before = steps_of("S08")[0].due_at
        correction = (NOW - timedelta(hours=5), "Tijd van melden klopte niet")

        with pytest.raises(NotAllowed), unit_of_work():
            service.correct_anchor(
                town.manager.actor(), case.id, a_ref("S08"), correction, version=1, now=LATER
            )
        with unit_of_work():
            service.correct_anchor(
                town.coordinator.actor(), case.id, a_ref("S08"), correction, version=1, now=LATER
            )

        assert steps_of("S08")[0].due_at == before - timedelta(hours=5)
        assert trail("case.anchor_corrected").codes["old_anchor"].startswith("2026-03-06T15:00")


def test_nobody_corrects_an_anchor_into_the_future(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with pytest.raises(RuleBroken, match="anchor_in_future"), unit_of_work():
            service.correct_anchor(
                town.coordinator.actor(), case.id, a_ref("S08"),
                (LATER + PAUSED_FOR, "x"), version=1, now=LATER,
            )  # fmt: skip


def public_order(town: Town, case: Case) -> None:
    with unit_of_work():
        findings.record_fact(
            town.coordinator.actor(), case.id, ("public_order", None), True,
            version=version_of(case), now=LATER,
        )  # fmt: skip


def test_a_partners_step_is_recorded_by_telephone_by_the_coordinator(app: Flask) -> None:
    with app.app_context():
        town = a_town(protocol=without_pages())
        case = a_case(town)
        public_order(town, case)

        with unit_of_work():
            service.record_by_telephone(
                town.coordinator.actor(), case.id, a_ref("S22"),
                Answer(outcome="person_centred"), version=version_of(case), now=LATER,
            )  # fmt: skip

        row = steps_of("S22")[0]
        assert (row.state, row.by_telephone) == ("done", True)


def test_a_partners_step_is_finished_in_no_other_way(app: Flask) -> None:
    with app.app_context():
        town = a_town(protocol=without_pages())
        case = a_case(town)
        public_order(town, case)

        with pytest.raises(NotAllowed, match="partner_step"):
            complete(town.coordinator, case, a_ref("S22"), "person_centred")
        with pytest.raises(NotAllowed), unit_of_work():
            service.record_by_telephone(
                town.manager.actor(), case.id, a_ref("S22"),
                Answer(outcome="person_centred"), version=version_of(case), now=LATER,
            )  # fmt: skip
        with pytest.raises(RuleBroken, match="not_a_partner_step"), unit_of_work():
            service.record_by_telephone(
                town.coordinator.actor(), case.id, a_ref("S02"),
                Answer(outcome="supported"), version=version_of(case), now=LATER,
            )  # fmt: skip


@pytest.mark.parametrize("who", ["colleague", "other_manager", "privacy_officer"])
def test_others_find_nothing_to_pause_or_waive(app: Flask, who: str) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        actor = getattr(town, who).actor()

        with pytest.raises(NotVisible), unit_of_work():
            service.waive_step(actor, case.id, a_ref("S02"), "x", version=1, now=LATER)
        with pytest.raises(NotVisible), unit_of_work():
            service.pause_step(
                actor, case.id, a_ref("S02"), PauseReason.OTHER, version=1, now=LATER
            )


def test_the_reporter_does_not_stop_the_clock(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with pytest.raises(NotAllowed), unit_of_work():
            service.pause_step(
                town.employee.actor(), case.id, a_ref("S02"), PauseReason.OTHER,
                version=1, now=LATER,
            )  # fmt: skip


def test_an_old_version_is_refused_by_every_clock(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        complete(town.manager, case, a_ref("S02"), "supported")
        actor = town.manager.actor()

        with pytest.raises(StaleData), unit_of_work():
            service.waive_step(actor, case.id, a_ref("S08"), "x", version=1, now=LATER)
        with pytest.raises(StaleData), unit_of_work():
            service.pause_step(
                actor, case.id, a_ref("S08"), PauseReason.OTHER, version=1, now=LATER
            )
