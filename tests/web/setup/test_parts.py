import re
from dataclasses import replace

import pytest

from tests.builders import Person, a_person, stored
from tests.mailserver import postbox
from tests.web.incidents.filling import a_page
from tests.web.setup.founder import an_administrator
from vpt.accounts.models import Organisation
from vpt.accounts.people import User
from vpt.audit.models import AuditEntry
from vpt.cases.models import ProtocolVersion
from vpt.core.actor import Role
from vpt.infra.db import unit_of_work

ALL = "/beheer/inrichten"
PAGES = ["", "/werktijden", "/protocol", "/mail", "/zegel", "/plekken", "/mensen"]

UNFIT = {
    "": "Er is nog geen mailserver ingesteld",
    "smtp://127.0.0.1:1": "Daar luistert geen mailserver",
    "smtp://bestaat-niet.invalid:25": "De naam van de mailserver bestaat niet",
    "smtp://127.0.0.1:geen": "VPT_MAIL_URL of VPT_MAIL_FROM klopt niet",
}


@pytest.fixture
def client(app):
    return an_administrator(app)


def organisation(app):
    with app.app_context():
        return stored(Organisation)[0]


def a_colleague(app, *roles) -> Person:
    with app.app_context(), unit_of_work():
        return a_person(stored(Organisation)[0], *roles, name="Cem (demo)")


def mail_leaves_by(app, url):
    app.extensions["vpt_settings"] = replace(app.extensions["vpt_settings"], mail_url=url)


def test_every_part_has_a_page_that_can_be_left(client):
    answers = [client.get(ALL + page) for page in PAGES]

    assert [answer.status_code for answer in answers] == [200] * len(PAGES)
    assert all('class="vpt-back"' in answer.text for answer in answers)


def test_others_and_strangers_set_nothing_up(app, client, client_for):
    coordinator, stranger = client_for(a_colleague(app, Role.COORDINATOR)), client_for(None)

    assert {coordinator.get(ALL + page).status_code for page in PAGES} == {403}
    assert all(stranger.get(ALL + page).location.startswith("/inloggen") for page in PAGES)


def test_the_first_page_of_the_administration_shows_how_far_it_is(client):
    assert "Nog 6 onderdelen om na te kijken" in client.get("/beheer").text

    client.post(f"{ALL}/werktijden")
    client.post(f"{ALL}/zegel")

    assert "Nog 4 onderdelen om na te kijken" in client.get("/beheer").text


def test_the_seal_shows_its_fingerprint_and_no_key(client):
    page = client.get(f"{ALL}/zegel").text

    assert re.search(r"<dd>[0-9a-f]{64}</dd>", page)
    assert "PRIVATE" not in page


def test_the_protocol_is_adopted_and_a_keeper_is_named_as_its_owner(app, client):
    cem = a_colleague(app, Role.PROTOCOL_OWNER)

    answer = client.post(f"{ALL}/protocol", data={"owner": str(cem.id)})

    assert answer.location == ALL
    with app.app_context():
        assert [row.owner_id for row in stored(ProtocolVersion)] == [cem.id]
    assert "protocol" in organisation(app).set_up


def test_the_protocol_may_be_adopted_before_there_is_an_owner(app, client):
    assert client.post(f"{ALL}/protocol", data={"owner": "later"}).status_code == 302
    assert "protocol" in organisation(app).set_up


def test_who_may_not_keep_the_protocol_is_no_owner(app, client):
    employee = a_colleague(app)

    for owner in (str(employee.id), " ", "", "x"):
        assert client.post(f"{ALL}/protocol", data={"owner": owner}).status_code == 422
    assert client.post(f"{ALL}/protocol").status_code == 422
    assert "protocol" not in organisation(app).set_up


def test_a_trial_mail_arrives_and_its_code_is_typed_back(app, client):
    with postbox() as box:
        mail_leaves_by(app, box.url)
        sent = client.post(f"{ALL}/mail/proef")
        [mail] = box.mails

    code = re.search(r"\b\d{6}\b", mail.get_content())[0]
    assert sent.location == f"{ALL}/mail"
    assert mail["To"] == "ada@voorbeeld.example"
    assert client.post(f"{ALL}/mail", data={"code": f"{code[:3]} {code[3:]}"}).location == ALL
    assert "mail" in organisation(app).set_up


def test_a_wrong_code_proves_nothing(app, client):
    with postbox() as box:
        mail_leaves_by(app, box.url)
        client.post(f"{ALL}/mail/proef")
        code = re.search(r"\b\d{6}\b", box.mails[0].get_content())[0]

    wrong = client.post(f"{ALL}/mail", data={"code": f"{(int(code) + 1) % 10**6:06}"})

    assert wrong.status_code == 422
    assert "mail" not in organisation(app).set_up


def test_without_a_trial_mail_no_code_is_right(app, client):
    assert client.post(f"{ALL}/mail", data={"code": "000000"}).status_code == 422
    assert "mail" not in organisation(app).set_up


def test_a_mail_that_cannot_leave_says_what_to_mend(app, client):
    answers = {}
    for url in UNFIT:
        mail_leaves_by(app, url)
        answers[url] = client.post(f"{ALL}/mail/proef")

    assert {answer.status_code for answer in answers.values()} == {422}
    assert [url for url, said in UNFIT.items() if said not in answers[url].text] == []


def test_a_server_that_refuses_the_address_or_the_name_says_so(app, client):
    with postbox() as box:
        box.refuse["ada@voorbeeld.example"] = "550 relay denied"
        mail_leaves_by(app, box.url)
        refused = client.post(f"{ALL}/mail/proef")
        mail_leaves_by(app, box.url.replace("//", "//naam:geheim@"))
        unsupported = client.post(f"{ALL}/mail/proef")

    assert "De mailserver weigert jouw adres" in refused.text
    assert "De mailserver kan niet wat gevraagd wordt" in unsupported.text
    assert "geheim" not in unsupported.text


def test_the_set_up_ends_when_somebody_can_confirm_roles(app, client):
    early = client.post(f"{ALL}/afronden", follow_redirects=True)
    a_colleague(app, Role.PRIVACY_OFFICER)
    client.post(f"{ALL}/afronden")

    assert "Er is nog niemand die rollen kan bevestigen" in early.text
    assert organisation(app).set_up_at is not None
    assert "Ga verder met inrichten" not in client.get("/beheer").text
    assert "De inrichting is afgerond" in client.get(ALL).text


def test_a_first_report_ends_the_set_up_once_somebody_can_confirm_roles(app, client):
    a_page(client).send()
    before = organisation(app).set_up_at
    a_colleague(app, Role.COORDINATOR)
    a_page(client).send()

    assert before is None
    assert organisation(app).set_up_at is not None


def test_what_was_done_stands_in_the_trail_without_a_word_of_it(app, client):
    client.post(f"{ALL}/werktijden")
    client.post(f"{ALL}/protocol", data={"owner": "later"})

    with app.app_context():
        parts = {row.codes["part"] for row in stored(AuditEntry) if row.action == "setup.part_done"}
        assert parts == {"hours", "protocol"}
        assert [row.locale for row in stored(User)] == ["nl"]
