"""Which file of an exhibit leaves by a share, and what the chain of custody says of it."""

import pytest

from tests.builders import NOW, stored
from tests.incidents import made_files as made
from tests.sharing.received import a_police_unit, a_share, a_town_that_shares, an_exhibit
from vpt.core.errors import NotVisible
from vpt.incidents import releasing
from vpt.incidents.evidence import CustodyEntry, Evidence
from vpt.infra.db import db, unit_of_work
from vpt.partners.models import ContactOfficer
from vpt.sharing import exhibits
from vpt.sharing.rules import Door, Reader

BY_LINK = Reader(door=Door.LINK)


@pytest.fixture
def shared(app):
    with app.app_context():
        yield a_town_that_shares(a_police_unit())


def an_exhibit_of(shared, content, name="bestand"):
    town, case, _share = shared
    exhibit = an_exhibit(town, case, content, name)
    [contact] = stored(ContactOfficer)
    return a_share(case, contact, evidence=(exhibit,)), exhibit


def let_go(shared, exhibit):
    town = shared[0]
    row = db.session.get_one(Evidence, (town.organisation.id, exhibit))
    found = releasing.look(town.coordinator.actor(), row)
    with unit_of_work():
        releasing.confirm(town.coordinator.actor(), row, found.mark, found=found, now=NOW)


def taken(share, exhibit):
    with unit_of_work():
        handed = exhibits.take_evidence(share, BY_LINK, exhibit, now=NOW)
    return handed.media_type, b"".join(handed.pieces)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (made.a_film(), "video/mp4"),
        (made.a_pdf(), "application/pdf"),
        (made.MAIL, "message/rfc822"),
    ],
    ids=["film", "pdf", "mail"],
)
def test_an_original_without_copy_leaves_once_it_was_let_go(shared, content, media_type):
    share, exhibit = an_exhibit_of(shared, content)
    assert [one.is_there for one in exhibits.list_of(share)] == [False]
    with pytest.raises(NotVisible):
        taken(share, exhibit)

    let_go(shared, exhibit)

    [shown] = exhibits.list_of(share)
    assert (shown.is_there, shown.is_copy, shown.size) == (True, False, len(content))
    assert taken(share, exhibit) == (media_type, content)


def test_taken_back_it_stays_in_the_house(shared):
    share, exhibit = an_exhibit_of(shared, made.a_pdf())
    let_go(shared, exhibit)
    row = db.session.get_one(Evidence, (share.organisation_id, exhibit))
    with unit_of_work():
        releasing.withdraw(shared[0].coordinator.actor(), row, now=NOW)

    with pytest.raises(NotVisible):
        taken(share, exhibit)


def test_of_a_photo_the_copy_leaves_even_when_the_original_may(shared):
    share, exhibit = an_exhibit_of(shared, made.a_photo())
    let_go(shared, exhibit)

    media_type, raw = taken(share, exhibit)

    assert media_type == "image/jpeg"
    assert all(needle not in raw for needle in made.NEEDLES)
    assert exhibits.list_of(share)[0].is_copy


def test_another_profile_still_gets_no_file(shared):
    share, exhibit = an_exhibit_of(shared, made.a_pdf())
    let_go(shared, exhibit)
    with unit_of_work():
        share.profile = "municipality"

    assert exhibits.list_of(share) == ()
    with pytest.raises(NotVisible):
        taken(share, exhibit)


def test_every_download_is_a_hand_over_by_who_shared_it(shared):
    share, exhibit = an_exhibit_of(shared, made.a_photo())

    taken(share, exhibit)
    taken(share, exhibit)

    held = [(row.act, row.actor_id) for row in stored(CustodyEntry) if row.evidence_id == exhibit]
    assert held[1:] == [("handed_over", share.created_by)] * 2
