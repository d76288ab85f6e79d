"""Accounts of contacts: one at their own organisation, open to the employers that admit it."""

from datetime import date, timedelta

import pytest

from tests.builders import NOW, a_person, stored
from tests.partners.desk import RIK, TODAY, a_chain, a_partner_account, add, begin, invite, leave
from vpt.accounts import credentials, links, queries
from vpt.accounts import service as accounts
from vpt.accounts.people import SingleUseToken, User
from vpt.accounts.rules import AccountStanding, CredentialKind, Step, TokenPurpose
from vpt.accounts.signin import next_step
from vpt.audit.models import AuditEntry
from vpt.core.actor import Author, Permission, Role
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind
from vpt.partners import admission, officers
from vpt.partners import queries as partners
from vpt.partners.models import ContactOfficer
from vpt.partners.officers import Person

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def chain(app):
    with app.app_context():
        chain = a_chain()
        begin(chain.town, chain.police)
        yield chain


def admitted(chain, user_id, on=TODAY, partner=None):
    """Return the employers whose shares an account of the police opens on a day."""
    found = partners.admits(user_id, (partner or chain.police).id, on)
    return set(db.session.scalars(found))


def user_of(officer_id):
    return next(row for row in stored(ContactOfficer) if row.id == officer_id).user_id


def test_an_invitation_makes_an_account_at_the_partner_and_mails_a_link_that_works_once(chain):
    officer_id = add(chain.town, chain.police.id)

    standing = invite(chain.town, officer_id)

    user_id = user_of(officer_id)
    assert standing is AccountStanding.INVITED
    assert queries.list_roles_of(user_id, now=NOW) == [(chain.police.id, Role.PARTNER)]
    _user, actor = queries.find_actor(user_id, chain.police.id, now=NOW)
    assert actor.permissions == {Permission.PORTAL}
    (token,) = stored(SingleUseToken)
    assert (token.user_id, token.purpose) == (user_id, TokenPurpose.INVITE)
    (message,) = stored(Message)
    assert (message.recipient_id, message.kind) == (user_id, Kind.ACCOUNT_INVITED)
    assert (message.organisation_id, message.subject_id) == (chain.police.id, token.id)
    assert next_step(user_id, now=NOW) is Step.ENROL, "the first sign-in asks for a second factor"


def test_the_account_opens_what_the_inviting_employer_shares_and_nothing_of_another(chain):
    begin(chain.elsewhere, chain.police)
    add(chain.elsewhere, chain.police.id)
    officer_id = add(chain.town, chain.police.id)
    invite(chain.town, officer_id)
    user_id = user_of(officer_id)

    assert admitted(chain, user_id) == {chain.town.organisation.id}
    assert admitted(chain, user_id, partner=chain.prosecution) == set()


def test_two_employers_may_admit_the_same_account_each_for_itself(chain):
    begin(chain.elsewhere, chain.police)
    mine, theirs = add(chain.town, chain.police.id), add(chain.elsewhere, chain.police.id)
    invite(chain.town, mine)
    invite(chain.elsewhere, theirs)
    user_id = user_of(mine)
    assert user_of(theirs) == user_id
    assert len(queries.list_roles_of(user_id, now=NOW)) == 1
    assert len(stored(SingleUseToken)) == 1, "the mail that just left serves both"
    assert admitted(chain, user_id) == {
        chain.town.organisation.id,
        chain.elsewhere.organisation.id,
    }

    leave(chain.town, chain.police, TODAY)

    assert admitted(chain, user_id, TODAY + DAY) == {chain.elsewhere.organisation.id}


@pytest.mark.parametrize("how", ["end", "withdraw", "partnership"])
def test_who_is_taken_out_opens_nothing_any_more(chain, how):
    officer_id = add(chain.town, chain.police.id)
    invite(chain.town, officer_id)
    user_id, actor = user_of(officer_id), chain.town.coordinator.actor()
    assert admitted(chain, user_id, TODAY + DAY) == {chain.town.organisation.id}

    with unit_of_work():
        if how == "end":
            officers.end(actor, officer_id, TODAY, now=NOW)
        elif how == "withdraw":
            admission.withdraw(actor, officer_id, now=NOW)
    if how == "partnership":
        leave(chain.town, chain.police, TODAY)

    assert admitted(chain, user_id, TODAY + DAY) == set()
    assert partners.is_open(chain.town.organisation.id, officer_id, TODAY + DAY) is (
        how == "withdraw"
    )


def test_a_contact_opens_nothing_before_the_first_day(chain):
    officer_id = add(chain.town, chain.police.id, since=TODAY + DAY)

    with pytest.raises(RuleBroken, match="contact_ended"):
        invite(chain.town, officer_id)
    assert not partners.is_open(chain.town.organisation.id, officer_id, TODAY)


def test_an_existing_account_of_the_partner_is_found_and_gets_no_new_link(chain):
    officer_id, rik = add(chain.town, chain.police.id), a_partner_account(chain.police)
    with unit_of_work():
        credentials.store(rik.id, CredentialKind.PASSWORD, "hash", now=NOW)

    assert invite(chain.town, officer_id) is AccountStanding.ACTIVE
    assert user_of(officer_id) == rik.id
    assert stored(SingleUseToken) == []
    with pytest.raises(RuleBroken, match="account_exists"):
        invite(chain.town, officer_id, NOW + 2 * HOUR)


def test_an_invitation_is_repeated_after_an_hour_and_only_the_last_spent_link_counts(chain):
    officer_id = add(chain.town, chain.police.id)
    invite(chain.town, officer_id)

    with pytest.raises(RuleBroken, match="invited_just_now"):
        invite(chain.town, officer_id, NOW + HOUR / 2)
    invite(chain.town, officer_id, NOW + 2 * HOUR)

    first, second = stored(SingleUseToken)
    with unit_of_work():
        links.spend(second.id, "hash", now=NOW + 3 * HOUR)
    assert links.find(first.id, now=NOW + 3 * HOUR) is None


@pytest.mark.parametrize("whose", ["town", "elsewhere", "region"])
def test_the_address_of_somebody_with_other_work_gets_no_role_of_a_partner(chain, whose):
    with unit_of_work():
        home = chain.elsewhere.organisation if whose == "elsewhere" else chain.town.organisation
        role = Role.ANALYST if whose == "region" else Role.EMPLOYEE
        colleague = a_person(home, role, email=RIK)
    officer_id = add(chain.town, chain.police.id)

    with pytest.raises(RuleBroken, match="account_unfit"):
        invite(chain.town, officer_id)

    assert queries.list_roles_of(colleague.id, now=NOW) == [(home.id, role)]
    assert user_of(officer_id) is None
    assert stored(Message) == []


def test_a_role_that_still_has_to_begin_counts_too_and_one_that_ended_does_not(chain):
    with unit_of_work():
        leaver = a_person(chain.town.organisation, email=RIK)
        author = Author(organisation_id=chain.town.organisation.id)
        accounts.end_role(author, leaver.id, Role.EMPLOYEE, now=NOW)
        accounts.add_membership(author, leaver.id, Role.EMPLOYEE, unit_id=None, now=NOW + 30 * DAY)
    officer_id = add(chain.town, chain.police.id)
    with pytest.raises(RuleBroken, match="account_unfit"):
        invite(chain.town, officer_id)

    with unit_of_work():
        accounts.end_role(author, leaver.id, Role.EMPLOYEE, now=NOW)

    assert invite(chain.town, officer_id) is AccountStanding.INVITED
    assert user_of(officer_id) == leaver.id


def test_somebody_may_work_for_two_partners_and_each_is_opened_apart(chain):
    begin(chain.town, chain.prosecution)
    a_partner_account(chain.prosecution)
    officer_id = add(chain.town, chain.police.id)
    invite(chain.town, officer_id)
    user_id = user_of(officer_id)

    assert admitted(chain, user_id) == {chain.town.organisation.id}
    assert admitted(chain, user_id, partner=chain.prosecution) == set()


def test_a_closed_account_stays_closed(chain):
    rik = a_partner_account(chain.police)
    with unit_of_work():
        author = Author(organisation_id=chain.police.id)
        accounts.disable(author, db.session.get_one(User, rik.id), now=NOW)
    officer_id = add(chain.town, chain.police.id)

    with pytest.raises(RuleBroken, match="account_closed"):
        invite(chain.town, officer_id)


@pytest.mark.parametrize(
    ("where", "person", "code"),
    [
        ("police", Person(name="Rik", email=RIK), "contact_without_partner"),
        (None, Person(name="Rik"), "email_needed"),
    ],
)
def test_who_cannot_be_invited_is_told_why(chain, where, person, code):
    officer_id = add(chain.town, where or chain.police.id, person)

    with pytest.raises(RuleBroken, match=code):
        invite(chain.town, officer_id)


def test_inviting_and_withdrawing_are_for_the_own_coordinator(chain):
    officer_id = add(chain.town, chain.police.id)
    invite(chain.town, officer_id)

    for act in (admission.invite, admission.withdraw):
        with pytest.raises(NotVisible), unit_of_work():
            act(chain.elsewhere.coordinator.actor(), officer_id, now=NOW)
        with pytest.raises(NotAllowed), unit_of_work():
            act(chain.town.manager.actor(), officer_id, now=NOW)
    assert partners.officer(chain.elsewhere.coordinator.actor(), officer_id) is None


def test_the_trail_names_the_account_by_its_id_only(chain):
    officer_id = add(chain.town, chain.police.id)
    invite(chain.town, officer_id)

    rows = [row for row in stored(AuditEntry) if row.action.startswith("contact_officer")]
    assert [row.action for row in rows] == ["contact_officer.added", "contact_officer.invited"]
    assert all(row.organisation_id == chain.town.organisation.id for row in rows)
    assert "rik" not in repr([(row.fields, row.codes) for row in rows]).lower()


def test_a_change_keeps_the_address_of_an_account_and_says_who_was_first(chain):
    officer_id, actor = add(chain.town, chain.police.id), chain.town.coordinator.actor()
    invite(chain.town, officer_id)
    seen = partners.officer(actor, officer_id)

    def change(person, version=seen.version, until=None):
        with unit_of_work():
            officers.change(actor, officer_id, person, valid_until=until, version=version, now=NOW)

    with pytest.raises(RuleBroken, match="email_of_account"):
        change(Person(name="Rik", email="ander@politie.example"))
    change(Person(name="Rik Nieuw", email=f" {RIK.upper()} ", second_email="b@x.example"))
    with pytest.raises(StaleData):
        change(Person(name="Te laat", email=RIK))

    after = partners.officer(actor, officer_id)
    assert (after.name, after.email, after.second_email) == ("Rik Nieuw", RIK, "b@x.example")
    (row,) = [one for one in stored(AuditEntry) if one.action == "contact_officer.changed"]
    assert row.fields == ["name", "second_email"]


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (Person(name="Rik", email="geen adres"), "email_invalid"),
        (Person(name="Rik", second_email="x@"), "email_invalid"),
        (Person(name="Rik", email=RIK, second_email=RIK.upper()), "second_email_same"),
    ],
)
def test_a_code_never_has_the_address_of_the_link(chain, person, code):
    with pytest.raises(RuleBroken, match=code):
        add(chain.town, chain.police.id, person)


def test_a_contact_belongs_to_a_partner_of_this_employer_and_stays_no_longer(chain):
    with pytest.raises(RuleBroken, match="partner_unknown"):
        add(chain.town, chain.prosecution.id)
    officer_id = add(chain.town, chain.police.id)
    leave(chain.town, chain.police, TODAY)

    with pytest.raises(RuleBroken, match="partner_ended"):
        add(chain.town, chain.police.id)
    actor = chain.town.coordinator.actor()
    seen, rik = partners.officer(actor, officer_id).version, Person(name="Rik", email=RIK)
    with pytest.raises(RuleBroken, match="partner_ended"), unit_of_work():
        officers.change(actor, officer_id, rik, valid_until=None, version=seen, now=NOW)
    with pytest.raises(RuleBroken, match="partner_unknown"):
        add(chain.town, chain.police.id, since=date(2026, 5, 1))
