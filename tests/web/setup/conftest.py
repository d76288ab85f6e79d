"""Cheap hashing: the cost of argon2id is not what these tests are about."""

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST

from vpt.infra import passwords


@pytest.fixture(autouse=True)
def cheap_hashing(monkeypatch):
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher.from_parameters(CHEAPEST))
