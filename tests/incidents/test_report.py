from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from tests.builders import NOW, a_location, a_person, a_unit, an_organisation, stored
from tests.incidents.builders import a_draft, a_report, an_incident
from vpt.audit.models import AuditEntry
from vpt.core.errors import NotVisible, RuleBroken
from vpt.incidents import reference, service
from vpt.incidents.evidence import Draft
from vpt.incidents.models import Behaviour, Incident
from vpt.incidents.people import Involved
from vpt.incidents.rules import BehaviourSeen, Person
from vpt.incidents.taxonomy import Category, Relation, Role
from vpt.infra.db import db, unit_of_work
from vpt.infra.keysets import Keyset


def test_a_draft_becomes_an_incident_with_the_same_id_and_keyset(app):
    with app.app_context():
        with unit_of_work():
            person = a_person(an_organisation())
            draft = a_draft(person)
            expected = (draft.id, draft.keyset_id)
            service.report(person.actor(), draft.id, a_report(narrative="Hij riep."), now=NOW)

        [incident] = stored(Incident)
        assert (incident.id, incident.keyset_id) == expected
        assert incident.narrative == "Hij riep."
        assert stored(Draft) == []
        assert [entry.action for entry in stored(AuditEntry)] == ["incident.reported"]


def test_every_person_gets_a_key_of_their_own(app):
    with app.app_context():
        with unit_of_work():
            person = a_person(an_organisation(), name="Sanne (demo)")
            an_incident(
                person,
                perpetrators=(Person(name="Ruud", surname="van 't Hoff"),),
                witnesses=(Person(name="Çelik-O'Brien"),),
                medical="Een blauwe plek",
            )

        people = {row.role: row for row in stored(Involved)}
        assert people[Role.VICTIM].user_id == person.id
        assert people[Role.VICTIM].medical == "Een blauwe plek"
        assert people[Role.PERPETRATOR].identity["name"] == "Ruud van 't Hoff"
        assert people[Role.WITNESS].identity == {"name": "Çelik-O'Brien"}
        assert len({row.keyset_id for row in people.values()}) == 3
        assert len(stored(Keyset)) == 5


def test_the_same_perpetrator_is_found_by_blind_index_however_the_name_is_typed(app):
    born = date(1968, 3, 11)
    with app.app_context():
        with unit_of_work():
            person = a_person(an_organisation())
            for key, surname, phone in (
                ("a", "van der Çelik", "06 12345678"),
                ("b", "CELIK", "+31612345678"),
            ):
                who = Person(name="R.", surname=surname, birth_date=born, phone=phone)
                an_incident(person, key=key, perpetrators=(who,))

        first, second = (r for r in stored(Involved) if r.role == Role.PERPETRATOR)
        assert first.name_blind == second.name_blind is not None
        assert first.phone_blind == second.phone_blind is not None


def test_sending_twice_gives_the_same_incident(app):
    with app.app_context():
        with unit_of_work():
            person = a_person(an_organisation())
            first = an_incident(person)
        with unit_of_work():
            again = service.report(person.actor(), first.id, a_report(), now=NOW)

        assert again.id == first.id
        assert len(stored(Incident)) == 1


def test_references_count_per_organisation_and_local_year(app):
    new_year = NOW.replace(year=2026, month=12, day=31, hour=23, minute=30)
    with app.app_context():
        with unit_of_work():
            organisation = an_organisation()
            person, other = a_person(organisation), a_person(an_organisation())
            first = an_incident(person, key="1").reference
            second = an_incident(person, key="2").reference
            elsewhere = an_incident(other, key="3").reference
            next_year = an_incident(person, key="4", now=new_year).reference

        code = organisation.short_code
        assert first.startswith(f"{code}-2026-000001-")
        assert second.startswith(f"{code}-2026-000002-")
        assert "-2026-000001-" in elsewhere
        assert next_year.startswith(f"{code}-2027-000001-")
        assert all(reference.is_valid(text) for text in (first, second, elsewhere, next_year))


def test_the_unit_is_where_the_victim_works(app):
    with app.app_context():
        with unit_of_work():
            organisation = an_organisation()
            mine, theirs = a_unit(organisation), a_unit(organisation, "Handhaving")
            person = a_person(organisation, unit=mine)
            colleague = a_person(organisation, unit=theirs)
            incident = an_incident(person, colleague_id=colleague.id)

        assert incident.unit_id == theirs.id
        assert [r.user_id for r in stored(Involved) if r.role == Role.VICTIM] == [colleague.id]


def test_someone_without_a_unit_reports_for_the_unit_of_the_place(app):
    with app.app_context():
        with unit_of_work():
            organisation = an_organisation()
            unit = a_unit(organisation)
            location = a_location(organisation, unit=unit)
            incident = an_incident(a_person(organisation), place="", location_id=location.id)

        assert incident.unit_id == unit.id
        assert incident.location_kind == "desk"
        assert incident.summary == "Schelden, aan de balie"


def test_the_most_severe_behaviour_leads(app):
    seen = (
        BehaviourSeen(category=Category.VERBAL),
        BehaviourSeen(category=Category.THREAT, subtype="death_threat"),
        BehaviourSeen(category=Category.DAMAGE, subtype="building"),
    )
    with app.app_context():
        with unit_of_work():
            incident = an_incident(a_person(an_organisation()), behaviours=seen)

        assert (incident.category, incident.severity) == ("THREAT", 4)
        assert len(stored(Behaviour)) == 3


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"relation": Relation.COLLEAGUE}, "colleague_route"),
        ({"behaviours": ()}, "behaviour_missing"),
        ({"place": ""}, "place_missing"),
        ({"occurred_from": NOW + timedelta(minutes=6)}, "occurred_in_future"),
        ({"occurred_from": NOW.replace(year=1999)}, "occurred_too_long_ago"),
        ({"occurred_until": NOW - timedelta(days=2)}, "ends_before_start"),
        ({"narrative": "x" * 20_001}, "text_too_long"),
        ({"narrative": "Zijn nummer is 111222333."}, "bsn_refused"),
        ({"witnesses": (Person(name="Jan 111.222.333"),)}, "bsn_refused"),
        ({"victim_score": 9}, "score_out_of_range"),
    ],
)
def test_what_cannot_be_true_is_refused_and_nothing_is_half_stored(app, given, code):
    with app.app_context():
        with unit_of_work():
            person = a_person(an_organisation())
            draft_id = a_draft(person).id

        with pytest.raises(RuleBroken, match=code), unit_of_work():
            service.report(person.actor(), draft_id, replace(a_report(), **given), now=NOW)

        assert stored(Incident) == stored(Involved) == []
        assert len(stored(Draft)) == 1


def test_a_clock_that_is_a_little_behind_is_no_obstacle(app):
    ahead = NOW + timedelta(minutes=4)
    with app.app_context(), unit_of_work():
        person = a_person(an_organisation())
        incident = an_incident(person, occurred_from=ahead, occurred_until=ahead)

        assert incident.occurred_from == ahead


def test_nobody_submits_the_draft_of_another(app):
    with app.app_context(), unit_of_work():
        organisation = an_organisation()
        draft_id = a_draft(a_person(organisation)).id
        colleague, stranger = a_person(organisation), a_person(an_organisation())

        for person in (colleague, stranger):
            with pytest.raises(NotVisible):
                service.report(person.actor(), draft_id, a_report(), now=NOW)


def test_a_colleague_of_another_organisation_is_no_victim_here(app):
    with app.app_context(), unit_of_work():
        person, stranger = a_person(an_organisation()), a_person(an_organisation())
        draft_id = a_draft(person).id

        with pytest.raises(RuleBroken, match="colleague_unknown"):
            service.report(person.actor(), draft_id, a_report(colleague_id=stranger.id), now=NOW)


def test_submitting_takes_at_most_eighteen_statements(app):
    statements = []
    with app.app_context():
        with unit_of_work():
            person = a_person(an_organisation(), unit=None)
            draft_id = a_draft(person).id
        actor = person.actor()
        db.session.remove()
        event.listen(db.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
        with unit_of_work():
            people = (Person(name="A"), Person(name="B"))
            report = a_report(perpetrators=people, witnesses=people, narrative="x")
            service.report(actor, draft_id, report, now=NOW)

        assert len(statements) <= 18, "\n".join(statements)
