from datetime import date, timedelta

import pytest

from tests.builders import NOW, a_person, an_organisation, stored
from tests.cases.builders import Town, _involve, a_case, a_town
from tests.measures.desk import a_measure, days, perpetrator
from vpt.audit.models import AuditEntry
from vpt.cases.models import CaseFact
from vpt.core.actor import Role
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.incidents import involvement
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.incidents.rules import Person as Named
from vpt.infra.db import db, unit_of_work
from vpt.measures import register_rules, unlock
from vpt.measures.register_rules import RequestState
from vpt.measures.unlock_models import RegisterRequest
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHO = Named(name="Wim", surname="Naaldeman", birth_date=date(1968, 3, 11))
REASON = "Naald: er komt een gesprek aan de balie en we willen weten of dat veilig is."


def a_known_case(town: Town, who: Named = WHO, **incident):
    """Return a case whose perpetrator was identified as somebody."""
    case = a_case(town, **incident)
    with unit_of_work():
        row = perpetrator(case)
        involvement.identify(row, who)
    return case


@pytest.fixture
def town(app):
    with app.app_context():
        town = a_town()
        with unit_of_work():
            town.second = a_person(town.organisation, Role.COORDINATOR, name="Tweede (demo)")
        town.case = a_known_case(town)
        town.person_id = perpetrator(town.case).id
        yield town


def asked(town, *, person_id=None, case=None, now=NOW, who=None):
    with unit_of_work():
        return unlock.ask(
            (who or town.coordinator).actor(), (case or town.case).id,
            person_id or town.person_id, REASON, now=now,
        ).id  # fmt: skip


def decided(town, request_id, *, who=None, is_approved=True, now=NOW + HOUR):
    with unit_of_work():
        actor = (who or town.second).actor()
        unlock.decide(actor, request_id, is_approved=is_approved, reason="Nodig", now=now)


def looked(town, request_id, *, who=None, now=NOW + 2 * HOUR):
    with unit_of_work():
        return unlock.open_once((who or town.coordinator).actor(), request_id, now=now)


def found(town, **asking):
    request_id = asked(town, **asking)
    decided(town, request_id)
    return looked(town, request_id)


def code_of(refused) -> str:
    return refused.value.code


def test_two_people_open_the_register_once(town):
    other = a_known_case(town)
    request_id = asked(town)
    decided(town, request_id)

    [match] = looked(town, request_id)

    assert (match.case_id, match.reference) == (other.id, other.reference)
    assert (match.category, match.measures) == ("THREAT", ())
    assert match.occurred_on == NOW.date()
    with pytest.raises(RuleBroken) as refused:
        looked(town, request_id)
    assert code_of(refused) == "register_used"


def test_a_match_tells_the_measures_in_force_today_and_nothing_of_the_victims(town):
    other = a_known_case(town)
    a_measure(town, other)
    a_measure(town, other, state="proposed")

    [match] = found(town)

    assert match.measures == (("building_ban", days(30)),)
    for hidden in ("Sanne", "Naam victim", "wist te vinden", "Naaldeman"):
        assert hidden not in repr(match)


def test_who_asks_may_not_allow_it(town):
    request_id = asked(town)

    with pytest.raises(NotAllowed) as refused:
        decided(town, request_id, who=town.coordinator)

    assert code_of(refused) == "register_own"


def test_a_privacy_officer_may_allow_it_but_not_look(town):
    request_id = asked(town)
    decided(town, request_id, who=town.privacy_officer)

    with pytest.raises(NotAllowed):
        looked(town, request_id, who=town.privacy_officer)
    with pytest.raises(NotVisible):
        looked(town, request_id, who=town.second)


@pytest.mark.parametrize("who", ["employee", "manager", "hr", "support"])
def test_others_can_neither_ask_nor_allow(town, who):
    person = getattr(town, who)
    request_id = asked(town)

    with pytest.raises(NotAllowed):
        asked(town, who=person)
    with pytest.raises(NotAllowed):
        decided(town, request_id, who=person)


def involve(town, case, person, role="witness"):
    with unit_of_work():
        incident = db.session.get_one(Incident, (town.organisation.id, case.id))
        _involve(incident, role, 5, person, known=True)


def test_a_party_can_neither_ask_nor_allow_nor_see_the_question(town):
    request_id = asked(town)
    involve(town, town.case, town.second)

    with pytest.raises(NotVisible):
        decided(town, request_id)
    assert unlock.list_requests(town.second.actor(), now=NOW) == []
    with pytest.raises(NotVisible):
        asked(town, who=town.second)


def test_who_became_a_party_after_it_was_allowed_does_not_look(town):
    request_id = asked(town)
    decided(town, request_id)
    involve(town, town.case, town.coordinator, "victim")

    with pytest.raises(NotVisible):
        looked(town, request_id)


def test_a_case_to_which_the_asker_is_a_party_does_not_match(town):
    involve(town, a_known_case(town), town.coordinator, "victim")

    assert found(town) == ()


STATES = [
    ("nobody decides for a day", None, NOW + DAY - HOUR / 60, RequestState.PENDING),
    ("then it lapses", None, NOW + DAY, RequestState.EXPIRED),
    ("refused", False, NOW + 2 * HOUR, RequestState.REFUSED),
    ("allowed for a day", True, NOW + HOUR + DAY - HOUR / 60, RequestState.APPROVED),
    ("then it lapses too", True, NOW + HOUR + DAY, RequestState.LAPSED),
]


@pytest.mark.parametrize(("why", "answer", "at", "expected"), STATES)
def test_where_a_question_stands(town, why, answer, at, expected):
    request_id = asked(town)
    if answer is not None:
        decided(town, request_id, is_approved=answer)

    assert unlock.get(town.coordinator.actor(), request_id, now=at).state is expected, why
    if expected is not RequestState.APPROVED:
        with pytest.raises(RuleBroken) as refused:
            looked(town, request_id, now=at)
        assert code_of(refused) == "register_not_open"


def test_a_question_that_lapsed_or_was_answered_takes_no_answer(town):
    request_id = asked(town)

    with pytest.raises(RuleBroken) as late:
        decided(town, request_id, now=NOW + DAY)
    decided(town, request_id, is_approved=False)
    with pytest.raises(RuleBroken) as again:
        decided(town, request_id, who=town.privacy_officer)

    assert code_of(late) == code_of(again) == "register_not_pending"


def test_one_question_at_a_time_about_one_person(town):
    asked(town)

    with pytest.raises(RuleBroken) as refused:
        asked(town, who=town.second)

    assert code_of(refused) == "register_pending"


def test_two_employers_with_the_same_person_never_see_each_other(town):
    there = a_town()
    a_known_case(there)
    with unit_of_work():
        stranger = a_person(there.organisation, Role.COORDINATOR)
    request_id = asked(town)

    mine, theirs = (
        [row for row in stored(Involved) if row.name_blind and row.organisation_id == one]
        for one in (town.organisation.id, there.organisation.id)
    )
    assert not {row.name_blind for row in mine} & {row.name_blind for row in theirs}
    assert unlock.list_requests(stranger.actor(), now=NOW) == []
    with pytest.raises(NotVisible):
        decided(town, request_id, who=stranger)
    with pytest.raises(NotVisible):
        asked(town, who=stranger)
    decided(town, request_id)
    assert looked(town, request_id) == ()


def test_the_same_index_value_in_another_organisation_does_not_match(town):
    there = a_town()
    case = a_known_case(there)
    with unit_of_work():
        mine = db.session.get_one(Involved, (town.organisation.id, town.person_id))
        row = db.session.merge(perpetrator(case))
        row.name_blind = mine.name_blind

    assert found(town) == ()


WAYS = [
    ("the same surname and birth date", Named(surname="Naaldeman", birth_date=WHO.birth_date), 1),
    ("another birth date", Named(surname="Naaldeman", birth_date=date(1970, 1, 1)), 0),
    ("a surname without a birth date", Named(surname="Naaldeman"), 0),
    ("another name", Named(surname="Anders", birth_date=WHO.birth_date), 0),
]


@pytest.mark.parametrize(("why", "who", "count"), WAYS)
def test_only_an_exact_match_is_found(town, why, who, count):
    a_known_case(town, who)

    assert len(found(town)) == count, why


def test_a_telephone_number_mail_address_or_customer_number_matches_too(town):
    full = Named(surname="X", phone="06-12345678", email="a@b.example", customer_number="K-1")
    case = a_known_case(town, full)
    for who in (
        Named(surname="A", phone="+31 6 12345678"),
        Named(surname="B", email="A@B.example "),
        Named(surname="C", customer_number="k1"),
    ):
        a_known_case(town, who)

    assert len(found(town, case=case, person_id=perpetrator(case).id)) == 3


def test_somebody_unknown_cannot_be_looked_for(town):
    case = a_case(town)

    with pytest.raises(RuleBroken) as refused:
        asked(town, case=case, person_id=perpetrator(case).id)

    assert code_of(refused) == "register_no_data"


def test_a_victim_or_somebody_of_another_case_cannot_be_looked_for(town):
    other = a_known_case(town)
    victim = next(
        row for row in stored(Involved) if row.role == "victim" and row.incident_id == town.case.id
    )

    for person_id in (victim.id, perpetrator(other).id):
        with pytest.raises(NotVisible):
            asked(town, person_id=person_id)


def test_a_colleague_never_enters(town):
    colleagues = a_known_case(town, perpetrator_relation="colleague")
    with_account = a_known_case(town)
    with unit_of_work():
        row = db.session.merge(perpetrator(with_account))
        row.user_id = town.colleague.id

    assert found(town) == ()
    with pytest.raises(RuleBroken) as refused:
        asked(town, case=colleagues, person_id=perpetrator(colleagues).id)
    assert code_of(refused) == "register_colleague"


def test_who_turned_out_not_to_have_done_it_is_not_found(town):
    other = a_known_case(town)
    with unit_of_work():
        for fact in stored(CaseFact):
            if fact.key == "perpetrator_known" and fact.subject_id == perpetrator(other).id:
                fact.withdrawn_at = NOW

    assert found(town) == ()


def test_a_withdrawn_report_is_not_found(town):
    other = a_known_case(town)
    with unit_of_work():
        db.session.get_one(Incident, (town.organisation.id, other.id)).withdrawn_at = NOW

    assert found(town) == ()


def happened(town, case, at):
    with unit_of_work():
        incident = db.session.get_one(Incident, (town.organisation.id, case.id))
        incident.occurred_from = incident.occurred_until = at


LONG = NOW - timedelta(days=800)
TERMS = [
    ("without a measure, two years ago and a day", NOW - timedelta(days=732), None, 0),
    ("without a measure, two years ago", NOW - timedelta(days=730), None, 1),
    ("a measure that ended a year ago", LONG, {"ends_on": date(2025, 3, 6)}, 1),
    ("a measure that ended a year and a day ago", LONG, {"ends_on": date(2025, 3, 5)}, 0),
    ("a measure that ended early, long ago", LONG,
     {"ends_on": date(2025, 12, 1), "ended_on": date(2024, 12, 1), "state": "lifted"}, 0),
    ("a proposal is no measure", LONG, {"ends_on": date(2026, 1, 1), "state": "proposed"}, 0),
]  # fmt: skip


@pytest.mark.parametrize(("why", "at", "measure", "count"), TERMS)
def test_what_is_too_old_never_matches(town, why, at, measure, count):
    other = a_known_case(town)
    happened(town, other, at)
    if measure:
        a_measure(town, other, starts_on=at.date(), **measure)

    assert len(found(town)) == count, why


def test_a_case_that_is_too_old_itself_is_no_reason_to_look(town):
    old = a_known_case(town)
    happened(town, old, NOW - timedelta(days=900))

    with pytest.raises(RuleBroken) as refused:
        asked(town, case=old, person_id=perpetrator(old).id)

    assert code_of(refused) == "register_too_old"


def test_every_term_is_a_marked_proposal():
    terms = register_rules.terms()

    assert set(terms) == {"after_measure", "without_measure", "to_decide", "to_look"}
    assert not any(term.verified for term in terms.values())
    assert all(term.source for term in terms.values())


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2001, "Zijn nummer is 111222333."])
def test_a_reason_is_needed_and_holds_no_bsn(town, reason):
    actor = town.coordinator.actor()

    with pytest.raises(RuleBroken), unit_of_work():
        unlock.ask(actor, town.case.id, town.person_id, reason, now=NOW)

    assert stored(RegisterRequest) == []


def test_the_second_people_are_told_and_the_privacy_officer_of_the_look(town):
    request_id = asked(town)
    decided(town, request_id)
    looked(town, request_id)

    told = {
        kind: {row.recipient_id for row in stored(Message) if row.kind == kind}
        for kind in (Kind.REGISTER_ASKED, Kind.REGISTER_DECIDED, Kind.REGISTER_OPENED)
    }
    assert told == {
        Kind.REGISTER_ASKED: {town.second.id, town.privacy_officer.id},
        Kind.REGISTER_DECIDED: {town.coordinator.id},
        Kind.REGISTER_OPENED: {town.privacy_officer.id},
    }


def test_everything_is_in_the_trail_also_of_the_case_that_was_found(town):
    other = a_known_case(town)
    request_id = asked(town)
    decided(town, request_id)
    looked(town, request_id)

    trail = [row for row in stored(AuditEntry) if row.action.startswith("register.")]
    assert [(row.action, row.subject_id, row.actor_id) for row in trail] == [
        ("register.asked", town.case.id, town.coordinator.id),
        ("register.approved", town.case.id, town.second.id),
        ("register.opened", town.case.id, town.coordinator.id),
        ("register.matched", other.id, town.coordinator.id),
    ]
    assert trail[2].codes["matches"] == "1"


def test_name_reason_and_answer_are_in_no_message_and_no_trail(town):
    a_known_case(town)
    found(town)

    spoken = repr([vars(row) for row in [*stored(AuditEntry), *stored(Message)]])
    for needle in ("Naald", "naald", "Nodig", "1968"):
        assert needle not in spoken


def test_another_organisation_is_empty(town):
    with unit_of_work():
        stranger = a_person(an_organisation(), Role.PRIVACY_OFFICER)
    asked(town)

    assert unlock.list_requests(stranger.actor(), now=NOW) == []
