"""Mail reaches people at least once, never twice without need, and never silently not at all."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import update

from tests.builders import NOW, Person, stored
from tests.mailserver import Postbox
from tests.notifications.builders import someone, tell
from vpt.accounts.models import Installation
from vpt.accounts.people import User
from vpt.audit.models import AuditEntry
from vpt.core.actor import Role
from vpt.core.settings import Settings
from vpt.infra import links, mailer
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.notifications import outbox, queries, rules, service
from vpt.notifications.models import Delivery, Message
from vpt.notifications.rules import State
from vpt.work.delivery import deliver, send

MINUTE = timedelta(minutes=1)
NEEDLE = "Naaldemaker"


def states() -> list[tuple[str, str | None]]:
    db.session.rollback()
    return [(row.state, row.error) for row in stored(Delivery)]


def address_of(person: Person) -> str:
    return db.session.get_one(User, person.id).email


def test_a_waiting_mail_is_sent_once_however_often_the_job_runs(
    app: Flask, house: Settings, box: Postbox
) -> None:
    with app.app_context():
        person = someone()
        tell(person)
        deliver(house)
        deliver(house)
        assert box.recipients == [address_of(person)]
        assert states() == [(State.SENT, None)]


def test_mail_holds_a_link_and_neither_a_name_nor_a_story(
    app: Flask, house: Settings, box: Postbox
) -> None:
    with app.app_context():
        person = someone()
        with unit_of_work():
            db.session.get_one(User, person.id).name = f"Demo {NEEDLE}"
        for kind in rules.Kind:
            tell(person, kind, subject_id=new_id(), step_key="S08")
        deliver(house)
        assert len(box.raw) == len(rules.Kind)
        for mail in box.mails:
            text = mail.get_content()
            assert "https://vpt.example/" in text
            for needle in (NEEDLE, "S08", "aangifte", "dader", "Gemeente Voorbeeld"):
                assert needle not in text + str(mail["Subject"]) + str(mail["To"])


def test_a_worker_that_dies_after_sending_sends_the_same_mail_again(
    app: Flask, house: Settings, box: Postbox
) -> None:
    with app.app_context():
        tell(someone())
        with unit_of_work():
            parcel = outbox.claim(NOW)
        assert parcel is not None
        send(house, parcel)  # and here the worker dies
        deliver(house)
        first, second = box.mails
        assert first["Message-ID"] == second["Message-ID"]
        assert states() == [(State.SENT, "claim_expired")]


def test_a_fresh_claim_is_left_alone_for_five_minutes(app: Flask) -> None:
    with app.app_context():
        tell(someone())
        with unit_of_work():
            held = outbox.claim(NOW)
        assert held is not None
        assert not outbox.has_due(NOW + 4 * MINUTE)
        assert outbox.has_due(NOW + 5 * MINUTE)


def test_a_slow_worker_does_not_overwrite_what_its_successor_recorded(app: Flask) -> None:
    with app.app_context():
        tell(someone())
        with unit_of_work():
            slow = outbox.claim(NOW)
        with unit_of_work():
            quick = outbox.claim(NOW + 6 * MINUTE)
        assert slow is not None
        assert quick is not None
        with unit_of_work():
            outbox.record_sent(quick, now=NOW + 6 * MINUTE)
        with unit_of_work():
            outbox.record_problem(slow, mailer.MailProblem("x", permanent=True), now=NOW)
        assert states() == [(State.SENT, "claim_expired")]


def test_a_crash_in_a_row_is_given_up_visibly(app: Flask, house: Settings, box: Postbox) -> None:
    with app.app_context():
        tell(someone())
        with unit_of_work():
            db.session.execute(update(Delivery).values(attempts=len(rules.BACK_OFF) + 1))
        deliver(house)
        assert states() == [(State.FAILED, "claim_expired")]
        assert box.raw == []


def test_two_workers_send_each_mail_once(app: Flask, house: Settings, box: Postbox) -> None:
    with app.app_context():
        people = [someone() for _ in range(12)]
        for person in people:
            tell(person)
        expected = sorted(address_of(person) for person in people)
        db.session.remove()

    def work() -> None:
        with app.app_context():
            deliver(house)
            db.session.remove()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(box.recipients) == expected
    with app.app_context():
        assert {state for state, _ in states()} == {State.SENT}


def test_a_temporary_problem_is_tried_again_later(
    app: Flask, house: Settings, box: Postbox
) -> None:
    with app.app_context():
        person = someone()
        box.refuse[address_of(person)] = "451 greylisted"
        tell(person)
        deliver(house)
        assert states() == [(State.WAITING, "recipient_451")]
        (row,) = stored(Delivery)
        assert row.next_try_at > datetime.now(UTC)
        box.refuse.clear()
        with unit_of_work():
            db.session.execute(update(Delivery).values(next_try_at=NOW))
        deliver(house)
        assert states() == [(State.SENT, "recipient_451")]


def test_a_permanent_problem_is_visible_to_the_administrator_who_can_retry(
    app: Flask, house: Settings, box: Postbox
) -> None:
    with app.app_context():
        administrator = someone(Role.ADMINISTRATOR)
        box.refuse[address_of(administrator)] = "550 unknown"
        tell(administrator)
        deliver(house)
        actor = administrator.actor()
        db.session.rollback()
        ((failed, message, name),) = queries.list_failed(actor)
        assert (failed.error, message.kind, name) == (
            "recipient_550",
            "case.assigned",
            "Demo Persoon",
        )
        box.refuse.clear()
        with unit_of_work():
            outbox.retry(actor, failed.id, now=NOW)
        deliver(house)
        assert states() == [(State.SENT, "recipient_550")]
        assert [row.action for row in stored(AuditEntry)] == ["delivery.retried"]


def test_one_bad_address_does_not_hold_up_the_others(
    app: Flask, house: Settings, box: Postbox
) -> None:
    with app.app_context():
        bad, good = someone(), someone()
        box.refuse[address_of(bad)] = "550 unknown"
        tell(bad)
        tell(good, at=NOW + MINUTE)
        deliver(house)
        assert box.recipients == [address_of(good)]


def test_an_absent_server_keeps_everything_waiting(app: Flask, settings: Settings) -> None:
    with app.app_context():
        tell(someone())
        tell(someone())
        deliver(replace(settings, mail_url="smtp://127.0.0.1:1"))
        assert set(states()) == {(State.WAITING, None), (State.WAITING, "unreachable")}


def test_daily_mail_is_one_mail_about_everything_unread(
    app: Flask, house: Settings, box: Postbox
) -> None:
    with app.app_context():
        person = someone(mode="daily")
        for _ in range(3):
            tell(person, subject_id=new_id())
        read = stored(Message)[0].id
        with unit_of_work():
            service.mark_read(person.actor(), read, now=NOW)
        deliver(house)
        (mail,) = box.mails
        assert mail["Subject"] == "Je berichten van vandaag"
        assert mail.get_content().count("https://vpt.example/berichten\r\n") in {0, 1}
        assert {state for state, _ in states()} == {State.SENT}


def test_what_was_read_before_the_daily_mail_needs_no_mail(
    app: Flask, house: Settings, box: Postbox
) -> None:
    with app.app_context():
        person = someone(mode="daily")
        tell(person)
        with unit_of_work():
            service.mark_all_read(person.actor(), now=NOW)
        deliver(house)
        assert box.raw == []
        assert states() == [(State.DROPPED, None)]


def test_a_closed_account_gets_no_mail(app: Flask, house: Settings, box: Postbox) -> None:
    with app.app_context():
        person = someone()
        tell(person)
        with unit_of_work():
            db.session.get_one(User, person.id).disabled_at = NOW
        deliver(house)
        assert box.raw == []
        assert states() == [(State.DROPPED, None)]


def test_the_reset_link_carries_the_signed_token(app: Flask, house: Settings, box: Postbox) -> None:
    with app.app_context():
        token = new_id()
        tell(someone(mode="none"), "account.reset", subject_id=token)
        deliver(house)
        address = next(
            line for line in box.mails[0].get_content().splitlines() if line.startswith("https")
        )
        assert links.open(links.PASSWORD, address.rpartition("/")[2]) == token
        assert links.open("another purpose", address.rpartition("/")[2]) is None


def test_a_demo_writes_its_mail_to_a_folder_whatever_the_settings(
    app: Flask, house: Settings, box: Postbox
) -> None:
    with app.app_context():
        with unit_of_work():
            db.session.add(Installation(id=1, is_demo=True, created_at=NOW))
        tell(someone())
        deliver(house)
        assert box.raw == []
        assert len(list((house.instance / "mail").glob("*.eml"))) == 1


def test_a_problem_at_night_waits_for_the_morning(app: Flask) -> None:
    with app.app_context():
        tell(someone(quiet_from="16:30", quiet_until="07:00"))  # NOW is 16:00 in Amsterdam
        with unit_of_work():
            parcel = outbox.claim(NOW)
        assert parcel is not None
        late = NOW + 40 * MINUTE
        with unit_of_work():
            outbox.record_problem(
                parcel, mailer.MailProblem("server_421", permanent=False), now=late
            )
        (row,) = stored(Delivery)
        assert row.next_try_at == datetime(2026, 3, 7, 6, 0, tzinfo=UTC)


def test_another_organisations_failure_does_not_exist(app: Flask, house: Settings) -> None:
    with app.app_context():
        stranger = someone(Role.ADMINISTRATOR)
        tell(someone())
        with unit_of_work():
            db.session.execute(update(Delivery).values(state=State.FAILED))
        assert queries.list_failed(stranger.actor()) == []
