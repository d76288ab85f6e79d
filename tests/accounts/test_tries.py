from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.accounts.builders import with_telephone
from tests.builders import NOW, a_person, an_organisation
from vpt.accounts import credentials, tries
from vpt.accounts.people import SignInTry
from vpt.accounts.rules import CredentialKind, TryKind
from vpt.core.errors import TooMany
from vpt.infra.db import db, unit_of_work

HERE, SANNE = "192.0.2.1", "sanne@voorbeeld.example"


@pytest.fixture
def inside(app):
    with app.app_context(), unit_of_work():
        yield


def claim(kind=TryKind.PASSWORD, subject=SANNE, client=HERE, now=NOW):
    return tries.claim(kind, subject, client, now=now)


def counted():
    return db.session.scalar(select(func.count()).select_from(SignInTry))


def test_the_sixth_try_within_a_quarter_of_an_hour_is_refused_and_says_how_long(inside):
    for minute in range(5):
        claim(now=NOW + timedelta(minutes=minute))

    with pytest.raises(TooMany) as refusal:
        claim(now=NOW + timedelta(minutes=5))

    assert refusal.value.details == {"minutes": 10}


def test_a_refused_try_does_not_make_the_wait_longer(inside):
    for _ in range(5):
        claim()
    for minute in range(1, 15):
        with pytest.raises(TooMany):
            claim(now=NOW + timedelta(minutes=minute))

    claim(now=NOW + timedelta(minutes=15))

    assert counted() == 12


def test_kinds_of_tries_are_counted_apart(inside):
    for _ in range(5):
        claim()

    claim(kind=TryKind.RESET)

    assert counted() == 12


def test_a_right_answer_forgives_the_subject_but_not_what_the_client_did_to_others(inside):
    claim(subject="ander@voorbeeld.example")
    claim()
    right = claim()

    tries.forgive(right)

    assert counted() == 3


def test_rows_older_than_a_day_are_swept(inside):
    claim(now=NOW - timedelta(days=1, seconds=1))
    claim(now=NOW - timedelta(hours=23))

    tries.sweep(now=NOW)

    assert counted() == 2


def test_two_requests_with_one_code_at_the_same_time_give_one_session(app):
    with app.app_context():
        with unit_of_work():
            person = a_person(an_organisation())
        with_telephone(person)
        with unit_of_work():
            row = credentials.find(person.id, CredentialKind.TOTP)

            outcomes = [credentials.use_counter(row, 7), credentials.use_counter(row, 7)]

    assert outcomes == [True, False]
