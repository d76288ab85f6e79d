from dataclasses import asdict
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from tests.builders import NOW
from tests.cases.builders import LATER, a_case, a_ref, a_town, complete, steps_of, version_of
from vpt.accounts.people import User
from vpt.cases.rules import Answer
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.documents.kinds.registry import KINDS
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.partners.disclosure import Profile
from vpt.patterns import dossier, service
from vpt.patterns.rules import LinkKind, NewLink

NEEDLE = "Naaldwoord"
FOR_OTHERS = (Profile.POLICE, Profile.PROSECUTION)
EVERY = (Profile.INTERNAL, *FOR_OTHERS)


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


def linked(town, first, second, reason="Zelfde man"):
    new = NewLink(reference=second.reference, kind=LinkKind.PERPETRATOR, reason=reason)
    with unit_of_work():
        service.link(town.coordinator.actor(), first.id, new, version=version_of(first), now=LATER)


def prepared(person, case, profile=Profile.POLICE):
    return dossier.prepare(person.actor(), case.id, profile, now=LATER)


def words(person, case, profile=Profile.POLICE):
    return str(asdict(prepared(person, case, profile).request.view))


def rewrite(case, **texts):
    with unit_of_work():
        incident = db.session.scalars(select(Incident).where(Incident.id == case.id)).one()
        for name, text in texts.items():
            setattr(incident, name, text)


def protect(case, how="number"):
    with unit_of_work():
        victim = Involved.role == "victim"
        query = select(Involved).where(Involved.incident_id == case.id, victim)
        for row in db.session.scalars(query):
            row.protection = how


def test_incidents_stand_in_the_order_of_time_with_what_binds_them(town):
    later = a_case(town, at=NOW + timedelta(minutes=9))
    earlier = a_case(town)
    linked(town, later, earlier)

    view = prepared(town.coordinator, later).request.view

    assert [one.reference for one in view.events] == [earlier.reference, later.reference]
    assert [one.between for one in view.bonds] == ["1 en 2"]
    assert view.bonds[0].kind == "Vermoedelijk dezelfde veroorzaker"
    assert view.bonds[0].reason == "Zelfde man"
    assert [one.literal_words for one in view.incidents] == ["Ik weet je te vinden"] * 2
    assert ("Incidenten", "2") in {(fact.label, fact.value) for fact in view.cover}
    assert set(prepared(town.coordinator, later).cases) == {earlier.id, later.id}


def test_the_number_of_a_police_report_stands_with_its_incident_only(town):
    first, second = a_case(town, severity=4), a_case(town)
    complete(town.manager, first, a_ref("S05", nth=_nth("S05", first)), "criminal")
    decision = a_ref("S10", nth=_nth("S10", first))
    complete(town.coordinator, first, decision, "employer_files")
    complete(town.coordinator, first, a_ref("S11", nth=_nth("S11", first)), "domicile")
    taken = Answer(outcome="taken", number="PL0600-2026-1")
    complete(town.coordinator, first, a_ref("S12"), taken)
    linked(town, first, second)

    view = prepared(town.coordinator, first).request.view

    assert "PL0600-2026-1" in str(view.incidents[0].police_reports)
    assert view.incidents[1].police_reports == ()


def _nth(key, case):
    return [row.case_id for row in steps_of(key)].index(case.id)


@pytest.mark.parametrize("profile", EVERY)
def test_nothing_of_a_case_out_of_reach_is_told_but_that_it_is_missing(town, profile):
    first, second = a_case(town), a_case(town)
    hidden = a_case(town, unit=town.other_unit)
    rewrite(
        hidden, summary=NEEDLE, narrative=NEEDLE,
        answers={"literal_words": NEEDLE, "place": NEEDLE, "seven_ws": {"who": NEEDLE}},
    )  # fmt: skip
    linked(town, first, second)
    linked(town, second, hidden, reason=f"{NEEDLE} bindt ze")

    told = words(town.manager, first, profile)

    assert NEEDLE not in told
    assert hidden.reference not in told
    assert "1 incident hoort ook bij dit patroon" in told
    assert NEEDLE in words(town.coordinator, first, profile)


@pytest.mark.parametrize("profile", EVERY)
def test_notes_of_support_and_messages_are_in_no_pattern_dossier(town, profile):
    first, second = a_case(town), a_case(town)
    complete(town.manager, first, a_ref("S02"), Answer(outcome="supported", note=NEEDLE))
    with unit_of_work():
        for row in steps_of("S02"):
            row.note = NEEDLE
        for row in db.session.scalars(select(Involved)):
            row.medical = NEEDLE
    linked(town, first, second)

    assert NEEDLE not in words(town.coordinator, first, profile)


@pytest.mark.parametrize("profile", FOR_OTHERS)
def test_who_is_under_a_number_in_one_case_is_named_in_none(town, profile):
    first, second = a_case(town), a_case(town)
    protect(first)
    rewrite(second, answers={"literal_words": "Sanne Melder, ik weet waar je woont"})
    linked(town, first, second, reason="Beide keren riep hij om Sanne")

    told = words(town.coordinator, first, profile)

    assert "Sanne" not in told
    assert "Melder" not in told
    assert "Op nummer" in told
    assert "ik weet waar je woont" in told


def test_inside_the_own_organisation_a_name_stays_a_name(town):
    first, second = a_case(town), a_case(town)
    protect(first)
    linked(town, first, second)

    assert "Sanne Melder (demo)" in words(town.coordinator, first, Profile.INTERNAL)


def test_a_numbered_victim_is_not_named_as_the_one_who_linked(town):
    first = a_case(town, reporter=town.colleague)
    second = a_case(town, reporter=town.employee)
    linked(town, first, second)
    with unit_of_work():
        db.session.get_one(User, town.colleague.id).name = "Ineke Coördinator (demo)"
    protect(first)

    assert "Ineke" not in words(town.coordinator, second, Profile.POLICE)


def test_who_does_not_reach_the_case_or_may_not_issue_gets_none(town):
    first, second = a_case(town), a_case(town)
    linked(town, first, second)

    for person in (town.colleague, town.support, town.privacy_officer):
        with pytest.raises(NotAllowed):
            prepared(person, first)
    with pytest.raises(NotVisible):
        prepared(town.other_manager, first)


def test_a_party_to_the_case_gets_none_and_a_party_to_another_gets_that_one_left_out(town):
    first, second, third = a_case(town), a_case(town), a_case(town, reporter=town.deputy)
    linked(town, first, second)
    linked(town, second, third)

    with pytest.raises(NotVisible):
        prepared(town.deputy, third)
    assert third.id not in prepared(town.deputy, first).cases


def test_without_a_link_there_is_no_pattern(town):
    case = a_case(town)

    with pytest.raises(RuleBroken, match="no_pattern"):
        prepared(town.manager, case)
    with pytest.raises(RuleBroken, match="profile_not_for_kind"):
        prepared(town.manager, case, Profile.INSURER)


def test_fifty_cases_fit_in_one_dossier(town):
    cases = [a_case(town, at=NOW + timedelta(minutes=n)) for n in range(50)]
    for one, two in pairwise(cases):
        linked(town, one, two)

    view = prepared(town.coordinator, cases[0]).request.view

    assert len(view.incidents) == 50
    assert KINDS["pattern_dossier"].render(view, ()).startswith(b"%PDF")
