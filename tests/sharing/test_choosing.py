"""A choice can only take away: what a profile may not see cannot be chosen, and codes go apart."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from vpt.core.errors import RuleBroken
from vpt.partners.disclosure import Profile, Section, disclose, narrow
from vpt.partners.queries import Officer
from vpt.partners.rules import PROFILE_OF, Party
from vpt.sharing import choosing
from vpt.sharing.bases import bases, bases_for
from vpt.sharing.choosing import Chosen
from vpt.sharing.rules import Ask, CodeWay, Door, Purpose

TODAY = date(2026, 3, 10)
ONE, TWO = UUID(int=1), UUID(int=2)
OFFICER = Officer(
    id=ONE, party="police", name="Rik (demo)", phone="0900", email="rik@politie.example",
    place="Oost", second_email="balie@politie.example", partner_id=None, user_id=None,
    is_vpt=True, valid_from=TODAY, valid_until=None,
)  # fmt: skip
CHOSEN = Chosen(
    officer_id=ONE, door=Door.LINK, purpose=Purpose.REPORT, basis="crime_report",
    sections=frozenset({Section.SUMMARY, Section.EVIDENCE}), evidence=frozenset({ONE}),
    until=TODAY + timedelta(days=30), asks=(Ask.REGISTRATION,), code_way=CodeWay.TELEPHONE,
)  # fmt: skip


@pytest.mark.parametrize("profile", list(Profile))
def test_narrowing_with_everything_adds_nothing(profile):
    whole = disclose(profile)

    narrowed = narrow(whole, list(Section), [ONE])

    assert narrowed.sections == whole.sections
    assert narrowed.evidence_files == whole.evidence_files
    assert (narrowed.victims, narrowed.perpetrators) == (whole.victims, whole.perpetrators)


def test_narrowing_twice_keeps_what_both_choices_share():
    first = narrow(disclose(Profile.POLICE), [Section.SUMMARY, Section.EVIDENCE], [ONE])

    second = narrow(first, [Section.EVIDENCE, Section.CHAIN], [ONE, TWO])

    assert second.sections == {Section.EVIDENCE}
    assert second.evidence == {ONE}


@pytest.mark.parametrize(
    ("profile", "sections", "lists", "gives"),
    [
        (Profile.POLICE, [Section.EVIDENCE], True, True),
        (Profile.POLICE, [Section.SUMMARY], False, False),
        (Profile.MUNICIPALITY, [Section.EVIDENCE], False, False),
    ],
)
def test_an_exhibit_is_listed_and_given_only_with_its_section(profile, sections, lists, gives):
    narrowed = narrow(disclose(profile), sections, [ONE])

    assert (narrowed.shows_exhibit(ONE), narrowed.gives_file(ONE)) == (lists, gives)
    assert not narrowed.shows_exhibit(TWO)


@pytest.mark.parametrize("party", list(Party))
def test_every_party_has_parts_grounds_and_a_purpose_and_never_care(party):
    profile = PROFILE_OF[party]

    assert set(choosing.offered(profile)) <= disclose(profile).sections
    assert {Section.NOTES, Section.AFTERCARE, Section.MEDICAL} <= set(choosing.withheld(profile))
    assert not set(choosing.offered(profile)) & set(choosing.withheld(profile))
    assert bases_for(party)
    assert choosing.PURPOSES_OF[party]


def test_every_ground_names_its_source_and_fits_the_column():
    assert all(one.source and one.text and len(key) <= 24 for key, one in bases().items())
    assert {one.verified for one in bases().values()} == {True, False}


def test_parts_beyond_the_profile_are_taken_away():
    asked = replace(CHOSEN, sections=frozenset(Section))

    fitting = choosing.ensure_what(asked, OFFICER, TODAY)

    assert fitting.sections == frozenset(choosing.offered(Profile.POLICE))
    assert Section.HISTORY not in fitting.sections


def test_evidence_falls_away_with_its_part():
    asked = replace(CHOSEN, sections=frozenset({Section.SUMMARY}))

    assert choosing.ensure_what(asked, OFFICER, TODAY).evidence == frozenset()


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"sections": frozenset({Section.HISTORY})}, "parts_empty", "sections"),
        ({"until": TODAY - timedelta(days=1)}, "until_in_past", "until"),
        ({"until": TODAY + timedelta(days=366)}, "until_too_far", "until"),
        ({"basis": "public_task"}, "basis_unknown", "basis"),
        ({"basis": "consent"}, "basis_unknown", "basis"),
        ({"asks": (Ask.MAYOR,)}, "ask_not_for_party", "asks"),
        ({"question": "x" * 2001}, "text_too_long", "question"),
        ({"question": "bsn 111222333"}, "bsn_refused", "question"),
    ],
)
def test_what_cannot_be_shared_is_refused_at_its_field(change, code, field):
    with pytest.raises(RuleBroken) as refused:
        choosing.ensure_what(replace(CHOSEN, **change), OFFICER, TODAY)

    assert (refused.value.code, refused.value.details["field"]) == (code, field)


@pytest.mark.parametrize(
    ("officer", "change", "code"),
    [
        (None, {}, "contact_unknown"),
        ({"valid_until": TODAY - timedelta(days=1)}, {}, "contact_unknown"),
        ({}, {"door": Door.ACCOUNT}, "contact_without_account"),
        ({}, {"purpose": Purpose.CLAIM}, "purpose_not_for_party"),
        ({"email": ""}, {}, "contact_without_address"),
        ({"phone": " "}, {}, "contact_without_phone"),
        ({}, {"code_way": None}, "code_way_missing"),
        ({"second_email": ""}, {"code_way": CodeWay.SECOND_ADDRESS}, "second_address_missing"),
        (
            {"second_email": "RIK@politie.example "},
            {"code_way": CodeWay.SECOND_ADDRESS},
            "second_address_same",
        ),
    ],
)
def test_whom_cannot_be_reached_this_way_is_refused(officer, change, code):
    to = None if officer is None else replace(OFFICER, valid_from=date(2026, 1, 1), **officer)

    with pytest.raises(RuleBroken) as refused:
        choosing.ensure_to_whom(replace(CHOSEN, **change), to, TODAY)

    assert refused.value.code == code


def test_a_share_is_open_through_its_last_day_in_amsterdam():
    at = choosing.ends(date(2026, 7, 1))

    assert at.isoformat() == "2026-07-01T22:00:00+00:00"
    assert choosing.last_day(at) == date(2026, 7, 1)
