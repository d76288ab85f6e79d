"""What a picture of a telephone tells (HEIC); only its head is read, nothing is decoded."""

from typing import BinaryIO

from vpt.core.language import mark
from vpt.incidents import heic
from vpt.incidents.originals import exif, images
from vpt.incidents.originals.facts import Findings, Group


def read(source: BinaryIO, found: Findings) -> None:
    """Note what the picture tells."""
    opened = heic.look_into(source)
    images.blocks({str(key): value for key, value in opened.info.items()}, found)
    if opened.info.get("thumbnails"):
        found.note(Group.OTHER, exif.THUMBNAIL)
    if len(opened) > 1:
        found.add(Group.OTHER, mark("Aantal beelden in het bestand"), len(opened))
    if images.holds(source, images.FILM):
        found.note(Group.OTHER, images.WITH_FILM)
