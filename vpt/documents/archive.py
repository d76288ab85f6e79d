"""Make a drawing archivable: PDF/A-3a and PDF/UA-1, with its attachments, always the same bytes."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, OutlineItem, PageLocation, String
from PIL import ImageCms

from vpt.documents.glyphs import clean
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.structure import write_structure
from vpt.documents.tagging import Bookmark, Element, Place
from vpt.documents.xmp import CHECK, XMP

LANGUAGE = "nl-NL"
PRODUCER = "Veilige Publieke Taak"


class Drawing(NamedTuple):
    """What the canvas leaves behind: the pages, their structure and the outline."""

    pdf: bytes
    root: Element
    bookmarks: tuple[Bookmark, ...]
    places: Mapping[Element, Place]


def archive(drawing: Drawing, meta: DocumentMeta, attachments: Sequence[Attachment]) -> bytes:
    """Return the finished file.

    Source: ISO 19005-3 (PDF/A-3a), ISO 14289-1 (PDF/UA-1). `meta.issued_at_iso` must carry an
    offset; ValueError otherwise.
    """
    issued_at = _moment(meta.issued_at_iso)
    with pikepdf.open(BytesIO(drawing.pdf)) as pdf:
        write_structure(pdf, drawing.root, drawing.places)
        _write_outline(pdf, drawing.bookmarks)
        _write_catalog(pdf)
        _write_metadata(pdf, meta, issued_at)
        _attach(pdf, attachments, issued_at)
        return _saved(pdf)


def _moment(iso: str) -> datetime:
    moment = datetime.fromisoformat(iso)
    if moment.tzinfo is None:
        raise ValueError(f"moment of issue without offset: {iso}")
    return moment.astimezone(UTC).replace(microsecond=0)


def _write_outline(pdf: pikepdf.Pdf, bookmarks: Sequence[Bookmark]) -> None:
    with pdf.open_outline() as outline:
        levels = {0: outline.root}
        for level, title, page, top in bookmarks:
            item = OutlineItem(title, page - 1, PageLocation.XYZ, left=0, top=round(top, 1))
            nearest = max(known for known in levels if known < level)
            levels[nearest].append(item)
            levels = {known: kids for known, kids in levels.items() if known < level}
            levels[level] = item.children


def _write_catalog(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(_colour_profile(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([intent])
    pdf.Root.Lang = String(LANGUAGE)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


@cache
def _colour_profile() -> bytes:
    # The creation date in the profile would make the bytes differ from process to process.
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile[:24] + bytes(12) + profile[36:]


def _write_metadata(pdf: pikepdf.Pdf, meta: DocumentMeta, issued_at: datetime) -> None:
    title, author = clean(f"{meta.title} {meta.reference}"), clean(meta.organisation)
    stamp = String(_pdf_date(issued_at))
    del pdf.docinfo
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(title),
            Author=String(author),
            Creator=String(PRODUCER),
            Producer=String(PRODUCER),
            CreationDate=stamp,
            ModDate=stamp,
        )
    )
    if address := clean(meta.check_address):
        pdf.docinfo.Keywords = String(address)
    packet = XMP.format(
        title=escape(title),
        author=escape(author),
        language=LANGUAGE,
        check=CHECK.format(address=escape(address)) if address else "",
        producer=PRODUCER,
        moment=issued_at.isoformat(),
    )
    pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)


def _pdf_date(moment: datetime) -> str:
    return moment.strftime("D:%Y%m%d%H%M%S+00'00'")


def _attach(pdf: pikepdf.Pdf, attachments: Sequence[Attachment], issued_at: datetime) -> None:
    date = _pdf_date(issued_at)
    for file in attachments:
        spec = AttachedFileSpec(
            pdf,
            file.content,
            filename=file.name,
            description=file.description,
            mime_type=file.media_type,
            creation_date=date,
            mod_date=date,
        )
        spec.relationship = Name(f"/{file.relationship}")
        pdf.attachments[file.name] = spec
    if attachments:
        pdf.Root.AF = Array([pdf.attachments[file.name].obj for file in attachments])


def _saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = BytesIO()
    pdf.save(
        buffer,
        min_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return buffer.getvalue()
