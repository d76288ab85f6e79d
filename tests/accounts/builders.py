"""People with passwords, telephones and links; hashing is cheap in tests."""

import pyotp

from tests.builders import NOW, Person
from vpt.accounts import credentials
from vpt.accounts.rules import CredentialKind
from vpt.infra import passwords
from vpt.infra.db import unit_of_work

PASSWORD = "paars fietspad onder regen"
OTHER = "groene lantaarn naast kade"


def with_password(person: Person, password: str = PASSWORD) -> Person:
    """Give a person a password; needs an application context."""
    hashed = passwords.hash_password(password)
    with unit_of_work():
        credentials.store(person.id, CredentialKind.PASSWORD, hashed, now=NOW)
    return person


def with_telephone(person: Person) -> pyotp.TOTP:
    """Give a person a confirmed second factor; return what their app holds."""
    secret = pyotp.random_base32()
    with unit_of_work():
        row = credentials.store(person.id, CredentialKind.TOTP, secret, now=NOW)
        row.confirmed_at = NOW
    return pyotp.TOTP(secret)
