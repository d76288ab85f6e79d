import re
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from tests.accounts.builders import PASSWORD, with_password, with_telephone
from tests.builders import a_person, an_organisation
from vpt.accounts import service
from vpt.accounts.people import Credential, User
from vpt.audit.models import AuditEntry
from vpt.core import clock
from vpt.core.actor import STRONG_SIGN_IN, Author, Role
from vpt.infra.db import db, unit_of_work

CEM = "cem@voorbeeld.example"


def someone(app, *roles):
    with app.app_context():
        with unit_of_work():
            person = a_person(an_organisation(), *roles, email=CEM, name="Cem (demo)")
        return with_password(person)


@pytest.fixture
def coordinator(app):
    return someone(app, Role.COORDINATOR)


@pytest.fixture
def telephone(app, coordinator):
    with app.app_context():
        return with_telephone(coordinator)


def after_password(app):
    client = app.test_client()
    response = client.post("/inloggen", data={"email": CEM, "password": PASSWORD})
    return client, response.location


def give(client, code, url="/inloggen/code"):
    return client.post(url, data={"code": code})


def present(telephone, periods=0):
    return telephone.at(clock.now() + timedelta(seconds=30 * periods))


def signed_in(client):
    return client.get("/account").status_code == 200


def key_on(page):
    return re.search(r"<code>([A-Z2-7 ]+)</code>", page.text)[1].replace(" ", "")


@pytest.mark.parametrize("role", sorted(STRONG_SIGN_IN))
def test_a_strong_role_sets_up_codes_at_the_first_sign_in(app, role):
    someone(app, role)

    client, location = after_password(app)

    assert location == "/inloggen/instellen"
    assert not signed_in(client)


@pytest.mark.parametrize("role", sorted(set(Role) - STRONG_SIGN_IN))
def test_other_roles_need_no_code(app, role):
    someone(app, role)

    _, location = after_password(app)

    assert location == "/"


def test_setting_up_shows_a_qr_code_that_the_content_policy_allows(app, coordinator):
    client, location = after_password(app)

    page = client.get(location)

    drawing = re.search(r"<svg.*?</svg>", page.text, re.DOTALL)[0]
    assert "style" not in drawing
    assert "otpauth://totp/" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert 'autocomplete="one-time-code"' in page.text
    assert 'inputmode="numeric"' in page.text


def test_a_code_from_the_app_finishes_the_set_up_and_gives_ten_recovery_codes(app, coordinator):
    client, location = after_password(app)
    app_of_cem = pyotp.TOTP(key_on(client.get(location)))

    page = give(client, present(app_of_cem), location)

    assert page.status_code == 200
    assert len(re.findall(r"<code>[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}</code>", page.text)) == 10
    assert signed_in(client)


def test_a_wrong_code_does_not_finish_the_set_up(app, coordinator):
    client, location = after_password(app)

    page = give(client, "000000", location)

    assert page.status_code == 422
    assert not signed_in(client)
    assert after_password(app)[1] == "/inloggen/instellen"


def test_the_key_is_fresh_at_every_sign_in_until_it_is_confirmed(app, coordinator):
    first_client, location = after_password(app)
    first = key_on(first_client.get(location))
    second_client, _ = after_password(app)

    assert key_on(second_client.get(location)) != first
    assert key_on(second_client.get(location)) == key_on(second_client.get(location))


def test_the_key_lies_sealed_and_nobody_sees_it_again(app, coordinator):
    client, location = after_password(app)
    key = key_on(client.get(location))
    give(client, present(pyotp.TOTP(key)), location)

    later, next_page = after_password(app)

    assert next_page == "/inloggen/code"
    assert later.get(location).location == "/inloggen/code"
    with app.app_context():
        rows = list(db.session.scalars(select(Credential)))
        assert all(key.encode() not in row.secret_sealed for row in rows)


def test_later_sign_ins_ask_the_code(app, telephone):
    client, location = after_password(app)

    assert location == "/inloggen/code"
    assert not signed_in(client)
    assert give(client, present(telephone)).location == "/"
    assert signed_in(client)


def test_a_code_counts_once(app, telephone):
    code = present(telephone)
    give(after_password(app)[0], code)
    thief, _ = after_password(app)

    assert give(thief, code).status_code == 422
    assert not signed_in(thief)


def test_an_older_code_does_not_count_after_a_newer_one(app, telephone):
    give(after_password(app)[0], present(telephone))
    client, _ = after_password(app)

    assert give(client, present(telephone, -1)).status_code == 422


def test_guessing_codes_is_stopped_also_for_who_starts_over(app, telephone):
    wrong = "000000" if present(telephone) != "000000" else "111111"
    for _ in range(5):
        assert give(after_password(app)[0], wrong).status_code == 422
    client, _ = after_password(app)

    assert give(client, present(telephone)).status_code == 429
    assert not signed_in(client)


def test_without_the_password_the_code_pages_lead_back(app, telephone):
    for url in ("code", "herstelcode", "instellen", "organisatie"):
        client = app.test_client()
        assert client.get(f"/inloggen/{url}").location == "/inloggen"
        assert give(client, present(telephone), f"/inloggen/{url}").location == "/inloggen"


def test_the_organisation_page_does_not_skip_the_code(app, coordinator, telephone):
    client, _ = after_password(app)

    response = client.post(
        "/inloggen/organisatie", data={"organisation": str(coordinator.organisation_id)}
    )

    assert response.location == "/inloggen/code"
    assert not signed_in(client)


def test_ten_minutes_after_the_password_one_starts_again(app, telephone):
    client, _ = after_password(app)
    with client.session_transaction() as session:
        session["half_way"] = {**session["half_way"], "since": session["half_way"]["since"] - 601}

    assert give(client, present(telephone)).location == "/inloggen"


def test_who_is_disabled_between_password_and_code_does_not_come_in(app, coordinator, telephone):
    client, _ = after_password(app)
    with app.app_context(), unit_of_work():
        user = db.session.get_one(User, coordinator.id)
        service.disable(Author(organisation_id=coordinator.organisation_id), user, now=clock.now())

    assert give(client, present(telephone)).location == "/inloggen"
    assert not signed_in(client)


def test_a_recovery_code_lets_in_once(app, coordinator):
    client, location = after_password(app)
    page = give(client, present(pyotp.TOTP(key_on(client.get(location)))), location)
    code = re.search(r"<code>([A-Z2-9-]{14})</code>", page.text)[1]

    first, _ = after_password(app)
    used = give(first, code.lower().replace("-", " "), "/inloggen/herstelcode")
    second, _ = after_password(app)
    again = give(second, code, "/inloggen/herstelcode")

    assert used.location == "/"
    assert "nog 9 herstelcodes" in first.get("/account").text
    assert again.status_code == 422
    assert not signed_in(second)


def test_guessing_recovery_codes_is_stopped(app, telephone):
    client, _ = after_password(app)
    for _ in range(5):
        assert give(client, "ABCD-EFGH-JKMN", "/inloggen/herstelcode").status_code == 422

    assert give(client, "ABCD-EFGH-JKMN", "/inloggen/herstelcode").status_code == 429


def test_a_role_that_needs_a_code_ends_a_session_without_one(app):
    person = someone(app, Role.EMPLOYEE)
    client, _ = after_password(app)
    assert signed_in(client)
    with app.app_context(), unit_of_work():
        author = Author(organisation_id=person.organisation_id)
        service.add_membership(author, person.id, Role.COORDINATOR, unit_id=None, now=clock.now())

    assert not signed_in(client)
    assert after_password(app)[1] == "/inloggen/instellen"


def test_the_trail_tells_of_the_second_factor(app, telephone):
    client, _ = after_password(app)
    give(client, "abc")
    give(client, present(telephone))

    with app.app_context():
        trail = [(row.action, row.codes) for row in db.session.scalars(select(AuditEntry))]
    assert ("account.sign_in_failed", {"means": "code"}) in trail
    assert ("account.signed_in", {"means": "second_factor"}) in trail
