import pytest

from tests.builders import a_person, an_organisation
from vpt.accounts import service
from vpt.accounts.models import Organisation
from vpt.accounts.people import User
from vpt.core import clock
from vpt.core.actor import Author, Role
from vpt.infra.db import db, unit_of_work

PAGE = "/account"


@pytest.fixture
def person(app):
    with app.app_context(), unit_of_work():
        return a_person(an_organisation(), Role.EMPLOYEE, Role.RECEPTION)


def age(client, **seconds):
    with client.session_transaction() as session:
        for name, ago in seconds.items():
            session[name] -= ago


def test_a_session_ends_after_an_hour_without_a_page(client_for, person):
    client = client_for(person)
    age(client, seen=3601)

    assert client.get(PAGE).status_code == 302


def test_a_page_within_the_hour_keeps_it_going(client_for, person):
    client = client_for(person)
    for _ in range(3):
        age(client, seen=3500, since=3500)
        assert client.get(PAGE).status_code == 200


def test_a_session_ends_after_twelve_hours_however_busy(client_for, person):
    client = client_for(person)
    age(client, since=12 * 3600 + 1)

    assert client.get(PAGE).status_code == 302


def test_switching_organisation_or_password_does_not_stretch_the_twelve_hours(app, client_for):
    with app.app_context(), unit_of_work():
        home, other = an_organisation(), an_organisation()
        person = a_person(home)
        author = Author(organisation_id=other.id)
        service.add_membership(author, person.id, Role.EMPLOYEE, unit_id=None, now=clock.now())
    client = client_for(person)
    age(client, since=12 * 3600 - 60)

    client.post("/account/organisatie", data={"organisation": str(other.id)})
    assert client.get(PAGE).status_code == 200
    age(client, since=61)

    assert client.get(PAGE).status_code == 302


def test_who_is_disabled_is_out_at_the_next_page(app, client_for, person):
    client = client_for(person)
    assert client.get(PAGE).status_code == 200
    with app.app_context(), unit_of_work():
        user = db.session.get_one(User, person.id)
        service.disable(Author(organisation_id=person.organisation_id), user, now=clock.now())

    assert client.get(PAGE).status_code == 302


def test_a_role_that_was_taken_away_is_gone_at_the_next_page(app, client_for, person):
    client = client_for(person)
    assert "Receptie of beveiliging" in client.get(PAGE).text
    end_role(app, person, Role.RECEPTION)

    assert "Receptie of beveiliging" not in client.get(PAGE).text


def test_who_has_no_role_left_is_out_at_the_next_page(app, client_for, person):
    client = client_for(person)
    end_role(app, person, Role.RECEPTION)
    end_role(app, person, Role.EMPLOYEE)

    assert client.get(PAGE).status_code == 302


def end_role(app, person, role):
    with app.app_context(), unit_of_work():
        author = Author(organisation_id=person.organisation_id)
        service.end_role(author, person.id, role, now=clock.now())


def test_signing_out_everywhere_ends_this_session_and_the_others(client_for, person):
    here, there = client_for(person), client_for(person)

    response = here.post("/account/overal-uitloggen")

    assert response.location == "/inloggen"
    assert here.get(PAGE).status_code == 302
    assert there.get(PAGE).status_code == 302


def test_signing_out_everywhere_leaves_a_colleague_alone(app, client_for, person):
    with app.app_context(), unit_of_work():
        colleague = a_person(organisation_of(person))
    hers = client_for(colleague)

    client_for(person).post("/account/overal-uitloggen")

    assert hers.get(PAGE).status_code == 200


def organisation_of(person):
    return db.session.get_one(Organisation, person.organisation_id)


@pytest.mark.parametrize(
    "damage",
    [
        {"organisation": "not an id"},
        {"_user_id": "not an id"},
        {"epoch": None},
        {"since": None, "seen": None},
    ],
    ids=str,
)
def test_a_cookie_from_another_time_asks_to_sign_in_again(client_for, person, damage):
    client = client_for(person)
    with client.session_transaction() as session:
        for name, value in damage.items():
            if value is None:
                del session[name]
            else:
                session[name] = value

    assert client.get(PAGE).status_code == 302


def test_a_cookie_for_an_organisation_without_a_role_there_is_worth_nothing(
    app, client_for, person
):
    with app.app_context(), unit_of_work():
        foreign = an_organisation().id
    client = client_for(person)
    with client.session_transaction() as session:
        session["organisation"] = str(foreign)

    assert client.get(PAGE).status_code == 302


def test_a_strong_role_without_a_second_factor_in_this_session_is_out(app, client_for):
    with app.app_context(), unit_of_work():
        coordinator = a_person(an_organisation(), Role.COORDINATOR)
    client = client_for(coordinator)
    with client.session_transaction() as session:
        session["strong"] = False

    assert client.get(PAGE).status_code == 302
