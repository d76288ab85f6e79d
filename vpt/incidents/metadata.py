"""What an original tells of itself: place, device, maker, moment and the rest, in Dutch labels."""

import logging
import warnings
from collections.abc import Callable, Mapping
from typing import BinaryIO

from vpt.incidents import filetypes
from vpt.incidents.originals import images
from vpt.incidents.originals.facts import Fact, Findings, Group, Metadata

__all__ = ["PLAIN_TEXT", "Fact", "Group", "Metadata", "read"]

# Pillow writes what an image says of itself (author, place) into its debug log.
logging.getLogger("PIL").setLevel(logging.INFO)

PLAIN_TEXT = filetypes.TXT.media_type
Reader = Callable[[BinaryIO, Findings], None]


def read(media_type: str, source: BinaryIO) -> Metadata:
    """Return what a seekable file tells; whatever it holds, this never fails.

    What cannot be read, or is longer than anybody needs, leaves `is_readable` False.
    """
    found = Findings()
    reader = _READERS.get(media_type)
    if reader is None:
        found.cut_short()
        return found.result()
    try:
        source.seek(0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # libraries grumble about damaged files
            reader(source, found)
    except Exception:  # noqa: BLE001  hostile bytes raise anything; the page says it in words
        found.cut_short()
    return found.result()


def _nothing(_source: BinaryIO, _found: Findings) -> None:
    """Read plain text: it holds nothing beside what one reads."""


_READERS: Mapping[str, Reader] = {
    **{
        kind.media_type: images.read
        for kind in (filetypes.JPEG, filetypes.PNG, filetypes.WEBP, filetypes.GIF)
    },
    filetypes.HEIC.media_type: images.read_heic,
    PLAIN_TEXT: _nothing,
}
