"""What people are told is stored once, with the mail their preference asks for."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from tests.builders import NOW, stored
from tests.notifications.builders import someone, tell, tell_and_fail
from vpt.infra.db import unit_of_work
from vpt.infra.ids import new_id
from vpt.notifications import queries, service
from vpt.notifications.models import Delivery, Message
from vpt.notifications.rules import Notice, State

NIGHT = datetime(2026, 3, 6, 22, 30, tzinfo=UTC)  # 23:30 in Amsterdam


def test_the_same_notice_is_stored_once_and_the_second_time_breaks_nothing(app: Flask) -> None:
    with app.app_context():
        person, case = someone(), new_id()
        first = tell(person, subject_id=case, step_key="S02", level=1)
        with unit_of_work():
            again = service.queue(
                person.organisation_id,
                person.id,
                "case.assigned",
                subject_id=case,
                step_key="S02",
                level=1,
                at=NOW + timedelta(hours=1),
            )
            other = service.queue(
                person.organisation_id, person.id, "case.assigned", subject_id=case, at=NOW
            )
        assert first
        assert again is None
        assert other is not None
        assert len(stored(Message)) == 2
        assert len(stored(Delivery)) == 2


@pytest.mark.parametrize(
    "part", [{"step_key": "S03"}, {"occurrence": 2}, {"level": 2}, {"kind": "step.reminder"}]
)
def test_each_part_of_the_key_makes_another_message(app: Flask, part: dict[str, object]) -> None:
    with app.app_context():
        person, case = someone(), new_id()
        key: dict[str, object] = {"subject_id": case, "step_key": "S02", "level": 1}
        tell(person, **key)  # type: ignore[arg-type]  # the parts of the key, by name
        assert tell(person, **(key | part))  # type: ignore[arg-type]  # the parts of the key


def test_a_list_with_the_same_notice_twice_tells_it_once(app: Flask) -> None:
    with app.app_context():
        person = someone()
        notice = Notice(
            organisation_id=person.organisation_id, recipient_id=person.id, kind="case.closed"
        )
        with unit_of_work():
            told = service.queue_all([notice, notice], at=NOW)
        assert [row.id for row in told] == [row.id for row in stored(Message)]
        assert len(stored(Message)) == 1


def test_a_notice_disappears_with_the_change_it_was_about(app: Flask) -> None:
    with app.app_context():
        person = someone()
        with pytest.raises(RuntimeError, match="the change failed"):
            tell_and_fail(person)
        assert stored(Message) == []


def test_a_kind_without_words_is_refused(app: Flask) -> None:
    with app.app_context():
        person = someone()
        with pytest.raises(ValueError, match="not a valid Kind"):
            tell(person, "gossip.heard")


def test_mail_leaves_at_once_without_a_preference(app: Flask) -> None:
    with app.app_context():
        tell(someone())
        (delivery,) = stored(Delivery)
        assert (delivery.state, delivery.next_try_at) == (State.WAITING, NOW)


def test_somebody_who_wants_no_mail_only_gets_the_message(app: Flask) -> None:
    with app.app_context():
        tell(someone(mode="none"))
        assert len(stored(Message)) == 1
        assert stored(Delivery) == []


def test_mail_waits_until_the_quiet_hours_end(app: Flask) -> None:
    with app.app_context():
        tell(someone(quiet_from="22:00", quiet_until="07:00"), at=NIGHT)
        (delivery,) = stored(Delivery)
        assert delivery.next_try_at == datetime(2026, 3, 7, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["step.overdue", "account.reset"])
def test_urgent_mail_ignores_preference_and_quiet_hours(app: Flask, kind: str) -> None:
    with app.app_context():
        tell(someone(mode="none", quiet_from="22:00", quiet_until="07:00"), kind, NIGHT)
        (delivery,) = stored(Delivery)
        assert delivery.next_try_at == NIGHT


def test_daily_mail_of_one_person_shares_one_reference_and_moment(app: Flask) -> None:
    with app.app_context():
        person = someone(mode="daily")
        tell(person, subject_id=new_id())
        tell(person, subject_id=new_id(), at=NOW + timedelta(hours=3))
        first, second = stored(Delivery)
        assert first.mail_reference == second.mail_reference
        assert first.next_try_at == second.next_try_at == datetime(2026, 3, 7, 7, 0, tzinfo=UTC)


def test_the_centre_shows_only_the_own_messages_newest_first_in_pages(app: Flask) -> None:
    with app.app_context():
        person, stranger = someone(), someone()
        for hour in range(3):
            tell(person, subject_id=new_id(), at=NOW + timedelta(hours=hour))
        tell(stranger)
        actor = person.actor()
        page = queries.inbox(actor, limit=2)
        rest = queries.inbox(actor, after=(page[-1].created_at, page[-1].id), limit=2)
        assert [row.created_at for row in page] == [NOW + timedelta(hours=h) for h in (2, 1)]
        assert [row.created_at for row in rest] == [NOW]
        assert queries.unread_count(actor) == 3
