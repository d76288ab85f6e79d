"""Mail leaves by a real server or a folder, keeps its Message-ID and tells why it could not."""

import socket
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from flask import Flask

from tests.mailserver import postbox
from vpt.infra import mailer
from vpt.infra.db import unit_of_work
from vpt.infra.mailer import Letter, MailProblem

LETTER = Letter(
    sender="VPT Gemeente Voorbeeld <vpt@gemeente.example>",
    recipient="sanne@voorbeeld.example",
    subject="Er staat een bericht voor je klaar",
    text="Lees het hier: één keer.\n\nhttps://vpt.example/berichten\n",
    language="nl",
    reference="0190c0ffee",
    written_at=datetime(2026, 3, 6, 15, 0, tzinfo=UTC),
)


def test_a_letter_arrives_whole_with_its_own_message_id() -> None:
    with postbox() as box:
        mailer.send(box.url, LETTER)
        (mail,) = box.mails
    assert mail["Message-ID"] == "<0190c0ffee@gemeente.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Subject"] == LETTER.subject
    assert mail.get_content().replace("\r\n", "\n") == LETTER.text
    assert box.recipients == [LETTER.recipient]


def test_sending_again_keeps_the_message_id() -> None:
    with postbox() as box:
        mailer.send(box.url, LETTER)
        mailer.send(box.url, replace(LETTER, written_at=datetime(2026, 3, 7, tzinfo=UTC)))
        first, second = box.mails
    assert first["Message-ID"] == second["Message-ID"]


def test_a_demo_letter_lands_in_a_folder_with_a_space_in_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "demo post"
    mailer.send(folder.as_uri(), LETTER)
    mailer.send(folder.as_uri(), LETTER)
    (file,) = folder.iterdir()
    assert message_from_bytes(file.read_bytes(), policy=default)["To"] == LETTER.recipient


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("550 no such user", ("recipient_550", True)),
        ("451 try later", ("recipient_451", False)),
    ],
)
def test_a_refusal_tells_whether_trying_again_helps(
    answer: str, expected: tuple[str, bool]
) -> None:
    with postbox() as box:
        box.refuse[LETTER.recipient] = answer
        with pytest.raises(MailProblem) as refusal:
            mailer.send(box.url, LETTER)
    assert (refusal.value.code, refusal.value.permanent) == expected


def test_an_absent_server_is_a_temporary_problem() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"smtp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(MailProblem) as problem:
            mailer.send(url, LETTER)
    assert (problem.value.code, problem.value.permanent) == ("unreachable", False)


def test_without_a_mail_address_of_the_server_nothing_leaves() -> None:
    with pytest.raises(MailProblem, match="not_configured"):
        mailer.send("", LETTER)


def test_a_header_cannot_be_smuggled_in_through_an_address() -> None:
    smuggler = replace(LETTER, recipient="a@voorbeeld.example\r\nBcc: b@voorbeeld.example")
    with postbox() as box:
        with pytest.raises(MailProblem, match="malformed"):
            mailer.send(box.url, smuggler)
        assert box.raw == []


def test_sending_under_the_write_lock_is_refused(app: Flask) -> None:
    with (
        app.app_context(),
        postbox() as box,
        pytest.raises(RuntimeError, match="sending mail may not run inside a unit of work"),
        unit_of_work(),
    ):
        mailer.send(box.url, LETTER)
