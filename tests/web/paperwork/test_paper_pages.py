"""The form on paper: printed empty or for a case, found by its code, typed over by who handles."""

import shutil

import pytest

from tests.builders import give_seal, stored
from tests.cases.builders import a_town
from tests.documents.reading import pages_of, text_of
from vpt.audit.models import AuditEntry
from vpt.cases.models import Case
from vpt.core import clock
from vpt.documents.models import IssuedDocument
from vpt.incidents.models import Addendum
from vpt.infra.db import db

SAID = "Hij trapte tegen de deur. (demo)"
needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler-utils is not installed"
)


@pytest.fixture
def sealed(scene):
    """The scene in an organisation that can seal."""
    house = scene.town.organisation
    with scene.app.app_context():
        give_seal(house, now=clock.now())
    return scene


def reference(scene):
    with scene.app.app_context():
        return db.session.get_one(Case, (scene.town.organisation.id, scene.case_id)).reference


def additions(scene):
    with scene.app.app_context():
        return [row.text for row in stored(Addendum)]


def take_over(scene, client, **changes):
    data = {"writer": "witness", "text": SAID, **changes}
    return client.post(scene.url("/overnemen"), data=data)


@needs_poppler
def test_anybody_who_may_report_prints_an_empty_form_without_a_seal(scene, client_for):
    client = client_for(scene.town.employee)

    taken = client.get("/melden/formulier")

    assert taken.mimetype == "application/pdf"
    assert len(pages_of(taken.data)) == 2
    assert "Sanne" not in text_of(taken.data)
    assert "/melden/formulier" in client.get("/melden").text
    with scene.app.app_context():
        assert stored(IssuedDocument) == []


def test_a_stranger_signs_in_before_printing_a_form(scene):
    assert scene.app.test_client().get("/melden/formulier").status_code == 302


@needs_poppler
def test_the_form_of_a_case_holds_its_reference_and_nothing_else_of_it(sealed, client_for):
    client = client_for(sealed.town.manager)

    made, again = client.post(sealed.url("/formulier")), client.post(sealed.url("/formulier"))

    printed = text_of(client.get(made.location).data)
    assert made.location == again.location
    assert reference(sealed) in printed
    assert str(sealed.case_id) not in printed
    for told in ("Bedreiging aan de balie", "Balie 3", "Sanne", "Hij riep"):
        assert told not in printed


@pytest.mark.parametrize(("who", "status"), [("employee", 403), ("other_manager", 404)])
def test_the_form_of_a_case_is_for_who_may_make_its_papers(sealed, client_for, who, status):
    client = client_for(getattr(sealed.town, who))

    assert client.post(sealed.url("/formulier")).status_code == status


@pytest.mark.parametrize(
    ("who", "leads_to"),
    [
        ("manager", "/dossiers/{}/overnemen"),
        ("coordinator", "/dossiers/{}/overnemen"),
        ("hr", "/dossiers/{}"),
        ("employee", "/mijn-meldingen/{}"),
    ],
)
def test_the_code_leads_everybody_to_their_own_page(scene, client_for, who, leads_to):
    found = client_for(getattr(scene.town, who)).get(f"/dossier/{reference(scene).lower()}")

    assert found.status_code == 302
    assert found.location == leads_to.format(scene.case_id)


@pytest.mark.parametrize("who", ["other_manager", "colleague"])
def test_who_may_not_know_of_the_case_finds_nothing(scene, client_for, who):
    client = client_for(getattr(scene.town, who))

    assert client.get(f"/dossier/{reference(scene)}").status_code == 404
    assert client.get("/dossier/GTV-2026-000999-K").status_code == 404


def test_another_organisation_finds_nothing_by_the_code(scene, client_for):
    with scene.app.app_context():
        stranger = a_town()
    client = client_for(stranger.coordinator)

    assert client.get(f"/dossier/{reference(scene)}").status_code == 404
    assert take_over(scene, client).status_code == 404


def test_what_is_typed_over_becomes_an_addition_that_says_who_wrote_it(scene, client_for):
    client = client_for(scene.town.manager)

    asked = client.get(scene.url("/overnemen"))
    done = take_over(scene, client)

    assert asked.status_code == 200
    assert done.location == scene.url("/melding")
    assert additions(scene) == [f"Overgenomen van papier, geschreven door een getuige:\n{SAID}"]
    assert SAID in client.get(done.location).text
    with scene.app.app_context():
        acts = [row.action for row in stored(AuditEntry)]
    assert "incident.addendum_added" in acts


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"writer": ""}, "Maak een keuze"),
        ({"text": ""}, "Neem over wat er op het formulier staat"),
        ({"text": " "}, "Schrijf eerst wat je wilt aanvullen"),
        ({"text": "x" * 200_000}, "te lang"),
        ({"text": "BSN 111222333"}, "burgerservicenummer"),
    ],
)
def test_what_is_wrong_with_it_is_said_and_kept(scene, client_for, changes, sentence):
    answer = take_over(scene, client_for(scene.town.manager), **changes)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert additions(scene) == []


@pytest.mark.parametrize(
    ("who", "status"), [("employee", 403), ("hr", 403), ("other_manager", 404)]
)
def test_taking_over_is_for_who_handles_the_case(scene, client_for, who, status):
    client = client_for(getattr(scene.town, who))

    assert client.get(scene.url("/overnemen")).status_code == status
    assert take_over(scene, client).status_code == status
    assert additions(scene) == []


def test_the_empty_form_arrives_as_a_file_in_which_nothing_runs(scene, client_for):
    answer = client_for(scene.town.employee).get("/melden/formulier")

    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
