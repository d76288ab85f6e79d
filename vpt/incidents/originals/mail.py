"""What a saved mail tells: who wrote to whom, along which machines, from which address."""

import re
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from typing import BinaryIO

from vpt.core.language import mark
from vpt.incidents.originals.facts import Findings, Group

MOST_HEAD = 256 * 1024
MOST_HOPS = 20
MOST_PARTS = 200
MOST_BODY = 8 * 1024 * 1024
"""How far names of attachments are looked for."""
_FIELDS: tuple[tuple[str, Group, str], ...] = (
    ("From", Group.AUTHOR, mark("Van")),
    ("Sender", Group.AUTHOR, mark("Verstuurd door")),
    ("Reply-To", Group.AUTHOR, mark("Antwoord aan")),
    ("Return-Path", Group.AUTHOR, mark("Antwoord aan")),
    ("Organization", Group.AUTHOR, mark("Organisatie")),
    ("To", Group.AUTHOR, mark("Aan")),
    ("Cc", Group.AUTHOR, mark("Kopie aan")),
    ("Bcc", Group.AUTHOR, mark("Blinde kopie aan")),
    ("Delivered-To", Group.AUTHOR, mark("Bezorgd bij")),
    ("X-Mailer", Group.DEVICE, mark("Software")),
    ("User-Agent", Group.DEVICE, mark("Software")),
    ("X-Originating-IP", Group.PLACE, mark("Internetadres van de afzender")),
    ("X-Sender-IP", Group.PLACE, mark("Internetadres van de afzender")),
    ("X-Originating-Client-IP", Group.PLACE, mark("Internetadres van de afzender")),
    ("Date", Group.MOMENT, mark("Verstuurd")),
    ("Subject", Group.OTHER, mark("Onderwerp")),
    ("Message-ID", Group.OTHER, mark("Nummer van de mail")),
    ("In-Reply-To", Group.OTHER, mark("Antwoord op de mail met nummer")),
)
_HOP = mark("Onderweg langs")
_ATTACHED = mark("Bijlage")
_NAME = re.compile(rb'name\*?\d{0,2}\*?=[ \t]*"?([^"\r\n;]{1,300})', re.IGNORECASE)


def read(source: BinaryIO, found: Findings) -> None:
    """Note what the head of a mail tells, and which files are attached to it."""
    raw = source.read(MOST_HEAD)
    head, end, body = _split(raw)
    if not end:
        found.cut_short()
    message = message_from_bytes(head)
    for name, group, label in _FIELDS:
        for value in message.get_all(name, [])[:MOST_HOPS]:
            found.add(group, label, _words(value))
    for hop in message.get_all("Received", [])[:MOST_HOPS]:
        found.add(Group.OTHER, _HOP, _words(hop))
    _attached(message, body, source, found)


def read_outlook(_source: BinaryIO, found: Findings) -> None:
    """Say that the file of an Outlook message holds more than we can read."""
    found.note(Group.OTHER, mark("Namen, adressen en kopregels die we bij Outlook niet uitlezen"))
    found.cut_short()


def _split(raw: bytes) -> tuple[bytes, bytes, bytes]:
    normal = raw.replace(b"\r\n", b"\n")
    return normal.partition(b"\n\n")


def _words(value: object) -> str:
    """Return a field as people read it; as it stands when it cannot be decoded."""
    try:
        return str(make_header(decode_header(str(value)[:2000])))
    except (MessageError, ValueError, LookupError, OSError):  # rare letters are not loaded
        return str(value)


def _attached(message: Message, body: bytes, source: BinaryIO, found: Findings) -> None:
    if not message.get_content_type().startswith("multipart/"):
        return
    left = MOST_BODY
    while body and left > 0:
        for name in _NAME.findall(body)[:MOST_PARTS]:
            found.add(Group.OTHER, _ATTACHED, _words(name.decode("utf-8", "replace")))
        body = source.read(MOST_HEAD)
        left -= len(body)
    if body:
        found.cut_short()
