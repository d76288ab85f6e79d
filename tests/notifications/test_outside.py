"""Letters to people without an account: one per key, sealed while they wait, empty afterwards."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from tests.builders import NOW, Person, stored
from tests.notifications.builders import someone
from vpt.accounts import queries as accounts
from vpt.core.actor import Role
from vpt.core.errors import NotAllowed
from vpt.infra.db import unit_of_work
from vpt.infra.ids import new_id
from vpt.infra.mailer import MailProblem
from vpt.notifications import outside, outside_letters, rules
from vpt.notifications.letters import House
from vpt.notifications.models import OutsideLetter
from vpt.notifications.outside import OutsideParcel
from vpt.notifications.rules import OutsideKind, State

ADDRESS = "naald@politie.example"
PATH = "/deling/getekend"
HOUSE = House(public_url="https://vpt.example", sender="vpt@huis.example")
MINUTE = timedelta(minutes=1)
SUBJECT = new_id()


def write_to(
    person: Person,
    *,
    key: str = "share 1",
    kind: str = OutsideKind.LINK,
    code: str = "",
    subject_id: UUID = SUBJECT,
) -> OutsideLetter | None:
    """Queue a letter in a unit of work of its own."""
    with unit_of_work():
        return outside.queue(
            person.organisation_id,
            accounts.get_organisation(person.actor()).keyset_id,
            key=key,
            kind=kind,
            subject_id=subject_id,
            address=ADDRESS,
            path=PATH,
            code=code,
            at=NOW,
        )


def claimed(at=NOW) -> OutsideParcel:
    with unit_of_work():
        parcel = outside.claim(at)
    assert parcel is not None
    return parcel


def test_the_same_key_is_one_letter_and_what_waits_is_sealed(app: Flask) -> None:
    with app.app_context():
        person = someone()
        assert write_to(person) is not None
        assert write_to(person) is None
        assert write_to(someone()) is not None, "another employer has keys of its own"
        for row in stored(OutsideLetter):
            assert b"naald" not in row.content_sealed
            assert b"deling" not in row.content_sealed


def test_a_claimed_letter_opens_with_the_name_of_who_writes(app: Flask) -> None:
    with app.app_context():
        person = someone()
        write_to(person)
        parcel = claimed()
        name = accounts.get_organisation(person.actor()).name
    assert (parcel.address, parcel.path, parcel.code) == (ADDRESS, PATH, "")
    assert parcel.sender == name


def test_a_letter_with_a_code_never_carries_the_link(app: Flask) -> None:
    with app.app_context():
        write_to(someone(), kind=OutsideKind.CODE, code="AB12CD34")
        parcel = claimed()
        letter = outside_letters.write(parcel, HOUSE)
    assert parcel.path == ""
    assert "AB12CD34" in letter.text
    assert "http" not in letter.text
    assert "deling/" not in letter.text


@pytest.mark.parametrize(("kind", "code"), [(OutsideKind.LINK, "AB12CD34"), (OutsideKind.CODE, "")])
def test_a_code_belongs_in_a_letter_of_its_own(app: Flask, kind: str, code: str) -> None:
    with app.app_context(), pytest.raises(ValueError, match="do not go together"):
        write_to(someone(), kind=kind, code=code)


@pytest.mark.parametrize("kind", list(OutsideKind))
def test_every_letter_says_who_writes_and_how_to_be_sure_and_no_more(kind: OutsideKind) -> None:
    parcel = OutsideParcel(
        organisation_id=new_id(),
        id=new_id(),
        claimed_at=NOW,
        attempts=1,
        kind=kind,
        sender="Gemeente Voorbeeld",
        address=ADDRESS,
        path="" if kind is OutsideKind.CODE else PATH,
        code="AB12CD34" if kind is OutsideKind.CODE else "",
    )
    letter = outside_letters.write(parcel, HOUSE)
    assert "Gemeente Voorbeeld" in letter.subject
    assert "Bel Gemeente Voorbeeld op een nummer dat u al had" in letter.text
    assert "%s" not in letter.subject + letter.text
    for needle in ("agressie", "aangifte", "dader", "slachtoffer", "verdachte", "mishandeling"):
        assert needle not in (letter.subject + letter.text).lower()
    again = outside_letters.write(replace(parcel, attempts=2), HOUSE)
    assert again.reference == letter.reference, "the second try is the same mail"


def test_the_address_and_the_code_are_forgotten_once_the_letter_left(app: Flask) -> None:
    with app.app_context():
        write_to(someone(), kind=OutsideKind.CODE, code="AB12CD34")
        parcel = claimed()
        with unit_of_work():
            outside.record_sent(parcel, now=NOW)
        (row,) = stored(OutsideLetter)
        assert (row.state, row.content_sealed, row.sent_at) == (State.SENT, None, NOW)
        assert not outside.has_due(NOW + 60 * MINUTE)


def test_a_letter_that_is_given_up_is_shown_to_the_administrator_without_the_address(
    app: Flask,
) -> None:
    with app.app_context():
        administrator = someone(Role.ADMINISTRATOR)
        write_to(administrator)
        parcel = claimed()
        with unit_of_work():
            outside.record_problem(
                parcel, MailProblem("recipient_550", permanent=True), now=NOW + MINUTE
            )
        (row,) = outside.list_failed(administrator.actor())
        assert (row.kind, row.error, row.content_sealed) == ("link", "recipient_550", None)
        assert outside.list_failed(someone(Role.ADMINISTRATOR).actor()) == []
        with pytest.raises(NotAllowed):
            outside.list_failed(someone().actor())


def test_a_temporary_problem_keeps_the_letter_and_plans_another_try(app: Flask) -> None:
    with app.app_context():
        write_to(someone())
        parcel = claimed()
        with unit_of_work():
            outside.record_problem(parcel, MailProblem("server_421", permanent=False), now=NOW)
        (row,) = stored(OutsideLetter)
        assert (row.state, row.next_try_at) == (State.WAITING, NOW + rules.BACK_OFF[0])
        assert claimed(NOW + MINUTE).address == ADDRESS


def test_the_slow_worker_does_not_overwrite_what_its_successor_recorded(app: Flask) -> None:
    with app.app_context():
        write_to(someone())
        slow = claimed()
        assert not outside.has_due(NOW + 4 * MINUTE)
        quick = claimed(NOW + 6 * MINUTE)
        with unit_of_work():
            outside.record_sent(quick, now=NOW + 6 * MINUTE)
        with unit_of_work():
            outside.record_problem(slow, MailProblem("x", permanent=True), now=NOW + 7 * MINUTE)
        (row,) = stored(OutsideLetter)
        assert (row.state, row.error) == (State.SENT, "claim_expired")


def test_what_is_taken_back_before_it_left_never_leaves(app: Flask) -> None:
    with app.app_context():
        person, other = someone(), new_id()
        write_to(person)
        write_to(person, key="share 2", subject_id=other)
        with unit_of_work():
            outside.drop(person.organisation_id, SUBJECT)
        assert [row.state for row in outside.about(person.organisation_id, SUBJECT)] == ["dropped"]
        assert [row.state for row in outside.about(person.organisation_id, other)] == ["waiting"]
        assert {row.content_sealed is None for row in stored(OutsideLetter)} == {True, False}
        assert outside.about(someone().organisation_id, SUBJECT) == []
