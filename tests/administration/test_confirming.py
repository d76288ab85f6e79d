from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.administration.builders import a_town
from tests.builders import NOW, a_person, a_unit, an_organisation
from vpt.accounts import asked, queries, roles, service
from vpt.accounts.models import Unit
from vpt.accounts.people import Membership, RoleRequest, User
from vpt.accounts.roles import Grant
from vpt.accounts.rules import Post, Verdict, opens_cases
from vpt.administration import confirming
from vpt.audit.models import AuditEntry
from vpt.core.actor import Author, Role
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind

TODAY = local_date(NOW)
DAY = timedelta(days=1)


@pytest.fixture
def inside(app):
    with app.app_context(), unit_of_work():
        yield


def told(kind):
    return {one.recipient_id for one in db.session.scalars(select(Message)) if one.kind == kind}


def trail(action):
    db.session.flush()
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def roles_of(person, now=NOW):
    return {role for _, role in queries.list_roles_of(person.id, now=now)}


def a_request(town, role=Role.HR, person=None, **more):
    who = person or town.colleague
    return confirming.ask(
        town.acting(town.keeper), who.id, Grant(role=role, **more), now=NOW
    ).request_id


def refuses(code, kind=RuleBroken):
    return pytest.raises(kind, match=f"^{code}$")


def test_roles_that_show_a_case_or_its_people_need_a_second_person():
    alone = {Role.EMPLOYEE, Role.ADMINISTRATOR, Role.PROTOCOL_OWNER, Role.PARTNER, Role.ANALYST}

    assert {role for role in Role if not opens_cases(role)} == alone


def test_a_role_that_opens_nothing_is_given_at_once(inside):
    town = a_town()

    done = confirming.ask(
        town.acting(town.keeper), town.colleague.id, Grant(role=Role.PROTOCOL_OWNER), now=NOW
    )

    assert done.is_given
    assert Role.PROTOCOL_OWNER in roles_of(town.colleague)
    assert told(Kind.ACCOUNT_ROLE) == {town.colleague.id}
    assert told(Kind.ROLE_ASKED) == set()


def test_a_role_that_opens_cases_waits_and_the_second_persons_are_asked(inside):
    town = a_town()

    done = confirming.ask(town.acting(town.keeper), town.colleague.id, Grant(role=Role.HR), now=NOW)

    assert not done.is_given
    assert roles_of(town.colleague) == {Role.EMPLOYEE}
    assert told(Kind.ROLE_ASKED) == {town.coordinator.id, town.officer.id}
    assert trail("account.role_asked")[0].codes == {"role": "hr"}


def test_a_yes_gives_the_role_and_tells_asker_person_and_privacy_officer(inside):
    town = a_town()
    request = a_request(town, unit_id=town.unit.id)

    confirming.decide(town.acting(town.coordinator), request, Verdict.NONE, now=NOW)

    assert Role.HR in roles_of(town.colleague)
    assert told(Kind.ROLE_DECIDED) == {town.keeper.id}
    assert told(Kind.ROLE_OPENED) == {town.officer.id}
    codes = {"role": "hr", "unit": str(town.unit.id), "request": str(request)}
    assert trail("account.role_confirmed")[0].codes == codes


def test_a_no_gives_nothing_and_carries_a_code_for_the_reason(inside):
    town = a_town()
    request = a_request(town)

    confirming.decide(town.acting(town.officer), request, Verdict.TOO_WIDE, now=NOW)

    assert roles_of(town.colleague) == {Role.EMPLOYEE}
    assert told(Kind.ROLE_DECIDED) == {town.keeper.id}
    assert told(Kind.ROLE_OPENED) == set()
    assert trail("account.role_refused")[0].codes["verdict"] == "too_wide"


def test_during_the_first_set_up_a_role_is_given_at_once_and_is_on_record(inside):
    town = a_town(in_set_up=True)

    done = confirming.ask(town.acting(town.keeper), town.colleague.id, Grant(role=Role.HR), now=NOW)

    assert done.is_given
    assert Role.HR in roles_of(town.colleague)
    assert trail("account.role_given")[0].codes == {"role": "hr", "how": "first_setup"}
    assert asked.get(town.organisation.id, done.request_id).verdict == Verdict.FIRST_SETUP
    assert told(Kind.ROLE_OPENED) == {town.officer.id}


def test_a_role_asked_for_after_the_set_up_waits_whoever_was_asked_before(inside):
    town = a_town(in_set_up=True)
    a_request(town)
    town.organisation.set_up_at = NOW

    done = confirming.ask(
        town.acting(town.keeper), town.colleague.id, Grant(role=Role.COORDINATOR), now=NOW
    )

    assert not done.is_given


# who may not


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("in_set_up", [True, False])
def test_nobody_gives_himself_a_role_not_even_during_the_set_up(inside, role, in_set_up):
    town = a_town(in_set_up=in_set_up)

    with refuses("own_role"):
        confirming.ask(town.acting(town.keeper), town.keeper.id, Grant(role=role), now=NOW)


@pytest.mark.parametrize("post", [Post.MANAGER, Post.DEPUTY])
def test_nobody_puts_himself_at_the_head_of_a_unit(inside, post):
    town = a_town()
    grant = Grant(unit_id=town.unit.id, post=post)

    with refuses("own_role"):
        confirming.ask(town.acting(town.keeper), town.keeper.id, grant, now=NOW)


@pytest.mark.parametrize("post", [Post.MANAGER, Post.DEPUTY])
def test_a_place_at_the_head_of_a_unit_waits_too(inside, post):
    town = a_town()
    request = a_request(town, Role.MANAGER, unit_id=town.unit.id, post=post)
    assert town.unit.manager_id is town.unit.deputy_id is None

    confirming.decide(town.acting(town.officer), request, Verdict.NONE, now=NOW)

    assert town.colleague.id in (town.unit.manager_id, town.unit.deputy_id)


def test_longer_days_for_a_deputy_are_asked_for_again(inside):
    town = a_town()
    days = {"first_day": TODAY, "last_day": TODAY + DAY}
    first = a_request(town, Role.MANAGER, unit_id=town.unit.id, post=Post.DEPUTY, **days)
    confirming.decide(town.acting(town.officer), first, Verdict.NONE, now=NOW)

    a_request(town, Role.MANAGER, unit_id=town.unit.id, post=Post.DEPUTY, first_day=TODAY)

    assert town.unit.deputy_until == TODAY + DAY


def test_only_who_keeps_the_accounts_may_ask(inside):
    town = a_town()

    for person in (town.coordinator, town.officer, town.colleague):
        with refuses("permission_missing", NotAllowed):
            confirming.ask(town.acting(person), town.keeper.id, Grant(role=Role.EMPLOYEE), now=NOW)


def test_the_asker_cannot_be_the_second_person(inside):
    town = a_town()
    both = a_person(town.organisation, Role.ADMINISTRATOR, Role.COORDINATOR)
    request = confirming.ask(
        both.actor(NOW), town.colleague.id, Grant(role=Role.HR), now=NOW
    ).request_id

    with refuses("own_request", NotAllowed):
        confirming.decide(both.actor(NOW), request, Verdict.NONE, now=NOW)


def test_nobody_confirms_a_role_for_himself(inside):
    town = a_town()
    request = a_request(town, person=town.coordinator)

    with refuses("own_role", NotAllowed):
        confirming.decide(town.acting(town.coordinator), request, Verdict.NONE, now=NOW)


def test_who_keeps_the_accounts_confirms_nothing(inside):
    town = a_town()
    other = a_person(town.organisation, Role.ADMINISTRATOR)
    request = a_request(town)

    with refuses("permission_missing", NotAllowed):
        confirming.decide(other.actor(NOW), request, Verdict.NONE, now=NOW)


def test_a_coordinator_of_another_organisation_finds_nothing_to_confirm(inside):
    request = a_request(a_town())
    stranger = a_town()

    with refuses("not_found", NotVisible):
        confirming.decide(stranger.acting(stranger.officer), request, Verdict.NONE, now=NOW)


def test_somebody_of_another_organisation_cannot_be_given_anything_by_id(inside):
    town, elsewhere = a_town(), a_town()

    with refuses("not_found", NotVisible):
        confirming.ask(
            town.acting(town.keeper), elsewhere.colleague.id, Grant(role=Role.HR), now=NOW
        )


def test_a_unit_of_another_organisation_cannot_be_named(inside):
    town, elsewhere = a_town(), a_town()

    with refuses("not_found", NotVisible):
        a_request(town, unit_id=elsewhere.unit.id)


def test_an_accomplice_who_became_coordinator_a_minute_ago_confirms_nothing_yet(inside):
    town = a_town()
    request = a_request(town, Role.COORDINATOR)
    confirming.decide(town.acting(town.coordinator), request, Verdict.NONE, now=NOW)
    other = a_person(town.organisation)
    waiting = a_request(town, person=other)
    soon, later = NOW + timedelta(hours=23), NOW + timedelta(hours=25)

    with refuses("confirmer_new", NotAllowed):
        confirming.decide(town.colleague.actor(soon), waiting, Verdict.NONE, now=soon)
    confirming.decide(town.colleague.actor(later), waiting, Verdict.NONE, now=later)

    assert town.officer.id in told(Kind.ROLE_OPENED)
    assert Role.HR in roles_of(other, later)


def test_a_second_role_does_not_shorten_the_wait_of_a_new_confirmer(inside):
    town = a_town()
    request = a_request(town, Role.COORDINATOR, first_day=TODAY)
    confirming.decide(town.acting(town.officer), request, Verdict.NONE, now=NOW)

    since = asked.confirms_since(town.organisation.id, town.colleague.id, now=NOW)

    assert since == NOW


# nonsense


def test_a_role_does_not_begin_in_the_past(inside):
    with refuses("day_in_past"):
        a_request(a_town(), first_day=TODAY - DAY)


def test_a_role_given_from_today_does_not_reach_back_to_this_morning(inside):
    town = a_town()
    grant = Grant(role=Role.PROTOCOL_OWNER, first_day=TODAY)

    confirming.ask(town.acting(town.keeper), town.colleague.id, grant, now=NOW)

    rows = db.session.scalars(select(Membership).where(Membership.role == Role.PROTOCOL_OWNER))
    assert [row.valid_from for row in rows] == [NOW]


def test_a_role_holds_on_its_last_day_and_not_after_it(inside):
    town = a_town()
    grant = Grant(role=Role.PROTOCOL_OWNER, first_day=TODAY + DAY, last_day=TODAY + DAY)

    confirming.ask(town.acting(town.keeper), town.colleague.id, grant, now=NOW)

    held = [Role.PROTOCOL_OWNER in roles_of(town.colleague, NOW + n * DAY) for n in range(3)]
    assert held == [False, True, False]


@pytest.mark.parametrize(
    ("grant", "code"),
    [
        (Grant(role=Role.HR, first_day=TODAY + DAY, last_day=TODAY), "last_day_early"),
        (Grant(role=Role.HR, last_day=TODAY - DAY), "last_day_early"),
        (Grant(role=Role.PARTNER), "role_unfit"),
        (Grant(post=Post.DEPUTY), "unit_needed"),
    ],
    ids=["ends before it begins", "ended already", "partner", "deputy of nothing"],
)
def test_what_makes_no_sense_is_refused(inside, grant, code):
    town = a_town()

    with refuses(code):
        confirming.ask(town.acting(town.keeper), town.colleague.id, grant, now=NOW)


def test_the_same_role_in_another_unit_is_another_role(inside):
    town = a_town()
    elsewhere = a_unit(town.organisation, "Handhaving")
    grant = Grant(role=Role.EMPLOYEE, unit_id=elsewhere.id)

    assert confirming.ask(town.acting(town.keeper), town.colleague.id, grant, now=NOW).is_given


def test_a_post_is_a_place_of_a_manager_and_of_nobody_else(inside):
    town = a_town()

    with refuses("role_unfit"):
        a_request(town, Role.EMPLOYEE, unit_id=town.unit.id, post=Post.DEPUTY)


def test_a_closed_unit_gets_nobody(inside):
    town = a_town()
    town.unit.closed_at = NOW

    with refuses("unit_closed"):
        a_request(town, unit_id=town.unit.id)


def test_the_same_role_is_not_asked_for_twice(inside):
    town = a_town()
    a_request(town)

    with refuses("role_asked"):
        a_request(town)


def test_a_role_somebody_has_is_not_asked_for(inside):
    town = a_town()

    with refuses("role_held"):
        a_request(town, Role.COORDINATOR, person=town.coordinator)


# what may have happened meanwhile


def test_a_request_is_decided_once(inside):
    town = a_town()
    request = a_request(town)
    confirming.decide(town.acting(town.coordinator), request, Verdict.NONE, now=NOW)

    with refuses("request_decided"):
        confirming.decide(town.acting(town.officer), request, Verdict.NONE, now=NOW)


def test_a_withdrawn_request_cannot_be_confirmed(inside):
    town = a_town()
    request = a_request(town)
    confirming.withdraw(town.acting(town.keeper), request, now=NOW)

    with refuses("request_decided"):
        confirming.decide(town.acting(town.officer), request, Verdict.NONE, now=NOW)


def test_nobody_gets_a_role_after_leaving(inside):
    town = a_town()
    request = a_request(town)
    service.disable(town.acting(town.keeper), db.session.get_one(User, town.colleague.id), now=NOW)

    with refuses("account_closed"):
        confirming.decide(town.acting(town.officer), request, Verdict.NONE, now=NOW)


def test_a_period_that_is_over_gives_nothing(inside):
    town = a_town()
    request = a_request(town, last_day=TODAY)

    with refuses("period_over"):
        confirming.decide(
            town.acting(town.officer), request, Verdict.NONE, now=NOW + timedelta(days=2)
        )


def test_a_late_yes_counts_from_then_on(inside):
    town = a_town()
    request = a_request(town, first_day=TODAY)
    later = NOW + timedelta(days=3)

    confirming.decide(town.acting(town.officer), request, Verdict.NONE, now=later)

    rows = db.session.scalars(select(Membership).where(Membership.role == Role.HR))
    assert [row.valid_from for row in rows] == [later]


def test_a_unit_that_closed_meanwhile_gets_nobody(inside):
    town = a_town()
    request = a_request(town, unit_id=town.unit.id)
    town.unit.closed_at = NOW

    with refuses("unit_closed"):
        confirming.decide(town.acting(town.officer), request, Verdict.NONE, now=NOW)


def test_an_answer_outside_the_list_is_refused(inside):
    town = a_town()
    request = a_request(town)

    with refuses("reason_unknown"):
        confirming.decide(town.acting(town.officer), request, Verdict.FIRST_SETUP, now=NOW)


# ending


def test_a_role_ends_at_once_and_the_person_hears_of_it(inside):
    town = a_town()
    held = db.session.scalars(
        select(Membership).where(Membership.user_id == town.coordinator.id)
    ).one()

    confirming.end(town.acting(town.keeper), held.id, now=NOW)

    assert roles_of(town.coordinator) == set()
    assert told(Kind.ACCOUNT_ROLE) == {town.coordinator.id}
    assert trail("account.role_ended")[0].codes == {"role": "coordinator"}


def test_nobody_ends_his_own_role_or_place(inside):
    town = a_town()
    town.unit.manager_id = town.keeper.id
    held = db.session.scalars(select(Membership).where(Membership.user_id == town.keeper.id)).one()

    with refuses("own_role_end"):
        confirming.end(town.acting(town.keeper), held.id, now=NOW)
    with refuses("own_role_end"):
        confirming.end_post(town.acting(town.keeper), town.unit.id, Post.MANAGER, now=NOW)


def test_a_role_elsewhere_cannot_be_ended_from_here(inside):
    town, elsewhere = a_town(), a_town()
    held = db.session.scalars(
        select(Membership).where(Membership.user_id == elsewhere.colleague.id)
    ).one()

    with refuses("not_found", NotVisible):
        confirming.end(town.acting(town.keeper), held.id, now=NOW)


def test_a_place_at_the_head_is_left_empty(inside):
    town = a_town()
    town.unit.deputy_id = town.colleague.id

    confirming.end_post(town.acting(town.keeper), town.unit.id, Post.DEPUTY, now=NOW)

    assert db.session.get_one(Unit, (town.organisation.id, town.unit.id)).deputy_id is None
    assert told(Kind.ACCOUNT_ROLE) == {town.colleague.id}


# from the command line


def test_the_command_line_waits_as_well_while_somebody_can_confirm(inside):
    town = a_town()
    system = Author(organisation_id=town.organisation.id)

    assert not roles.ask(system, town.colleague.id, Grant(role=Role.HR), now=NOW).is_given


def test_the_command_line_helps_out_when_nobody_is_left_to_confirm(inside):
    organisation = an_organisation()
    organisation.set_up_at = NOW
    person = a_person(organisation, unit=a_unit(organisation))
    system = Author(organisation_id=organisation.id)

    done = roles.ask(system, person.id, Grant(role=Role.COORDINATOR), now=NOW)

    assert done.is_given
    assert trail("account.role_given")[0].codes["how"] == "alone"


def test_an_unknown_person_or_request_does_not_exist(inside):
    town = a_town()

    with refuses("not_found", NotVisible):
        confirming.ask(town.acting(town.keeper), new_id(), Grant(role=Role.HR), now=NOW)
    with refuses("not_found", NotVisible):
        confirming.decide(town.acting(town.officer), new_id(), Verdict.NONE, now=NOW)


def test_what_waits_is_counted_without_what_this_person_may_not_decide(inside):
    town = a_town()
    a_request(town)
    a_request(town, person=town.coordinator)

    assert asked.count_waiting(town.acting(town.coordinator)) == 1
    assert asked.count_waiting(town.acting(town.officer)) == 2
    assert len(db.session.scalars(select(RoleRequest)).all()) == 2
