from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.builders import NOW, a_person
from tests.cases.builders import a_case, a_town, disable
from tests.post import builders
from vpt.audit.models import AuditEntry
from vpt.core.actor import Role
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.core.worktime import WorkCalendar
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message
from vpt.post import queries, reminding, rules, service
from vpt.post.models import PostItem
from vpt.post.rules import Returned, Sender, State

TODAY = date(2026, 3, 6)  # a Friday
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def town(app):
    with app.app_context():
        made = a_town()
        with unit_of_work():
            made.desk = a_person(made.organisation, Role.RECEPTION, name="Balie (demo)")
            made.other_desk = a_person(made.organisation, Role.RECEPTION, name="Balie twee (demo)")
        yield made


def a_letter(town, by=None, to=None, at=NOW, **changes):
    return builders.a_letter(by or town.desk, to or town.employee, at=at, **changes)


def told(kind):
    rows = db.session.scalars(select(Message).where(Message.kind == kind))
    return [(row.recipient_id, row.level) for row in rows]


def actions():
    rows = db.session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "post"))
    return [row.action for row in sorted(rows, key=lambda row: (row.at, row.id))]


def seen_by(town, person, item, at=LATER):
    with unit_of_work():
        return service.look(person.actor(), item.id, now=at)


def test_a_letter_alerts_its_addressee_and_nobody_else_and_says_nothing(town):
    item = a_letter(town)

    [message] = db.session.scalars(select(Message))
    assert (message.recipient_id, message.kind) == (town.employee.id, "post.arrived")
    assert (message.case_id, message.subject_id) == (None, item.id)
    [letter] = queries.mine(town.employee.actor())
    assert (letter.sender, letter.kept, letter.state) == ("", "", State.ALERTED)


def test_after_looking_the_addressee_knows_sender_and_place_and_the_look_is_written_down(town):
    item = a_letter(town)

    seen_by(town, town.employee, item)

    [letter] = queries.mine(town.employee.actor())
    assert (letter.sender, letter.kept) == ("court", "kluis van de receptie")
    assert letter.state is State.SEEN
    assert actions() == ["post.registered", "post.viewed"]


def test_a_colleague_sees_nothing_of_somebody_elses_post(town):
    item = a_letter(town)

    assert queries.mine(town.colleague.actor()) == ()
    with pytest.raises(NotVisible), unit_of_work():
        service.look(town.colleague.actor(), item.id, now=LATER)
    with pytest.raises(NotVisible), unit_of_work():
        service.confirm(town.colleague.actor(), item.id, version=1, now=LATER)
    with pytest.raises(NotAllowed):
        queries.register(town.colleague.actor(), now=LATER)
    with pytest.raises(NotAllowed), unit_of_work():
        service.hand_over(town.manager.actor(), item.id, version=1, now=LATER)


def test_the_sender_is_for_who_noted_it_and_for_others_after_confirmation(town):
    item = a_letter(town)

    def sender_for(person):
        return queries.register(person.actor(), now=LATER).rows[0].sender

    assert (sender_for(town.desk), sender_for(town.coordinator)) == ("court", "")
    version = seen_by(town, town.employee, item).version
    assert sender_for(town.coordinator) == ""
    with unit_of_work():
        service.confirm(town.employee.actor(), item.id, version=version, now=LATER)
    assert sender_for(town.coordinator) == sender_for(town.hr) == "court"


def test_reception_sees_what_it_noted_itself_in_thirty_days(town):
    old = a_letter(town, at=NOW - timedelta(days=31), received_on=TODAY - timedelta(days=32))
    new, others = a_letter(town), a_letter(town, by=town.other_desk)

    def ids(person):
        return {row.id for row in queries.register(person.actor(), now=NOW).rows}

    assert ids(town.desk) == {new.id}
    assert ids(town.other_desk) == {others.id}
    assert ids(town.coordinator) == ids(town.hr) == {old.id, new.id, others.id}
    with pytest.raises(NotVisible), unit_of_work():
        service.hand_over(town.desk.actor(), others.id, version=1, now=NOW)


def test_receipt_is_confirmed_by_the_addressee_and_handing_over_by_the_keeper(town):
    item = a_letter(town)
    version = seen_by(town, town.employee, item).version

    with unit_of_work():
        version = service.hand_over(town.desk.actor(), item.id, version=version, now=LATER).version
    assert queries.mine(town.employee.actor())[0].state is State.HANDED_OVER
    with unit_of_work():
        service.confirm(town.employee.actor(), item.id, version=version, now=LATER)

    [letter] = queries.register(town.coordinator.actor(), now=LATER).rows
    assert letter.state is State.CONFIRMED
    assert letter.handed_by == "Balie (demo)"
    assert actions()[2:] == ["post.handed_over", "post.confirmed"]


def test_nobody_confirms_a_letter_unseen(town):
    item = a_letter(town)

    with pytest.raises(RuleBroken, match="post_unseen"), unit_of_work():
        service.confirm(town.employee.actor(), item.id, version=item.version, now=LATER)


def test_a_letter_that_went_back_is_settled_with_its_reason(town):
    item = a_letter(town)

    with unit_of_work():
        version = service.give_back(
            town.desk.actor(), item.id, Returned.GONE, version=item.version, now=LATER
        ).version

    with pytest.raises(RuleBroken, match="post_settled"), unit_of_work():
        service.hand_over(town.desk.actor(), item.id, version=version, now=LATER)
    [letter] = queries.mine(town.employee.actor())
    assert (letter.state, letter.returned_reason) == (State.RETURNED, "gone")


def test_of_two_keepers_the_second_hears_that_it_changed(town):
    item = a_letter(town)
    with unit_of_work():
        service.hand_over(town.coordinator.actor(), item.id, version=item.version, now=LATER)

    with pytest.raises(StaleData, match="post_changed"), unit_of_work():
        service.give_back(town.desk.actor(), item.id, Returned.GONE, version=1, now=LATER)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"received_on": TODAY + timedelta(days=1)}, "received_in_future"),
        ({"received_on": TODAY - timedelta(days=91)}, "received_too_long_ago"),
        ({"kept": "   "}, "kept_empty"),
        ({"kept": "bij 111222333"}, "bsn_refused"),
    ],
)
def test_what_cannot_be_is_refused(town, changes, code):
    with pytest.raises(RuleBroken, match=code):
        a_letter(town, **changes)

    assert db.session.scalars(select(PostItem)).all() == []


def test_there_is_no_post_for_who_works_elsewhere_or_no_longer(town):
    with unit_of_work():
        auditor = a_person(town.organisation, Role.AUDITOR)
    disable(town.colleague)

    for person in (auditor, town.colleague):
        with pytest.raises(RuleBroken, match="recipient_unable"):
            a_letter(town, to=person)
    offered = {user_id for user_id, _name in queries.list_receivers(town.desk.actor(), now=NOW)}
    assert offered.isdisjoint({auditor.id, town.colleague.id})


@pytest.mark.parametrize(
    ("cases", "sender", "is_linked"),
    [(1, Sender.COURT, True), (2, Sender.COURT, False), (0, Sender.COURT, False),
     (1, Sender.LAWYER, False)],
)  # fmt: skip
def test_a_letter_is_of_a_case_when_there_is_just_one_it_can_be_of(town, cases, sender, is_linked):
    made = [a_case(town) for _ in range(cases)]

    item = a_letter(town, sender=sender)

    assert item.case_id == (made[0].id if is_linked else None)


def test_a_case_under_a_number_gets_no_letter(town):
    case = a_case(town)
    with unit_of_work():
        for row in db.session.scalars(select(Involved).where(Involved.incident_id == case.id)):
            row.protection = "number"

    assert a_letter(town).case_id is None


def test_only_who_may_follow_the_case_sees_which_one_it_is(town):
    case = a_case(town)
    a_letter(town)

    [at_desk] = queries.register(town.desk.actor(), now=NOW).rows
    [at_hr] = queries.register(town.hr.actor(), now=NOW).rows

    assert (at_desk.reference, at_desk.case_id) == ("", None)
    assert (at_hr.reference, at_hr.case_id) == (case.reference, case.id)


def run(at):
    handled = 0
    while True:
        with unit_of_work():
            done = reminding.remind(at, 1)
        if not done:
            return handled
        handled += done


def morning(day):
    return datetime(2026, 3, day, 9, 0, tzinfo=UTC)


def test_reminders_come_after_two_and_five_working_days_and_then_the_coordinator_hears(town):
    a_letter(town)  # came on Friday the 6th

    assert run(morning(9)) == 0  # Monday: one working day
    assert run(morning(10)) == 1
    assert told("post.waits") == [(town.employee.id, 2)]
    assert run(morning(12)) == 0
    assert run(morning(13)) == 1
    assert told("post.waits") == [(town.employee.id, 2), (town.employee.id, 5)]
    assert told("post.unclaimed") == []
    assert run(morning(16)) == 1
    assert told("post.unclaimed") == [(town.coordinator.id, 6)]
    assert run(morning(30)) == 0


def test_running_it_again_tells_nobody_again(town):
    a_letter(town)

    assert (run(morning(10)), run(morning(10))) == (1, 0)
    assert len(told("post.waits")) == 1


@pytest.mark.parametrize("way", ["handed over", "confirmed", "returned"])
def test_nobody_is_reminded_of_a_letter_that_is_gone(town, way):
    item = a_letter(town)
    version = seen_by(town, town.employee, item).version
    with unit_of_work():
        if way == "handed over":
            service.hand_over(town.desk.actor(), item.id, version=version, now=LATER)
        elif way == "confirmed":
            service.confirm(town.employee.actor(), item.id, version=version, now=LATER)
        else:
            service.give_back(
                town.desk.actor(), item.id, Returned.REFUSED, version=version, now=LATER
            )

    assert run(morning(30)) == 0


def test_a_coordinator_is_not_told_of_their_own_letter_but_hr_is(town):
    a_letter(town, to=town.coordinator)

    for day in (10, 13, 16):
        run(morning(day))

    assert told("post.unclaimed") == [(town.hr.id, 6)]


def test_working_days_are_those_of_the_organisation(app):
    closed = WorkCalendar(closing_days=frozenset({date(2026, 3, 10)}))

    due = rules.next_reminder(closed, TODAY, 0)

    assert due == datetime(2026, 3, 11, 7, 30, tzinfo=UTC)  # half past eight, local time
    assert rules.next_reminder(closed, TODAY, 6) is None
