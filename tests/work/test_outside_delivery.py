"""Mail to people without an account leaves once, over a real server, and is then forgotten."""

from dataclasses import replace
from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import update

from tests.builders import NOW, Person, stored
from tests.mailserver import Postbox
from tests.notifications.builders import someone, tell
from vpt.accounts import queries as accounts
from vpt.accounts.models import Installation
from vpt.core.settings import Settings
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.notifications import outside, rules
from vpt.notifications.models import OutsideLetter
from vpt.notifications.rules import OutsideKind, State
from vpt.work.delivery import deliver, post

ADDRESS = "rik@politie.example"
PATH = "/deling/getekend"


def write_to(person: Person, address: str = ADDRESS, kind: str = OutsideKind.LINK) -> None:
    with unit_of_work():
        outside.queue(
            person.organisation_id,
            accounts.get_organisation(person.actor()).keyset_id,
            key=new_id().hex,
            kind=kind,
            subject_id=new_id(),
            address=address,
            path=PATH,
            code="AB12CD34" if kind == OutsideKind.CODE else "",
            at=NOW,
        )


def letters() -> list[tuple[str, str | None, bool]]:
    """Return of every letter where it stands, what went wrong, and whether it still knows whom."""
    db.session.rollback()
    rows = sorted(stored(OutsideLetter), key=lambda row: row.id)
    return [(row.state, row.error, row.content_sealed is not None) for row in rows]


def test_a_letter_is_sent_once_and_then_forgets_its_address(
    app: Flask, house: Settings, box: Postbox
) -> None:
    with app.app_context():
        write_to(someone())
        deliver(house)
        deliver(house)
        (mail,) = box.mails
        assert box.recipients == [ADDRESS]
        assert mail["Subject"] == "Gemeente Voorbeeld (demo) deelt een dossier met u"
        assert f"https://vpt.example{PATH}" in mail.get_content()
        assert letters() == [(State.SENT, None, False)]


def test_the_code_travels_without_the_link(app: Flask, house: Settings, box: Postbox) -> None:
    with app.app_context():
        write_to(someone(), kind=OutsideKind.CODE)
        deliver(house)
        text = box.mails[0].get_content()
        assert "AB12CD34" in text
        assert "vpt.example" not in text


def test_a_worker_that_dies_after_sending_sends_the_same_mail_again(
    app: Flask, house: Settings, box: Postbox
) -> None:
    with app.app_context():
        write_to(someone())
        with unit_of_work():
            parcel = outside.claim(NOW)
        assert parcel is not None
        post(house, parcel)  # and here the worker dies
        deliver(house)
        first, second = box.mails
        assert first["Message-ID"] == second["Message-ID"]
        assert letters() == [(State.SENT, "claim_expired", False)]


def test_a_crash_in_a_row_is_given_up_visibly(app: Flask, house: Settings, box: Postbox) -> None:
    with app.app_context():
        write_to(someone())
        with unit_of_work():
            db.session.execute(update(OutsideLetter).values(attempts=len(rules.BACK_OFF) + 1))
        deliver(house)
        assert box.raw == []
        assert letters() == [(State.FAILED, "claim_expired", False)]


def test_a_refused_address_is_given_up_and_holds_nobody_else_up(
    app: Flask, house: Settings, box: Postbox
) -> None:
    with app.app_context():
        box.refuse[ADDRESS] = "550 unknown"
        person = someone()
        write_to(person)
        write_to(person, "goed@politie.example")
        deliver(house)
        assert box.recipients == ["goed@politie.example"]
        assert letters() == [(State.FAILED, "recipient_550", False), (State.SENT, None, False)]


def test_a_temporary_problem_keeps_the_letter_for_later(
    app: Flask, house: Settings, box: Postbox
) -> None:
    with app.app_context():
        box.refuse[ADDRESS] = "451 greylisted"
        write_to(someone())
        deliver(house)
        assert letters() == [(State.WAITING, "recipient_451", True)]
        assert stored(OutsideLetter)[0].next_try_at > datetime.now(UTC)
        box.refuse.clear()
        with unit_of_work():
            db.session.execute(update(OutsideLetter).values(next_try_at=NOW))
        deliver(house)
        assert letters() == [(State.SENT, "recipient_451", False)]


def test_an_absent_server_keeps_everything_waiting(app: Flask, settings: Settings) -> None:
    with app.app_context():
        write_to(someone())
        write_to(someone())
        deliver(replace(settings, mail_url="smtp://127.0.0.1:1"))
        assert sorted(letters(), key=str) == [
            (State.WAITING, "unreachable", True),
            (State.WAITING, None, True),
        ]


def test_letters_and_mail_to_our_own_people_leave_in_the_same_round(
    app: Flask, house: Settings, box: Postbox
) -> None:
    with app.app_context():
        person = someone()
        tell(person)
        tell(person, subject_id=new_id())
        for _ in range(3):
            write_to(person)
        deliver(house)
        assert len(box.raw) == 5
        assert box.recipients.count(ADDRESS) == 3


def test_a_demo_mails_nobody_outside_either(app: Flask, house: Settings, box: Postbox) -> None:
    with app.app_context():
        with unit_of_work():
            db.session.add(Installation(id=1, is_demo=True, created_at=NOW))
        write_to(someone())
        deliver(house)
        assert box.raw == []
        assert len(list((house.instance / "mail").glob("*.eml"))) == 1
