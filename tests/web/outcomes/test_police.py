"""The page on which the coordinator notes what the police said about a report."""

import pytest

from tests.builders import stored
from tests.cases.builders import a_town
from tests.outcomes.court import a_reported_case
from tests.web.scenes import Scene
from vpt.infra.db import db
from vpt.outcomes.models import ChainOutcome
from vpt.police_reports.models import PoliceReport

NEEDLE = "Getuigen worden gehoord"


@pytest.fixture
def reported(app):
    with app.app_context():
        town = a_town()
        case = a_reported_case(town)
        db.session.refresh(town.organisation)
        return Scene(app, town, case.id)


def send(scene, client, **typed):
    data = {"version": scene.version(), "outcome": "in_progress", **typed}
    return client.post(scene.step_url("S17", "/nieuws-politie"), data=data)


def test_news_of_the_police_is_kept_told_and_warned_of(reported, client_for):
    client = client_for(reported.town.coordinator)
    done = send(reported, client, text=NEEDLE, record_number="iets vreemds", officer="Kaya (demo)")
    page = client.get(done.location).text

    assert done.status_code == 302
    assert NEEDLE in page
    assert "ziet er anders uit" in page
    assert "Cijfers van dit dossier" in page
    with reported.app.app_context():
        assert stored(PoliceReport)[0].details["record_number"] == "iets vreemds"
    own = client_for(reported.town.employee).get(f"/mijn-meldingen/{reported.case_id}/nieuws").text
    assert "De politie werkt aan je zaak." in own
    assert NEEDLE not in own


def test_police_that_stop_say_why_and_nothing_typed_is_lost(reported, client_for):
    client = client_for(reported.town.coordinator)
    refused = send(reported, client, outcome="stopped", words=NEEDLE)

    assert refused.status_code == 422
    assert "Leg uit waarom" in refused.text
    assert NEEDLE in refused.text
    with reported.app.app_context():
        assert stored(ChainOutcome) == []


def test_only_the_coordinator_notes_it(reported, client_for):
    town = reported.town

    for person in (town.manager, town.hr, town.employee, town.colleague, town.other_manager):
        assert send(reported, client_for(person)).status_code in {403, 404}
    with reported.app.app_context():
        assert stored(ChainOutcome) == []
