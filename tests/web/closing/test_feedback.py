import pytest

from tests.builders import stored
from vpt.cases.models import CaseMessage
from vpt.closing.models import Feedback

TOLD = {
    "outcome": "reporter_and_team", "told": "De bezoeker kreeg een brief.",
    "told_on": "2026-03-05", "team_met_on": "2026-03-05", "lesson_kind": "staffing",
    "lesson": "Met z’n tweeën aan de balie.",
}  # fmt: skip


def give(scene, client, **data):
    url = scene.step_url("S19", "/terugkoppelen")
    return client.post(url, data={"version": scene.version(), **TOLD, **data})


def rows(scene, model):
    with scene.app.app_context():
        return stored(model)


def test_the_manager_tells_back_and_the_reporter_reads_it(scene, client_for):
    manager = client_for(scene.town.manager)
    assert scene.step_url("S19", "/terugkoppelen") in manager.get(scene.step_url("S19")).text

    done = give(scene, manager, sends="y")

    assert done.status_code == 302
    assert "Met z’n tweeën" in manager.get(done.location).text
    own = client_for(scene.town.employee).get(f"/mijn-meldingen/{scene.case_id}").text
    assert "De bezoeker kreeg een brief." in own
    assert "Met z’n tweeën" not in own


def test_without_the_tick_no_message_is_sent(scene, client_for):
    give(scene, client_for(scene.town.manager))

    assert rows(scene, CaseMessage) == []
    assert len(rows(scene, Feedback)) == 1
    assert scene.step("S19").outcome == "reporter_and_team"


def test_telling_back_is_for_the_handler_and_the_coordinator(scene, client_for):
    town, url = scene.town, scene.step_url("S19", "/terugkoppelen")

    assert client_for(town.manager).get(url).status_code == 200
    assert client_for(town.coordinator).get(url).status_code == 200
    assert client_for(town.hr).get(url).status_code == 403
    assert client_for(town.colleague).get(url).status_code == 403
    assert client_for(town.other_manager).get(url).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"told": ""}, "Schrijf op wat je hebt verteld."),
        ({"team_met_on": ""}, "Vul in wanneer je het met het team"),
        ({"lesson": ""}, "wat jullie hiervan leren"),
        ({"lesson_kind": "magic"}, "Kies opnieuw"),
        ({"told_on": "2099-01-01"}, "moet nog komen"),
        ({"outcome": "reporter_only"}, "Leg uit waarom"),
        ({"lesson": "Klant 111222333"}, "burgerservicenummer"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_the_rest_stays(scene, client_for, wrong, said):
    page = give(scene, client_for(scene.town.manager), **wrong)

    assert page.status_code == 422
    assert said in page.text
    assert rows(scene, Feedback) == rows(scene, CaseMessage) == []


def test_whoever_comes_second_sees_what_changed_and_sends_nothing(scene, client_for):
    version = scene.version()
    give(scene, client_for(scene.town.coordinator), sends="y", version=version)

    page = give(scene, client_for(scene.town.manager), sends="y", told="Bewaard", version=version)

    assert page.status_code == 409
    assert "Een collega was je voor" in page.text
    assert "Bewaard" in page.text
    assert len(rows(scene, CaseMessage)) == 1
