"""The own page with news: plain words, for whoever it is about, and nobody else's money."""

import pytest

from tests.builders import stored
from tests.web.outcomes.court import mine, post, to_court
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind

WORDS = "De rechter nam je verhaal serieus."
FILE_ONLY = "Alleen voor het dossier"


@pytest.fixture
def coordinator(scene, client_for):
    return client_for(scene.town.coordinator)


def test_the_page_is_for_the_reporter_and_the_victims(scene, client_for):
    town = scene.town

    for person in (town.employee, town.colleague, town.deputy):
        client = client_for(person)
        assert client.get(mine(scene)).status_code == 200
        assert mine(scene) in client.get(f"/mijn-meldingen/{scene.case_id}").text
    for person in (town.manager, town.coordinator, town.hr, town.other_manager, town.support):
        assert client_for(person).get(mine(scene)).status_code == 404
    assert client_for(None).get(mine(scene)).status_code == 302


def test_before_any_news_the_page_says_when_it_comes(scene, client_for):
    page = client_for(scene.town.colleague).get(mine(scene)).text

    assert "Er is nog geen nieuws" in page


def test_a_summons_is_told_with_its_hearing_and_what_happens_next(scene, client_for, coordinator):
    post(scene, coordinator, "S20", words=WORDS, text=FILE_ONLY)
    page = client_for(scene.town.colleague).get(mine(scene)).text

    for part in ("Dagvaarding", "om 13:30", "Politierechter", "Wat betekent dit?",
                 "Wat gebeurt er nu?", "Tot wanneer?", "een week en een dag", WORDS):  # fmt: skip
        assert part in page
    assert FILE_ONLY not in page
    assert "08/123456-26" not in page


def test_a_dismissal_is_told_with_its_code_and_what_one_can_do(scene, client_for, coordinator):
    post(scene, coordinator, "S20", outcome="dismissal", dismissal_code="02")
    page = client_for(scene.town.colleague).get(mine(scene)).text

    assert "Onvoldoende bewijs" in page
    assert "artikel 12" in page
    assert "Nog te toetsen door een jurist" in page


def test_each_victim_reads_the_own_compensation_and_nobody_elses(scene, client_for, coordinator):
    town = scene.town
    to_court(scene, coordinator, amount_2="123,45")

    first, second = (client_for(one).get(mine(scene)).text for one in (town.colleague, town.deputy))
    reporter = client_for(town.employee).get(mine(scene)).text
    assert "€ 850,00" in first
    assert "€ 123,45" not in first
    assert "€ 123,45" in second
    assert "€ 850,00" not in second
    assert "€" not in reporter


def test_a_victim_who_got_nothing_does_not_read_that_another_did(scene, client_for, coordinator):
    to_court(scene, coordinator)
    page = client_for(scene.town.deputy).get(mine(scene)).text

    assert "Veroordeeld" in page
    assert "Voor jou is er geen schadevergoeding" in page
    assert "moet schadevergoeding betalen" not in page


def test_the_chain_on_the_own_report_does_not_tell_of_anybodys_compensation(
    scene, client_for, coordinator
):
    to_court(scene, coordinator)

    for person in (scene.town.employee, scene.town.colleague, scene.town.deputy):
        page = client_for(person).get(f"/mijn-meldingen/{scene.case_id}").text
        assert "Zitting en uitspraak" in page or "De rechter doet uitspraak" in page
        assert "schadevergoeding" not in page.lower()


def test_the_newest_news_stands_first(scene, client_for, coordinator):
    to_court(scene, coordinator)
    page = client_for(scene.town.colleague).get(mine(scene)).text

    assert page.index("Veroordeeld") < page.index("Dagvaarding")


def test_no_name_of_a_perpetrator_is_shown(scene, client_for, coordinator):
    to_court(scene, coordinator)

    assert "Naam perpetrator" not in client_for(scene.town.colleague).get(mine(scene)).text


def opened(scene, client, person):
    """Return where the notice of somebody leads."""
    with scene.app.app_context():
        [notice] = [
            row.id
            for row in stored(Message)
            if row.kind == Kind.CHAIN_NEWS and row.recipient_id == person.id
        ]
    return client.get(f"/berichten/{notice}").location


@pytest.mark.parametrize("who", ["employee", "colleague", "deputy"])
def test_the_notice_leads_to_the_news(scene, client_for, coordinator, who):
    post(scene, coordinator, "S20")
    person = getattr(scene.town, who)

    assert opened(scene, client_for(person), person) == mine(scene)


def test_for_the_handler_the_notice_leads_to_the_case(scene, client_for, coordinator):
    post(scene, coordinator, "S20")
    manager = scene.town.manager

    assert opened(scene, client_for(manager), manager) == scene.url("/keten")
