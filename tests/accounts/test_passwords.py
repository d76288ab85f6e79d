import pytest
from argon2 import PasswordHasher
from argon2.profiles import RFC_9106_LOW_MEMORY

from vpt.infra import passwords
from vpt.infra.db import unit_of_work

PASSWORD = "paars fietspad onder regen"


def test_the_right_password_fits_and_a_wrong_one_does_not():
    stored = passwords.hash_password(PASSWORD)

    assert passwords.verify(stored, PASSWORD) == passwords.Verdict(fits=True)
    assert passwords.verify(stored, PASSWORD + "!") == passwords.Verdict(fits=False)


def test_an_accent_fits_however_the_keyboard_composed_it():
    stored = passwords.hash_password("caf\u00e9 aan het water")

    assert passwords.verify(stored, "cafe\u0301 aan het water").fits


def test_a_hash_with_old_parameters_is_renewed_at_the_next_sign_in():
    stored = PasswordHasher(time_cost=1, memory_cost=16, parallelism=1).hash(PASSWORD)

    verdict = passwords.verify(stored, PASSWORD)

    assert verdict.fits
    assert verdict.fresh is not None
    assert passwords.verify(verdict.fresh, PASSWORD) == passwords.Verdict(fits=True)


def test_without_an_account_a_hash_is_computed_all_the_same(monkeypatch):
    used = []

    class Counting(PasswordHasher):
        def verify(self, hashed, password):
            used.append(hashed)
            return super().verify(hashed, password)

    monkeypatch.setattr(passwords, "_hasher", Counting(1, 16, 1))

    assert not passwords.verify(None, PASSWORD).fits
    assert len(used) == 1


def test_nobody_signs_in_with_the_password_of_nobody():
    assert not passwords.verify(None, "nobody has this password").fits


def test_a_broken_hash_refuses():
    assert not passwords.verify("not a hash", PASSWORD).fits


@pytest.mark.parametrize("act", [passwords.hash_password, lambda p: passwords.verify(None, p)])
def test_hashing_is_refused_inside_a_unit_of_work(app, act):
    with app.app_context(), unit_of_work(), pytest.raises(RuntimeError, match="unit of work"):
        act(PASSWORD)


def test_the_real_parameters_are_those_of_rfc_9106(monkeypatch):
    monkeypatch.undo()

    assert passwords._hasher.memory_cost == RFC_9106_LOW_MEMORY.memory_cost
    assert passwords._hasher.time_cost == RFC_9106_LOW_MEMORY.time_cost
