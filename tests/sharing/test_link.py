from datetime import timedelta

import pytest

from tests.builders import NOW, stored
from tests.cases.builders import a_case, a_town
from tests.sharing.received import a_contact, a_link, a_share
from vpt.audit.models import AuditEntry
from vpt.core.errors import NotVisible, RuleBroken, TooMany
from vpt.infra import links
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message, OutsideLetter
from vpt.sharing import link, receiving
from vpt.sharing.link import Renewal, Verdict
from vpt.sharing.models import SecureLink, Share, ShareReceipt
from vpt.sharing.rules import CODE_LASTS, MOST_CODES, WRONG_CODES

CLIENT = "192.0.2.7"
WRONG = "FFFF-FFFF"


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


@pytest.fixture
def share(town):
    return a_share(a_case(town), a_contact(town))


def attempt(share, code, *, client=CLIENT, now=NOW):
    with unit_of_work():
        return link.try_code(share, code, client, now=now)


def ask(share, *, now=NOW):
    with unit_of_work():
        return link.ask_code(share, CLIENT, now=now)


def receipts(kind):
    return [row for row in stored(ShareReceipt) if row.kind == kind]


def test_a_code_is_eight_signs_that_can_be_read_out(share):
    codes = {a_link(share)[1] for _ in range(5)}

    assert all(len(link.clean(code)) == 8 and link.is_code(link.clean(code)) for code in codes)
    assert all(set(code) <= set("FHJKLMRUWXZ234568-") for code in codes)
    assert len(codes) == 5


def test_the_code_itself_is_kept_nowhere(share):
    code = link.clean(a_link(share)[1])

    [row] = stored(SecureLink)
    assert code.encode() not in row.code_hash
    assert code not in repr([vars(one) for one in stored(AuditEntry)])


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}".lower()])
def test_the_right_code_opens_however_it_is_typed(share, typed):
    code = a_link(share)[1]

    tried = attempt(share, typed.format(code.lower().replace("-", " ")))

    assert tried.verdict is Verdict.RIGHT
    assert len(receipts("code_right")) == 1


def test_a_code_works_once_and_playing_it_again_counts_as_wrong(share):
    code = a_link(share)[1]
    attempt(share, code)

    again = attempt(share, code)

    assert again.verdict is Verdict.WRONG
    assert stored(SecureLink)[0].wrong_codes == 1


@pytest.mark.parametrize("late", [CODE_LASTS, CODE_LASTS + timedelta(days=1)])
def test_an_expired_code_looks_like_a_wrong_one(share, late):
    code = a_link(share)[1]

    assert attempt(share, code, now=NOW + late).verdict is Verdict.WRONG


def test_a_new_code_takes_the_place_of_the_old_one(share):
    old, new = a_link(share)[1], a_link(share)[1]

    assert attempt(share, old).verdict is Verdict.WRONG
    assert attempt(share, new).verdict is Verdict.RIGHT


def test_the_code_of_another_share_does_not_open_this_one(town, share):
    other = a_share(a_case(town), a_contact(town))
    a_link(share)
    code = a_link(other)[1]

    assert attempt(share, code).verdict is Verdict.WRONG


def test_too_many_wrong_codes_block_the_link_for_good_and_alarm(town, share):
    code = a_link(share)[1]
    tried = [attempt(share, WRONG).verdict for _ in range(WRONG_CODES)]

    later = NOW + timedelta(hours=1)
    assert tried == [Verdict.WRONG] * (WRONG_CODES - 1) + [Verdict.BLOCKED]
    assert attempt(share, code, now=later).verdict is Verdict.BLOCKED
    with pytest.raises(RuleBroken, match="link_blocked"):
        a_link(share)
    assert len(receipts("code_wrong")) == WRONG_CODES
    assert len(receipts("blocked")) == 1
    told = {row.recipient_id for row in stored(Message) if row.kind == "share.blocked"}
    assert told == {town.coordinator.id, town.privacy_officer.id}


def test_the_count_of_wrong_codes_survives_a_right_one(share):
    a_link(share)
    for _ in range(WRONG_CODES - 1):
        attempt(share, WRONG)
    attempt(share, a_link(share)[1])

    assert attempt(share, WRONG).verdict is Verdict.BLOCKED


def test_one_client_that_guesses_at_many_links_is_slowed_down(town):
    shares = [a_share(a_case(town), a_contact(town)) for _ in range(8)]
    for one in shares:
        a_link(one)

    guesses = [one for one in shares for _ in range(WRONG_CODES - 1)]
    for one in guesses[:30]:
        attempt(one, WRONG)

    with pytest.raises(TooMany):
        attempt(guesses[30], WRONG)
    assert all(row.blocked_at is None for row in stored(SecureLink))


def test_a_link_gets_so_many_codes_and_no_more(share):
    for _ in range(MOST_CODES):
        a_link(share)

    with pytest.raises(RuleBroken, match="codes_used_up"):
        a_link(share)
    assert ask(share, now=NOW + timedelta(hours=1)) is Renewal.USED_UP


def test_asking_by_telephone_tells_the_sender_at_once(town, share):
    a_link(share)

    came = ask(share, now=NOW + timedelta(hours=1))

    assert came is Renewal.TOLD
    [told] = [row for row in stored(Message) if row.kind == "share.code_wanted"]
    assert (told.recipient_id, told.subject_id) == (town.coordinator.id, share.id)
    assert stored(SecureLink)[0].codes_made == 1


def test_asking_twice_tells_the_sender_once_until_there_is_a_new_code(share):
    a_link(share)
    later = NOW + timedelta(hours=1)
    ask(share, now=later)
    ask(share, now=later)
    a_link(share, at=later)
    ask(share, now=later + timedelta(hours=1))

    assert len([row for row in stored(Message) if row.kind == "share.code_wanted"]) == 2


def test_asking_by_mail_sends_a_code_to_the_second_address_only(share):
    a_link(share, way="second_address")

    came = ask(share, now=NOW + timedelta(hours=1))

    assert came is Renewal.MAILED
    [letter] = stored(OutsideLetter)
    assert letter.kind == "code"
    assert letter.content["address"] == "balie@politie.example"
    assert letter.content["path"] == ""
    code = letter.content["code"]
    assert attempt(share, code, now=NOW + timedelta(hours=2)).verdict is Verdict.RIGHT


def test_a_code_never_goes_to_the_address_of_the_link(town):
    contact = a_contact(town, second_email="RIK@politie.example")
    share = a_share(a_case(town), contact)
    a_link(share, way="second_address")

    assert ask(share, now=NOW + timedelta(hours=1)) is Renewal.TOLD
    assert stored(OutsideLetter) == []


def test_a_code_that_is_on_its_way_is_not_replaced_for_the_asking(share):
    code = a_link(share, way="second_address")[1]

    assert ask(share, now=NOW + timedelta(minutes=5)) is Renewal.ON_ITS_WAY
    assert attempt(share, code).verdict is Verdict.RIGHT


def test_asking_again_and_again_is_slowed_down(share):
    a_link(share)

    later = NOW + timedelta(hours=1)
    for _ in range(5):
        ask(share, now=later)

    with pytest.raises(TooMany):
        ask(share, now=later)


def test_a_text_that_is_no_link_of_ours_is_not_there(share):
    text, _code = a_link(share)
    foreign = links.sign(links.PASSWORD, share.id)

    for wrong in ("x", text[:-1], f"{text}x", foreign, "", "é" * 500):
        with pytest.raises(NotVisible):
            receiving.find_by_link(wrong, now=NOW)


def test_ending_a_link_raises_its_epoch_and_forgets_the_code(share):
    text, code = a_link(share)
    before = receiving.find_by_link(text, now=NOW)[1].epoch

    with unit_of_work():
        link.end(share)

    assert receiving.find_by_link(text, now=NOW)[1].epoch == before + 1
    assert attempt(share, code).verdict is Verdict.WRONG


@pytest.mark.parametrize("column", ["recalled_at", "rejected_at", "expires_at"])
def test_a_share_that_is_over_opens_by_no_link(share, column):
    text, code = a_link(share)
    with unit_of_work():
        setattr(db.session.get_one(Share, (share.organisation_id, share.id)), column, NOW)

    assert receiving.find_by_link(text, now=NOW) is None
    with pytest.raises(NotVisible), unit_of_work():
        receiving.open_by_link(text, code, CLIENT, now=NOW)
