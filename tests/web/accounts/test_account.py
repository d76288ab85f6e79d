import re

import pytest
from sqlalchemy import select

from tests.accounts.builders import OTHER, PASSWORD, with_password, with_telephone
from tests.builders import a_person, an_organisation
from vpt.accounts.people import Credential, User
from vpt.accounts.rules import CredentialKind
from vpt.audit.models import AuditEntry
from vpt.core.actor import Role
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message
from vpt.notifications.rules import Preference, preference_of

SANNE = "sanne@voorbeeld.example"


@pytest.fixture
def sanne(app):
    with app.app_context():
        with unit_of_work():
            person = a_person(an_organisation(), email=SANNE, name="Sanne de Vries (demo)")
        return with_password(person)


def enter(app, password=PASSWORD):
    client = app.test_client()
    client.post("/inloggen", data={"email": SANNE, "password": password})
    return client


def change(client, current=PASSWORD, new=OTHER, again=None):
    data = {"current": current, "password": new, "again": again or new}
    return client.post("/account/wachtwoord", data=data)


def actions(app):
    with app.app_context():
        return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_shows_who_somebody_is_and_their_role(app, sanne):
    page = enter(app).get("/account")

    assert page.status_code == 200
    for words in ("Sanne de Vries (demo)", SANNE, "Gemeente Voorbeeld (demo)", "Medewerker"):
        assert words in page.text
    assert "Nieuwe herstelcodes" not in page.text


def test_a_new_password_goes_on_here_and_ends_other_sessions(app, sanne):
    here, there = enter(app), enter(app)

    response = change(here)

    assert response.location == "/account"
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 302
    assert enter(app, OTHER).get("/account").status_code == 200
    assert enter(app, PASSWORD).get("/account").status_code == 302
    assert "account.password_changed" in actions(app)


def test_a_new_password_is_told_to_its_owner(app, sanne):
    change(enter(app))

    with app.app_context():
        assert [row.kind for row in db.session.scalars(select(Message))] == ["account.changed"]


def test_the_password_of_now_is_asked(app, sanne):
    client = enter(app)

    page = change(client, current="een heel ander wachtwoord")

    assert page.status_code == 422
    assert "Dit wachtwoord klopt niet." in page.text
    assert enter(app, PASSWORD).get("/account").status_code == 200


def test_guessing_the_password_of_now_is_stopped(app, sanne):
    client = enter(app)
    for _ in range(5):
        change(client, current="mis")

    assert change(client).status_code == 429


def test_a_poor_new_password_is_explained(app, sanne):
    page = change(enter(app), new="Welkom2026!!")

    assert page.status_code == 422
    assert "makkelijk te raden" in page.text


def choose(client, **changes):
    form = {"locale": "nl", "mode": "daily", "quiet_from": "20:00", "quiet_until": "07:00"}
    return client.post("/account/voorkeuren", data={**form, **changes})


def test_choices_about_mail_are_kept_as_the_notifications_read_them(app, sanne):
    client = enter(app)

    choose(client)

    with app.app_context():
        stored = preference_of(db.session.get_one(User, sanne.id).mail)
    assert (stored.mode, str(stored.quiet_from), str(stored.quiet_until)) == (
        "daily",
        "20:00:00",
        "07:00:00",
    )
    page = client.get("/account/voorkeuren").text
    assert 'value="20:00"' in page
    assert re.search(r'value="daily"\s+checked', page)


def test_quiet_hours_may_stay_empty(app, sanne):
    choose(enter(app), quiet_from="", quiet_until="", mode="none")

    with app.app_context():
        assert preference_of(db.session.get_one(User, sanne.id).mail) == Preference(mode="none")


@pytest.mark.parametrize("missing", ["quiet_from", "quiet_until"])
def test_half_a_quiet_time_is_asked_about(app, sanne, missing):
    page = choose(enter(app), **{missing: ""})

    assert page.status_code == 422
    assert "Vul beide tijden in" in page.text


@pytest.mark.parametrize("changes", [{"mode": "hourly"}, {"locale": "fr"}, {"quiet_from": "25:99"}])
def test_choices_that_do_not_exist_are_refused(app, sanne, changes):
    assert choose(enter(app), **changes).status_code == 422


def test_the_chosen_language_is_that_of_the_next_page(app, sanne):
    client = enter(app)

    choose(client, locale="en")

    assert '<html class="voorbeeld-theme utrecht-root" lang="en">' in client.get("/account").text


def strong(app):
    with app.app_context():
        with unit_of_work():
            person = a_person(an_organisation(), Role.COORDINATOR, email=SANNE)
        with_telephone(with_password(person))
        return person


def test_new_recovery_codes_replace_the_old_ones_after_the_password(app, client_for):
    person = strong(app)
    client = client_for(person)

    refused = client.post("/account/herstelcodes", data={"current": "mis"})
    first = client.post("/account/herstelcodes", data={"current": PASSWORD})
    second = client.post("/account/herstelcodes", data={"current": PASSWORD})

    codes = [
        set(re.findall(r"<code>([A-Z2-9-]{14})</code>", page.text)) for page in (first, second)
    ]
    assert refused.status_code == 422
    assert [len(found) for found in codes] == [10, 10]
    assert not codes[0] & codes[1]
    with app.app_context():
        kind = Credential.kind == CredentialKind.RECOVERY
        assert len(list(db.session.scalars(select(Credential).where(kind)))) == 1
    assert "nog 10 herstelcodes" in client.get("/account").text


def test_recovery_codes_are_not_for_who_has_no_second_factor(app, sanne):
    response = enter(app).post("/account/herstelcodes", data={"current": PASSWORD})

    assert response.status_code == 409


def test_everything_about_an_account_is_in_the_trail(app, client_for):
    client = client_for(strong(app))
    client.post("/account/herstelcodes", data={"current": PASSWORD})
    choose(client)
    change(client)
    client.post("/account/overal-uitloggen")

    assert actions(app) == [
        "account.recovery_codes_renewed",
        "account.preferences_set",
        "account.password_changed",
        "account.signed_out_everywhere",
    ]


def test_a_page_shows_only_ones_own_account(app, client_for, sanne):
    with app.app_context(), unit_of_work():
        stranger = a_person(an_organisation("Vreemd (demo)"), name="Vreemde (demo)")

    page = client_for(stranger).get("/account").text

    assert SANNE not in page
    assert "Sanne" not in page
