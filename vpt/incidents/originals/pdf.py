"""What a PDF tells besides its pages: makers, programs, files inside, scripts, and its photos."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from itertools import islice
from typing import Any, BinaryIO

import pikepdf

from vpt.core.language import mark
from vpt.incidents.originals import images, xmp
from vpt.incidents.originals.facts import Findings, Group

MOST_PAGES = 2000
MOST_NOTES = 500
MOST_OBJECTS = 50_000
MOST_PHOTOS = 100
MOST_PHOTO = 16 * 1024 * 1024
_INFO: Mapping[str, tuple[Group, str]] = {
    "/Author": (Group.AUTHOR, mark("Maker")),
    "/Company": (Group.AUTHOR, mark("Organisatie")),
    "/Manager": (Group.AUTHOR, mark("Leidinggevende")),
    "/Creator": (Group.DEVICE, mark("Software")),
    "/Producer": (Group.DEVICE, mark("Software")),
    "/CreationDate": (Group.MOMENT, mark("Gemaakt")),
    "/ModDate": (Group.MOMENT, mark("Laatst veranderd")),
    "/Title": (Group.OTHER, mark("Titel")),
    "/Subject": (Group.OTHER, mark("Onderwerp")),
    "/Keywords": (Group.OTHER, mark("Trefwoorden")),
    "/SourceModified": (Group.MOMENT, mark("Bron laatst veranderd")),
}
_ATTACHED = mark("Bestand in het document")
_BY = mark("Maker van een opmerking")
_SAID = mark("Opmerking")


def read(source: BinaryIO, found: Findings) -> None:
    """Note what a PDF tells; one that asks for a password tells only that."""
    _older(source, found)
    source.seek(0)
    try:
        document = pikepdf.open(source, suppress_warnings=True)
    except pikepdf.PasswordError:
        found.note(Group.OTHER, mark("Een wachtwoord: we kunnen het document niet openen"))
        found.cut_short()
        return
    with document:
        for part in (_info, _packet, _active, _files, _notes, _photos):
            try:
                part(document, found)
            except Exception:  # noqa: BLE001  a damaged part raises anything; the rest is read
                found.cut_short()


def _info(document: pikepdf.Pdf, found: Findings) -> None:
    for key, value in islice(document.docinfo.items(), 200):
        if str(key) == "/Trapped":  # about printing inks
            continue
        group, label = _INFO.get(str(key), (Group.OTHER, mark("Ander gegeven")))
        told = str(value)
        found.add(group, label, told if str(key) in _INFO else f"{str(key)[1:]}: {told}")


def _packet(document: pikepdf.Pdf, found: Findings) -> None:
    if "/Metadata" in document.Root:
        xmp.read(document.Root.Metadata.read_bytes(), found)


def _active(document: pikepdf.Pdf, found: Findings) -> None:
    """Note what does something by itself when the document is opened."""
    root = document.Root
    first = root.get("/OpenAction")
    acts = isinstance(first, pikepdf.Dictionary) and str(first.get("/S")) != "/GoTo"
    if "/JavaScript" in root.get("/Names", {}) or acts or "/AA" in root:
        found.note(Group.OTHER, mark("Opdrachten die vanzelf starten (JavaScript)"))
    if "/AcroForm" in root:
        found.note(Group.OTHER, mark("Formuliervelden of een handtekening"))


def _files(document: pikepdf.Pdf, found: Findings) -> None:
    for name in islice(document.attachments, MOST_NOTES):
        found.add(Group.OTHER, _ATTACHED, name)


def _notes(document: pikepdf.Pdf, found: Findings) -> None:
    """Note who wrote comments on the pages, and what."""
    for note in islice(_annotations(document), MOST_NOTES):
        with suppress(Exception):
            found.add(Group.AUTHOR, _BY, str(note.get("/T", "")))
            found.add(Group.OTHER, _SAID, str(note.get("/Contents", "")))


def _annotations(document: pikepdf.Pdf) -> Iterator[Any]:
    for page in islice(document.pages, MOST_PAGES):
        for note in islice(page.obj.get("/Annots", []), MOST_NOTES):
            if str(note.get("/Subtype")) not in {"/Link", "/Widget", "/Popup"}:
                yield note


def _photos(document: pikepdf.Pdf, found: Findings) -> None:
    """Read the photos inside: many programs put them in as the camera made them."""
    for photo in islice(_jpegs(document), MOST_PHOTOS):
        raw = photo.read_raw_bytes()
        if len(raw) > MOST_PHOTO:
            found.cut_short()
            continue
        with suppress(OSError, SyntaxError, ValueError):  # no photo a camera made
            images.read(BytesIO(raw), found)


def _jpegs(document: pikepdf.Pdf) -> Iterator[Any]:
    for one in islice(document.objects, MOST_OBJECTS):
        if isinstance(one, pikepdf.Stream) and str(one.get("/Subtype")) == "/Image":
            used = one.get("/Filter")
            names = [used] if isinstance(used, pikepdf.Name) else list(used or [])
            if [str(name) for name in names] == ["/DCTDecode"]:
                yield one


def _older(source: BinaryIO, found: Findings) -> None:
    """Note when a document was saved over an older one, which is then still inside."""
    source.seek(0)
    ends, rest, head = 0, b"", b""
    while piece := source.read(images.PIECE):
        head = head or piece[:2048]
        joined = rest + piece
        ends += joined.count(b"%%EOF")
        rest = joined[-4:]
    if ends > (2 if b"/Linearized" in head else 1):
        found.note(Group.OTHER, mark("Eerdere versies van het document"))
