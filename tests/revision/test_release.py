"""A draft becomes the next version from a day on; a coming one can be taken back."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests.builders import NOW, stored
from tests.cases.builders import a_case
from tests.revision.builders import CHANGED, a_draft, a_release, a_town_with_owner, release
from vpt.audit.models import AuditEntry
from vpt.cases import protocols
from vpt.cases.models import Case, ProtocolVersion
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.core.worktime import AMSTERDAM, local_date
from vpt.infra.db import unit_of_work
from vpt.notifications.models import Message
from vpt.protocol.catalogue import reference_text
from vpt.protocol.source import ProtocolFault
from vpt.revision import drafting, queries, releasing
from vpt.revision.models import ProtocolDraft
from vpt.revision.rules import Standing

TODAY = local_date(NOW)
TOMORROW = TODAY + timedelta(days=1)
MIDNIGHT = datetime(TOMORROW.year, TOMORROW.month, TOMORROW.day, tzinfo=AMSTERDAM)


def number_of(case: Case) -> int:
    """Return the version a case follows."""
    return {row.id: row.number for row in stored(ProtocolVersion)}[case.protocol_version_id]


def test_a_release_of_today_holds_at_once_and_ends_the_draft(app: Flask) -> None:
    with app.app_context():
        town, owner = a_town_with_owner()

        assert a_release(owner, TODAY) == 2

        assert protocols.current(town.organisation.id, now=NOW).number == 2
        assert stored(ProtocolDraft) == []
        assert [row.action for row in stored(AuditEntry) if row.action == "protocol.released"]


def test_a_case_follows_the_version_of_the_moment_it_is_opened_and_keeps_it(app: Flask) -> None:
    with app.app_context():
        town, owner = a_town_with_owner()
        a_release(owner, TOMORROW)

        before = a_case(town, at=MIDNIGHT - timedelta(seconds=1))
        after = a_case(town, at=MIDNIGHT)

        assert (number_of(before), number_of(after)) == (1, 2)


def test_a_withdrawn_version_is_never_followed_and_its_number_not_given_again(app: Flask) -> None:
    with app.app_context():
        town, owner = a_town_with_owner()
        a_release(owner, TOMORROW)
        with unit_of_work():
            releasing.withdraw(owner.actor(), 2, now=NOW)

        case = a_case(town, at=MIDNIGHT + timedelta(days=3))

        assert number_of(case) == 1
        assert a_release(owner, TOMORROW) == 3
        listed = queries.versions(town.organisation.id, now=NOW)
        assert [one.standing for one in listed] == [
            Standing.COMING, Standing.WITHDRAWN, Standing.IN_FORCE,
        ]  # fmt: skip


def test_a_draft_on_a_withdrawn_version_is_compared_with_the_one_that_stays(app: Flask) -> None:
    with app.app_context():
        town, owner = a_town_with_owner()
        a_release(owner, TOMORROW)
        a_draft(owner, CHANGED.replace("weeks 6", "weeks 5"))

        with unit_of_work():
            releasing.withdraw(owner.actor(), 2, now=NOW)

        first = queries.versions(town.organisation.id, now=NOW)[-1]
        assert stored(ProtocolDraft)[0].base_id == first.id


def test_what_is_in_effect_cannot_be_withdrawn(app: Flask) -> None:
    with app.app_context():
        _town, owner = a_town_with_owner()
        a_release(owner, TODAY)

        with pytest.raises(RuleBroken, match="version_in_effect"), unit_of_work():
            releasing.withdraw(owner.actor(), 2, now=NOW)


def test_one_version_comes_at_a_time(app: Flask) -> None:
    with app.app_context():
        _town, owner = a_town_with_owner()
        a_release(owner, TOMORROW)

        with pytest.raises(RuleBroken, match="version_coming"):
            a_release(owner, TODAY, CHANGED.replace("weeks 6", "weeks 5"))


@pytest.mark.parametrize(
    ("text", "days", "code"),
    [
        (reference_text(), 0, "nothing_changed"),
        (CHANGED, -1, "effective_in_past"),
        (CHANGED, 400, "effective_too_far"),
    ],
)
def test_a_release_that_makes_no_sense_is_refused(
    app: Flask, text: str, days: int, code: str
) -> None:
    with app.app_context():
        _town, owner = a_town_with_owner()

        with pytest.raises(RuleBroken, match=code):
            a_release(owner, TODAY + timedelta(days=days), text)


def test_an_impossible_protocol_is_kept_as_a_draft_and_never_released(app: Flask) -> None:
    with app.app_context():
        town, owner = a_town_with_owner()
        broken = reference_text().replace('after = ["gate"]', 'after = ["S26"]')

        with pytest.raises(ProtocolFault):
            a_release(owner, TODAY, broken)

        assert protocols.current(town.organisation.id, now=NOW).number == 1
        assert stored(ProtocolDraft)[0].text == broken


def test_the_owner_of_a_version_is_somebody_who_may_change_it(app: Flask) -> None:
    with app.app_context():
        town, owner = a_town_with_owner()
        revision = a_draft(owner)

        with pytest.raises(RuleBroken, match="owner_unable"):
            release(owner, TODAY, revision=revision, keeper=town.employee)


def test_the_others_who_may_change_it_hear_of_a_release(app: Flask) -> None:
    with app.app_context():
        town, owner = a_town_with_owner()
        a_release(owner, TODAY)

        told = [row.recipient_id for row in stored(Message) if row.kind == "protocol.released"]

        assert told == [town.coordinator.id]


def test_of_two_people_on_one_draft_the_second_is_told(app: Flask) -> None:
    with app.app_context():
        town, owner = a_town_with_owner()
        a_draft(owner)
        what = ("term", "S02")
        with unit_of_work():
            drafting.rewrite(owner.actor(), CHANGED + "\n", what, revision=1, now=NOW)

        with pytest.raises(StaleData, match="draft_moved"), unit_of_work():
            drafting.rewrite(town.coordinator.actor(), CHANGED, what, revision=1, now=NOW)
        with pytest.raises(RuleBroken, match="draft_exists"):
            a_draft(town.coordinator)


def test_who_may_not_change_the_protocol_may_neither_draft_nor_release_nor_withdraw(
    app: Flask,
) -> None:
    with app.app_context():
        town, owner = a_town_with_owner()
        a_draft(owner)
        for person in (town.employee, town.manager, town.privacy_officer):
            with pytest.raises(NotAllowed), unit_of_work():
                drafting.hold(person.actor(), 1)
            with pytest.raises(NotAllowed), unit_of_work():
                releasing.withdraw(person.actor(), 1, now=NOW)


def test_nobody_reaches_the_versions_or_the_draft_of_another_organisation(app: Flask) -> None:
    with app.app_context():
        _town, owner = a_town_with_owner()
        _other, stranger = a_town_with_owner()
        a_release(owner, TOMORROW)
        a_draft(owner, CHANGED.replace("weeks 6", "weeks 5"))

        assert queries.draft_of(stranger.actor()) is None
        with pytest.raises(NotVisible), unit_of_work():
            releasing.withdraw(stranger.actor(), 2, now=NOW)
