"""The list of open questions as the coordinator uses it: read, asked from, printed."""

from datetime import timedelta

import pytest

from tests.answers.asked import a_link, a_waiting_step, letters, the_question, work
from tests.builders import Person, stored
from tests.cases.builders import Counted, a_town
from vpt.answers.models import FeedbackRequest
from vpt.core import clock

LIST = "/ketenpartners/openstaand"
MOST = 12


@pytest.fixture
def waiting(app):
    """Return a town, a case that waits twenty days for the police, and the step."""
    with app.app_context():
        town = a_town()
        begun = clock.now() - timedelta(days=20)
        case, step = a_waiting_step(town, begun)
        a_waiting_step(town, begun, "S22")
        a_link(town, case, created_at=begun, expires_at=begun + timedelta(days=60))
        work(town, clock.now() - timedelta(days=1))
        return town, case, step.id


def ask_url(case, step_id):
    return f"/dossiers/{case.id}/stappen/{step_id}/vraag-nu"


def test_the_coordinator_sees_what_is_open_and_since_when(waiting, client_for):
    town, case, _ = waiting

    page = client_for(town.coordinator).get(LIST)

    assert page.status_code == 200
    assert case.reference in page.text
    assert "Hoe staat het ervoor?" in page.text
    assert "Rik Voorbeeld (demo)" in page.text
    assert "1 keer" in page.text
    assert "Niet gedeeld. Je eigen stap is de herinnering." in page.text


def test_asking_now_goes_back_to_the_list(waiting, client_for):
    town, case, step_id = waiting
    client = client_for(town.coordinator)

    done = client.post(ask_url(case, step_id), data={"naar": f"{LIST}?partij=police"})

    assert (done.status_code, done.location) == (302, f"{LIST}?partij=police")
    assert "De vraag is gesteld" in client.get(done.location).text
    with client.application.app_context():
        assert (the_question().round, len(letters())) == (2, 2)


def test_asking_twice_on_one_day_is_told_kindly(waiting, client_for):
    town, case, step_id = waiting
    client = client_for(town.coordinator)
    client.post(ask_url(case, step_id))

    done = client.post(ask_url(case, step_id), data={"naar": "//elders.example"})

    assert done.location == LIST
    assert "Deze vraag is vandaag al gesteld" in client.get(LIST).text
    with client.application.app_context():
        assert the_question().round == 2


def test_the_list_can_be_printed_for_one_partner(waiting, client_for):
    town, case, _ = waiting

    page = client_for(town.coordinator).get(f"{LIST}/afdrukken?partij=police")

    assert page.status_code == 200
    assert case.reference in page.text
    assert "Vraag nu" not in page.text


@pytest.mark.parametrize("query", ["?bij=niets", "?partij=x", "?na=x_y", "?na=%00", "?bij=%00"])
def test_an_address_that_makes_no_sense_shows_everything(waiting, client_for, query):
    town, case, _ = waiting

    page = client_for(town.coordinator).get(LIST + query)

    assert case.reference in page.text


def test_who_records_nothing_of_partners_gets_no_list(waiting, client_for, app):
    town, case, step_id = waiting

    for person in (town.employee, town.manager, town.hr, town.support):
        client = client_for(person)
        assert client.get(LIST).status_code == 403
        assert client.get(f"{LIST}/afdrukken").status_code == 403
        assert client.post(ask_url(case, step_id)).status_code == 403
    with app.app_context():
        assert [row.round for row in stored(FeedbackRequest)] == [1]


def test_another_employers_coordinator_sees_and_asks_nothing(waiting, client_for, app):
    _town, case, step_id = waiting
    with app.app_context():
        stranger: Person = a_town().coordinator
    client = client_for(stranger)

    assert case.reference not in client.get(LIST).text
    assert client.post(ask_url(case, step_id)).status_code == 404


def test_who_is_not_signed_in_signs_in(waiting, client_for):
    assert client_for(None).get(LIST).status_code == 302


def test_the_page_costs_few_statements(waiting, client_for, app):
    town, _case, _ = waiting
    client = client_for(town.coordinator)
    client.get(LIST)

    with app.app_context(), Counted() as statements:
        client.get(LIST)

    assert len(statements) <= MOST
