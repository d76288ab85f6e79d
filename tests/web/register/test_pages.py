from datetime import date

import pytest

from tests.builders import a_person, an_organisation, stored
from tests.cases.builders import a_case, a_town
from tests.measures.desk import perpetrator
from vpt.core import clock
from vpt.core.actor import Role
from vpt.incidents import involvement
from vpt.incidents.rules import Person as Named
from vpt.infra.db import unit_of_work
from vpt.measures.unlock_models import RegisterRequest

WHO = Named(surname="Naaldeman", birth_date=date(1968, 3, 11))
REASON = "We willen weten of een gesprek aan de balie veilig is."


@pytest.fixture
def town(app):
    with app.app_context():
        town = a_town()
        with unit_of_work():
            town.second = a_person(town.organisation, Role.COORDINATOR, name="Tweede (demo)")
            town.strangers = [a_person(an_organisation(), one) for one in STRANGERS]
        town.cases = [known(town), known(town)]
        town.ids = [one.id for one in town.cases]
        town.references = [one.reference for one in town.cases]
        town.person_id = perpetrator(town.cases[0]).id
        return town


STRANGERS = (Role.COORDINATOR, Role.PRIVACY_OFFICER)


def known(town):
    case = a_case(town, at=clock.now())
    with unit_of_work():
        involvement.identify(perpetrator(case), WHO)
    return case


def ask(client, town, **changes):
    data = {"person": str(town.person_id), "reason": REASON, **changes}
    return client.post(f"/dossiers/{town.ids[0]}/register", data=data)


@pytest.fixture
def url(town, client_for):
    return ask(client_for(town.coordinator), town).location


def decide(client, url, **changes):
    return client.post(f"{url}/besluit", data={"answer": "yes", "reason": "Nodig.", **changes})


def test_the_whole_way_from_question_to_one_look(town, url, client_for):
    asker, second = client_for(town.coordinator), client_for(town.second)

    waiting = asker.get(url).text
    judged = second.get(url).text
    decided = decide(second, url)
    allowed = asker.get(url).text
    look = asker.post(f"{url}/kijken")
    again = asker.post(f"{url}/kijken")

    assert "Wacht op besluit" in waiting
    assert "Jij beslist" not in waiting
    assert REASON in judged
    assert decided.status_code == 302
    assert "Kijk nu, één keer" in allowed
    assert town.references[1] in look.text
    assert look.headers["Cache-Control"] == "no-store"
    for hidden in ("Naaldeman", "Sanne", "1968"):
        assert hidden not in look.text
    assert again.status_code == 409
    assert town.references[1] not in again.text


def test_the_page_says_on_what_basis_and_how_long(town, client_for):
    page = client_for(town.privacy_officer).get("/register").text

    assert "UAVG artikel 33, tweede lid, onder b" in page
    assert "moeten dit nog toetsen" in page
    assert "Zonder maatregel: twee jaar na het incident." in page
    assert "nooit met een andere werkgever" in page


def test_who_asked_cannot_allow_it(town, app, url, client_for):
    answer = decide(client_for(town.coordinator), url)

    assert answer.status_code == 403
    with app.app_context():
        assert stored(RegisterRequest)[0].decided_at is None


def test_of_two_who_decide_at_once_the_second_is_told_and_changes_nothing(
    town, app, url, client_for
):
    first, second = client_for(town.second), client_for(town.privacy_officer)
    assert "Jij beslist" in second.get(url).text

    decide(first, url, answer="no")
    late = decide(second, url)

    assert late.status_code == 409
    assert "wacht niet meer op een antwoord" in late.text
    with app.app_context():
        assert not stored(RegisterRequest)[0].is_approved


def test_nobody_looks_before_it_is_allowed_or_after_it_is_refused(town, url, client_for):
    asker = client_for(town.coordinator)

    before = asker.post(f"{url}/kijken").status_code
    decide(client_for(town.privacy_officer), url, answer="no")
    after = asker.post(f"{url}/kijken").status_code

    assert (before, after) == (409, 409)


def test_strangers_and_colleagues_get_nowhere(town, app, url, client_for):
    for stranger in town.strangers:
        client = client_for(stranger)
        assert client.get(url).status_code == 404
        assert decide(client, url).status_code == 404
        assert client.post(f"{url}/kijken").status_code in {403, 404}
        assert ask(client, town).status_code in {403, 404}
    for person in (town.employee, town.manager, town.hr, town.support):
        client = client_for(person)
        assert client.get("/register").status_code == 403
        assert client.get(url).status_code == 403
        assert decide(client, url).status_code == 403
        assert client.post(f"{url}/kijken").status_code == 403
        assert ask(client, town).status_code == 403
    with app.app_context():
        assert [row.decided_at for row in stored(RegisterRequest)] == [None]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"person": ""}, "Maak een keuze"),
        ({"reason": "  "}, "Leg uit waarom"),
        ({"reason": "Zijn nummer is 111222333."}, "burgerservicenummer"),
    ],
)
def test_a_question_that_is_not_right_keeps_what_was_typed(
    town, app, client_for, changes, sentence
):
    answer = ask(client_for(town.coordinator), town, **changes)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert changes.get("reason", REASON).strip() in answer.text
    with app.app_context():
        assert stored(RegisterRequest) == []


def test_a_decision_needs_an_answer_and_a_reason(town, app, url, client_for):
    second = client_for(town.second)

    no_reason = decide(second, url, reason="")
    no_answer = decide(second, url, answer="")

    assert (no_reason.status_code, no_answer.status_code) == (422, 422)
    assert "Nodig." in no_answer.text
    with app.app_context():
        assert stored(RegisterRequest)[0].decided_at is None


def test_a_reference_leads_to_the_form_of_its_case(town, client_for):
    client = client_for(town.coordinator)

    found = client.get(f"/register?kenmerk={town.references[0].lower()}")
    unknown = client.get("/register?kenmerk=XXX-2026-1")

    assert found.location == f"/dossiers/{town.ids[0]}/register"
    assert unknown.status_code == 200
    assert "We vinden geen dossier met dit nummer" in unknown.text


def test_the_people_of_a_case_lead_to_the_question_for_who_may_ask(town, client_for):
    address = f"/dossiers/{town.ids[0]}/betrokkenen"
    way = f"/dossiers/{town.ids[0]}/register"

    assert way in client_for(town.coordinator).get(address).text
    assert way not in client_for(town.manager).get(address).text
