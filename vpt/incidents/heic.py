"""Pictures of telephones (HEIC): opened with a bounded amount of memory, loaded when needed."""

from typing import BinaryIO

import pi_heif
from PIL import Image

MOST_BYTES = 40 * 1024 * 1024
"""The decoder reads the file whole."""
MOST_PIXELS = 50_000_000
"""A telephone takes 48 million; decoded and drawn that is about 300 MB for a moment."""


class TooBig(ValueError):
    """More bytes or pixels than may be held in memory at once."""


def look_into(source: BinaryIO) -> pi_heif.HeifFile:
    """Return an opened picture that is not decoded yet; raises TooBig or what the decoder does."""
    source.seek(0, 2)
    if source.tell() > MOST_BYTES:
        raise TooBig
    source.seek(0)
    pi_heif.options.DECODE_THREADS = 1
    return pi_heif.open_heif(source, convert_hdr_to_8bit=True)


def decode(source: BinaryIO) -> Image.Image:
    """Return the main picture as people saw it, upright; raises as `look_into` does."""
    opened = look_into(source)
    width, height = opened.size
    if width * height > MOST_PIXELS:
        raise TooBig
    image: Image.Image = opened.to_pillow()
    return image
