"""Decisions of a meeting: agreements become steps, the rest is kept, and the end is the end."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.builders import a_person, stored
from tests.cases.builders import LATER, Counted, a_case, a_ref, a_town, steps_of, version_of
from tests.meetings import builders
from tests.meetings.builders import (
    PRESENT,
    TEXT,
    TODAY,
    a_meeting,
    a_partner,
    agreements_of,
    decide,
    hold,
    put_on,
    without_agreements,
)
from vpt.accounts.models import Organisation
from vpt.audit.models import AuditEntry
from vpt.cases import queries as cases
from vpt.cases.models import CaseSubject
from vpt.cases.rules import Answer, WorkFilters
from vpt.core.actor import Role
from vpt.core.errors import NotVisible, RuleBroken, StaleData
from vpt.infra.db import db, unit_of_work
from vpt.meetings import queries, service
from vpt.meetings.models import AgendaItem, Meeting
from vpt.meetings.rules import Decided, Decision, Ending, MeetingState
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind

DAY = timedelta(days=1)


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


@pytest.fixture
def case(town):
    return a_case(town)


@pytest.fixture
def item(town, case):
    return put_on(town, a_meeting(town, a_partner(town)), case)


def told(person, kind=Kind.AGREEMENT_MADE):
    return [one for one in stored(Message) if one.recipient_id == person.id and one.kind == kind]


def test_an_action_becomes_a_step_of_who_does_it_on_the_agreed_day(town, case, item):
    decide(town, item, owner_id=town.manager.id, due_on=TODAY + 10 * DAY)

    (step,) = steps_of("S28")
    (agreement,) = agreements_of(case)
    assert (step.case_id, step.subject_id) == (case.id, agreement.id)
    assert step.assignee_id == town.manager.id
    assert (step.due_at - DAY / 2).date() == TODAY + 10 * DAY
    assert agreement.text == TEXT
    assert stored(CaseSubject)[-1].id == agreement.id
    assert [one.decision for one in stored(AgendaItem)] == [Decision.ACTION]


def test_who_does_it_is_told_once_and_nobody_else(town, item):
    decide(town, item, owner_id=town.manager.id)

    assert len(told(town.manager)) == 1
    assert told(town.manager, Kind.STEP_ASSIGNED) == []
    assert told(town.employee) == []


def test_what_the_partner_does_is_followed_by_the_coordinator(town, case, item):
    decide(town, item, by_partner=True, owner_id=None)

    (step,), (agreement,) = steps_of("S28"), agreements_of(case)
    assert step.assignee_id == town.coordinator.id
    assert (agreement.by_partner, agreement.owner_id) == (True, None)


def test_a_case_may_get_several_agreements(town, case, item):
    decide(town, item)
    decide(town, item, text="Wij sturen de beelden na")

    assert len(steps_of("S28")) == 2
    assert {one.text for one in agreements_of(case)} == {TEXT, "Wij sturen de beelden na"}


@pytest.mark.parametrize("decision", [Decision.NEXT_TIME, Decision.DONE])
def test_without_action_nothing_opens(town, case, item, decision):
    decide(town, item, decision=decision)

    assert steps_of("S28") == []
    assert agreements_of(case) == []
    trail = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "case.discussed")
    ).all()
    assert [one.codes["decision"] for one in trail] == [decision]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": "  "}, "agreement_required"),
        ({"text": "bel 111222333"}, "bsn_refused"),
        ({"text": "x" * 601}, "text_too_long"),
        ({"due_on": None}, "due_required"),
        ({"due_on": TODAY - DAY}, "day_in_past"),
        ({"due_on": TODAY + 400 * DAY}, "day_too_far"),
        ({"owner_id": None}, "owner_required"),
        ({"decision": Decision.OFF}, "decision_unknown"),
    ],
)
def test_an_agreement_that_says_too_little_is_refused(town, case, item, changes, code):
    with pytest.raises(RuleBroken, match=code):
        decide(town, item, **changes)

    assert agreements_of(case) == []
    assert steps_of("S28") == []


@pytest.mark.parametrize(
    ("who", "code"),
    [("employee", "assignee_is_party"), ("colleague", "assignee_unable")],
)
def test_it_goes_to_nobody_who_is_a_party_or_may_not_handle(town, item, who, code):
    with pytest.raises(RuleBroken, match=code):
        decide(town, item, owner_id=getattr(town, who).id)


def test_a_closed_case_gets_no_agreement(town, case, item):
    with unit_of_work():
        case.closed_at = LATER

    with pytest.raises(RuleBroken, match="already_closed"):
        decide(town, item)


def test_by_an_older_protocol_it_is_a_note_and_no_step(app):
    with app.app_context():
        town = a_town(protocol=without_agreements())
        case = a_case(town)
        item = put_on(town, a_meeting(town, a_partner(town)), case)

        decide(town, item, owner_id=town.manager.id)

        actor = town.coordinator.actor(LATER)
        (row,) = queries.sheet(actor, item.meeting_id, now=LATER).agreements
        assert (row.ending, row.text) == (Ending.NO_STEP, TEXT)
        assert steps_of("S28") == []
        assert len(told(town.manager)) == 1
        assert "agreement" not in {one.scope for one in stored(CaseSubject)}


def test_a_coordinator_who_is_a_party_never_sees_the_case(town):
    with unit_of_work():
        party = a_person(town.organisation, Role.COORDINATOR, name="Cor Tweede (demo)")
    case = a_case(town, reporter=party)
    item = put_on(town, a_meeting(town, a_partner(town)), case)
    decide(town, item)
    actor = party.actor(LATER)

    shown = queries.sheet(actor, item.meeting_id, now=LATER)

    assert (shown.items, shown.agreements, shown.hidden) == ((), (), 1)
    with pytest.raises(NotVisible):
        queries.get_item(actor, item.meeting_id, item.id)


def test_two_people_deciding_at_once_clash(town, item):
    seen = db.session.get_one(Meeting, (town.organisation.id, item.meeting_id)).version
    decide(town, item)

    with pytest.raises(StaleData), unit_of_work():
        service.decide(
            town.coordinator.actor(LATER), item.meeting_id, item.id,
            Decided(decision=Decision.DONE), version=seen, now=LATER,
        )  # fmt: skip


def test_the_end_keeps_who_were_there_and_what_was_not_talked_through(town, item):
    second = put_on(town, _meeting(town, item), a_case(town))
    decide(town, item, decision=Decision.DONE)

    hold(town, _meeting(town, item))

    meeting = _meeting(town, item)
    assert (meeting.state, meeting.present) == (MeetingState.HELD, PRESENT)
    decisions = {one.id: one.decision for one in stored(AgendaItem)}
    assert decisions == {item.id: Decision.DONE, second.id: Decision.NEXT_TIME}


def test_a_meeting_of_tomorrow_cannot_be_ended_today(town):
    meeting = a_meeting(town, a_partner(town), on=TODAY + DAY)

    with pytest.raises(RuleBroken, match="meeting_ahead"):
        hold(town, meeting)


def test_who_was_there_must_be_said(town, item):
    meeting = _meeting(town, item)
    version = builders.version_of(meeting)

    with pytest.raises(RuleBroken, match="present_required"), unit_of_work():
        service.close(town.coordinator.actor(LATER), meeting.id, " ", version=version, now=LATER)


@pytest.mark.parametrize(
    ("answer", "expected", "reason"),
    [
        (Answer(outcome="done"), Ending.DONE, ""),
        (
            Answer(outcome="not_done", reason="Niemand bereikt"),
            Ending.NOT_DONE, "Niemand bereikt",
        ),
    ],
)  # fmt: skip
def test_the_next_agenda_tells_how_agreements_ended(town, case, item, answer, expected, reason):
    decide(town, item, owner_id=town.manager.id)
    hold(town, _meeting(town, item))
    with unit_of_work():
        service.follow_up(
            town.manager.actor(), case.id, a_ref("S28"), answer,
            version=version_of(case), now=LATER + DAY,
        )  # fmt: skip
    partner = _meeting(town, item).partner_id
    later = LATER + 7 * DAY

    following = a_meeting(town, _organisation(partner), on=TODAY + 7 * DAY, now=later)

    shown = queries.sheet(town.coordinator.actor(later), following.id, now=later)
    assert [(one.text, one.ending, one.reason) for one in shown.earlier] == [
        (TEXT, expected, reason)
    ]


def test_an_agreement_not_done_needs_a_reason(town, case, item):
    decide(town, item)

    with pytest.raises(RuleBroken, match="reason_required"), unit_of_work():
        service.follow_up(
            town.coordinator.actor(), case.id, a_ref("S28"), Answer(outcome="not_done"),
            version=version_of(case), now=LATER,
        )  # fmt: skip


def test_an_agreement_shows_in_the_case_for_who_does_it_and_in_the_work_list(town, case, item):
    decide(town, item, owner_id=town.manager.id)
    actor = town.manager.actor(LATER)

    page = cases.case_page(actor, case.id, now=LATER)

    (step,) = [one for one in page.steps if one.key == "S28"]
    assert (step.about, step.may_do, step.assignee) == (
        "Afspraak 1", True, "Mehmet Leider (demo)",
    )  # fmt: skip
    assert any(node.key == "S28" for node in page.swimlane.nodes)
    listed = cases.worklist(actor, WorkFilters(step="S28"), now=LATER).rows
    assert [(row.case_id, row.about) for row in listed] == [(case.id, ("agreement", 1))]
    own = cases.own_case(town.employee.actor(LATER), case.id, now=LATER)
    (plain,) = [one for one in own.steps if one.key == "S28"]
    assert TEXT not in plain.words
    assert plain.step.note == ""


def test_a_meeting_is_read_in_a_fixed_number_of_statements(town, item):
    for _ in range(4):
        decide(town, put_on(town, _meeting(town, item), a_case(town)))
    actor, meeting_id = town.coordinator.actor(LATER), item.meeting_id

    with Counted() as statements:
        shown = queries.sheet(actor, meeting_id, now=LATER)

    assert len(shown.agreements) == 4
    assert len(statements) <= 4


def _meeting(town, item):
    return db.session.get_one(Meeting, (town.organisation.id, item.meeting_id))


def _organisation(partner_id):
    return db.session.get_one(Organisation, partner_id)
