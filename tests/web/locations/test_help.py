"""Where the desk, the police and the house rules of a place are shown."""

from datetime import timedelta

import pytest

from tests.builders import a_person
from tests.cases.builders import a_case, a_town
from vpt.accounts.models import Location
from vpt.attention import service as attention
from vpt.attention.rules import Alarm
from vpt.core import clock
from vpt.core.actor import Role
from vpt.infra.db import db, unit_of_work

HELP = {
    "desk_phone": "053 123 45 67",
    "police_station": "Bureau Centrum, Stationsweg 2",
    "house_rules": "We schreeuwen niet.",
}


@pytest.fixture
def town(app):
    with app.app_context():
        town = a_town()
        with unit_of_work():
            key = (town.organisation.id, town.location.id)
            place = db.session.get_one(Location, key)
            for name, value in HELP.items():
                setattr(place, name, value)
        yield town


def helps(page):
    return all(value in page.text for value in HELP.values())


def test_who_scans_the_code_reads_whom_to_call_there(town, client_for):
    client = client_for(town.employee)

    assert helps(client.get(f"/melden?plek={town.location.code}"))
    assert not helps(client.get("/melden?nieuw=1"))


def test_who_reported_finds_the_help_of_the_place_back(town, client_for):
    case = a_case(town, at=clock.now() - timedelta(hours=1))

    assert helps(client_for(town.employee).get(f"/mijn-meldingen/{case.id}"))
    assert helps(client_for(town.employee).get(f"/melden/klaar/{case.id}"))


def test_reception_reads_it_beside_the_measures_of_one_place(town, client_for):
    with unit_of_work():
        desk = a_person(town.organisation, Role.RECEPTION, unit=town.unit)

    assert helps(client_for(desk).get("/maatregelen"))


def test_who_is_warned_reads_it_under_the_warning(town, client_for):
    now = clock.now()
    alarm = Alarm(
        location_ids=frozenset({town.location.id}),
        watch_for="Een man in een rode jas.",
        what_to_do="Houd de deur dicht.",
        starts_at=now,
        ends_at=now + timedelta(hours=4),
    )
    with unit_of_work():
        notice = attention.send(town.manager.actor(now), alarm, now=now)

    assert helps(client_for(town.employee).get(f"/attentie/{notice.id}"))
