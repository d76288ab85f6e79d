"""Makes a logo fit for print: RGB on white, of a bounded size, without what came along with it."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageChops, ImageOps, UnidentifiedImageError

from vpt.core.errors import RuleBroken

LIMIT = 2 * 1024 * 1024
"""Bytes of the file as it comes in."""
MOST_PIXELS = 25_000_000
KEPT = (1000, 500)
"""Pixels that are kept at most: 300 a inch at the largest size on paper."""
LEAST = 60
"""Pixels of the longer side below which a logo is too coarse to print."""
MEDIA_TYPE = "image/png"
_FORMATS = ("PNG", "JPEG")
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)
_NEARLY_WHITE = 6


def fit_for_print(content: bytes) -> bytes:
    """Return the logo as a PNG in RGB without metadata, white margins cut off.

    Raises RuleBroken("logo_svg", "logo_type", "logo_large", "logo_pixels", "logo_small",
    "logo_blank", "logo_broken").
    """
    if len(content) > LIMIT:
        raise RuleBroken("logo_large", most=str(LIMIT // 1024 // 1024))
    if b"<svg" in content[:4096].lower():
        raise RuleBroken("logo_svg")
    logo = _without_margins(_on_white(content))
    if max(logo.size) < LEAST:
        raise RuleBroken("logo_small", least=str(LEAST))
    logo.thumbnail(KEPT, Image.Resampling.LANCZOS)
    target = BytesIO()
    Image.frombytes("RGB", logo.size, logo.tobytes()).save(target, "PNG", optimize=True)
    return target.getvalue()


def _on_white(content: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise RuleBroken("logo_pixels", most=str(MOST_PIXELS // 1_000_000))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except UnidentifiedImageError as problem:
        raise RuleBroken("logo_type") from problem
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise RuleBroken("logo_pixels", most=str(MOST_PIXELS // 1_000_000)) from problem
    except _BROKEN as problem:
        raise RuleBroken("logo_broken") from problem
    paper = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(paper, upright).convert("RGB")


def _without_margins(image: Image.Image) -> Image.Image:
    """Return the drawn part: on paper it then stands exactly on the margin."""
    white = Image.new("RGB", image.size, "white")
    drawn = ImageChops.difference(image, white).convert("L")
    box = drawn.point(lambda level: 255 if level > _NEARLY_WHITE else 0).getbbox()
    if box is None:
        raise RuleBroken("logo_blank")
    return image.crop(box)
