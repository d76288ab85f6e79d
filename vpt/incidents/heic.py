"""Pictures of telephones (HEIC): opened with a bounded amount of memory, in a process apart."""

from typing import BinaryIO

import pi_heif

MOST_BYTES = 40 * 1024 * 1024
"""The decoder reads the file whole."""
MOST_PIXELS = 50_000_000
"""A telephone takes 48 million; decoded and drawn that is about 400 MB for a moment."""
TOO_BIG, BROKEN = b"too big", b"broken"
"""What `draw` answers instead of a picture."""


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


def draw(source: BinaryIO) -> bytes:
    """Return the main picture as a JPEG with nothing but its pixels, or why there is none."""
    from vpt.incidents import drawing  # noqa: PLC0415  drawing asks for this in a process apart

    try:
        opened = look_into(source)
        width, height = opened.size
        if width * height > MOST_PIXELS:
            return TOO_BIG
        image = opened.to_pillow()
        image.info.clear()
        return drawing.jpeg(image).getvalue()
    except TooBig:
        return TOO_BIG
    except Exception:  # noqa: BLE001  the decoder raises anything on damaged bytes
        return BROKEN
