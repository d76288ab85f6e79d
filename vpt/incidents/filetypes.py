"""Which files may be evidence, recognised by what they hold and never by their name."""

import re
from dataclasses import dataclass
from typing import BinaryIO

HEAD = 8192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MSG_MARKS = tuple(mark.encode("utf-16-le") for mark in ("__properties_version1.0", "__substg1.0_"))
_ACTIVE = re.compile(rb"<\s*(!doctype\s+html|html|script|iframe|svg|\?php|body)", re.IGNORECASE)
_MAIL = re.compile(rb"\A(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2}")
"""Two fields of a mail head. Every byte fits in one way only, so that no file can make it slow."""
_MAIL_FIELD = re.compile(
    rb"^(from|to|subject|date|received|message-id):", re.MULTILINE | re.IGNORECASE
)
_SCRIPT = (b"#!", b"<?", b"@echo", b"MZ", b"\x7fELF", b"PK")


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of evidence with the media type it is stored under."""

    kind: str
    media_type: str
    suffix: str


JPEG = FileType("photo", "image/jpeg", "jpg")
PNG = FileType("photo", "image/png", "png")
WEBP = FileType("photo", "image/webp", "webp")
GIF = FileType("photo", "image/gif", "gif")
HEIC = FileType("photo", "image/heic", "heic")
PDF = FileType("document", "application/pdf", "pdf")
MP4 = FileType("video", "video/mp4", "mp4")
MOV = FileType("video", "video/quicktime", "mov")
WEBM = FileType("video", "video/webm", "webm")
MP3 = FileType("audio", "audio/mpeg", "mp3")
M4A = FileType("audio", "audio/mp4", "m4a")
WAV = FileType("audio", "audio/wav", "wav")
OGG = FileType("audio", "audio/ogg", "ogg")
EML = FileType("mail", "message/rfc822", "eml")
MSG = FileType("mail", "application/vnd.ms-outlook", "msg")
TXT = FileType("text", "text/plain", "txt")
DRAWN = frozenset({JPEG, PNG, WEBP, GIF, HEIC})
"""Images of which a copy is drawn for people to look at."""

_BRANDS = {
    b"heic": HEIC, b"heix": HEIC, b"hevc": HEIC, b"mif1": HEIC, b"msf1": HEIC,
    b"qt  ": MOV, b"M4A ": M4A, b"M4B ": M4A,
}  # fmt: skip
_STARTS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"%PDF-", PDF),
    (b"OggS", OGG),
    (b"ID3", MP3),
)


def recognise(source: BinaryIO) -> FileType | None:
    """Return what a seekable file is, or None when it is not on the list; rewinds the file.

    HTML, SVG, archives, programs and scripts are on no list; an image that also starts as a web
    page is refused, because some browser might read it as one.
    """
    source.seek(0)
    head = source.read(HEAD)
    found = _binary(head) or _outlook(head, source) or _text(head)
    source.seek(0)
    if found in DRAWN and _ACTIVE.search(head):
        return None
    return found


def _binary(head: bytes) -> FileType | None:
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF":
        return {b"WEBP": WEBP, b"WAVE": WAV}.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], MP4)
    if head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head[:64]:
        return WEBM
    return MP3 if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 else None  # noqa: PLR2004  an MPEG layer-3 frame


def _outlook(head: bytes, source: BinaryIO) -> FileType | None:
    """Tell an Outlook message from other files in the same container, such as old Word files."""
    if not head.startswith(_OLE):
        return None
    shift, sector = int.from_bytes(head[30:32], "little"), int.from_bytes(head[48:52], "little")
    if shift not in {9, 12}:
        return None
    source.seek((sector + 1) << shift)
    directory = head + source.read(HEAD)
    return MSG if any(mark in directory for mark in _MSG_MARKS) else None


def _text(head: bytes) -> FileType | None:
    if not head or head.lstrip().startswith(_SCRIPT) or not _is_readable(head):
        return None
    if _MAIL.match(head) and len(set(_MAIL_FIELD.findall(head))) > 1:
        return EML  # a mail may hold HTML: it is only ever downloaded
    return None if _ACTIVE.search(head) else TXT


def _is_readable(head: bytes) -> bool:
    if any(byte < 0x20 and byte not in b"\t\n\r\f" for byte in head):  # noqa: PLR2004  control characters
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as problem:
        return problem.start > HEAD - 4 or not head.startswith((b"\xff", b"\xfe"))
    return True
