from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.builders import a_person, stored
from tests.cases.builders import a_town
from vpt.audit.models import AuditEntry
from vpt.core import clock
from vpt.core.actor import Role
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message
from vpt.post.models import PostItem

KEPT = "kluis van de receptie"


@pytest.fixture
def town(app):
    with app.app_context():
        made = a_town()
        with unit_of_work():
            made.desk = a_person(made.organisation, Role.RECEPTION, name="Balie (demo)")
        return made


def a_form(town, **changes):
    today = clock.now().date().isoformat()
    return {
        "recipient": str(town.employee.id), "received_on": today, "sender": "court",
        "kept": KEPT, **changes,
    }  # fmt: skip


@pytest.fixture
def letter(app, client_for, town):
    answer = client_for(town.desk).post("/post/nieuw", data=a_form(town))
    assert answer.status_code == 302, answer.text
    with app.app_context():
        return stored(PostItem)[0].id


def version_of(app, letter):
    with app.app_context():
        return db.session.scalar(select(PostItem.version).where(PostItem.id == letter))


def test_the_whole_way_of_a_letter(app, client_for, town, letter):
    desk, employee = client_for(town.desk), client_for(town.employee)

    before = employee.get("/mijn-post")
    employee.post(f"/mijn-post/{letter}/bekijk")
    after = employee.get("/mijn-post")
    desk.post(f"/post/{letter}/afgegeven", data={"version": version_of(app, letter)})
    employee.post(f"/mijn-post/{letter}/ontvangen", data={"version": version_of(app, letter)})

    assert "Er ligt post voor je" in before.text
    assert "Rechtbank" not in before.text
    assert KEPT not in before.text
    assert "Rechtbank" in after.text
    assert KEPT in after.text
    assert "Ontvangst bevestigd" in employee.get("/mijn-post").text
    assert "Ontvangst bevestigd" in desk.get("/post").text
    with app.app_context():
        actions = {row.action for row in stored(AuditEntry) if row.subject_kind == "post"}
    assert actions == {"post.registered", "post.viewed", "post.handed_over", "post.confirmed"}


def test_the_message_leads_to_the_own_post(client_for, town, letter):
    employee = client_for(town.employee)

    inbox = employee.get("/berichten").text

    assert "Er ligt post voor je" in inbox
    assert "Rechtbank" not in inbox
    with employee.application.app_context():
        message = stored_message(town)
    assert employee.get(f"/berichten/{message}").location == "/mijn-post"


def stored_message(town):
    return db.session.scalar(select(Message.id).where(Message.recipient_id == town.employee.id))


@pytest.mark.parametrize("who", ["colleague", "manager", "support", "privacy_officer"])
def test_the_register_is_not_for_everybody(client_for, town, letter, who):
    client = client_for(getattr(town, who))

    for address in ("/post", "/post/nieuw", f"/post/{letter}/terug"):
        assert client.get(address).status_code == 403
    assert client.post(f"/post/{letter}/afgegeven").status_code == 403


@pytest.mark.parametrize("who", ["colleague", "manager", "coordinator", "desk"])
def test_somebody_elses_own_post_does_not_exist(client_for, town, letter, who):
    client = client_for(getattr(town, who))

    assert client.post(f"/mijn-post/{letter}/bekijk").status_code == 404
    assert client.post(f"/mijn-post/{letter}/ontvangen", data={"version": 1}).status_code == 404
    assert "Er ligt post voor je" not in client.get("/mijn-post").text


def test_reception_does_not_see_what_it_noted_longer_ago(app, client_for, town, letter):
    with app.app_context(), unit_of_work():
        stored(PostItem)[0].registered_at = clock.now() - timedelta(days=31)

    assert "Geen brieven genoteerd" in client_for(town.desk).get("/post").text
    assert client_for(town.desk).get(f"/post/{letter}/terug").status_code == 404
    assert "Sanne Melder" in client_for(town.coordinator).get("/post").text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("recipient", "", "Maak een keuze"),
        ("recipient", "00000000-0000-0000-0000-000000000000", "Kies"),
        ("received_on", "2026-02-30", "datum in die bestaat"),
        ("received_on", "2030-01-01", "Deze dag komt nog"),
        ("received_on", "2001-01-01", "te lang geleden"),
        ("sender", "", "Maak een keuze"),
        ("kept", "  ", "Vul in waar de envelop ligt"),
        ("kept", "bij 111222333", "burgerservicenummer"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_the_rest_stays(
    app, client_for, town, field, value, sentence
):
    answer = client_for(town.desk).post("/post/nieuw", data=a_form(town, **{field: value}))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert KEPT in answer.text or field == "kept"
    with app.app_context():
        assert stored(PostItem) == []


def test_of_two_keepers_the_second_sees_what_the_first_did(app, client_for, town, letter):
    client_for(town.coordinator).post(f"/post/{letter}/afgegeven", data={"version": 1})

    answer = client_for(town.desk).post(
        f"/post/{letter}/terug", data={"version": 1, "reason": "gone"}
    )

    assert answer.status_code == 409
    assert "intussen vastgelegd" in answer.text
    assert "Afgegeven" in answer.text


def test_a_letter_goes_back_with_a_reason(client_for, town, letter):
    desk = client_for(town.desk)

    without = desk.post(f"/post/{letter}/terug", data={"version": 1})
    page = desk.post(f"/post/{letter}/terug", data={"version": 1, "reason": "refused"})

    assert without.status_code == 422
    assert page.status_code == 302
    assert "wil de brief niet aannemen" in desk.get("/post").text
    assert "Teruggestuurd" in client_for(town.employee).get("/mijn-post").text


def test_the_register_goes_on_page_by_page(app, client_for, town):
    desk = client_for(town.desk)
    for number in range(31):
        desk.post("/post/nieuw", data=a_form(town, kept=f"vak {number}."))

    first = desk.get("/post").text
    place = first.split("/post?na=")[1].split('"')[0]
    second = desk.get(f"/post?na={place}").text

    assert ("vak 30." in first, "vak 0." in first) == (True, False)
    assert ("vak 30." in second, "vak 0." in second) == (False, True)
    assert desk.get("/post?na=onzin").status_code == 200
