import re
from datetime import timedelta

import pytest

from tests.cases.builders import a_case, a_town, without_pages
from tests.web.scenes import Scene
from vpt.cases import protocols
from vpt.cases.models import Case
from vpt.cases.opening import Seen
from vpt.core import clock
from vpt.infra.db import db, unit_of_work
from vpt.protocol.state import StepStatus

ACTS = ["/berichten", "/tevreden", "/intrekken", "/afschrift"]


def own(scene, rest=""):
    return f"/mijn-meldingen/{scene.case_id}{rest}"


def case_of(scene):
    with scene.app.app_context():
        return db.session.get_one(Case, (scene.town.organisation.id, scene.case_id))


def withdraw(scene, client):
    answer = {"reason": "mistake", "version": scene.version()}
    return client.post(own(scene, "/intrekken"), data=answer)


def test_a_reporter_reads_in_plain_words_what_happens(scene, client_for):
    page = client_for(scene.town.employee).get(own(scene)).text

    assert "Wat gebeurt er met mijn melding?" in page
    assert "Je leidinggevende belt of spreekt je vandaag" in page
    assert "Mehmet Leider (demo)" in page
    assert "Hij riep dat hij mij wist te vinden." in page


def test_own_reports_are_listed_for_the_reporter_alone(scene, client_for):
    mine = client_for(scene.town.employee).get("/mijn-meldingen").text
    other = client_for(scene.town.colleague).get("/mijn-meldingen").text

    assert own(scene) in mine
    assert "Je hebt nog niets gemeld" in other


def test_an_own_report_is_closed_to_everybody_else(scene, client_for):
    assert client_for(scene.town.colleague).get(own(scene)).status_code == 404
    assert client_for(scene.town.manager).get(own(scene)).status_code == 404
    assert client_for(None).get(own(scene)).status_code == 302


@pytest.mark.parametrize("act", ACTS)
def test_nobody_else_acts_on_an_own_report(scene, client_for, act):
    data = {"text": "Hallo", "tevreden": "ja", "reason": "mistake"}

    for person in (scene.town.colleague, scene.town.manager):
        assert client_for(person).post(own(scene, act), data=data).status_code == 404
    assert client_for(None).post(own(scene, act), data=data).status_code == 302


def test_a_message_reaches_the_handler(scene, client_for):
    done = client_for(scene.town.employee).post(
        own(scene, "/berichten"), data={"text": "Mag mijn broer mee?"}
    )
    page = client_for(scene.town.manager).get(scene.url("/berichten")).text

    assert done.status_code == 302
    assert "Mag mijn broer mee?" in page


def test_an_empty_message_is_answered_at_the_field(scene, client_for):
    page = client_for(scene.town.employee).post(own(scene, "/berichten"), data={"text": " "})

    assert page.status_code == 422
    assert "Schrijf eerst een bericht." in page.text


def test_a_report_is_withdrawn_with_a_reason(scene, client_for):
    client = client_for(scene.town.employee)
    empty = client.post(own(scene, "/intrekken"), data={"version": scene.version()})
    done = withdraw(scene, client)
    again = client.get(own(scene, "/intrekken"))

    assert empty.status_code == 422
    assert done.status_code == 302
    assert again.status_code == 404
    assert "Je hebt deze melding ingetrokken" in client.get(own(scene)).text


def test_withdrawing_a_report_that_changed_meanwhile_shows_the_page_again(scene, client_for):
    seen = scene.version()
    client_for(scene.town.manager).post(
        scene.step_url("S02", "/opvang"),
        data={"outcome": "declined", "version": seen},
    )
    page = client_for(scene.town.employee).post(
        own(scene, "/intrekken"), data={"reason": "mistake", "version": seen}
    )

    assert page.status_code == 409
    assert "checked" in page.text
    assert f'value="{scene.version()}"' in page.text


def test_satisfaction_is_asked_after_closing_and_kept(scene, client_for):
    client = client_for(scene.town.employee)
    before = client.get(own(scene)).text
    with scene.app.app_context():
        case = db.session.get_one(Case, (scene.town.organisation.id, scene.case_id))
        case.closed_at = case.opened_at
        db.session.commit()
    after = client.get(own(scene)).text
    done = client.post(own(scene, "/tevreden"), data={"tevreden": "nee"})

    assert "Ben je tevreden over de afhandeling?" not in before
    assert "Ben je tevreden over de afhandeling?" in after
    assert done.status_code == 302
    assert case_of(scene).satisfied is False


@pytest.mark.parametrize("said", ["", "misschien"])
def test_satisfaction_is_yes_or_no(scene, client_for, said):
    page = client_for(scene.town.employee).post(own(scene, "/tevreden"), data={"tevreden": said})

    assert page.status_code == 404
    assert case_of(scene).satisfied is None


@pytest.fixture
def in_danger(app):
    """A case under a protocol that asks the reporter whether everybody is safe."""
    asking = re.sub(
        r'(key = "S01"\s+phase = "\w+"\s+party = )"\w+"', r'\1"employee"', without_pages()
    )
    with app.app_context():
        town = a_town(with_protocol=False)
        with unit_of_work():
            protocols.adopt(town.organisation.id, asking, None, clock.now() - timedelta(days=9))
        case = a_case(town, seen=Seen(in_danger=True), at=clock.now() - timedelta(minutes=9))
        return Scene(app, town, case.id)


def prefix(step):
    return f"{step.key}-{step.id}-"


def answer(scene, client, **given):
    step = scene.step("S01")
    data = {f"{prefix(step)}{name}": value for name, value in given.items()}
    return client.post(own(scene, f"/stappen/{step.id}"), data=data)


def test_a_reporter_answers_what_the_chain_asks(in_danger, client_for):
    client = client_for(in_danger.town.employee)
    page = client.get(own(in_danger)).text
    done = answer(in_danger, client, outcome="safe", version=in_danger.version())

    assert "Dit vragen we aan jou" in page
    assert done.status_code == 302
    assert in_danger.step("S01").state == StepStatus.DONE


def test_an_answer_that_misses_something_is_kept(in_danger, client_for):
    page = answer(
        in_danger,
        client_for(in_danger.town.employee),
        note="Dit blijft.",
        version=in_danger.version(),
    )

    assert page.status_code == 422
    assert "Dit blijft." in page.text
    assert in_danger.step("S01").state == StepStatus.OPEN


def test_an_answer_to_a_case_that_changed_meanwhile_is_kept_and_shown(in_danger, client_for):
    seen = in_danger.version()
    client_for(in_danger.town.manager).post(
        in_danger.step_url("S02"), data={"outcome": "supported", "version": seen}
    )
    client = client_for(in_danger.town.employee)
    page = answer(in_danger, client, outcome="safe", note="Ook dit.", version=seen)

    assert page.status_code == 409
    assert "Ook dit." in page.text
    assert "Een collega was je voor" in page.text
    assert "Stap gedaan" in page.text


def test_nobody_answers_for_the_reporter(in_danger, client_for):
    for person in (in_danger.town.colleague, in_danger.town.manager):
        assert answer(in_danger, client_for(person), outcome="safe").status_code == 404
    assert answer(in_danger, client_for(None), outcome="safe").status_code == 302
