import pytest
from sqlalchemy import select

from tests.accounts.builders import OTHER, PASSWORD, with_password
from tests.builders import a_person, an_organisation
from vpt.accounts import links
from vpt.accounts.people import SingleUseToken, User
from vpt.accounts.rules import TokenPurpose
from vpt.core import clock
from vpt.infra import links as signed
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.notifications.models import Message

SANNE = "sanne@voorbeeld.example"


@pytest.fixture
def sanne(app):
    with app.app_context():
        with unit_of_work():
            person = a_person(an_organisation(), email=SANNE, name="Sanne (demo)")
        return with_password(person)


def ask(client, email=SANNE):
    return client.post("/wachtwoord-vergeten", data={"email": email})


def made_links(app):
    with app.app_context():
        tokens = db.session.scalars(select(SingleUseToken).order_by(SingleUseToken.id))
        return [f"/wachtwoord/{signed.sign(signed.PASSWORD, row.id)}" for row in tokens]


def choose(client, link, password=OTHER, again=None):
    return client.post(link, data={"password": password, "again": again or password})


def signs_in(app, password):
    client = app.test_client()
    client.post("/inloggen", data={"email": SANNE, "password": password})
    return client.get("/account").status_code == 200


def messages(app):
    with app.app_context():
        return [
            (row.kind, row.recipient_id)
            for row in db.session.scalars(select(Message).order_by(Message.id))
        ]


def test_known_and_unknown_addresses_get_the_same_answer(app, sanne):
    known = ask(app.test_client())
    unknown = ask(app.test_client(), "niemand@voorbeeld.example")

    assert (known.status_code, known.location, known.text) == (
        unknown.status_code,
        unknown.location,
        unknown.text,
    )
    assert "Kijk in je mail" in app.test_client().get(known.location).text


def test_a_link_is_sent_only_to_somebody_who_may_sign_in(app, sanne):
    ask(app.test_client(), "niemand@voorbeeld.example")
    with app.app_context(), unit_of_work():
        out = a_person(an_organisation(), email="uit@voorbeeld.example")
        db.session.get_one(User, out.id).disabled_at = clock.now()
    ask(app.test_client(), "uit@voorbeeld.example")
    assert messages(app) == []

    ask(app.test_client())

    assert messages(app) == [("account.reset", sanne.id)]
    assert len(made_links(app)) == 1


def test_the_link_lets_its_holder_choose_a_password_that_works_from_then_on(app, sanne):
    ask(app.test_client())
    (link,) = made_links(app)

    response = choose(app.test_client(), link)

    assert response.location == "/inloggen"
    assert signs_in(app, OTHER)
    assert not signs_in(app, PASSWORD)
    assert ("account.changed", sanne.id) in messages(app)


def test_looking_does_not_use_the_link_up(app, sanne):
    ask(app.test_client())
    (link,) = made_links(app)

    for _ in range(3):
        assert app.test_client().get(link).status_code == 200

    assert choose(app.test_client(), link).status_code == 302


def test_a_link_works_once(app, sanne):
    ask(app.test_client())
    (link,) = made_links(app)
    choose(app.test_client(), link)

    again = choose(app.test_client(), link, "blauwe trein langs water")

    assert again.status_code == 410
    assert app.test_client().get(link).status_code == 410
    assert signs_in(app, OTHER)


def test_using_one_link_ends_the_others(app, sanne):
    ask(app.test_client())
    ask(app.test_client())
    first, second = made_links(app)

    choose(app.test_client(), first)

    assert app.test_client().get(second).status_code == 410


@pytest.mark.parametrize(
    ("purpose", "lasts"), [(TokenPurpose.RESET, 3600), (TokenPurpose.INVITE, 7 * 86400)]
)
def test_a_link_works_until_its_hour_or_week_is_over(app, sanne, purpose, lasts):
    with app.app_context():
        with unit_of_work():
            now = clock.now()
            link = links.issue(sanne.id, purpose, now=now)

        just_before = now.timestamp() + lasts - 1
        assert links.find(link.id, now=now.fromtimestamp(just_before, now.tzinfo)) is not None
        assert links.find(link.id, now=now.fromtimestamp(just_before + 1, now.tzinfo)) is None


def test_an_expired_link_says_how_to_get_a_new_one(app, sanne):
    ask(app.test_client())
    (link,) = made_links(app)
    with app.app_context(), unit_of_work():
        token = db.session.scalar(select(SingleUseToken))
        token.expires_at = clock.now()

    page = choose(app.test_client(), link)

    assert page.status_code == 410
    assert "Nieuwe link aanvragen" in page.text
    assert signs_in(app, PASSWORD)


def test_the_link_of_somebody_who_was_disabled_does_not_work(app, sanne):
    ask(app.test_client())
    (link,) = made_links(app)
    with app.app_context(), unit_of_work():
        db.session.get_one(User, sanne.id).disabled_at = clock.now()

    assert choose(app.test_client(), link).status_code == 410


def test_a_made_up_or_borrowed_signature_does_not_work(app, sanne):
    with app.app_context():
        unknown = signed.sign(signed.PASSWORD, new_id())
        borrowed = signed.sign("something else", new_id())

    for text in ("x", "x.y", unknown, borrowed, unknown[:-1]):
        assert app.test_client().get(f"/wachtwoord/{text}").status_code == 410


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("kort", "kort", "minstens 12 tekens"),
        ("Wachtwoord2026", "Wachtwoord2026", "makkelijk te raden"),
        (OTHER, PASSWORD, "niet hetzelfde"),
    ],
)
def test_a_poor_choice_is_explained_and_the_link_still_works(app, sanne, password, again, sentence):
    ask(app.test_client())
    (link,) = made_links(app)

    page = choose(app.test_client(), link, password, again)

    assert page.status_code == 422
    assert sentence in page.text
    assert f'value="{password}"' not in page.text
    assert choose(app.test_client(), link).status_code == 302


def test_a_new_password_ends_every_session(app, sanne):
    elsewhere = app.test_client()
    elsewhere.post("/inloggen", data={"email": SANNE, "password": PASSWORD})
    ask(app.test_client())

    choose(app.test_client(), made_links(app)[0])

    assert elsewhere.get("/account").status_code == 302


def test_asking_links_over_and_over_is_stopped_for_known_and_unknown_alike(app, sanne):
    for email in (SANNE, "niemand@voorbeeld.example"):
        for _ in range(5):
            assert ask(app.test_client(), email).status_code == 302

        assert ask(app.test_client(), email).status_code == 429


def test_a_new_password_lets_in_somebody_whose_address_was_stopped(app, sanne):
    for _ in range(5):
        app.test_client().post("/inloggen", data={"email": SANNE, "password": "mis"})
    ask(app.test_client())

    choose(app.test_client(), made_links(app)[0])

    assert signs_in(app, OTHER)


def test_the_address_of_a_link_tells_nothing_about_a_person(app, sanne):
    ask(app.test_client())

    (link,) = made_links(app)

    assert "sanne" not in link
    assert sanne.id.hex not in link
