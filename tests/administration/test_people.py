from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.administration.builders import a_town
from tests.builders import NOW, a_person, an_organisation
from vpt.accounts import credentials, links, queries
from vpt.accounts.people import RoleRequest, SingleUseToken, User
from vpt.accounts.roles import Grant
from vpt.accounts.rules import CredentialKind, Verdict
from vpt.administration import confirming, people
from vpt.administration.people import Newcomer
from vpt.core.actor import Author, Role
from vpt.core.errors import NotAllowed, RuleBroken
from vpt.core.worktime import local_date
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind

NORA = Newcomer(email="Nora@Voorbeeld.example", name=" Nora \n (demo)")


@pytest.fixture
def inside(app):
    with app.app_context(), unit_of_work():
        yield


def told(kind):
    return {one.recipient_id for one in db.session.scalars(select(Message)) if one.kind == kind}


def links_of(user_id):
    rows = db.session.scalars(select(SingleUseToken).where(SingleUseToken.user_id == user_id))
    return rows.all()


def invite(town, *grants, new=NORA, now=NOW):
    return people.invite(town.acting(town.keeper), new, grants, now=now)


def test_somebody_who_is_invited_becomes_an_employee_and_gets_a_link(inside):
    town = a_town()

    invited = invite(town)

    user = db.session.get_one(User, invited.user_id)
    assert (user.email, user.name) == ("nora@voorbeeld.example", "Nora (demo)")
    assert queries.list_roles_of(user.id, now=NOW) == [(town.organisation.id, Role.EMPLOYEE)]
    assert invited.link.id == links_of(user.id)[0].id
    assert told(Kind.ACCOUNT_INVITED) == {user.id}
    assert invited.waiting == 0


def test_the_invitation_of_who_only_waits_leaves_with_the_yes(inside):
    town = a_town()

    invited = invite(town, Grant(role=Role.COORDINATOR))
    assert (invited.link, invited.waiting) == (None, 1)
    assert told(Kind.ACCOUNT_INVITED) == set()
    request = db.session.scalars(select(RoleRequest)).one()
    confirming.decide(town.acting(town.officer), request.id, Verdict.NONE, now=NOW)

    assert told(Kind.ACCOUNT_INVITED) == {invited.user_id}
    assert len(links_of(invited.user_id)) == 1


def test_a_refused_newcomer_gets_no_link_and_cannot_sign_in(inside):
    town = a_town()
    invited = invite(town, Grant(role=Role.COORDINATOR))
    request = db.session.scalars(select(RoleRequest)).one()

    confirming.decide(town.acting(town.officer), request.id, Verdict.UNKNOWN_PERSON, now=NOW)

    assert links_of(invited.user_id) == []
    assert queries.find_actor(invited.user_id, town.organisation.id, now=NOW) is None


def test_an_invitation_that_waits_for_a_role_is_not_sent_twice(inside):
    town = a_town()
    invited = invite(town, Grant(role=Role.EMPLOYEE), Grant(role=Role.HR))
    request = db.session.scalars(select(RoleRequest)).one()

    confirming.decide(town.acting(town.officer), request.id, Verdict.NONE, now=NOW)

    assert len(links_of(invited.user_id)) == 1
    assert told(Kind.ACCOUNT_ROLE) == {invited.user_id}


def test_during_the_set_up_everything_is_given_at_once(inside):
    town = a_town(in_set_up=True)

    invited = invite(town, Grant(role=Role.COORDINATOR), Grant(role=Role.EMPLOYEE))

    held = {role for _, role in queries.list_roles_of(invited.user_id, now=NOW)}
    assert held == {Role.COORDINATOR, Role.EMPLOYEE}
    assert invited.link is not None


def test_an_account_from_elsewhere_keeps_its_name_and_gets_no_link(inside):
    town, elsewhere = a_town(), an_organisation()
    known = a_person(elsewhere, email="nora@voorbeeld.example", name="Nora Elders (demo)")
    credentials.store(known.id, CredentialKind.PASSWORD, "x", now=NOW)

    invited = invite(town)

    assert invited.user_id == known.id
    assert db.session.get_one(User, known.id).name == "Nora Elders (demo)"
    assert invited.link is None
    assert told(Kind.ACCOUNT_ROLE) == {known.id}


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.COORDINATOR])
def test_who_works_here_or_waits_is_not_invited_again(inside, role):
    town = a_town()
    invite(town, Grant(role=role))

    with pytest.raises(RuleBroken, match="person_known"):
        invite(town)


def test_nobody_invites_himself_into_a_role(inside):
    town = a_town()
    me = db.session.get_one(User, town.keeper.id)

    with pytest.raises(RuleBroken, match="own_role"):
        invite(town, Grant(role=Role.COORDINATOR), new=Newcomer(email=me.email, name="Ik"))


def test_a_second_account_of_the_keeper_waits_as_everybody_does(inside):
    town = a_town()
    twin = Newcomer(email="kees+2@voorbeeld.example", name="Kees (demo)")

    invited = invite(town, Grant(role=Role.ADMINISTRATOR), Grant(role=Role.HR), new=twin)
    accomplice = queries.find_actor(invited.user_id, town.organisation.id, now=NOW)[1]
    confirming.ask(accomplice, town.keeper.id, Grant(role=Role.COORDINATOR), now=NOW)

    assert invited.waiting == 1
    assert queries.list_roles_of(town.keeper.id, now=NOW) == [
        (town.organisation.id, Role.ADMINISTRATOR)
    ]
    assert told(Kind.ROLE_ASKED) == {town.coordinator.id, town.officer.id}


def test_a_closed_account_is_not_opened_by_inviting_it(inside):
    town = a_town()
    gone = a_person(an_organisation(), email="nora@voorbeeld.example")
    db.session.get_one(User, gone.id).disabled_at = NOW

    with pytest.raises(RuleBroken, match="account_closed"):
        invite(town)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (Newcomer(email="geen adres", name="Nora"), "email_invalid"),
        (Newcomer(email="n@voorbeeld.example", name=" "), "name_empty"),
        (Newcomer(email="n@voorbeeld.example", name="n" * 121), "text_too_long"),
        (Newcomer(email="n@voorbeeld.example", name="N", phone="0" * 31), "text_too_long"),
        (Newcomer(email="n@voorbeeld.example", name="N", locale="fr"), "locale_unknown"),
    ],
    ids=["no address", "no name", "long name", "long number", "language"],
)
def test_what_cannot_be_is_refused(inside, new, code):
    with pytest.raises(RuleBroken, match=code):
        invite(a_town(), new=new)


def test_only_who_keeps_the_accounts_invites(inside):
    town = a_town()

    for person in (town.coordinator, town.officer, town.colleague):
        with pytest.raises(NotAllowed):
            people.invite(town.acting(person), NORA, [], now=NOW)


def test_who_begins_later_gets_the_link_when_it_is_sent_again_then(inside):
    town = a_town()
    first = local_date(NOW) + timedelta(days=7)

    invited = invite(town, Grant(role=Role.EMPLOYEE, first_day=first))

    assert invited.link is None
    assert links.find(invited.user_id, now=NOW) is None


def test_the_command_line_invites_for_the_organisation(inside):
    town = a_town()
    system = Author(organisation_id=town.organisation.id)

    assert people.invite(system, NORA, [], now=NOW).link is not None
