"""What went along the chain turns up in no mail, row, file, log line or address."""

import logging
import tempfile
from dataclasses import replace

import pytest

from tests.cases.builders import a_town
from tests.documents.unpacking import everything_in
from tests.mailserver import postbox
from tests.privacy import shared_scene
from tests.privacy.drawing_papers import unhexed
from tests.privacy.looking import everything_sealed, files_with, rows_as_bytes
from tests.privacy.shared_scene import (
    AT_DESK,
    CASE,
    CONTACT,
    FIRST,
    GIVEN,
    LINK,
    NEEDLES,
    PHONE,
    SECOND,
    SENT,
    TALKED,
    WHY,
    Told,
)  # fmt: skip
from tests.web.desk.conftest import a_sheet
from vpt.infra.db import db
from vpt.work.delivery import deliver

MAIL_SERVER = {"mail.log"}
"""The log of the mail server of these tests, which is no part of the product."""


@pytest.fixture
def told(app, settings, client_for, tmp_path, monkeypatch, caplog):
    """A case that was shared by mail, read, answered, talked through, added to and taken back."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with postbox() as box:
        house = replace(settings, mail_url=box.url, public_url="https://vpt.example")
        with app.app_context():
            town = a_town()
            case, code = a_sheet(town)
            told = Told(app, town, case.id, case.reference, f"/antwoord/{code}")
            shared_scene.fill(case)
            shared_scene.seal(town)
            officer = shared_scene.contact(town)
            exhibits = [shared_scene.exhibit(told) for _ in range(2)]
            db.session.refresh(town.organisation)  # it is looked at outside this context
        client = client_for(town.coordinator)
        shared_scene.send(told, client, officer, exhibits)
        post(told, house, box)
        shared_scene.read(told)
        shared_scene.write_at_desk(told)
        with app.app_context():
            shared_scene.meet(told)
        shared_scene.add(told, client, exhibits)
        post(told, house, box)
        shared_scene.take_back(told, client)
        post(told, house, box)
    return told


def post(told, house, box):
    with told.app.app_context():
        deliver(house)
    told.mails[:] = box.mails


def outside(told):
    """The mails to the contact, who has no account."""
    return [mail for mail in told.mails if mail["To"] in {FIRST, SECOND}]


def words_of(mail):
    """Everything of a mail but to whom it goes."""
    heads = [f"{name}: {value}" for name, value in mail.items() if name != "To"]
    return "\n".join([*heads, mail.get_content()])


def needles():
    return [one.encode() for text in NEEDLES for one in (text, text.lower())]


def test_the_letters_go_to_the_two_addresses_of_the_contact(told):
    assert [mail["To"] for mail in outside(told)] == [FIRST, SECOND, FIRST, FIRST]


def test_no_mail_to_anybody_tells_anything_of_the_case(told):
    secret = [*NEEDLES, told.reference, str(told.case_id), "Ineke"]

    found = {one for mail in outside(told) for one in secret if one in words_of(mail)}
    inside = {one for mail in told.mails for one in NEEDLES if one in words_of(mail)}

    assert found == set()
    assert inside == set()


def test_the_code_and_the_link_travel_apart(told):
    for mail in outside(told):
        has_code = told.code in words_of(mail)
        assert has_code is (mail["To"] == SECOND)
        assert not (has_code and ("http" in words_of(mail) or LINK.search(words_of(mail))))


def test_before_the_code_the_page_tells_nothing_of_the_case(told):
    secret = [*NEEDLES, told.reference, "Aangifte"]

    assert [one for one in secret if one in told.locked] == []


def test_the_page_of_the_recipient_tells_what_was_sent_and_nothing_of_the_story(told):
    assert SENT in told.page
    assert told.reference in told.page
    assert f"Rik {CONTACT}" in told.page
    hidden = (CASE, GIVEN, AT_DESK, TALKED, WHY, FIRST, SECOND, PHONE)
    assert [one for one in hidden if one in told.page] == []


def test_the_desk_page_reads_nothing_back(told):
    assert told.reference in told.desk
    assert [one for one in NEEDLES if one in told.desk] == []


def test_the_copy_holds_the_chosen_parts_and_no_file_or_name_beside_them(told):
    paper = everything_in(told.taken)
    paper += unhexed(paper)

    assert f"{CASE} plaats" in paper
    assert f"Rik {CONTACT}" in paper
    never = ("verhaal", "woorden", "signalement", "letsel", f"Piet {CASE}")
    hidden = [*never, SENT, GIVEN, AT_DESK, TALKED, WHY, FIRST, SECOND, PHONE, told.code]
    assert [one for one in hidden if one in paper] == []


def test_the_chain_filled_what_it_keeps_sealed(app, told):
    assert everything_sealed(app) >= {
        "shares.question_sealed", "shares.reason_sealed", "shared_copies.news_sealed",
        "partner_answers.content_sealed", "contact_officers.identity_sealed",
        "meetings.present_sealed", "agreements.text_sealed",
    }  # fmt: skip


def test_no_row_holds_it_in_clear(app, told):
    secret = [*needles(), told.code.encode(), told.code.replace("-", "").encode()]

    found = {place for place, value in rows_as_bytes(app) for one in secret if one in value}

    assert found == set()


def test_no_file_of_the_installation_or_the_temporary_folder_holds_it(settings, told, tmp_path):
    assert files_with([*needles(), told.code.encode()], settings.instance, tmp_path) == set()


def test_no_log_line_or_address_holds_it(told, caplog):
    ours = [row.getMessage() for row in caplog.records if row.name not in MAIL_SERVER]
    spoken = "\n".join([*ours, *told.addresses])

    assert told.link in spoken
    assert [one for one in (*NEEDLES, told.code) if one in spoken] == []
