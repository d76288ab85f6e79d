"""What may leave the house for whom."""

import pytest

from vpt.partners.disclosure import CRIMINAL_FILE, Identities, Profile, Section, disclose

NEVER_OUTSIDE = {Section.MEDICAL, Section.AFTERCARE, Section.NOTES}
OUTSIDE = [
    one for one in Profile if one not in {Profile.REPORTER, Profile.INTERNAL, Profile.VICTIM}
]


@pytest.mark.parametrize("profile", list(Profile))
def test_every_profile_has_a_disclosure(profile: Profile) -> None:
    assert disclose(profile).profile is profile


@pytest.mark.parametrize("profile", OUTSIDE)
def test_nobody_outside_reads_of_health_care_or_notes(profile: Profile) -> None:
    assert not disclose(profile).sections & NEVER_OUTSIDE


@pytest.mark.parametrize("profile", sorted(CRIMINAL_FILE))
def test_a_victim_under_a_number_is_named_in_no_criminal_file(profile: Profile) -> None:
    assert not disclose(profile).may_name("victim", "number", is_reader=False)


def test_the_police_may_name_a_victim_who_chose_domicile() -> None:
    assert disclose(Profile.POLICE).may_name("victim", "domicile", is_reader=False)


def test_the_board_hears_of_no_person_at_all() -> None:
    board = disclose(Profile.BOARD)

    assert {board.victims, board.perpetrators, board.witnesses} == {Identities.NONE}
    assert not board.staff_by_name
    assert not board.shows(Section.PEOPLE)


def test_the_accused_reads_grounds_and_measures_without_the_account_of_the_victim() -> None:
    accused = disclose(Profile.ACCUSED)

    assert accused.sections == {Section.CIRCUMSTANCES, Section.MEASURES}
    assert not accused.may_name("victim", "none", is_reader=False)


def test_the_reporter_reads_the_own_name_and_others_by_number() -> None:
    reporter = disclose(Profile.REPORTER)

    assert reporter.may_name("victim", "number", is_reader=True)
    assert not reporter.may_name("victim", "domicile", is_reader=False)
    assert not reporter.may_name("perpetrator", "domicile", is_reader=False)


def test_an_unknown_role_is_told_nothing() -> None:
    assert disclose(Profile.INTERNAL).of_role("bystander") is Identities.NONE
