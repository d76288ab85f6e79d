import re
from dataclasses import replace
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from tests.accounts.builders import PASSWORD, with_password
from tests.builders import LONG_AGO, a_person, an_organisation
from vpt.accounts.people import Credential, Membership, SignInTry, User
from vpt.app import create_app
from vpt.audit.models import AuditEntry
from vpt.core import clock
from vpt.core.actor import Role
from vpt.infra import passwords
from vpt.infra.db import db, unit_of_work

SANNE = "sanne@voorbeeld.example"
URL = "/inloggen"


@pytest.fixture
def sanne(app):
    with app.app_context():
        with unit_of_work():
            person = a_person(an_organisation(), email=SANNE, name="Sanne (demo)")
        return with_password(person)


def enter(client, email=SANNE, password=PASSWORD, **kwargs):
    return client.post(URL, data={"email": email, "password": password}, **kwargs)


def signed_in(client):
    return client.get("/account").status_code == 200


def change(app, person, **values):
    with app.app_context(), unit_of_work():
        user = db.session.get_one(User, person.id)
        for name, value in values.items():
            setattr(user, name, value)


def test_the_page_asks_for_address_and_password_in_words_browsers_understand(app, sanne):
    page = app.test_client().get(URL)

    assert page.status_code == 200
    assert 'autocomplete="username"' in page.text
    assert 'autocomplete="current-password"' in page.text
    assert '<label class="utrecht-form-label" for="email">' in page.text


def test_the_right_password_lets_in(app, sanne):
    client = app.test_client()

    response = enter(client)

    assert response.status_code == 302
    assert response.location == "/"
    assert signed_in(client)


def test_whose_session_is_over_signs_in_at_the_first_try(app, client_for, sanne, monkeypatch):
    app.config["WTF_CSRF_ENABLED"] = True
    client = client_for(sanne)
    client.get("/account")
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)

    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(URL).text)[1]
    response = client.post(URL, data={"csrf_token": token, "email": SANNE, "password": PASSWORD})

    assert response.status_code == 302
    assert signed_in(client)


def test_a_form_for_everybody_works_at_the_first_try_where_a_session_was(
    app, client_for, sanne, monkeypatch
):
    app.config["WTF_CSRF_ENABLED"] = True
    client = client_for(sanne)
    client.get("/account")
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)

    shown = client.get("/wachtwoord-vergeten").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', shown)[1]
    response = client.post("/wachtwoord-vergeten", data={"csrf_token": token, "email": SANNE})

    assert response.status_code in {200, 302}
    assert client.get("/account").status_code == 302


def test_the_address_may_be_typed_with_capitals_and_spaces(app, sanne):
    client = app.test_client()

    enter(client, email="  Sanne@Voorbeeld.example ")

    assert signed_in(client)


def test_wrong_unknown_disabled_and_roleless_get_the_same_answer(app, sanne):
    with app.app_context():
        with unit_of_work():
            organisation = an_organisation()
            out = a_person(organisation, email="uit@voorbeeld.example")
            gone = a_person(organisation, email="weg@voorbeeld.example")
        with_password(out)
        with_password(gone)
        with unit_of_work():
            db.session.get_one(User, out.id).disabled_at = clock.now()
            for row in memberships_of(gone):
                row.valid_until = clock.now()

    answers = [
        enter(app.test_client(), password="verkeerd wachtwoord"),
        enter(app.test_client(), email="niemand@voorbeeld.example"),
        enter(app.test_client(), email="uit@voorbeeld.example"),
        enter(app.test_client(), email="weg@voorbeeld.example"),
    ]

    assert {answer.status_code for answer in answers} == {422}
    texts = {re.sub(r'(value="[^"]*"|csrf[^>]*)', "", answer.text) for answer in answers}
    assert len(texts) == 1
    assert "horen niet bij elkaar" in texts.pop()


def memberships_of(person):
    return db.session.scalars(select(Membership).where(Membership.user_id == person.id))


def test_a_refused_visitor_keeps_the_address_but_never_the_password(app, sanne):
    page = enter(app.test_client(), password="verkeerd wachtwoord")

    assert SANNE in page.text
    assert "verkeerd wachtwoord" not in page.text


def test_an_empty_form_says_what_is_missing(app):
    page = app.test_client().post(URL, data={})

    assert page.status_code == 422
    assert page.text.count("Vul dit veld in.") == 4


def test_six_wrong_passwords_stop_the_address_and_the_right_one_no_longer_works(app, sanne):
    for _ in range(5):
        assert enter(app.test_client(), password="mis").status_code == 422

    page = enter(app.test_client())

    assert page.status_code == 429
    assert "over 15 minuten" in page.text


def test_guessing_at_unknown_addresses_is_stopped_alike(app):
    for _ in range(5):
        enter(app.test_client(), email="niemand@voorbeeld.example")

    assert enter(app.test_client(), email="niemand@voorbeeld.example").status_code == 429


def test_one_client_may_not_try_many_addresses(app):
    for number in range(30):
        enter(app.test_client(), email=f"nr{number}@voorbeeld.example")

    here = enter(app.test_client(), email="nr31@voorbeeld.example")
    elsewhere = enter(
        app.test_client(),
        email="nr31@voorbeeld.example",
        environ_base={"REMOTE_ADDR": "192.0.2.9"},
    )

    assert here.status_code == 429
    assert elsewhere.status_code == 422


def test_waiting_helps(app, sanne):
    for _ in range(5):
        enter(app.test_client(), password="mis")
    with app.app_context(), unit_of_work():
        for row in db.session.scalars(select(SignInTry)):
            row.at = row.at.replace(year=2025)
    client = app.test_client()

    enter(client)

    assert signed_in(client)


def test_a_right_password_forgets_the_wrong_ones(app, sanne):
    for _ in range(2):
        for _ in range(4):
            enter(app.test_client(), password="mis")
        enter(app.test_client())

    client = app.test_client()
    enter(client)

    assert signed_in(client)
    with app.app_context():
        # only the client's wrong tries are still counted; nothing against the address
        assert len(list(db.session.scalars(select(SignInTry)))) == 8


def test_tries_hold_no_address(app, sanne):
    enter(app.test_client(), password="mis")

    with app.app_context():
        keys = list(db.session.scalars(select(SignInTry.key)))

    assert len(keys) == 2
    assert all(len(key) == 16 and b"sanne" not in key for key in keys)


def test_signing_in_and_failing_leave_a_trail_without_addresses(app, sanne):
    enter(app.test_client(), password="mis")
    enter(app.test_client())

    with app.app_context():
        trail = list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))

    assert [(row.action, row.actor_id, row.subject_id) for row in trail] == [
        ("account.sign_in_failed", None, sanne.id),
        ("account.signed_in", sanne.id, sanne.id),
    ]
    assert trail[1].codes == {"means": "password"}


def test_a_hash_with_old_parameters_is_replaced(app, sanne, monkeypatch):
    with app.app_context():
        before = db.session.scalar(select(Credential)).secret
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(2, 16, 1))

    enter(app.test_client())

    with app.app_context():
        after = db.session.scalar(select(Credential)).secret
    assert after != before
    assert "t=2" in after


@pytest.mark.parametrize("target", ["/account", "/account?x=1"])
def test_goes_back_to_where_somebody_was(app, sanne, target):
    client = app.test_client()
    asked = client.get(target)

    response = client.post(asked.location, data={"email": SANNE, "password": PASSWORD})

    assert asked.location.startswith("/inloggen?terug=/account")
    assert response.location == target


@pytest.mark.parametrize(
    "target", ["https://kwaad.example", "//kwaad.example", "/\\kwaad.example", "/\t/kwaad.example"]
)
def test_never_sends_anybody_to_another_site(app, sanne, target):
    client = app.test_client()

    response = client.post(
        "/inloggen", query_string={"terug": target},
        data={"email": SANNE, "password": PASSWORD},
    )  # fmt: skip

    assert response.location == "/"
    assert "kwaad" not in client.get("/inloggen", query_string={"terug": target}).text


def test_a_signed_in_person_is_not_asked_again(app, sanne):
    client = app.test_client()
    enter(client)

    assert client.get(URL).location == "/"


def test_the_cookie_is_renewed_at_sign_in(app, sanne):
    client = app.test_client()
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
        session["csrf_token"] = "known to somebody else"

    enter(client)

    with client.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != "known to somebody else"
        assert "half_way" not in session


@pytest.mark.parametrize(("url", "secure"), [("https://vpt.example", True), ("http://vpt", False)])
def test_cookies_are_secure_when_the_site_is_on_https(app, sanne, settings, url, secure):
    other = create_app(replace(settings, public_url=url))
    other.config["WTF_CSRF_ENABLED"] = False

    cookie = enter(other.test_client()).headers["Set-Cookie"]
    with other.app_context():
        db.engine.dispose()
        other.extensions["vpt_queue"].storage.close()

    assert ("Secure" in cookie) is secure
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_form_without_its_token_is_refused(app, sanne):
    app.config["WTF_CSRF_ENABLED"] = True

    assert enter(app.test_client()).status_code == 400


def test_signing_out_ends_the_session(app, sanne):
    client = app.test_client()
    enter(client)

    response = client.post("/uitloggen")

    assert response.location == "/inloggen"
    assert not signed_in(client)


def test_signing_out_is_not_a_link(app, sanne):
    client = app.test_client()
    enter(client)

    assert client.get("/uitloggen").status_code >= 400
    assert signed_in(client)


def test_somebody_with_two_organisations_chooses_and_can_switch(app):
    with app.app_context():
        with unit_of_work():
            first, second = an_organisation("Aa (demo)"), an_organisation("Bee (demo)")
            person = a_person(first, email=SANNE)
            db.session.add(
                Membership(
                    organisation_id=second.id,
                    user_id=person.id,
                    role=Role.EMPLOYEE,
                    valid_from=LONG_AGO,
                )
            )
        with_password(person)
        stranger = an_organisation("Vreemd (demo)").id
    client = app.test_client()

    assert enter(client).location == "/inloggen/organisatie"
    assert not signed_in(client)
    page = client.get("/inloggen/organisatie")
    wrong = client.post("/inloggen/organisatie", data={"organisation": str(stranger)})
    chosen = client.post("/inloggen/organisatie", data={"organisation": str(second.id)})

    assert "Aa (demo)" in page.text
    assert wrong.status_code == 422
    assert chosen.location == "/"
    assert "Ga naar Aa (demo)" in client.get("/account").text
    assert (
        client.post("/account/organisatie", data={"organisation": str(stranger)}).status_code == 404
    )
    client.post("/account/organisatie", data={"organisation": str(first.id)})
    assert "Ga naar Bee (demo)" in client.get("/account").text
