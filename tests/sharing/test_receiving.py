from datetime import timedelta

import pytest

from tests.builders import NOW, Person, a_person, stored
from tests.cases.builders import Counted, a_case
from tests.incidents.builders import a_picture
from tests.sharing.received import (
    NEEDLE,
    Unit,
    a_contact,
    a_copy,
    a_link,
    a_police_unit,
    a_share,
    a_town_that_shares,
    an_exhibit,
)
from vpt.accounts.people import Membership
from vpt.audit.models import AuditEntry
from vpt.core.actor import Role
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.infra import storage
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.notifications.models import Message
from vpt.partners.models import ContactOfficer, Partnership
from vpt.sharing import exhibits, reading, receiving
from vpt.sharing.models import SecureLink, Share, ShareReceipt
from vpt.sharing.rules import Door, Reader

TOMORROW = NOW + timedelta(days=1)
BY_LINK = Reader(door=Door.LINK)


@pytest.fixture
def unit(app):
    with app.app_context():
        yield a_police_unit()


@pytest.fixture
def shared(unit):
    return a_town_that_shares(unit)


def by(person):
    return Reader(door=Door.ACCOUNT, user_id=person.id, name="Rik Politie (demo)")


def seen(person, now=NOW):
    return {row.id for row in db.session.scalars(receiving.visible(person.actor(now), now=now))}


def change(model, row, **values):
    with unit_of_work():
        kept = db.session.get_one(model, (row.organisation_id, row.id))
        for name, value in values.items():
            setattr(kept, name, value)


def test_an_account_that_is_admitted_sees_what_is_shared_with_it(unit, shared):
    _town, case, share = shared

    [row] = reading.list_for(unit.person.actor(), now=NOW)

    assert seen(unit.person) == {share.id}
    assert (row.id, row.reference, row.is_new) == (share.id, case.reference, True)


def test_a_colleague_who_is_no_contact_of_the_employer_sees_nothing(unit, shared):
    with unit_of_work():
        colleague = a_person(unit.organisation, Role.PARTNER)

    assert seen(colleague) == set()


def test_an_account_of_another_partner_organisation_sees_nothing(shared):
    town, _case, _share = shared
    other = a_police_unit("Politie-eenheid Elders (demo)")
    a_contact(town, other)

    assert seen(other.person) == set()


def test_two_employers_share_with_one_unit_and_each_admits_only_its_own(unit, shared):
    _town, _case, share = shared
    second = a_town_that_shares(unit)

    assert seen(unit.person) == {share.id, second[2].id}
    with unit_of_work():
        colleague = a_person(unit.organisation, Role.PARTNER)
    a_contact(second[0], Unit(unit.organisation, colleague))
    assert seen(colleague) == {second[2].id}


def test_the_same_account_in_another_organisation_sees_nothing_there(unit, shared):
    other = a_police_unit("Politie-eenheid Elders (demo)")
    with unit_of_work():
        db.session.add(
            Membership(
                organisation_id=other.organisation.id, id=new_id(), user_id=unit.person.id,
                role=Role.PARTNER, valid_from=NOW - timedelta(days=9),
            )
        )  # fmt: skip

    assert seen(Person(unit.person.id, other.organisation.id)) == set()


def test_somebody_of_the_employer_has_no_business_in_the_portal(shared):
    town, _case, _share = shared

    assert seen(town.coordinator) == set()


@pytest.mark.parametrize("column", ["recalled_at", "rejected_at", "expires_at"])
def test_what_is_over_is_not_seen_any_more(unit, shared, column):
    change(Share, shared[2], **{column: NOW})

    assert seen(unit.person) == set()
    assert reading.list_for(unit.person.actor(), now=NOW) == []
    with pytest.raises(NotVisible):
        receiving.get_received(unit.person.actor(), shared[2].id, now=NOW)


def test_a_partner_that_leaves_opens_nothing_any_more(unit, shared):
    [partnership] = stored(Partnership)
    change(Partnership, partnership, valid_until=local_date(NOW))

    assert seen(unit.person) != set()  # the last day counts
    assert seen(unit.person, TOMORROW) == set()


def test_a_contact_that_ended_opens_nothing_any_more(unit, shared):
    [contact] = stored(ContactOfficer)
    change(ContactOfficer, contact, valid_until=local_date(NOW))

    assert seen(unit.person, TOMORROW) == set()


def test_a_link_closes_when_its_contact_ends(shared):
    town, case, _share = shared
    contact = a_contact(town)
    text, _code = a_link(a_share(case, contact))
    change(ContactOfficer, contact, valid_until=local_date(NOW))

    assert receiving.find_by_link(text, now=NOW) is not None
    assert receiving.find_by_link(text, now=TOMORROW) is None


def test_a_link_closes_when_the_partnership_of_its_contact_ends(unit, shared):
    town, case, _share = shared
    contact = a_contact(town)
    change(ContactOfficer, contact, partner_id=unit.organisation.id)
    text, _code = a_link(a_share(case, db.session.merge(contact)))
    [partnership] = stored(Partnership)
    change(Partnership, partnership, valid_until=local_date(NOW - timedelta(days=1)))

    assert receiving.find_by_link(text, now=NOW) is None


def test_a_share_by_link_is_in_no_list_of_an_account(unit, shared):
    town, case, share = shared
    contact = a_contact(town)
    change(ContactOfficer, contact, partner_id=unit.organisation.id)
    a_share(case, db.session.merge(contact))

    assert seen(unit.person) == {share.id}


def test_the_page_says_what_is_asked_by_whom_and_until_when(unit, shared):
    town, case, share = shared

    page = reading.page_of(share, by(unit.person), now=NOW)

    assert (page.reference, page.employer) == (case.reference, town.organisation.name)
    assert page.sender == "Ineke Coördinator (demo)"
    assert page.question == NEEDLE
    assert page.asks == ("registration", "vpt_code")
    assert page.expires_at == share.expires_at
    assert [copy.number for copy in page.copies] == [1]
    assert not page.copies[0].is_new
    assert page.recipient == "Rik Politie (demo)"


def test_a_reader_without_account_is_named_as_the_contact(shared):
    town, case, _share = shared
    share = a_share(case, a_contact(town))

    page = reading.page_of(share, BY_LINK, now=NOW)

    assert page.recipient == "Rik Politie (demo), Bureau Voorbeeld"


def test_what_came_since_the_last_look_is_marked(unit, shared):
    share, reader = shared[2], by(unit.person)
    with unit_of_work():
        receiving.look(share, reader, now=NOW)
    a_copy(share, 2, "Er is een getuige bij gekomen.", at=TOMORROW)

    page = reading.page_of(share, reader, now=TOMORROW)
    [row] = reading.list_for(unit.person.actor(TOMORROW), now=TOMORROW)

    assert [(copy.number, copy.is_new, copy.news) for copy in page.copies] == [
        (2, True, "Er is een getuige bij gekomen."),
        (1, False, ""),
    ]
    assert (row.is_new, row.supplements) == (True, 1)


def test_a_look_of_a_colleague_does_not_make_it_old_for_me(unit, shared):
    share = shared[2]
    with unit_of_work():
        colleague = a_person(unit.organisation, Role.PARTNER)
        receiving.look(share, by(colleague), now=TOMORROW)

    assert reading.page_of(share, by(unit.person), now=TOMORROW).last_look_at is None


def test_what_waits_for_an_answer_stands_first(unit, shared):
    _town, case, asked = shared
    [contact] = stored(ContactOfficer)
    told = a_share(case, contact, asks=(), at=NOW + timedelta(hours=1))

    rows = reading.list_for(unit.person.actor(TOMORROW), now=TOMORROW)

    assert [row.id for row in rows] == [asked.id, told.id]


def test_accepting_tells_the_sender_and_counts_once(unit, shared):
    town, _case, share = shared
    with unit_of_work():
        first = receiving.accept(share, by(unit.person), now=NOW)
        again = receiving.accept(share, by(unit.person), now=TOMORROW)

    assert (first, again) == (True, False)
    assert [row.kind for row in stored(ShareReceipt)] == ["accepted"]
    assert [row.recipient_id for row in stored(Message) if row.kind == "share.accepted"] == [
        town.coordinator.id
    ]


def test_rejecting_needs_a_reason_closes_the_share_and_tells_the_sender(shared):
    town, case, _share = shared
    share = a_share(case, a_contact(town))
    text, _code = a_link(share)
    with unit_of_work():
        receiving.reject(share, BY_LINK, " Dit is niet ons gebied. ", now=NOW)

    assert receiving.find_by_link(text, now=NOW) is None
    row = db.session.get_one(Share, (share.organisation_id, share.id))
    assert row.reason == "Dit is niet ons gebied."
    assert stored(SecureLink)[0].epoch == 1
    assert [row.recipient_id for row in stored(Message) if row.kind == "share.rejected"] == [
        town.coordinator.id
    ]


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("", "reason_required"),
        (" \n", "reason_required"),
        ("x" * 2001, "text_too_long"),
        ("bsn 111222333", "bsn_refused"),
    ],
)
def test_a_reason_that_cannot_be_is_refused(unit, shared, reason, code):
    with pytest.raises(RuleBroken) as refusal, unit_of_work():
        receiving.reject(shared[2], by(unit.person), reason, now=NOW)

    assert refusal.value.code == code


@pytest.mark.parametrize("column", ["recalled_at", "rejected_at", "expires_at"])
@pytest.mark.parametrize("act", ["accept", "reject"])
def test_what_was_taken_back_meanwhile_is_neither_taken_nor_refused(unit, shared, column, act):
    share = shared[2]
    change(Share, share, **{column: NOW})

    given = {"accept": (), "reject": ("niet van ons",)}[act]

    with pytest.raises(RuleBroken, match="share_over"), unit_of_work():
        getattr(receiving, act)(share, by(unit.person), *given, now=NOW)

    assert stored(ShareReceipt) == []


def test_a_copy_is_handed_over_as_it_was_made_with_a_receipt_in_the_senders_trail(unit, shared):
    town, case, share = shared
    with unit_of_work():
        handed = exhibits.take_copy(share, by(unit.person), 1, now=NOW)

    assert b"".join(handed.pieces).startswith(b"%PDF-1.7")
    [receipt] = stored(ShareReceipt)
    assert (receipt.kind, receipt.copy_number, receipt.user_id) == (
        "downloaded", 1, unit.person.id,
    )  # fmt: skip
    [line] = [row for row in stored(AuditEntry) if row.action == "share.downloaded"]
    assert (line.organisation_id, line.actor_id) == (town.organisation.id, unit.person.id)
    assert (line.subject_kind, line.subject_id) == ("case", case.id)


def test_a_copy_that_is_not_in_the_share_is_not_there(unit, shared):
    for number in (0, 2, -1, 40000):
        with pytest.raises(NotVisible), unit_of_work():
            exhibits.take_copy(shared[2], by(unit.person), number, now=NOW)


def test_a_photograph_leaves_as_the_one_drawn_anew(unit, shared):
    town, case, _share = shared
    picture = an_exhibit(town, case)
    [contact] = stored(ContactOfficer)
    share = a_share(case, contact, evidence=(picture,))

    [shown] = exhibits.list_of(share)
    with unit_of_work():
        handed = exhibits.take_evidence(share, by(unit.person), picture, now=NOW)

    taken = b"".join(handed.pieces)
    assert taken[:3] == b"\xff\xd8\xff"  # a JPEG, whatever the original was
    assert taken != a_picture()
    assert (shown.number, shown.is_copy, shown.is_there) == (1, True, True)


@pytest.mark.parametrize(
    ("content", "name", "is_there"),
    [
        (b"%PDF-1.4 met een maker in de eigenschappen", "brief.pdf", False),
        (b"gewone tekst, niets verborgen\n", "notitie.txt", True),
    ],
)
def test_an_original_that_tells_more_than_one_sees_is_not_handed_over(
    unit, shared, content, name, is_there
):
    town, case, _share = shared
    exhibit = an_exhibit(town, case, content, name)
    [contact] = stored(ContactOfficer)
    share = a_share(case, contact, evidence=(exhibit,))

    [shown] = exhibits.list_of(share)

    assert shown.is_there is is_there
    assert len(shown.sha256) == 64
    if is_there:
        with unit_of_work():
            assert exhibits.take_evidence(share, by(unit.person), exhibit, now=NOW).size
    else:
        with pytest.raises(NotVisible), unit_of_work():
            exhibits.take_evidence(share, by(unit.person), exhibit, now=NOW)


def test_evidence_that_was_not_chosen_or_is_of_another_case_is_not_there(unit, shared):
    town, case, _share = shared
    chosen, left = an_exhibit(town, case), an_exhibit(town, case)
    other_case = a_case(town)
    elsewhere = an_exhibit(town, other_case)
    [contact] = stored(ContactOfficer)
    share = a_share(case, contact, evidence=(chosen, elsewhere))

    assert [one.id for one in exhibits.list_of(share)] == [chosen]
    for wrong in (left, elsewhere):
        with pytest.raises(NotVisible), unit_of_work():
            exhibits.take_evidence(share, by(unit.person), wrong, now=NOW)


def test_exhibits_keep_the_numbers_of_the_file(unit, shared):
    town, case, _share = shared
    an_exhibit(town, case)
    second = an_exhibit(town, case)
    [contact] = stored(ContactOfficer)

    [shown] = exhibits.list_of(a_share(case, contact, evidence=(second,)))

    assert shown.number == 2


def test_a_profile_that_gets_no_files_gets_none_whatever_was_stored(unit, shared):
    town, case, _share = shared
    [contact] = stored(ContactOfficer)
    share = a_share(case, contact, evidence=(an_exhibit(town, case),))
    change(Share, share, profile="municipality")

    assert exhibits.list_of(db.session.get_one(Share, (share.organisation_id, share.id))) == ()


def test_the_bytes_leave_in_pieces(unit, shared):
    with unit_of_work():
        handed = exhibits.take_copy(shared[2], by(unit.person), 1, now=NOW)

    assert not isinstance(handed.pieces, (bytes, list))
    assert storage.CHUNK <= 1024 * 1024


def test_a_page_takes_few_statements_however_much_was_shared(unit, shared):
    town, case, _share = shared
    [contact] = stored(ContactOfficer)
    share = a_share(case, contact, evidence=(an_exhibit(town, case), an_exhibit(town, case)))
    for number in (2, 3, 4):
        a_copy(share, number, "Nieuw")

    with Counted() as counted:
        reading.page_of(share, by(unit.person), now=NOW)

    assert len(counted) <= 4
