"""Brings one mail outside: by SMTP, or into a local folder for a demo. Never under the lock."""

import os
import smtplib
import socket
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from vpt.infra.db import ensure_outside_unit_of_work

TIMEOUT_SECONDS = 20
PERMANENT_FROM = 500
REFUSED = 550
HERE = {"localhost", "127.0.0.1", "::1"}
CAUSES: tuple[tuple[type[Exception], str], ...] = (
    (smtplib.SMTPRecipientsRefused, "recipient"),
    (smtplib.SMTPSenderRefused, "sender"),
    (smtplib.SMTPDataError, "content"),
    (smtplib.SMTPNotSupportedError, "unsupported"),
    (smtplib.SMTPResponseException, "greeting"),
    (smtplib.SMTPServerDisconnected, "greeting"),
    (ssl.SSLCertVerificationError, "certificate"),
    (ssl.SSLError, "encryption"),
    (socket.gaierror, "name"),
    (ConnectionRefusedError, "refused"),
    (TimeoutError, "silent"),
    (PermissionError, "folder"),
    (ValueError, "address"),
)
"""What went wrong by the kind of error, the most precise first."""


class MailProblem(Exception):
    """A mail did not leave; `code` is safe to store and show: it holds no address.

    A permanent problem will not go away by trying again. `cause` says more precisely what to
    mend, for whoever sets the mail up.
    """

    def __init__(self, code: str, *, permanent: bool, cause: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.permanent = permanent
        self.cause = cause or code


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail. `reference` makes its Message-ID: the same reference is the same mail."""

    sender: str
    recipient: str
    subject: str
    text: str
    language: str
    reference: str
    written_at: datetime


def send(mail_url: str, letter: Letter) -> None:
    """Send a letter. Raises MailProblem.

    `mail_url` is smtp://user:password@host:port (STARTTLS when the server offers it),
    smtps:// (TLS from the start) or file:/folder (one .eml each). Values with special characters
    are percent-encoded.
    """
    ensure_outside_unit_of_work("sending mail")
    url = urlsplit(mail_url)
    try:
        if url.scheme == "file":
            _drop(Path(unquote(url.path)), letter)
        else:
            _post(url, letter)
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise _problem(error) from error


def check(mail_url: str) -> None:
    """Greet the server, or look whether the folder can be written. Raises MailProblem."""
    ensure_outside_unit_of_work("asking the mail server")
    url = urlsplit(mail_url)
    try:
        if url.scheme == "file":
            folder = Path(unquote(url.path))
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not os.access(folder, os.W_OK):
                raise MailProblem("folder", permanent=True)
        else:
            with _connected(url) as server:
                server.noop()
    except (smtplib.SMTPException, OSError) as error:
        raise _problem(error) from error


def compose(letter: Letter) -> EmailMessage:
    """Return the letter as a message with a Message-ID that never changes."""
    message = EmailMessage(policy=SMTP)
    message["From"] = letter.sender
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = f"<{letter.reference}@{_domain(letter.sender)}>"
    message["Content-Language"] = letter.language
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def _domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"


def _drop(folder: Path, letter: Letter) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = folder / f".{letter.reference}.new"
    fresh.write_bytes(compose(letter).as_bytes())
    fresh.replace(folder / f"{letter.reference}.eml")


def _post(url: SplitResult, letter: Letter) -> None:
    with _connected(url) as server:
        server.send_message(compose(letter))


def _connected(url: SplitResult) -> smtplib.SMTP:
    if url.scheme not in {"smtp", "smtps"} or not url.hostname:
        raise MailProblem("not_configured", permanent=False)
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if url.scheme == "smtps":
        server = smtplib.SMTP_SSL(
            url.hostname, url.port or 465, timeout=TIMEOUT_SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(url.hostname, url.port or 25, timeout=TIMEOUT_SECONDS)
    try:
        _greet(server, url, context)
    except BaseException:
        server.close()
        raise
    return server


def _greet(server: smtplib.SMTP, url: SplitResult, context: ssl.SSLContext) -> None:
    """Encrypt when offered; a password never travels in clear beyond this machine."""
    server.ehlo()
    private = url.scheme == "smtps" or url.hostname in HERE
    if url.scheme == "smtp" and server.has_extn("starttls"):
        server.starttls(context=context)
        server.ehlo()
        private = True
    if url.username:
        if not private:
            raise MailProblem("no_encryption", permanent=False)
        server.login(unquote(url.username), unquote(url.password or ""))


def _problem(error: Exception) -> MailProblem:
    """Sort a failure by what the server answered; addresses and texts of the server stay out."""
    cause = next((name for kind, name in CAUSES if isinstance(error, kind)), "")
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = max((answer[0] for answer in error.recipients.values()), default=REFUSED)
        permanent = code >= PERMANENT_FROM
        return MailProblem(f"recipient_{code}", permanent=permanent, cause=cause)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return MailProblem("sign_in", permanent=False)  # somebody will mend the setting
    if isinstance(error, smtplib.SMTPResponseException):
        permanent = error.smtp_code >= PERMANENT_FROM
        return MailProblem(f"server_{error.smtp_code}", permanent=permanent, cause=cause)
    unfit = isinstance(error, ValueError) and not isinstance(error, ssl.SSLError)
    if unfit or isinstance(error, smtplib.SMTPNotSupportedError):
        return MailProblem("malformed", permanent=True, cause=cause)
    return MailProblem("unreachable", permanent=False, cause=cause)
