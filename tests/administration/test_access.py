import ast
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.accounts.builders import with_telephone
from tests.administration.builders import a_town
from tests.builders import NOW, Person, a_person
from vpt.accounts import links, queries, service
from vpt.accounts.people import Credential, Membership, RoleRequest, User
from vpt.accounts.rules import Post, TokenPurpose
from vpt.administration import access, people, watching
from vpt.administration.people import Newcomer
from vpt.core.actor import Role
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind


@pytest.fixture
def open_app(app):
    with app.app_context():
        yield


@pytest.fixture
def town(open_app):
    with unit_of_work():
        return a_town()


def told(kind):
    return {one.recipient_id for one in db.session.scalars(select(Message)) if one.kind == kind}


def also_elsewhere(person: Person):
    """Give somebody a role in another organisation too."""
    elsewhere = a_town()
    db.session.add(
        Membership(
            organisation_id=elsewhere.organisation.id,
            user_id=person.id,
            role=Role.EMPLOYEE,
            valid_from=NOW - timedelta(days=9),
        )
    )


def closed(town, person):
    service.disable(town.acting(town.keeper), db.session.get_one(User, person.id), now=NOW)


def roles_of(person):
    return {role for _, role in queries.list_roles_of(person.id, now=NOW)}


def test_a_lost_telephone_is_forgotten_and_told_to_person_and_second_persons(town):
    with_telephone(town.coordinator)

    with unit_of_work():
        access.forget_second_factor(town.acting(town.keeper), town.coordinator.id, now=NOW)

    assert db.session.scalars(select(Credential.kind)).all() == []
    assert told(Kind.ACCOUNT_CHANGED) == {town.coordinator.id}
    assert told(Kind.ROLE_WATCHED) == {town.officer.id}


def test_a_telephone_that_opens_no_case_is_between_two_people(town):
    with_telephone(town.colleague)

    with unit_of_work():
        access.forget_second_factor(town.acting(town.keeper), town.colleague.id, now=NOW)

    assert told(Kind.ACCOUNT_CHANGED) == {town.colleague.id}
    assert told(Kind.ROLE_WATCHED) == set()


@pytest.mark.parametrize("act", [access.forget_second_factor, access.let_in_again])
def test_nobody_does_this_for_himself(town, act):
    with unit_of_work(), pytest.raises(RuleBroken, match="own_account"):
        act(town.acting(town.keeper), town.keeper.id, now=NOW)


@pytest.mark.parametrize("act", [access.forget_second_factor, access.let_in_again])
def test_an_account_that_works_elsewhere_too_is_left_alone(town, act):
    with unit_of_work():
        also_elsewhere(town.colleague)
        with pytest.raises(RuleBroken, match="account_elsewhere"):
            act(town.acting(town.keeper), town.colleague.id, now=NOW)


@pytest.mark.parametrize(
    "act", [access.forget_second_factor, access.let_in_again, access.invite_again]
)
def test_people_of_another_organisation_do_not_exist(town, act):
    with unit_of_work():
        elsewhere = a_town()
        with pytest.raises(NotVisible):
            act(town.acting(town.keeper), elsewhere.colleague.id, now=NOW)


def test_only_who_keeps_the_accounts_may(town):
    with unit_of_work(), pytest.raises(NotAllowed):
        access.forget_second_factor(town.acting(town.officer), town.colleague.id, now=NOW)


def test_there_must_be_a_telephone_to_forget(town):
    with unit_of_work(), pytest.raises(RuleBroken, match="no_second_factor_yet"):
        access.forget_second_factor(town.acting(town.keeper), town.colleague.id, now=NOW)


def test_who_comes_back_waits_for_the_roles_that_open_cases(town):
    with unit_of_work():
        both = a_person(town.organisation, Role.EMPLOYEE, Role.HR, unit=town.unit)
        town.unit.deputy_id = both.id
        closed(town, both)

        waiting = access.let_in_again(town.acting(town.keeper), both.id, now=NOW)

    assert waiting == 2
    assert roles_of(both) == {Role.EMPLOYEE}
    assert town.unit.deputy_id is None
    rows = db.session.scalars(select(RoleRequest).order_by(RoleRequest.post)).all()
    assert [(row.role, row.post) for row in rows] == [
        (Role.HR, Post.NONE),
        (Role.MANAGER, Post.DEPUTY),
    ]
    assert told(Kind.ROLE_ASKED) == told(Kind.ROLE_WATCHED)
    assert told(Kind.ROLE_WATCHED) == {town.coordinator.id, town.officer.id}


def test_what_is_left_of_a_period_is_asked_for(town):
    with unit_of_work():
        person = a_person(town.organisation, Role.HR)
        row = db.session.scalars(select(Membership).where(Membership.user_id == person.id)).one()
        row.valid_until = NOW + timedelta(days=10)
        closed(town, person)

        access.let_in_again(town.acting(town.keeper), person.id, now=NOW)

    asked = db.session.scalars(select(RoleRequest)).one()
    assert asked.last_day == (NOW + timedelta(days=10)).date()


def test_an_account_that_is_open_cannot_be_opened(town):
    with unit_of_work(), pytest.raises(RuleBroken, match="account_open"):
        access.let_in_again(town.acting(town.keeper), town.colleague.id, now=NOW)


def invited(town):
    new = Newcomer(email="nora@voorbeeld.example", name="Nora (demo)")
    return people.invite(town.acting(town.keeper), new, [], now=NOW).user_id


def test_an_invitation_is_sent_again_after_an_hour(town):
    with unit_of_work():
        user_id = invited(town)
        with pytest.raises(RuleBroken, match="invited_just_now"):
            access.invite_again(town.acting(town.keeper), user_id, now=NOW)

        link = access.invite_again(town.acting(town.keeper), user_id, now=NOW + timedelta(hours=2))

    assert links.find(link.id, now=NOW + timedelta(days=6)) is not None


def test_who_began_gets_no_other_invitation(town):
    with unit_of_work():
        user_id = invited(town)
        link = links.issue(user_id, TokenPurpose.INVITE, now=NOW)
        links.spend(link.id, "hash", now=NOW)
        with pytest.raises(RuleBroken, match="account_exists"):
            access.invite_again(town.acting(town.keeper), user_id, now=NOW + timedelta(days=1))


def test_nothing_changes_the_address_somebody_signs_in_with():
    changed = [
        f"{path}:{node.lineno}"
        for room in ("accounts", "administration", "web", "cli", "work")
        for path in Path("vpt", room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        if node.attr == "email"
    ]

    assert changed == []


def test_the_second_persons_read_what_happened_to_accounts_that_open_cases(town):
    with_telephone(town.coordinator)
    with unit_of_work():
        access.forget_second_factor(town.acting(town.keeper), town.coordinator.id, now=NOW)
        invited(town)

    seen = watching.list_events(town.acting(town.officer), now=NOW)

    assert [(one.action, one.user_id, one.by) for one in seen] == [
        ("account.second_factor_removed", town.coordinator.id, town.keeper.id)
    ]


def test_what_happened_is_not_for_who_keeps_the_accounts_nor_for_another_organisation(town):
    with_telephone(town.coordinator)
    with unit_of_work():
        access.forget_second_factor(town.acting(town.keeper), town.coordinator.id, now=NOW)
        elsewhere = a_town()

    with pytest.raises(NotAllowed):
        watching.list_events(town.acting(town.keeper), now=NOW)
    assert watching.list_events(elsewhere.acting(elsewhere.officer), now=NOW) == []
