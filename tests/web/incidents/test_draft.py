from datetime import timedelta

import pytest

from tests.builders import a_person, an_organisation, stored
from tests.cases.builders import a_town
from tests.web.incidents.filling import a_page
from vpt.core import clock
from vpt.incidents import drafts
from vpt.incidents.evidence import Draft
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work


@pytest.fixture
def town(app):
    with app.app_context():
        return a_town()


def signed_out(client):
    """Let the session be over, as after an hour without a click."""
    with client.session_transaction() as session:
        session["since"] -= 13 * 3600
    return client


def test_what_is_typed_is_kept_and_found_on_another_device(client_for, town):
    phone, desk = client_for(town.employee), client_for(town.employee)

    answer = a_page(phone).autosave(narrative="Getypt op de telefoon")

    assert answer.status_code == 200
    assert answer.json["state"] == "saved"
    page = a_page(desk)
    assert "Getypt op de telefoon" in page.html
    assert page.send(narrative="Getypt op de telefoon").status_code == 302


def test_the_draft_goes_on_with_the_same_id_and_is_gone_after_sending(app, client_for, town):
    page = a_page(client_for(town.employee))
    draft_id = page.autosave().json["concept"]

    page.send()

    with app.app_context():
        assert str(stored(Incident)[0].id) == draft_id
        assert stored(Draft) == []


def test_the_script_saving_after_sending_makes_no_new_draft(app, client_for, town):
    page = a_page(client_for(town.employee))
    page.send()

    answer = page.autosave()

    assert (answer.status_code, answer.json["state"]) == (409, "report_sent")
    with app.app_context():
        assert stored(Draft) == []


def test_two_tabs_do_not_overwrite_each_other(app, client_for, town):
    client = client_for(town.employee)
    a_page(client).autosave(narrative="eerst")
    first, second = a_page(client), a_page(client)
    first.autosave(narrative="in tab een")

    answer = second.send(narrative="in tab twee", place="", location="")

    assert answer.status_code == 409
    assert "in tab twee" in answer.text
    with app.app_context():
        texts = {row.content["narrative"][0] for row in stored(Draft)}
        assert texts == {"in tab een", "in tab twee"}


def test_two_new_tabs_are_two_reports(app, client_for, town):
    client = client_for(town.employee)
    first, second = a_page(client, "/melden?nieuw=1"), a_page(client, "/melden?nieuw=1")

    first.send(narrative="een")
    second.send(narrative="twee")

    with app.app_context():
        assert {row.narrative for row in stored(Incident)} == {"een", "twee"}


def test_after_the_session_ended_everything_is_there_again(app, client_for, town):
    client = client_for(town.employee)
    page = a_page(client)
    signed_out(client)

    answer = page.send(narrative="Ik was bijna klaar", relation="client")

    assert answer.status_code == 302
    assert "/melden?concept%3D" in answer.location or "/melden%3Fconcept%3D" in answer.location
    with app.app_context():
        [draft] = stored(Draft)
        assert stored(Incident) == []
        assert draft.content is None
    back = a_page(client_for(town.employee), f"/melden?concept={draft.id}")
    assert "Ik was bijna klaar" in back.html
    assert back.send(narrative="Ik was bijna klaar").status_code == 302


def test_the_script_hears_that_the_session_ended_and_the_words_are_kept(app, client_for, town):
    client = client_for(town.employee)
    page = a_page(client)
    signed_out(client)

    answer = page.autosave(narrative="nog niet klaar")

    assert (answer.status_code, answer.json) == (401, {"state": "signed_out", "kept": True})
    with app.app_context():
        assert stored(Draft)[0].parked["narrative"] == ["nog niet klaar"]


def test_a_parked_form_is_for_its_writer_alone(app, client_for, town):
    client = client_for(town.employee)
    page = a_page(client)
    signed_out(client)
    page.send(narrative="geheim")
    with app.app_context():
        draft_id = stored(Draft)[0].id
        with unit_of_work():
            stranger = a_person(an_organisation())

    for person in (town.colleague, town.coordinator, stranger):
        assert client_for(person).get(f"/melden?concept={draft_id}").status_code == 404


def test_somebody_else_on_the_same_computer_does_not_get_the_words(app, client_for, town):
    page = a_page(client_for(town.employee))
    page.client = client_for(town.colleague)

    answer = page.send(narrative="van de eerste")

    assert answer.status_code == 302
    with app.app_context():
        [draft] = stored(Draft)
        assert draft.reporter_id == town.employee.id
        assert stored(Incident) == []


def test_a_form_with_a_forged_key_stores_nothing(app, client_for, town):
    page = a_page(client_for(town.employee))
    page.hidden["page"] = "vals"

    answer = page.send(narrative="blijft staan")

    assert answer.status_code == 422
    assert "blijft staan" in answer.text
    with app.app_context():
        assert stored(Draft) == stored(Incident) == []


def test_hidden_fields_full_of_nonsense_do_no_harm(app, client_for, town):
    page = a_page(client_for(town.employee))
    page.hidden |= {"_seen": "veel²", "_tab": "x" * 5000}

    assert page.autosave(**{"perpetrators-x-name": "?", "witnesses": "?"}).status_code == 200
    assert page.send(add="witnesses").status_code == 302


def test_later_keeps_the_draft_and_goes_home(app, client_for, town):
    answer = a_page(client_for(town.employee)).send(later="1", narrative="morgen verder")

    assert (answer.status_code, answer.location) == (302, "/")
    with app.app_context():
        assert stored(Draft)[0].content["narrative"] == ["morgen verder"]


def test_one_more_witness_is_one_more_line(client_for, town):
    client = client_for(town.employee)

    answer = a_page(client).send(add="witnesses", **{"witnesses-0-name": "Een"})

    assert answer.location.endswith("#witnesses")
    assert 'name="witnesses-1-name"' in client.get(answer.location).text


def test_a_draft_can_be_thrown_away_by_its_writer_only(app, client_for, town):
    client = client_for(town.employee)
    draft_id = a_page(client).autosave().json["concept"]

    assert client_for(town.colleague).post(f"/melden/concept/{draft_id}/weg").status_code == 404
    assert client.post(f"/melden/concept/{draft_id}/weg").status_code == 302

    with app.app_context():
        assert stored(Draft) == []


def test_drafts_are_announced_twice_and_then_destroyed(app, client_for, town):
    a_page(client_for(town.employee)).autosave()
    now = clock.now()
    warned = []
    with app.app_context():
        for days in (22, 24, 25, 29.5, 29.6):
            with unit_of_work():
                warned.append(len(drafts.list_to_warn(now=now + timedelta(days=days))))
        with unit_of_work():
            drafts.purge_expired(now=now + timedelta(days=31))

        assert warned == [0, 1, 0, 1, 0]
        assert stored(Draft) == []


def test_a_parked_form_is_kept_for_a_day(app, client_for, town):
    client = client_for(town.employee)
    page = a_page(client)
    signed_out(client)
    page.send()
    with app.app_context():
        with unit_of_work():
            drafts.purge_expired(now=clock.now() + timedelta(hours=23))
        assert len(stored(Draft)) == 1
        db.session.rollback()
        with unit_of_work():
            drafts.purge_expired(now=clock.now() + timedelta(hours=25))
        assert stored(Draft) == []
