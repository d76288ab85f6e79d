"""Pictures of exhibits on a page: always RGB, never upscaled, never a reason for no document."""

import hashlib
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps
from reportlab.platypus import Flowable

from vpt.documents import layout
from vpt.documents.flowables import text
from vpt.documents.glyphs import clean
from vpt.documents.paragraphs import Heading
from vpt.documents.tagging import Element, TaggedCanvas

EDGE = 2000
"""The most pixels a side of a printed picture has: 16 to the millimetre on this page."""
QUALITY = 85
MOST_PIXELS = {"JPEG": 120_000_000}
PIXELS_OTHERWISE = 25_000_000
"""A JPEG is decoded at reduced size; other images take four bytes of memory per pixel."""
TALL = 1.15
"""Height to width from which a picture has a page to itself."""
BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError,
    struct.error, zlib.error, Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip
"""What Pillow raises on damaged or giant images."""
UNREADABLE = (
    "Deze afbeelding kan niet worden getoond: het bestand is beschadigd of te groot om af te "
    "drukken. Het bestand zelf staat in de lijst van bewijsstukken."
)
UNNAMED = "Beeld"
"""What stands for the words of a picture that nobody described."""
_PLAIN = {"APP0"}
"""Parts of a JPEG that say nothing about who made it, where, and with what."""


@dataclass(frozen=True, slots=True)
class Jpeg:
    """An RGB JPEG without metadata, in the shape in which ReportLab asks for an image."""

    content: bytes
    width: int
    height: int

    def __str__(self) -> str:
        """Return the name of the picture inside the file: the same picture is stored once."""
        return hashlib.sha256(self.content).hexdigest()

    def jpeg_fh(self) -> BytesIO:
        """Return the bytes, which go into the file as they are."""
        return BytesIO(self.content)


def printable_jpeg(content: bytes) -> Jpeg | None:
    """Return any picture as it can be printed, or None when it cannot be decoded.

    An RGB JPEG of reasonable size that holds no metadata stays the very same bytes.
    """
    try:
        with Image.open(BytesIO(content)) as image:
            most = MOST_PIXELS.get(image.format or "", PIXELS_OTHERWISE)
            if image.width * image.height > most:
                return None
            if _is_plain(image):
                image.load()
                return Jpeg(content, image.width, image.height)
            return _encoded(image)
    except BROKEN:
        return None


def _is_plain(image: Image.Image) -> bool:
    parts = {name for name, _ in getattr(image, "applist", ())}
    is_small = max(image.size) <= EDGE
    return image.format == "JPEG" and image.mode == "RGB" and is_small and parts <= _PLAIN


def _encoded(image: Image.Image) -> Jpeg:
    image.draft("RGB", (EDGE, EDGE))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((EDGE, EDGE))
    bare, target = _on_white(upright), BytesIO()
    bare.info.clear()  # Pillow writes a comment in a JPEG back again
    bare.save(target, "JPEG", quality=QUALITY)
    return Jpeg(target.getvalue(), *upright.size)


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    page = Image.new("RGBA", image.size, "white")
    page.alpha_composite(image.convert("RGBA"))
    return page.convert("RGB")


class PlacedPicture(Flowable):
    """A picture in the text column, with the number of its exhibit beside it.

    Two fit on a page, unless one is tall; it is never printed larger than 96 pixels to the inch.
    """

    canv: TaggedCanvas

    def __init__(self, heading: Heading | None, described: str, content: bytes) -> None:
        super().__init__()
        self._heading = heading
        self.parts = (heading,) if heading else ()
        self._jpeg = printable_jpeg(content)
        self._lost = None if self._jpeg else text(UNREADABLE, layout.CELL)
        self._element = Element("Figure", described=clean(described) or UNNAMED)
        self.spaceBefore = layout.PICTURE_GAP

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size; the taller of number and picture decides the height."""
        room = layout.LABEL_WIDTH - layout.GUTTER
        self._heading_height = 0.0
        if self._heading:
            _, self._heading_height = self._heading.wrapOn(self.canv, room, availHeight)
        self._drawn = self._size()
        if self._lost:
            room = layout.TEXT_WIDTH - 2 * layout.GUTTER
            self._lost.wrapOn(self.canv, room, availHeight)
            self._drawn = layout.TEXT_WIDTH, self._lost.height + 2 * layout.GUTTER
        self.width, self.height = availWidth, max(self._heading_height, self._drawn[1])
        return self.width, self.height

    def _size(self) -> tuple[float, float]:
        """Return width and height of the picture as printed, in points."""
        if self._jpeg is None:
            return 0.0, 0.0
        wide, high = self._jpeg.width, self._jpeg.height
        most = layout.PICTURE_TALL if high > TALL * wide else layout.PICTURE_LOW
        scale = min(layout.TEXT_WIDTH / wide, most / high, layout.PIXEL)
        return wide * scale, high * scale

    def draw(self) -> None:
        """Draw the number first, so that the picture is announced before it is described."""
        if self._heading:
            self._heading.drawOn(self.canv, 0, self.height - self._heading_height)
        width, height = self._drawn
        bottom = self.height - height
        if self._jpeg is None:
            self._draw_box(bottom, width, height)
        else:
            self._draw_picture(self._jpeg, bottom, width, height)

    def _draw_picture(self, jpeg: Jpeg, bottom: float, width: float, height: float) -> None:
        x, y = self.canv.absolutePosition(layout.LABEL_WIDTH, bottom)
        self._element.box = (x, y, x + width, y + height)
        with self.canv.content(self._element):
            self.canv.drawImage(jpeg, layout.LABEL_WIDTH, bottom, width, height)

    def _draw_box(self, bottom: float, width: float, height: float) -> None:
        """Draw the words that stand for a picture nobody can decode."""
        with self.canv.artifact():
            self.canv.setStrokeColor(layout.LINE_COLOUR)
            self.canv.setLineWidth(layout.RULE)
            self.canv.rect(layout.LABEL_WIDTH, bottom, width, height, stroke=1, fill=0)
        if self._lost:
            at = self.height - layout.GUTTER - self._lost.height
            self._lost.drawOn(self.canv, layout.LABEL_WIDTH + layout.GUTTER, at)


def placed_picture(heading: Heading, described: str, content: bytes) -> list[Flowable]:
    """Return a picture with its number beside it, or above it when that is wider than a number."""
    if heading.minWidth() < layout.LABEL_WIDTH - layout.GUTTER:
        return [PlacedPicture(heading, described, content)]
    return [heading, PlacedPicture(None, described, content)]
