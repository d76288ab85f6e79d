from datetime import timedelta

import pyotp
import pytest

from tests.builders import NOW
from vpt.accounts import codes
from vpt.infra.ids import new_id

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
APP = pyotp.TOTP(SECRET)
PRESENT = int(NOW.timestamp()) // 30


@pytest.mark.parametrize("seconds", [-30, 0, 30], ids=["just over", "now", "clock ahead"])
def test_a_code_of_now_or_one_period_off_fits(seconds):
    code = APP.at(NOW + timedelta(seconds=seconds))

    counter = codes.matching_counter(SECRET, code, after=None, now=NOW)

    assert counter == PRESENT + seconds // 30


@pytest.mark.parametrize("seconds", [-60, 60])
def test_a_code_two_periods_off_does_not_fit(seconds):
    code = APP.at(NOW + timedelta(seconds=seconds))

    assert codes.matching_counter(SECRET, code, after=None, now=NOW) is None


def test_a_code_that_was_used_or_is_older_does_not_fit_again():
    now, before = APP.at(NOW), APP.at(NOW - timedelta(seconds=30))

    assert codes.matching_counter(SECRET, now, after=PRESENT, now=NOW) is None
    assert codes.matching_counter(SECRET, before, after=PRESENT, now=NOW) is None


def test_spaces_in_a_code_do_not_matter_and_letters_do_not_crash():
    code = APP.at(NOW)

    assert codes.matching_counter(SECRET, f"{code[:3]} {code[3:]}", after=None, now=NOW) == PRESENT
    assert codes.matching_counter(SECRET, "áéíóúö", after=None, now=NOW) is None
    assert codes.matching_counter(SECRET, "", after=None, now=NOW) is None


def test_recovery_codes_are_ten_different_ones_without_look_alikes():
    made = codes.new_recovery_codes()

    assert len(set(made)) == 10
    assert not set("".join(made)) & set("01OILU")


def test_a_recovery_code_is_the_same_however_it_is_typed_but_differs_per_person():
    person, other = new_id(), new_id()

    typed = codes.digest(person, " abcd efgh-jkmn ")

    assert typed == codes.digest(person, "ABCD-EFGH-JKMN")
    assert typed != codes.digest(other, "ABCD-EFGH-JKMN")
