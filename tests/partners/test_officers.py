"""Contact officers: who is one on a day, and that they stay with their own organisation."""

from datetime import date

import pytest

from tests.builders import NOW, stored
from tests.cases.builders import a_town
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.infra.db import unit_of_work
from vpt.partners import officers, queries
from vpt.partners.models import ContactOfficer
from vpt.partners.officers import Person

PETRA = Person(name="Petra de Wit (demo)", place="Eenheid Oost", phone="088 000 00 11")
SINCE = date(2026, 1, 1)


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


def add(town, who="coordinator", person=PETRA, until=None):
    with unit_of_work():
        return officers.add(
            getattr(town, who).actor(), "police", person, valid_from=SINCE, valid_until=until,
            now=NOW,
        )  # fmt: skip


def test_the_newest_officer_of_the_day_is_found_and_the_name_is_sealed(town):
    add(town, until=date(2026, 2, 1))
    with unit_of_work():
        officers.add(
            town.coordinator.actor(), "police", Person(name="Opvolger (demo)"),
            valid_from=date(2026, 2, 2), valid_until=None, now=NOW,
        )  # fmt: skip
    actor = town.coordinator.actor()

    assert queries.officer_on(actor, "police", date(2026, 1, 15)).name == PETRA.name
    assert queries.officer_on(actor, "police", date(2026, 3, 1)).name == "Opvolger (demo)"
    assert queries.officer_on(actor, "police", date(2025, 12, 1)) is None
    assert queries.officer_on(actor, "prosecution", date(2026, 3, 1)) is None
    assert all(b"Petra" not in row.identity_sealed for row in stored(ContactOfficer))


@pytest.mark.parametrize("who", ["manager", "hr", "employee", "support"])
def test_only_who_records_partners_may_add_one(town, who):
    with pytest.raises(NotAllowed):
        add(town, who)


@pytest.mark.parametrize(
    ("person", "until", "code"),
    [
        (Person(name=" "), None, "name_empty"),
        (PETRA, date(2025, 1, 1), "ends_before_start"),
        (Person(name="x" * 300), None, "text_too_long"),
        (Person(name="Piet", phone="111222333"), None, "bsn_refused"),
    ],
)
def test_what_cannot_be_added_is_refused(town, person, until, code):
    with pytest.raises(RuleBroken, match=code):
        add(town, person=person, until=until)


def test_ending_is_for_the_own_organisation(town):
    officer_id, elsewhere = add(town), a_town()
    with pytest.raises(NotVisible), unit_of_work():
        officers.end(elsewhere.coordinator.actor(), officer_id, date(2026, 4, 1), now=NOW)

    with unit_of_work():
        officers.end(town.coordinator.actor(), officer_id, date(2026, 4, 1), now=NOW)

    assert stored(ContactOfficer)[0].valid_until == date(2026, 4, 1)
    assert queries.officers(elsewhere.coordinator.actor()) == []
