"""The page of the register: choose a period, make it for a reader, take it along."""

import shutil

import pytest

from tests.builders import give_seal, stored
from tests.cases.builders import a_town
from tests.documents.reading import text_of
from tests.web.watching import statements
from vpt.audit.models import AuditEntry
from vpt.core import clock
from vpt.core.worktime import local_date
from vpt.documents.models import IssuedDocument

URL = "/wettelijk-register"
MOST = 14


@pytest.fixture
def year():
    return str(local_date(clock.now()).year)


@pytest.fixture
def sealed(scene):
    """The scene in an organisation that can seal."""
    with scene.app.app_context():
        give_seal(scene.town.organisation, now=clock.now())
    return scene


def make(client, year, profile="board"):
    return client.post(URL, data={"periode": year, "profile": profile})


def papers(scene):
    with scene.app.app_context():
        return stored(IssuedDocument)


def test_it_shows_the_totals_and_stands_in_the_menu(scene, client_for, year):
    client = client_for(scene.town.coordinator)

    shown = client.get(URL)

    assert shown.status_code == 200
    assert "Bedreiging of intimidatie" in shown.text
    assert f'href="{URL}"' in client.get("/").text


def test_a_period_in_which_nothing_happened_says_so(scene, client_for, year):
    shown = client_for(scene.town.hr).get(f"{URL}?jaar={year}&deel=m{_other_month()}")

    assert "Geen incidenten" in shown.text


@pytest.mark.parametrize("asked", ["?jaar=1900&deel=jaar", "?jaar=2026&deel=h3", "?jaar=x"])
def test_a_period_that_is_not_offered_is_not_there(scene, client_for, asked):
    assert client_for(scene.town.coordinator).get(URL + asked).status_code == 404


@pytest.mark.parametrize("who", ["employee", "manager", "support", "privacy_officer"])
def test_it_is_for_who_sees_every_case(scene, client_for, year, who):
    client = client_for(getattr(scene.town, who))

    assert client.get(URL).status_code == 403
    assert make(client, year).status_code == 403


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_a_register_is_made_once_and_can_be_taken_along(sealed, client_for, year):
    client = client_for(sealed.town.coordinator)

    first, again = make(client, year), make(client, year)

    (row,) = papers(sealed)
    taken = client.get(f"{URL}/{row.id}")
    assert (first.status_code, again.status_code) == (302, 302)
    assert "Bedreiging of intimidatie" in text_of(taken.data)
    assert f"-{year}-register" in taken.headers["Content-Disposition"]
    assert "Bestuur en ondernemingsraad" in client.get(URL).text
    with sealed.app.app_context():
        trail = [one for one in stored(AuditEntry) if one.action.startswith("document.")]
    assert [one.subject_kind for one in trail] == ["organisation", "organisation"]


def test_nothing_is_made_without_a_reader(sealed, client_for, year):
    answer = make(client_for(sealed.town.coordinator), year, profile="")

    assert answer.status_code == 422
    assert "Maak een keuze" in answer.text
    assert papers(sealed) == []


def test_nothing_is_made_about_a_period_that_is_none(sealed, client_for):
    assert make(client_for(sealed.town.coordinator), "2026-h9").status_code == 404


def test_a_register_of_another_organisation_is_not_there(sealed, client_for, year):
    make(client_for(sealed.town.coordinator), year)
    (row,) = papers(sealed)
    with sealed.app.app_context():
        stranger = a_town()

    assert client_for(stranger.coordinator).get(f"{URL}/{row.id}").status_code == 404


def test_another_paper_is_not_taken_by_this_door(sealed, client_for, year):
    client = client_for(sealed.town.coordinator)
    issued = client.post(
        sealed.url("/documenten"), data={"profile": "internal", "purpose": "handling"}
    )
    (row,) = papers(sealed)

    assert issued.status_code == 302
    assert client.get(f"{URL}/{row.id}").status_code == 404


def test_the_page_asks_a_bounded_number_of_statements(scene, client_for):
    client = client_for(scene.town.coordinator)

    with statements(scene.app) as asked:
        client.get(URL)

    assert len(asked) <= MOST


def _other_month():
    return local_date(clock.now()).month % 12 + 1
