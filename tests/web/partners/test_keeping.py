"""Who keeps the list of partners beside the coordinator, and what its history tells."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import a_person, stored
from tests.partners.desk import RIK, Chain, a_chain
from vpt.core import clock
from vpt.core.actor import Role
from vpt.infra.db import unit_of_work
from vpt.partners import officers, organisations
from vpt.partners.models import ContactOfficer


@pytest.fixture
def chain(app: Flask) -> Chain:
    with app.app_context():
        made, now = a_chain(), clock.now()
        since = (now - timedelta(days=900)).date()
        with unit_of_work():
            actor = made.town.coordinator.actor()
            organisations.begin(actor, made.police.id, since, now=now)
            officers.add(
                actor, made.police.id, officers.Person(name="Rik Temmink (demo)", email=RIK),
                valid_from=since, valid_until=None, now=now,
            )  # fmt: skip
        return made


@pytest.fixture
def keeper(app: Flask, chain: Chain, client_for) -> FlaskClient:
    with app.app_context(), unit_of_work():
        person = a_person(chain.town.organisation, Role.ADMINISTRATOR, name="Anouk Beheer (demo)")
    return client_for(person)


def the_contact(app: Flask) -> UUID:
    with app.app_context():
        return stored(ContactOfficer)[0].id


def test_the_administrator_reads_contacts_and_changes_nothing_a_case_could_travel_by(
    app, chain, keeper
):
    url = f"/ketenpartners/contactpersonen/{the_contact(app)}"
    theirs = {"name": "Rik Temmink (demo)", "email": "zelf@elders.example", "version": "1"}
    new = {"where": str(chain.police.id), "valid_from": "2026-01-01"}

    assert keeper.get("/ketenpartners").status_code == 200
    assert keeper.post(url, data=theirs).status_code == 403
    assert keeper.post("/ketenpartners/contactpersonen/nieuw", data=theirs | new).status_code == 403
    assert keeper.post(f"{url}/uitnodigen").status_code == 403
    assert keeper.post(f"{url}/intrekken").status_code == 403

    page = keeper.get(url).text
    assert RIK in page
    assert "uitnodigen" not in page
    assert "Deze gegevens verandert de coördinator" in page
    with app.app_context():
        assert len(stored(ContactOfficer)) == 1


def test_the_history_says_who_and_which_fields_and_never_what_was_in_them(
    app, chain, keeper, client_for
):
    url = f"/ketenpartners/contactpersonen/{the_contact(app)}"
    coordinator = client_for(chain.town.coordinator)
    for version, phone in (("1", "0534821111"), ("2", "0534822222")):
        given = {"name": "Rik Temmink (demo)", "email": RIK, "phone": phone, "version": version}
        coordinator.post(url, data=given)

    page = keeper.get(url).text

    past = page[page.index("Wat er eerder is veranderd") :]
    assert past.count("Ineke Coördinator (demo)") >= 2
    assert "telefoon" in past
    assert "0534821111" not in page


def test_a_partner_page_tells_when_working_together_began(chain, keeper):
    page = keeper.get(f"/ketenpartners/{chain.police.id}/einde").text

    assert "Samenwerking begonnen" in page
    assert "Ineke Coördinator (demo)" in page


@pytest.mark.parametrize("who", ["employee", "manager", "hr", "privacy_officer"])
def test_others_keep_no_partners(app, chain, client_for, who):
    client = client_for(getattr(chain.town, who))

    assert client.get("/ketenpartners").status_code == 403
    assert client.get(f"/ketenpartners/contactpersonen/{the_contact(app)}").status_code == 403
