"""The pages of guarding evidence: who gets in, what they show, and the letter of one click."""

import shutil
from datetime import timedelta

import pytest

from tests.builders import give_seal, stored
from tests.cases.builders import a_case
from tests.documents.reading import text_of
from tests.web.watching import statements
from vpt.cases.opening import Seen
from vpt.core import clock
from vpt.documents.models import IssuedDocument
from vpt.preservation.models import EvidenceSource

MOST = 15
CAMERA = {"kind": "camera", "place": "Camera hal, beheerder facilitair"}


@pytest.fixture
def guarded(scene):
    """The same scene in a case whose report says that there is evidence."""
    with scene.app.app_context():
        seen = Seen(has_evidence=True)
        at = clock.now() - timedelta(hours=20)
        scene.case_id = a_case(scene.town, seen=seen, at=at).id
    return scene


def sources(scene):
    with scene.app.app_context():
        return [row for row in stored(EvidenceSource) if row.case_id == scene.case_id]


def post(scene, client, path, **data):
    return client.post(scene.url(path), data={"version": scene.version(), **data})


def add(scene, client, **data):
    return post(scene, client, "/bewijsbewaking/nieuw", **{**CAMERA, **data})


def source_path(scene, rest=""):
    return f"/bewijsbewaking/{sources(scene)[0].id}{rest}"


def change(scene, client, **data):
    known = {"place": "Camera hal", "state": "secured", "keep_until": ""}
    return post(scene, client, source_path(scene), **{**known, **data})


@pytest.mark.parametrize("path", ["/bewijsbewaking", "/bewijsbewaking/nieuw"])
def test_guarding_is_for_who_handles_the_case(guarded, client_for, path):
    town, address = guarded.town, guarded.url(path)

    assert client_for(town.manager).get(address).status_code == 200
    assert client_for(town.coordinator).get(address).status_code == 200
    assert client_for(town.hr).get(address).status_code == 200
    assert client_for(town.employee).get(address).status_code == 403
    assert client_for(town.colleague).get(address).status_code == 403
    assert client_for(town.other_manager).get(address).status_code == 404
    assert client_for(None).get(address).status_code == 302


def test_the_page_of_the_step_is_for_whose_step_it_is(guarded, client_for):
    town, address = guarded.town, guarded.step_url("S04", "/bewijs")

    assert client_for(town.coordinator).get(address).status_code == 200
    assert client_for(town.manager).get(address).status_code == 403
    assert client_for(town.colleague).get(address).status_code == 403
    assert client_for(town.other_manager).get(address).status_code == 404
    assert client_for(town.coordinator).get(guarded.step_url("S05", "/bewijs")).status_code == 404


def test_the_report_proposes_a_camera_that_one_click_takes_over(guarded, client_for):
    client = client_for(guarded.town.manager)
    offered = client.get(guarded.url("/bewijsbewaking")).text

    done = post(guarded, client, "/bewijsbewaking/voorstellen")
    after = client.get(done.location).text

    assert "Neem deze bronnen over" in offered
    assert [row.kind for row in sources(guarded)] == ["camera"]
    assert "Neem deze bronnen over" not in after
    assert "Camerabeelden" in after


def test_a_source_is_noted_with_the_day_on_which_its_images_end(guarded, client_for):
    client = client_for(guarded.town.manager)

    page = client.get(add(guarded, client).location).text

    assert "Camera hal, beheerder facilitair" in page
    assert "Nog veiligstellen" in page
    assert "Volgende waarschuwing" in page
    assert guarded.trail("evidence.source_added")[0].fields == ["place"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"kind": ""}, "Maak een keuze."),
        ({"place": ""}, "Vul in waar het is"),
        ({"place": "x" * 400}, "te lang"),
        ({"place": "bij 111222333"}, "burgerservicenummer"),
        ({"keep_until": "2001-01-01"}, "vóór het incident"),
        ({"keep_until": "gisteren"}, "Vul een datum in"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_stays_in_the_form(
    guarded, client_for, answer, said
):
    page = add(guarded, client_for(guarded.town.manager), **answer)

    assert page.status_code == 422
    assert said in page.text
    assert answer.get("place", CAMERA["place"]) in page.text
    assert sources(guarded) == []


def test_a_source_is_secured_and_the_step_follows(guarded, client_for):
    manager, coordinator = client_for(guarded.town.manager), client_for(guarded.town.coordinator)
    add(guarded, manager)
    finish = {"outcome": "secured", "note": "Beelden op de versleutelde schijf."}
    path = f"/stappen/{guarded.step_id('S04')}/bewijs"

    early = post(guarded, coordinator, path, **finish)
    change(guarded, manager)
    done = post(guarded, coordinator, path, **finish)

    assert early.status_code == 422
    assert "Nog niet elke bron is veiliggesteld" in early.text
    assert finish["note"] in early.text
    assert done.status_code == 302
    assert guarded.step("S04").outcome == "secured"
    assert "Mehmet Leider (demo)" in manager.get(guarded.url("/bewijsbewaking")).text


def test_the_page_of_the_step_says_by_when_and_lets_it_be_passed_on(guarded, client_for):
    page = client_for(guarded.town.coordinator).get(guarded.step_url("S04", "/bewijs")).text

    assert "Uiterlijk" in page or "Had klaar moeten zijn" in page
    assert "Uitstellen, doorgeven of overslaan" in page


def test_who_finishes_after_a_colleague_did_sees_that_and_keeps_the_own_words(guarded, client_for):
    client, seen = client_for(guarded.town.coordinator), guarded.version()
    path = f"/stappen/{guarded.step_id('S04')}/bewijs"
    gone = {"outcome": "not_available", "reason": "Er hangt geen camera."}
    assert post(guarded, client, path, **gone).status_code == 302

    late = {**gone, "note": "Mijn eigen woorden.", "version": seen}
    page = client.post(guarded.url(path), data=late)

    assert page.status_code == 409
    assert "Een collega was je voor" in page.text
    assert "Mijn eigen woorden." in page.text
    assert client.get(guarded.url(path)).status_code == 409


def test_nothing_is_said_about_asking_while_nobody_asked(guarded, client_for):
    client = client_for(guarded.town.manager)
    add(guarded, client)

    assert "Gevraagd te bewaren" not in client.get(guarded.url("/bewijsbewaking")).text


def test_evidence_that_is_gone_asks_why_for_the_source_and_for_the_step(guarded, client_for):
    client = client_for(guarded.town.coordinator)
    add(guarded, client)
    path = f"/stappen/{guarded.step_id('S04')}/bewijs"

    silent = change(guarded, client, state="not_available")
    change(guarded, client, state="not_available", reason="Was al overschreven")
    without = post(guarded, client, path, outcome="not_available")
    done = post(guarded, client, path, outcome="not_available", reason="Alles is overschreven")

    assert silent.status_code == without.status_code == 422
    assert done.status_code == 302
    assert "Was al overschreven" in client.get(guarded.url("/bewijsbewaking")).text


def test_two_people_at_once_see_what_the_other_did_and_keep_their_text(guarded, client_for):
    manager, coordinator = client_for(guarded.town.manager), client_for(guarded.town.coordinator)
    add(guarded, manager)
    seen = guarded.version()
    change(guarded, coordinator)
    late = {"place": "Camera bij de ingang", "state": "not_available", "reason": "Weg"}

    page = manager.post(guarded.url(source_path(guarded)), data={"version": seen, **late})

    assert page.status_code == 409
    assert "Een collega was je voor" in page.text
    assert "Bron met bewijs bijgewerkt" in page.text
    assert "Camera bij de ingang" in page.text
    assert sources(guarded)[0].state == "secured"


@pytest.fixture
def sealed(guarded):
    """The same scene in an organisation that has a seal."""
    organisation = guarded.town.organisation
    with guarded.app.app_context():
        give_seal(organisation, now=clock.now())
    return guarded


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_one_click_makes_the_letter_and_it_names_nobody_of_the_incident(sealed, client_for):
    client = client_for(sealed.town.manager)
    add(sealed, client, place="Camera hal, bij Sanne Melder")

    done = post(sealed, client, source_path(sealed, "/verzoek"))
    page = client.get(done.location).text
    with sealed.app.app_context():
        [row] = stored(IssuedDocument)
    told = text_of(client.get(sealed.url(f"/documenten/{row.id}")).data)

    assert (row.kind, row.profile, row.subject_id) == (
        "preservation_request", "holder", sources(sealed)[0].id,
    )  # fmt: skip
    assert sources(sealed)[0].state == "requested"
    assert "Download de brief" in page
    assert "Balie 3" in told
    assert "camerabeelden" in told
    for name in ("Sanne", "Melder", "Naam perpetrator", "Naam victim", "wist te vinden"):
        assert name not in told


def test_a_letter_asked_by_somebody_who_was_second_is_not_made(sealed, client_for):
    client = client_for(sealed.town.manager)
    add(sealed, client)

    page = client.post(sealed.url(source_path(sealed, "/verzoek")), data={"version": 1})

    assert page.status_code == 409
    with sealed.app.app_context():
        assert stored(IssuedDocument) == []


def test_there_is_nothing_to_ask_about_what_is_secured(sealed, client_for):
    client = client_for(sealed.town.manager)
    add(sealed, client)
    change(sealed, client)

    page = post(sealed, client, source_path(sealed, "/verzoek"))

    assert page.status_code == 409
    assert "al veiliggesteld" in page.text


def test_the_page_costs_a_fixed_number_of_statements(guarded, client_for):
    client = client_for(guarded.town.manager)
    add(guarded, client)
    add(guarded, client, kind="mail", place="Postvak")
    client.get(guarded.url())

    with statements(guarded.app) as seen:
        client.get(guarded.url("/bewijsbewaking"))

    assert len(seen) <= MOST, seen
