"""What every document says about itself, and the files that travel inside it."""

from dataclasses import dataclass, field
from typing import Literal

Relationship = Literal["Data", "Source", "Supplement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The look of one organisation's papers."""

    logo: bytes | None = field(default=None, repr=False)
    """A PNG or JPEG in RGB; None prints the name alone."""
    colour: str = ""
    """Of headings and rules, as "#rrggbb"; empty for the colour of VPT."""
    return_address: str = ""
    """The sender on one line, above the address in the window of an envelope."""


PLAIN_HOUSE = House()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMeta:
    """Identity and handling of one copy; printed on the first page and repeated on every page."""

    title: str
    """Kind of document in Dutch, e.g. "Dossier"."""
    reference: str
    """Reference of the case, e.g. "GTV-2026-000123-K"."""
    version: str
    """Number of this copy, e.g. "1"; a supplement is 2, 3, …"""
    recipient: str
    """For whom this copy is, in words."""
    issued_at: str
    """Moment of issue as printed, in Dutch local time."""
    issued_at_iso: str
    """The same moment as ISO 8601 with offset; goes into the file's metadata."""
    organisation: str
    classification: str
    """Handling class, e.g. "Vertrouwelijk"."""
    demo: bool = False
    share: str = ""
    """Of which share this is a copy, e.g. "deling 3"; printed on every page when given."""
    watermark: str = ""
    """Whose copy this is, drawn faintly under the text of every page when given."""
    check_address: str = ""
    """Where anybody can check this copy: printed, and as a QR code on the first page."""
    house: House = PLAIN_HOUSE
    preview: bool = False
    """True for a drawing that was never issued."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file inside the PDF; its description is shown in the reader's list of attachments."""

    name: str
    content: bytes
    media_type: str
    relationship: Relationship
    description: str
