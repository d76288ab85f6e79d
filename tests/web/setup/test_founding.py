from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.builders import a_person, an_organisation, stored
from tests.web.incidents.filling import a_page
from tests.web.setup.founder import (
    ADDRESS,
    ORGANISATION,
    PASSWORD,
    an_administrator,
    code_of,
    enrol,
    found,
    give_code,
)
from vpt.accounts import service as accounts
from vpt.accounts.models import Organisation
from vpt.accounts.people import Membership, User
from vpt.accounts.rules import TRIES_PER_SUBJECT
from vpt.cases.models import Case, ProtocolVersion
from vpt.core import clock
from vpt.core.actor import Role
from vpt.documents.models import SealKey
from vpt.infra.db import unit_of_work


@pytest.mark.parametrize("door", ["/", "/inloggen"])
def test_the_front_door_of_an_empty_installation_leads_to_its_set_up(app, door):
    answer = app.test_client().get(door)

    assert answer.status_code == 302
    assert answer.location == "/inrichten"


def test_from_the_code_to_the_first_report(app):
    client = app.test_client()

    assert give_code(app, client).location == "/inrichten/organisatie"
    assert found(client).location == "/inloggen/instellen"
    codes = enrol(client)
    assert "/beheer/inrichten" in codes.text
    assert client.get("/beheer/inrichten").status_code == 200
    assert a_page(client).send().status_code == 302

    with app.app_context():
        [case] = stored(Case)
        assert case.reference.startswith("GVB-")
        assert [one.number for one in stored(ProtocolVersion)] == [1]
        assert len(stored(SealKey)) == 1
        assert [one.role for one in stored(Membership)] == [Role.ADMINISTRATOR]


def test_the_administrator_signs_in_again_with_the_password_just_chosen(app):
    an_administrator(app)

    answer = app.test_client().post("/inloggen", data={"email": ADDRESS, "password": PASSWORD})

    assert answer.location == "/inloggen/code"


def test_a_wrong_code_opens_nothing_and_says_where_the_right_one_is(app):
    client = app.test_client()
    code_of(app)

    answer = client.post("/inrichten", data={"code": "AAAA-BBBB-CCCC"})

    assert answer.status_code == 422
    assert "setup-code" in answer.text
    assert client.get("/inrichten/organisatie").location == "/inrichten"
    assert found(client).location == "/inrichten"


def test_without_a_code_on_the_server_nothing_fits(app, settings):
    (settings.keys_folder / "setup.code").unlink(missing_ok=True)

    answer = app.test_client().post("/inrichten", data={"code": " "})

    assert answer.status_code == 422


def test_the_code_may_be_typed_without_dashes_and_in_small_letters(app):
    typed = code_of(app).replace("-", " ").lower()

    answer = app.test_client().post("/inrichten", data={"code": typed})

    assert answer.location == "/inrichten/organisatie"


def test_guessing_is_slowed_down_and_does_not_keep_somebody_elsewhere_out(app):
    guesser = app.test_client()
    for _ in range(TRIES_PER_SUBJECT):
        guesser.post("/inrichten", data={"code": "AAAA-BBBB-CCCC"})

    refused = guesser.post("/inrichten", data={"code": code_of(app)})
    elsewhere = app.test_client().post(
        "/inrichten", data={"code": code_of(app)}, environ_base={"REMOTE_ADDR": "192.0.2.7"}
    )

    assert refused.status_code == 429
    assert elsewhere.status_code == 302


def test_the_code_works_once(app, settings):
    client = app.test_client()
    early = app.test_client()
    give_code(app, early)
    give_code(app, client)

    found(client)

    assert not (settings.keys_folder / "setup.code").exists()
    assert found(early).status_code == 404


def test_a_new_code_makes_the_old_one_worthless(app, settings):
    client = app.test_client()
    give_code(app, client)

    (settings.keys_folder / "setup.code").unlink()
    code_of(app)

    assert client.get("/inrichten/organisatie").location == "/inrichten"


@pytest.mark.parametrize("page", ["/inrichten", "/inrichten/organisatie"])
def test_once_there_is_an_organisation_the_page_does_not_exist(app, client_for, page):
    with app.app_context(), unit_of_work():
        person = a_person(an_organisation(), Role.ADMINISTRATOR)

    for client in (client_for(None), client_for(person)):
        assert client.get(page).status_code == 404
        assert client.post(page, data={"code": "x"}).status_code == 404
    assert client_for(None).get("/inloggen").status_code == 200


def test_a_demo_never_shows_it_also_before_its_first_organisation(app):
    with app.app_context(), unit_of_work():
        accounts.ensure_installation(is_demo=True, now=clock.now())

    assert app.test_client().get("/inrichten").status_code == 404
    assert app.test_client().get("/inloggen").status_code == 200


WRONG = (
    ("short_code", "GEMEENTE", "Gebruik 2 tot 6"),
    ("short_code", "G-V", "Gebruik 2 tot 6"),
    ("organisation", "", "Vul dit veld in"),
    ("domicile", "", "Vul dit veld in"),
    ("email", "ada", "Vul een e-mailadres in"),
    ("password", "welkom2026", "minstens 12 tekens"),
    ("again", "iets anders dan dat", "niet hetzelfde"),
)


def test_what_is_wrong_is_said_at_the_field_and_nothing_is_stored(app):
    client = app.test_client()
    give_code(app, client)

    answers = [(said, found(client, **{field: typed})) for field, typed, said in WRONG]

    assert {answer.status_code for _, answer in answers} == {422}
    assert [said for said, answer in answers if said not in answer.text] == []
    assert all(ORGANISATION["name"] in answer.text for _, answer in answers)
    with app.app_context():
        assert stored(Organisation) == []


def test_of_two_who_found_at_the_same_moment_one_is_told_that_it_is_done(app):
    clients = [app.test_client(), app.test_client()]
    for client in clients:
        give_code(app, client)
    start = Barrier(len(clients))

    def press(client, email):
        start.wait(timeout=10)
        return found(client, email=email).status_code

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(press, clients, ["a@voorbeeld.example", "b@voorbeeld.example"]))

    assert sorted(answers) in ([302, 404], [302, 409])
    with app.app_context():
        assert len(stored(Organisation)) == 1
        assert len(stored(User)) == 1
