"""What an original tells of itself: place, device, maker, moment and the rest, in Dutch labels."""

import json
from typing import BinaryIO

from vpt.incidents.filetypes import TXT
from vpt.incidents.originals import apart
from vpt.incidents.originals.facts import Fact, Group, Metadata

__all__ = ["PLAIN_TEXT", "Fact", "Group", "Metadata", "read"]

PLAIN_TEXT = TXT.media_type
"""Text holds nothing beside what one reads."""


def read(media_type: str, source: BinaryIO) -> Metadata:
    """Return what a seekable file tells, in bounded time and memory; this never fails.

    What cannot be read, or is more than anybody looks at, leaves `is_readable` False.
    """
    if media_type == PLAIN_TEXT:
        return Metadata()
    try:
        return Metadata.of_values(json.loads(apart.run(media_type, source)))
    except (apart.Failed, ValueError, LookupError, TypeError):
        return Metadata(is_readable=False)
