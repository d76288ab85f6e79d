import pytest

from vpt.cases import findings
from vpt.core import clock
from vpt.infra.db import unit_of_work
from vpt.protocol.state import StepStatus

ACTS = ["", "/niet-nodig", "/pauze", "/hervat", "/geef-door", "/begin"]


@pytest.fixture
def scene(plain_scene):
    """Here it is about the form that every step has; a step's own page is tested with its room."""
    return plain_scene


def test_a_step_says_what_why_on_whose_authority_and_by_when(scene, client_for):
    page = client_for(scene.town.manager).get(scene.step_url("S05")).text

    assert "Hoe ernstig is het" in page
    assert "Bron:" in page
    assert "Telt vanaf" in page
    assert "Dit leest de melder" in page


def test_a_manager_finishes_a_step_and_the_reporter_reads_it(scene, client_for):
    answer = {"outcome": "supported", "note": "Gebeld.", "version": scene.version()}
    done = client_for(scene.town.manager).post(scene.step_url("S02"), data=answer)
    own = client_for(scene.town.employee).get(f"/mijn-meldingen/{scene.case_id}").text

    assert done.status_code == 302
    assert scene.step("S02").state == StepStatus.DONE
    assert "Opvang is gegeven" in own
    assert "Gebeld." not in own


def test_a_step_without_outcome_keeps_what_was_typed(scene, client_for):
    answer = {"note": "Dit wil ik houden.", "version": scene.version()}
    page = client_for(scene.town.manager).post(scene.step_url("S02"), data=answer)

    assert page.status_code == 422
    assert "Dit wil ik houden." in page.text
    assert "Maak een keuze." in page.text
    assert scene.step("S02").state == StepStatus.OPEN


def test_an_outcome_that_needs_a_reason_asks_for_it_at_the_field(plain_scene, client_for):
    scene = plain_scene
    answer = {"outcome": "not_possible", "note": "Bewaard.", "version": scene.version()}
    page = client_for(scene.town.manager).post(scene.step_url("S08"), data=answer)

    assert page.status_code == 422
    assert "Leg uit waarom." in page.text
    assert "Bewaard." in page.text
    assert "checked" in page.text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("note", "111222333", "burgerservicenummer"),
        ("note", "x" * 4001, "te lang"),
        ("outcome", "bestaat-niet", "Deze keuze bestaat niet meer."),
    ],
)
def test_bad_input_is_answered_at_the_field(scene, client_for, field, value, said):
    answer = {"outcome": "supported", field: value, "version": scene.version()}
    page = client_for(scene.town.manager).post(scene.step_url("S02"), data=answer)

    assert page.status_code == 422
    assert said in page.text
    assert scene.step("S02").state == StepStatus.OPEN


@pytest.mark.parametrize("day", ["31-02-2026", "vorige week", "01-01-1899", ""])
def test_a_date_that_does_not_exist_is_refused_with_the_reason_kept(scene, client_for, day):
    answer = {
        "anchor-day": day,
        "anchor-time": "09:00",
        "anchor-reason": "Eerder bekend.",
        "anchor-version": scene.version(),
    }
    page = client_for(scene.town.coordinator).post(scene.step_url("S05", "/begin"), data=answer)

    assert page.status_code == 422
    assert "Vul een datum in die bestaat" in page.text
    assert "Eerder bekend." in page.text


def test_the_second_person_sees_what_changed_and_keeps_the_own_input(scene, client_for):
    seen = scene.version()
    first = {"outcome": "supported", "version": seen}
    client_for(scene.town.coordinator).post(scene.step_url("S02"), data=first)
    second = {"outcome": "criminal", "note": "Mijn woorden.", "version": seen}
    page = client_for(scene.town.manager).post(scene.step_url("S05"), data=second)

    assert page.status_code == 409
    assert "Een collega was je voor" in page.text
    assert "Ineke Coördinator (demo)" in page.text
    assert "Mijn woorden." in page.text
    assert scene.step("S05").state == StepStatus.OPEN
    assert f'value="{scene.version()}"' in page.text


def test_a_change_that_was_no_step_is_shown_to_the_second_person_as_well(scene, client_for):
    seen = scene.version()
    given = {"user": str(scene.town.deputy.id), "version": seen}
    client_for(scene.town.coordinator).post(scene.url("/behandelaar"), data=given)
    answer = {"outcome": "supported", "note": "Mijn woorden.", "version": seen}
    page = client_for(scene.town.coordinator).post(scene.step_url("S02"), data=answer)

    assert page.status_code == 409
    assert "Een collega was je voor" in page.text
    assert "Mijn woorden." in page.text


def test_what_was_typed_for_a_step_that_is_done_by_now_can_still_be_copied(scene, client_for):
    seen = scene.version()
    first = {"outcome": "supported", "version": seen}
    client_for(scene.town.coordinator).post(scene.step_url("S02"), data=first)
    second = {"outcome": "declined", "note": "Mijn eigen woorden.", "version": seen}
    page = client_for(scene.town.manager).post(scene.step_url("S02"), data=second)

    assert page.status_code == 409
    assert "Mijn eigen woorden." in page.text
    assert "Leg vast wat je deed" not in page.text
    assert "Stap gedaan: Eerste opvang" in page.text
    assert scene.step("S02").outcome == "supported"


def test_after_looking_the_second_person_can_send_again(scene, client_for):
    client_for(scene.town.coordinator).post(
        scene.step_url("S02"), data={"outcome": "supported", "version": scene.version()}
    )
    again = {"outcome": "criminal", "version": scene.version()}
    done = client_for(scene.town.manager).post(scene.step_url("S05"), data=again)

    assert done.status_code == 302
    assert scene.step("S05").outcome == "criminal"


def test_a_step_is_let_go_with_a_reason_only(scene, client_for):
    client, address = client_for(scene.town.manager), scene.step_url("S05", "/niet-nodig")

    empty = client.post(address, data={"waive-version": scene.version()})
    done = client.post(
        address, data={"waive-version": scene.version(), "waive-reason": "Dubbel gemeld."}
    )

    assert empty.status_code == 422
    assert done.status_code == 302
    assert scene.step("S05").state == StepStatus.WAIVED


def test_a_step_stands_still_and_runs_again(scene, client_for):
    client = client_for(scene.town.manager)
    pause = {"pause-reason": "police", "pause-version": scene.version()}
    paused = client.post(scene.step_url("S05", "/pauze"), data=pause)
    page = client.get(scene.step_url("S05")).text
    resume = {"resume-version": scene.version()}
    resumed = client.post(scene.step_url("S05", "/hervat"), data=resume)

    assert paused.status_code == 302
    assert "Hervat de stap" in page
    assert "Leg vast wat je deed" not in page
    assert resumed.status_code == 302
    assert scene.step("S05").paused_since is None


def test_a_step_is_given_to_a_colleague(scene, client_for):
    answer = {"assign-user": str(scene.town.deputy.id), "assign-version": scene.version()}
    done = client_for(scene.town.manager).post(scene.step_url("S05", "/geef-door"), data=answer)

    assert done.status_code == 302
    assert scene.step("S05").assignee_id == scene.town.deputy.id


def test_only_the_coordinator_corrects_when_a_term_began(scene, client_for):
    answer = {
        "anchor-day": "2026-03-01",
        "anchor-time": "09:00",
        "anchor-reason": "De melding lag bij de receptie.",
    }
    address = scene.step_url("S05", "/begin")
    refused = client_for(scene.town.manager).post(
        address, data={**answer, "anchor-version": scene.version()}
    )
    done = client_for(scene.town.coordinator).post(
        address, data={**answer, "anchor-version": scene.version()}
    )

    assert refused.status_code == 403
    assert done.status_code == 302
    assert scene.trail("case.anchor_corrected")[0].codes["new_anchor"].startswith("2026-03-01")


def test_a_term_cannot_begin_in_the_future(scene, client_for):
    answer = {
        "anchor-day": "2099-01-01",
        "anchor-time": "09:00",
        "anchor-reason": "Vergissing.",
        "anchor-version": scene.version(),
    }
    page = client_for(scene.town.coordinator).post(scene.step_url("S05", "/begin"), data=answer)

    assert page.status_code == 422
    assert "in de toekomst" in page.text
    assert "Vergissing." in page.text


@pytest.fixture
def with_partner(plain_scene):
    """A case with a step of its own that the municipality has to answer."""
    scene = plain_scene
    now, town = clock.now(), scene.town
    with scene.app.app_context(), unit_of_work():
        findings.record_fact(
            town.coordinator.actor(now),
            scene.case_id,
            ("public_order", None),
            True,
            version=scene.version(),
            now=now,
        )
    return scene


def test_the_coordinator_records_what_a_partner_said_on_the_telephone(with_partner, client_for):
    client = client_for(with_partner.town.coordinator)
    page = client.get(with_partner.step_url("S22")).text
    answer = {"outcome": "person_centred", "version": with_partner.version()}
    done = client.post(with_partner.step_url("S22"), data=answer)

    assert "Wat zei de partner aan de telefoon?" in page
    assert done.status_code == 302
    assert with_partner.step("S22").by_telephone is True
    assert "Telefonisch vastgelegd" in client.get(with_partner.url()).text


def test_a_manager_waits_for_a_partner_and_cannot_answer_for_it(with_partner, client_for):
    client = client_for(with_partner.town.manager)
    page = client.get(with_partner.step_url("S22")).text
    answer = {"outcome": "person_centred", "version": with_partner.version()}
    refused = client.post(with_partner.step_url("S22"), data=answer)

    assert "Leg vast" not in page
    assert "Wacht op partner" in client.get("/werkvoorraad").text
    assert refused.status_code == 403


@pytest.mark.parametrize("act", ACTS)
def test_nobody_else_touches_a_step(scene, client_for, act):
    address, town = scene.step_url("S05", act), scene.town

    assert client_for(town.colleague).post(address).status_code == 403
    assert client_for(town.employee).post(address).status_code == 403
    assert client_for(town.other_manager).post(address).status_code == 404
    assert client_for(None).post(address).status_code == 302


def test_a_step_of_another_case_is_not_found(scene, client_for):
    address = scene.url(f"/stappen/{scene.case_id}")

    assert client_for(scene.town.manager).get(address).status_code == 404
