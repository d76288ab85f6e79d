"""The image people look at: drawn anew from what one sees, so without anything beside it."""

import io
import struct
import zlib
from typing import BinaryIO

from PIL import Image, ImageOps

from vpt.core.errors import RuleBroken
from vpt.incidents import heic
from vpt.incidents.filetypes import HEIC, FileType
from vpt.incidents.originals import apart

MOST_PIXELS = 120_000_000
"""Of a JPEG whose rows come one after the other: it is decoded at a fraction of its size."""
MOST_PROGRESSIVE = 50_000_000
"""Of a JPEG that gets sharper while it loads: the decoder holds it whole, 3 bytes a pixel."""
PIXELS_OTHERWISE = 25_000_000
"""Of every other kind: it takes at least 4 bytes of memory per pixel."""
READ_BY_PILLOW = ("JPEG", "PNG", "WEBP", "GIF")
EDGE = 2000
"""Pixels along the longest side."""
QUALITY = 85
PAPER = (255, 255, 255)
BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError,
    MemoryError, struct.error, zlib.error,
)  # fmt: skip
"""What Pillow raises on damaged bytes: a fuzzed head of EXIF gives any of these."""

Image.MAX_IMAGE_PIXELS = MOST_PIXELS  # warns above this and refuses above twice this


def draw(source: BinaryIO, kind: FileType, title: str) -> io.BytesIO | None:
    """Return a JPEG without place, device or hidden content; of moving images the first one.

    None when a picture of a telephone cannot be decoded in time: it is kept, not shown. Raises
    RuleBroken("file_broken") or ("file_pixels") with the title of the file.
    """
    if kind == HEIC:
        return _of_telephone(source, title)
    source.seek(0)
    try:
        with Image.open(source, formats=READ_BY_PILLOW) as image:
            if image.width * image.height > _most(image):
                raise RuleBroken("file_pixels", name=title)
            return jpeg(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise RuleBroken("file_pixels", name=title) from problem
    except BROKEN as problem:
        raise RuleBroken("file_broken", name=title) from problem


def jpeg(image: Image.Image) -> io.BytesIO:
    """Return an opened image as a small JPEG, upright, that carries nothing but its pixels."""
    image.draft("RGB", (EDGE, EDGE))
    upright = ImageOps.exif_transpose(image)
    upright = _in_eight_bits(upright)
    upright.thumbnail((EDGE, EDGE))
    # A fresh sheet: what the old one says of itself, such as comments, would be saved with it.
    sheet = Image.new("RGB", upright.size, PAPER)
    if upright.has_transparency_data:
        seen = upright.convert("RGBA")
        sheet.paste(seen, mask=seen.getchannel("A"))
    else:
        sheet.paste(upright.convert("RGB"))
    target = io.BytesIO()
    sheet.save(target, "JPEG", quality=QUALITY)
    target.seek(0)
    return target


def _of_telephone(source: BinaryIO, title: str) -> io.BytesIO | None:
    source.seek(0, io.SEEK_END)
    if source.tell() > heic.MOST_BYTES:
        raise RuleBroken("file_pixels", name=title)
    try:
        drawn = apart.run(apart.DRAW, source)
    except apart.Failed:
        return None
    if drawn in {heic.TOO_BIG, heic.BROKEN}:
        raise RuleBroken("file_pixels" if drawn == heic.TOO_BIG else "file_broken", name=title)
    return io.BytesIO(drawn)


def _most(image: Image.Image) -> int:
    if image.format not in {"JPEG", "MPO"}:
        return PIXELS_OTHERWISE
    return MOST_PROGRESSIVE if "progressive" in image.info else MOST_PIXELS


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Return an image of 16 bits a grey as one of 8: Pillow would cut the light ones off."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value / 256).convert("L")
