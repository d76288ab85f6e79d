"""Mail leaves by a real server or a folder, keeps its Message-ID and tells why it could not."""

import socket
import threading
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


def cause_of(url: str, letter: Letter = LETTER) -> str:
    with pytest.raises(MailProblem) as problem:
        mailer.send(url, letter)
    return problem.value.cause


def test_what_to_mend_is_told_more_precisely_than_what_is_stored() -> None:
    with postbox() as box:
        box.refuse[LETTER.recipient] = "550 relay denied"
        told = [
            cause_of(box.url),
            cause_of(box.url.replace("smtp:", "smtps:")),
            cause_of(box.url.replace("//", "//name:word@")),
            cause_of("smtp://127.0.0.1:1"),
            cause_of("smtp://absent.invalid:25"),
            cause_of("smtp://127.0.0.1:none"),
            cause_of("mail.voorbeeld.example"),
        ]
    assert told == [
        "recipient", "encryption", "unsupported", "refused", "name", "address", "not_configured",
    ]  # fmt: skip


def test_whoever_answers_with_something_else_than_mail_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as web:
        thread = threading.Thread(target=_answer_as_a_web_server, args=(web,))
        thread.start()
        cause = cause_of(f"smtp://127.0.0.1:{web.getsockname()[1]}")
        thread.join()
    assert cause == "greeting"


def _answer_as_a_web_server(web: socket.socket) -> None:
    connection, _ = web.accept()
    with connection:
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
