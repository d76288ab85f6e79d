"""The coordinator's pages about answers: what waits, what it says, and taking it over or not."""

import pytest
from sqlalchemy import select

from tests.builders import stored
from tests.cases.builders import a_town
from tests.web.watching import statements
from vpt.audit.models import AuditEntry
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work

NUMBER = "2026555555"


def judge(asked, client, answer_id, version=None, **typed):
    """Send the choice about an answer."""
    data = {"version": version or asked.version(), **typed}
    return client.post(asked.case_url(f"/{answer_id}"), data=data)


def test_a_waiting_answer_is_listed_shown_with_its_reason_and_taken_over(asked, client_for):
    client = client_for(asked.town.coordinator)
    answer_id = asked.from_desk(code="present")

    listed = client.get("/antwoorden").text
    shown = client.get(asked.case_url(f"/{answer_id}")).text
    done = judge(asked, client, answer_id, verdict="accept")

    assert str(answer_id) in listed
    assert "voorblad" in shown
    assert "Ja, de code staat erin" in shown
    assert "wordt afgerond met dit antwoord" in shown
    assert done.status_code == 302
    assert asked.outcomes("S13") == ["present"]
    assert "Er wacht geen antwoord" in client.get("/antwoorden").text


def test_leaving_it_out_asks_why_and_keeps_what_was_typed(asked, client_for):
    client = client_for(asked.town.coordinator)
    answer_id = asked.from_desk(code="present")

    unsaid = judge(asked, client, answer_id, verdict="refuse")
    said = judge(asked, client, answer_id, verdict="refuse", reason="Onbekend bij het bureau.")

    assert (unsaid.status_code, said.status_code) == (422, 302)
    assert 'id="reason-error"' in unsaid.text
    page = client.get(asked.case_url()).text
    assert "Onbekend bij het bureau." in page
    assert "Niet overgenomen" in page
    assert asked.outcomes("S13") == [None]


def test_a_number_for_a_report_that_was_taken_says_what_is_corrected(asked, client_for):
    client = client_for(asked.town.coordinator)
    answer_id = asked.from_desk(number=NUMBER)

    shown = client.get(asked.case_url(f"/{answer_id}")).text

    assert "De nummers bij de aangifte worden aangepast" in shown
    assert NUMBER in shown


def test_the_second_of_two_coordinators_sees_that_a_colleague_was_first(asked, client_for):
    client = client_for(asked.town.coordinator)
    answer_id, seen = asked.from_desk(code="present"), asked.version()
    judge(asked, client, answer_id, verdict="accept")

    second = judge(asked, client, answer_id, version=seen, verdict="refuse", reason="Nee.")

    assert second.status_code == 409
    assert "Een collega was je voor" in second.text
    assert asked.outcomes("S13") == ["present"]


def test_nothing_is_decided_without_a_choice(asked, client_for):
    answer_id = asked.from_desk(code="present")

    answer = judge(asked, client_for(asked.town.coordinator), answer_id)

    assert answer.status_code == 422
    assert asked.outcomes("S13") == [None]


@pytest.mark.parametrize(
    ("who", "status"), [("manager", 403), ("employee", 403), ("colleague", 403), ("hr", 403)]
)
def test_nobody_but_a_coordinator_sees_the_pages(asked, client_for, who, status):
    answer_id = asked.from_desk(code="present")
    client = client_for(getattr(asked.town, who))

    for address in ("/antwoorden", asked.case_url(), asked.case_url(f"/{answer_id}")):
        assert client.get(address).status_code == status


def test_the_coordinator_of_another_employer_finds_nothing(asked, client_for, app):
    answer_id = asked.from_desk(code="present")
    with app.app_context():
        elsewhere = a_town()
    client = client_for(elsewhere.coordinator)

    assert str(answer_id) not in client.get("/antwoorden").text
    assert client.get(asked.case_url()).status_code == 404
    assert judge(asked, client, answer_id, verdict="accept").status_code == 404


def test_a_coordinator_who_is_a_party_to_the_incident_judges_nothing(asked, client_for, app):
    answer_id = asked.from_desk(code="present")
    with app.app_context(), unit_of_work():
        victim = db.session.scalars(select(Involved).where(Involved.role == "victim")).one()
        victim.user_id = asked.town.coordinator.id
    client = client_for(asked.town.coordinator)

    assert str(answer_id) not in client.get("/antwoorden").text
    assert client.get(asked.case_url(f"/{answer_id}")).status_code == 404
    assert judge(asked, client, answer_id, verdict="accept").status_code == 404


def test_the_account_of_the_police_judges_nothing(asked, client_for):
    answer_id = asked.from_desk(code="present")
    client = client_for(asked.police)

    assert client.get("/antwoorden").status_code == 403
    assert judge(asked, client, answer_id, verdict="accept").status_code == 403


def test_no_value_of_an_answer_reaches_the_trail(asked, client_for, app):
    client = client_for(asked.town.coordinator)
    answer_id = asked.from_desk(officer="Brigadier Naald (demo)")
    judge(asked, client, answer_id, verdict="refuse", reason="Naaldje onbekend.")

    with app.app_context():
        assert "Naald" not in str([(one.codes, one.fields) for one in stored(AuditEntry)])


def test_a_page_about_answers_asks_little_of_the_database(asked, client_for, app):
    client = client_for(asked.town.coordinator)
    for turn in range(4):
        answer_id = asked.from_desk(officer=f"Agent {turn}")

    counts = {}
    for address in ("/antwoorden", asked.case_url(), asked.case_url(f"/{answer_id}")):
        client.get(address)
        with statements(app) as asked_of:
            assert client.get(address).status_code == 200
        counts[address] = len(asked_of)

    assert max(counts.values()) <= 15, counts
