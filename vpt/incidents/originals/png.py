"""The words and blocks inside a PNG, read chunk by chunk: also those behind the picture."""

import zlib
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from vpt.core.language import mark
from vpt.incidents.originals import exif, xmp
from vpt.incidents.originals.facts import Findings, Group, text_of

MOST_CHUNKS = 100_000
MOST_TEXT = 1024 * 1024
_SIGNATURE = 8
_WORDS: Mapping[str, tuple[Group, str]] = {
    "Author": (Group.AUTHOR, mark("Maker")),
    "Artist": (Group.AUTHOR, mark("Maker")),
    "Copyright": (Group.AUTHOR, mark("Rechten")),
    "Software": (Group.DEVICE, mark("Software")),
    "Source": (Group.DEVICE, mark("Toestel")),
    "Creation Time": (Group.MOMENT, mark("Gemaakt")),
    "date:create": (Group.MOMENT, mark("Gemaakt")),
    "date:modify": (Group.MOMENT, mark("Laatst veranderd")),
    "Title": (Group.OTHER, mark("Titel")),
    "Description": (Group.OTHER, mark("Beschrijving")),
    "Comment": (Group.OTHER, mark("Opmerking")),
}
_OTHERWISE = (Group.OTHER, mark("Tekst in het bestand"))
_XMP = "XML:com.adobe.xmp"


def read(source: BinaryIO, found: Findings) -> None:
    """Note the texts, moment and blocks of a PNG. Chunks that are cut off end the reading."""
    for kind, data in _chunks(source, found):
        try:
            _chunk(kind, data, found)
        except Exception:  # noqa: BLE001  a fuzzed chunk raises anything; the rest is still read
            found.cut_short()


def _chunks(source: BinaryIO, found: Findings) -> Iterator[tuple[bytes, bytes]]:
    source.seek(_SIGNATURE)
    for _number in range(MOST_CHUNKS):
        head = source.read(8)
        size, kind = int.from_bytes(head[:4]), head[4:]
        if kind not in _READ:
            source.seek(size + 4, 1)
        elif size > MOST_TEXT:
            found.cut_short()
            source.seek(size + 4, 1)
        else:
            yield kind, source.read(size)
            source.seek(4, 1)
        if kind == b"IEND" or len(head) < 8:  # noqa: PLR2004  size and kind
            break
    if source.read(1):
        found.note(Group.OTHER, mark("Iets dat achter het beeld is geplakt"))


def _chunk(kind: bytes, data: bytes, found: Findings) -> None:
    if kind == b"eXIf":
        exif.read(data, found)
    elif kind == b"tIME" and len(data) == 7:  # noqa: PLR2004  as the format has it
        when = f"{int.from_bytes(data[:2])}-{data[2]:02}-{data[3]:02} {data[4]:02}:{data[5]:02}"
        found.add(Group.MOMENT, mark("Laatst veranderd"), when)
    elif kind == b"tEXt":
        key, _, value = data.partition(b"\0")
        _word(text_of(key), value, found)
    elif kind == b"zTXt":
        key, _, value = data.partition(b"\0")
        _word(text_of(key), _inflated(value[1:]), found)
    elif kind == b"iTXt":
        key, _, rest = data.partition(b"\0")
        value = rest[2:].split(b"\0", 2)[-1]
        _word(text_of(key), _inflated(value) if rest[:1] == b"\1" else value, found)


def _word(key: str, value: bytes, found: Findings) -> None:
    if key == _XMP:
        xmp.read(value, found)
    elif key.startswith("Raw profile type"):
        found.note(Group.OTHER, mark("Gegevens van een ander programma"))
    else:
        group, label = _WORDS.get(key, _OTHERWISE)
        told = text_of(value)
        found.add(group, label, told if key in _WORDS else f"{key}: {told}")


def _inflated(packed: bytes) -> bytes:
    """Unpack text, never more than there is room for."""
    opened = zlib.decompressobj()
    value = opened.decompress(packed, MOST_TEXT)
    if opened.unconsumed_tail:
        message = "packed text is too long"
        raise ValueError(message)
    return value


_READ = frozenset({b"eXIf", b"tIME", b"tEXt", b"zTXt", b"iTXt", b"IEND"})
