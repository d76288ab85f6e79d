"""What a foreign file shows of where it came from: its hash, our codes in it, its seals.

The file may be anything, made by anybody to do harm. It is never parsed as a PDF: it is read once,
in pieces, and looked through for what our own files hold. Nothing of it is kept.
"""

import hashlib
import re
import zlib
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import pkcs7

from vpt.documents import checking

PIECE = 1024 * 1024
OVERLAP = 256 * 1024
"""How much of a piece is looked at again with the next: longer than a signature."""
PDF = b"%PDF-"
HEAD = 1024
"""Within so many bytes a PDF names itself (ISO 32000-1, annex H)."""
MOST_STREAMS = 2000
MOST_INFLATED = 32 * 1024 * 1024
MOST_OF_ONE = 1024 * 1024
"""A stream that unpacks to more is a picture or a trap: the code stands in a small one."""
MOST_CODES = 20
MOST_SEALS = 8
_SIGN = rf"[{checking.ALPHABET}]{{{checking.GROUP}}}"
_GROUPS = checking.LENGTH // checking.GROUP
_CODE = re.compile("-".join([_SIGN] * _GROUPS).encode())
_STREAM = re.compile(rb"stream\r?\n")
_SEAL = re.compile(rb"/Contents\s{0,4}<([0-9A-Fa-f]{512,200000})>")


@dataclass(slots=True)
class Traces:
    """What was found in one file."""

    sha256: str = ""
    is_pdf: bool = False
    codes: dict[str, None] = field(default_factory=dict)
    """Texts in the form of our codes, without separators; most of them may mean nothing."""
    fingerprints: dict[str, None] = field(default_factory=dict)
    """SHA-256 of the certificates in its seals, hexadecimal."""
    streams: int = 0
    """How many streams were unpacked to look in."""
    inflated: int = 0
    """To how many bytes."""


def of(source: BinaryIO) -> Traces:
    """Read a file from where it stands to its end; memory and work have a bound whatever it is."""
    traces, digest, window = Traces(), hashlib.sha256(), b""
    while piece := source.read(PIECE):
        digest.update(piece)
        traces.is_pdf = traces.is_pdf or (not window and PDF in piece[:HEAD])
        window += piece
        _look(window, traces)
        window = window[-OVERLAP:]
    traces.sha256 = digest.hexdigest()
    return traces


def _look(window: bytes, traces: Traces) -> None:
    _note_codes(window, traces)
    for found in islice(_SEAL.finditer(window), MOST_SEALS):
        if len(traces.fingerprints) < MOST_SEALS:
            traces.fingerprints |= dict.fromkeys(_certificates(bytes.fromhex(found[1].decode())))
    view = memoryview(window)
    for found in _STREAM.finditer(window):
        if traces.streams >= MOST_STREAMS or traces.inflated >= MOST_INFLATED:
            return
        content = _unpacked(view[found.end() : found.end() + OVERLAP])
        traces.streams += 1
        traces.inflated += len(content)
        _note_codes(content, traces)


def _note_codes(content: bytes, traces: Traces) -> None:
    for found in _CODE.finditer(content.replace(b"\0", b"")):  # also in UTF-16
        if len(traces.codes) >= MOST_CODES:
            return
        traces.codes[found[0].decode().replace("-", "")] = None


def _unpacked(packed: memoryview) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, MOST_OF_ONE)
    except zlib.error:
        return b""


def _certificates(padded: bytes) -> list[str]:
    """Return the fingerprints of the certificates in a signature, which is padded with zeros."""
    try:
        found = pkcs7.load_der_pkcs7_certificates(padded[: _der_length(padded)])
    except (ValueError, IndexError):
        return []
    return [one.fingerprint(hashes.SHA256()).hex() for one in found[:MOST_SEALS]]


def _der_length(content: bytes) -> int:
    """Return how many bytes the first value takes (X.690, 8.1.3)."""
    short = content[1]
    if short < 0x80:  # noqa: PLR2004  the length itself
        return 2 + short
    size = short & 0x7F
    return 2 + size + int.from_bytes(content[2 : 2 + size])
