"""The paper of a meeting: an agenda before it, what was agreed after it, and nobody in it."""

from datetime import timedelta

import pytest

from tests.builders import a_person, stored
from tests.cases.builders import LATER, Counted, a_case, a_town
from tests.meetings.builders import (
    a_meeting,
    a_partner,
    decide,
    hold,
    put_on,
    version_of,
)
from tests.meetings.waiting import a_share
from vpt.accounts.rules import OrganisationKind
from vpt.core.actor import Role
from vpt.core.errors import NotAllowed, NotVisible
from vpt.infra.db import unit_of_work
from vpt.meetings import paper, planning
from vpt.meetings.models import AgendaItem

DAY = timedelta(days=1)


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


@pytest.fixture
def case(town):
    return a_case(town)


def view(town, meeting, *, by=None):
    return paper.prepare((by or town.coordinator).actor(LATER), meeting.id, now=LATER).view


def test_before_the_meeting_it_is_an_agenda_with_what_is_asked_of_whom(town, case):
    partner = a_partner(town)
    a_share(town, case, partner, at=LATER - 9 * DAY)

    told = view(town, a_meeting(town, partner))

    assert told.meta.title == "Agenda casusoverleg"
    assert told.agreed is None
    (topic,) = told.topics
    assert topic.reference == case.reference
    assert topic.why == "Gedeeld dossier, nog geen antwoord (sinds 25 februari 2026)"
    assert topic.asked.startswith(f"{partner.name}: laat weten")


def test_after_the_meeting_it_is_the_list_of_agreements(town, case):
    meeting = a_meeting(town, a_partner(town))
    decide(town, put_on(town, meeting, case), text="De politie belt terug")
    hold(town, meeting)

    told = view(town, meeting)

    assert told.meta.title == "Afspraken casusoverleg"
    assert [(one.reference, one.text) for one in told.agreed] == [
        (case.reference, "De politie belt terug")
    ]
    assert [one.decided for one in told.topics] == ["Afspraak gemaakt"]


@pytest.mark.parametrize("by_partner", [True, False])
def test_who_does_it_is_the_partner_or_the_organisation_and_never_a_person(town, case, by_partner):
    partner = a_partner(town)
    meeting = a_meeting(town, partner)
    decide(town, put_on(town, meeting, case), by_partner=by_partner)
    hold(town, meeting)

    (agreed,) = view(town, meeting).agreed

    assert agreed.who == (partner.name if by_partner else town.organisation.name)


def test_names_of_everybody_in_the_cases_are_taken_out(town, case):
    meeting = a_meeting(town, a_partner(town))
    other = put_on(town, meeting, a_case(town, reporter=town.colleague))
    decide(town, put_on(town, meeting, case), text="Sanne Melder en Carlijn bellen perpetrator 1")
    decide(town, other, text="Bel Melder")
    hold(town, meeting)

    told = repr(view(town, meeting))

    for name in ("Sanne", "Melder", "Carlijn", "Collega"):
        assert name not in told
    assert "[weggelaten]" in told


@pytest.mark.parametrize(
    ("kind", "profile"),
    [
        (OrganisationKind.POLICE, "police"),
        (OrganisationKind.PROSECUTION, "prosecution"),
        (OrganisationKind.MUNICIPALITY, "municipality"),
    ],
)
def test_it_is_made_for_the_partner_it_is_with(town, kind, profile):
    meeting = a_meeting(town, a_partner(town, kind))

    request = paper.prepare(town.coordinator.actor(LATER), meeting.id, now=LATER)

    assert request.profile == profile
    assert (request.case_id, request.keyset_id) == (meeting.id, meeting.keyset_id)


def test_a_party_gets_no_paper_also_after_the_case_was_taken_off(town):
    with unit_of_work():
        party = a_person(town.organisation, Role.COORDINATOR, name="Cor Tweede (demo)")
    meeting = a_meeting(town, a_partner(town))
    item = put_on(town, meeting, a_case(town, reporter=party))
    actor = town.coordinator.actor(LATER)

    for _ in range(2):
        with pytest.raises(NotVisible):
            view(town, meeting, by=party)
        if not stored(AgendaItem)[0].decision:
            with unit_of_work():
                planning.take_off(
                    actor, meeting.id, item.id, version=version_of(meeting), now=LATER
                )

    assert view(town, meeting).topics == ()


@pytest.mark.parametrize("who", ["manager", "hr", "employee"])
def test_others_get_no_paper(town, who):
    meeting = a_meeting(town, a_partner(town))

    with pytest.raises(NotAllowed):
        view(town, meeting, by=getattr(town, who))


def test_it_takes_as_many_statements_however_many_cases(town, case):
    meeting = a_meeting(town, a_partner(town))
    put_on(town, meeting, case)
    actor, meeting_id = town.coordinator.actor(LATER), meeting.id
    paper.prepare(actor, meeting_id, now=LATER)
    with Counted() as few:
        paper.prepare(actor, meeting_id, now=LATER)
    for _ in range(4):
        put_on(town, meeting, a_case(town))

    with Counted() as many:
        paper.prepare(actor, meeting_id, now=LATER)

    assert len(many) <= len(few) + 1
