"""/ketenpartners: the list, contacts and accounts, for the coordinator of one employer."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import Person, a_person, stored
from tests.partners.desk import RIK, Chain, a_chain, a_partner_account
from tests.web.watching import statements
from vpt.accounts.models import Organisation
from vpt.accounts.people import SingleUseToken
from vpt.core import clock
from vpt.infra.db import unit_of_work
from vpt.notifications.models import Message
from vpt.partners import officers, organisations
from vpt.partners.models import ContactOfficer, Partnership

NEW_CONTACT = "/ketenpartners/contactpersonen/nieuw"
FROM = "2026-01-01"
YEARS_AGO = timedelta(days=900)


@dataclass
class Desk:
    """A chain in which the town works with the police, with one contact there."""

    app: Flask
    chain: Chain
    contact_id: UUID

    def url(self, rest: str = "") -> str:
        return f"/ketenpartners/contactpersonen/{self.contact_id}{rest}"

    def contact(self) -> ContactOfficer:
        with self.app.app_context():
            return next(row for row in stored(ContactOfficer) if row.id == self.contact_id)

    def count(self, model: type) -> int:
        with self.app.app_context():
            return len(stored(model))


@pytest.fixture
def desk(app: Flask) -> Desk:
    with app.app_context():
        chain, now = a_chain(), clock.now()
        since = (now - YEARS_AGO).date()
        with unit_of_work():
            actor = chain.town.coordinator.actor()
            organisations.begin(actor, chain.police.id, since, now=now)
            contact_id = officers.add(
                actor, chain.police.id, officers.Person(name="Rik Temmink (demo)", email=RIK),
                valid_from=since, valid_until=None, now=now,
            )  # fmt: skip
        return Desk(app, chain, contact_id)


@pytest.fixture
def coordinator(desk: Desk, client_for) -> FlaskClient:
    return client_for(desk.chain.town.coordinator)


def filled(**changes: str) -> dict[str, str]:
    return {"name": "Rik Temmink (demo)", "email": RIK, "version": "1", **changes}


def test_the_list_shows_partners_contacts_and_accounts_in_few_statements(desk, coordinator):
    coordinator.get("/ketenpartners")

    with statements(desk.app) as asked:
        page = coordinator.get("/ketenpartners")

    assert page.status_code == 200
    for words in ("Politie-eenheid Oost (demo)", "Rik Temmink (demo)", RIK, "Geen"):
        assert words in page.text
    assert len(asked) <= 12


def test_the_menu_has_the_list_for_the_coordinator_alone(desk, client_for, coordinator):
    assert 'href="/ketenpartners"' in coordinator.get("/").text
    assert 'href="/ketenpartners"' not in client_for(desk.chain.town.manager).get("/").text


def others(desk: Desk) -> list[Person]:
    town = desk.chain.town
    with desk.app.app_context():
        partner = a_partner_account(desk.chain.police, "ander@politie.example")
    return [town.manager, town.hr, town.employee, town.support, partner]


def test_nobody_else_opens_or_changes_anything(desk, client_for):
    pages = ["/ketenpartners", "/ketenpartners/nieuw", NEW_CONTACT, desk.url(), desk.url("/einde")]
    ending = f"/ketenpartners/{desk.chain.police.id}/einde"
    for person in others(desk):
        client = client_for(person)
        for page in [*pages, ending]:
            assert client.get(page).status_code == 403, page
        data = filled(where="police", valid_from=FROM, valid_until=FROM)
        for page in [*pages[1:], ending, desk.url("/uitnodigen"), desk.url("/intrekken")]:
            assert client.post(page, data=data).status_code == 403, page

    assert desk.contact().version == 1
    assert desk.count(ContactOfficer) == 1


def test_the_coordinator_of_another_employer_finds_nothing_here(desk, client_for):
    stranger = client_for(desk.chain.elsewhere.coordinator)

    assert "Rik Temmink" not in stranger.get("/ketenpartners").text
    for page in (desk.url(), desk.url("/einde"), f"/ketenpartners/{desk.chain.police.id}/einde"):
        assert stranger.get(page).status_code == 404
        assert stranger.post(page, data=filled(valid_until=FROM)).status_code == 404
    for action in ("/uitnodigen", "/intrekken"):
        assert stranger.post(desk.url(action)).status_code == 404
    data = filled(where=str(desk.chain.police.id), valid_from=FROM)
    assert stranger.post(NEW_CONTACT, data=data).status_code == 422
    assert desk.contact().valid_until is None


def test_a_partner_of_the_shared_list_is_added(desk, coordinator):
    data = {"partner": str(desk.chain.prosecution.id), "valid_from": FROM}

    answer = coordinator.post("/ketenpartners/nieuw", data=data)

    assert answer.status_code == 302
    assert "Parket Oost (demo)" in coordinator.get("/ketenpartners").text
    again = coordinator.post("/ketenpartners/nieuw", data=data)
    assert again.status_code == 422
    assert "Deze organisatie is al ketenpartner." in again.text


def test_an_organisation_nobody_had_is_added_to_the_list_of_all(desk, client_for, coordinator):
    data = {
        "partner": "new", "name": "Gemeente Markveen, OOV", "kind": "municipality",
        "valid_from": FROM,
    }  # fmt: skip

    assert coordinator.post("/ketenpartners/nieuw", data=data).status_code == 302

    elsewhere = client_for(desk.chain.elsewhere.coordinator)
    assert "Gemeente Markveen, OOV" in elsewhere.get("/ketenpartners/nieuw").text
    assert "Gemeente Markveen, OOV" not in elsewhere.get("/ketenpartners").text
    with desk.app.app_context():
        made = [row.short_code for row in stored(Organisation) if "Markveen" in row.name]
    assert made == ["GMO"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Vul een naam in."),
        ({"kind": ""}, "Kies wat voor organisatie het is."),
        ({"name": "parket oost (demo)", "kind": "prosecution"}, "staat al in de lijst"),
        ({"partner": ""}, "Maak een keuze."),
        ({"valid_from": ""}, "Vul een datum in"),
    ],
)
def test_a_partner_that_cannot_be_is_refused_with_the_rest_kept(coordinator, changes, sentence):
    data = {
        "partner": "new", "name": "Politie Zuid", "kind": "police", "valid_from": FROM, **changes,
    }  # fmt: skip

    page = coordinator.post("/ketenpartners/nieuw", data=data)

    assert page.status_code == 422
    assert sentence in page.text
    assert data["name"] in page.text


def test_an_employer_is_no_choice_whatever_is_posted(desk, coordinator):
    data = {"partner": str(desk.chain.elsewhere.organisation.id), "valid_from": FROM}

    assert coordinator.post("/ketenpartners/nieuw", data=data).status_code == 422
    assert desk.count(Partnership) == 1


def test_a_contact_is_added_at_the_partner_the_link_names(desk, coordinator):
    page = coordinator.get(f"{NEW_CONTACT}?bij={desk.chain.police.id}")
    assert f'selected value="{desk.chain.police.id}"' in page.text

    data = {
        "where": str(desk.chain.police.id), "name": "Souad (demo)", "place": "Intake",
        "email": "souad@politie.example", "second_email": "bureau@politie.example",
        "valid_from": FROM,
    }  # fmt: skip
    answer = coordinator.post(NEW_CONTACT, data=data)

    shown = coordinator.get(answer.location).text
    assert answer.status_code == 302
    assert "Souad (demo)" in shown
    assert "bureau@politie.example" in shown
    with desk.app.app_context():
        row = max(stored(ContactOfficer), key=lambda one: one.id)
        assert (row.partner_id, row.party, row.is_vpt) == (desk.chain.police.id, "police", False)


@pytest.mark.parametrize("asked", ["", "geen-id", "00000000-0000-0000-0000-000000000000"])
def test_a_strange_partner_in_the_address_is_no_choice(coordinator, asked):
    assert coordinator.get(f"{NEW_CONTACT}?bij={asked}").status_code == 200


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Vul een naam in."),
        ({"email": "geen adres"}, "Dit e-mailadres klopt niet."),
        ({"second_email": RIK}, "De code mag nooit naar het adres van de link gaan."),
        ({"valid_until": "2020-01-01"}, "Het einde ligt vóór het begin"),
        ({"where": "employer"}, "Deze keuze bestaat niet meer."),
    ],
)
def test_a_contact_that_cannot_be_is_refused_with_the_rest_kept(coordinator, changes, sentence):
    data = filled(**{"where": "police", "place": "Bureau Borgbeek", "valid_from": FROM, **changes})

    page = coordinator.post(NEW_CONTACT, data=data)

    assert page.status_code == 422
    assert sentence in page.text
    assert "Bureau Borgbeek" in page.text


def test_a_contact_is_changed_and_the_second_of_two_sees_what_the_first_did(desk, coordinator):
    first = coordinator.post(desk.url(), data=filled(phone="088 000 00 11"))
    second = coordinator.post(desk.url(), data=filled(phone="088 000 00 99"))

    assert first.status_code == 302
    assert second.status_code == 409
    assert "Een collega was je voor" in second.text
    assert "088 000 00 11" in second.text
    assert "088 000 00 99" in second.text
    assert desk.contact().version == 2
    assert 'name="version" type="hidden" value="2"' in second.text


def test_an_invitation_is_mailed_once_and_shown_until_it_is_taken_up(desk, coordinator):
    assert "Nodig uit" in coordinator.get(desk.url()).text

    answer = coordinator.post(desk.url("/uitnodigen"), follow_redirects=True)
    again = coordinator.post(desk.url("/uitnodigen"), follow_redirects=True)

    assert "krijgt een mail met een link" in answer.text
    assert "Uitgenodigd" in answer.text
    assert "Er is net een uitnodiging verstuurd." in again.text
    assert desk.count(SingleUseToken) == 1
    assert desk.count(Message) == 1
    assert "Uitgenodigd" in coordinator.get("/ketenpartners").text


def test_the_address_of_an_employee_is_refused_without_saying_whose_it_is(desk, coordinator):
    with desk.app.app_context(), unit_of_work():
        a_person(desk.chain.elsewhere.organisation, email=RIK, name="Geheime Collega")

    page = coordinator.post(desk.url("/uitnodigen"), follow_redirects=True)

    assert "kan geen account voor een ketenpartner worden gemaakt" in page.text
    assert "Geheime Collega" not in page.text
    assert desk.contact().user_id is None


def test_a_withdrawn_account_is_shown_as_none_and_can_be_invited_again(desk, coordinator):
    coordinator.post(desk.url("/uitnodigen"))

    page = coordinator.post(desk.url("/intrekken"), follow_redirects=True)

    assert "opent vanaf nu niets meer" in page.text
    assert "Nodig uit" in page.text
    assert desk.contact().user_id is None
    assert coordinator.post(desk.url("/intrekken")).status_code == 404


def test_a_contact_is_ended_on_a_day_and_not_before_the_first(desk, coordinator):
    early = coordinator.post(desk.url("/einde"), data={"valid_until": "2001-01-01"})
    done = coordinator.post(desk.url("/einde"), data={"valid_until": "2026-01-31"})

    assert early.status_code == 422
    assert done.status_code == 302
    assert desk.contact().valid_until.isoformat() == "2026-01-31"
    assert coordinator.get(desk.url("/einde")).status_code == 200


def test_a_partner_that_leaves_takes_its_contacts_along(desk, coordinator):
    ending = f"/ketenpartners/{desk.chain.police.id}/einde"
    yesterday = (clock.now() - timedelta(days=2)).date().isoformat()
    assert "Dit geldt voor iedereen bij deze organisatie" in coordinator.get(ending).text

    empty = coordinator.post(ending, data={"valid_until": ""})
    done = coordinator.post(ending, data={"valid_until": yesterday}, follow_redirects=True)

    assert empty.status_code == 422
    assert "Niet meer" in done.text
    assert "Contactpersoon toevoegen" not in done.text
    assert desk.contact().valid_until.isoformat() == yesterday
    refused = coordinator.post(desk.url("/uitnodigen"), follow_redirects=True)
    assert "Deze contactpersoon is dat vandaag niet." in refused.text


def test_markup_in_a_name_stays_text(desk, coordinator):
    coordinator.post(desk.url(), data=filled(name="<b>Rik</b>"))

    for page in ("/ketenpartners", desk.url(), desk.url("/einde")):
        text = coordinator.get(page).text
        assert "<b>Rik</b>" not in text
        assert "&lt;b&gt;Rik" in text
