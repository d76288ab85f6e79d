"""What an image tells besides what one sees: EXIF, XMP, IPTC, comments, and what hangs on it."""

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO, cast

from PIL import Image, ImageFile, IptcImagePlugin

from vpt.core.language import mark
from vpt.incidents.originals import exif, png, xmp
from vpt.incidents.originals.facts import Findings, Group

MOVING = frozenset({"GIF", "WEBP", "PNG"})
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
PIECE = 256 * 1024
COMMENT = mark("Opmerking")
WITH_FILM = mark("Een filmpje dat bij de foto hoort")
_IPTC: Mapping[tuple[int, int], tuple[Group, str]] = {
    (2, 80): (Group.AUTHOR, mark("Maker")),
    (2, 110): (Group.AUTHOR, mark("Rechten")),
    (2, 115): (Group.AUTHOR, mark("Bron")),
    (2, 116): (Group.AUTHOR, mark("Rechten")),
    (2, 118): (Group.AUTHOR, mark("Contact")),
    (2, 90): (Group.PLACE, mark("Plaats")),
    (2, 92): (Group.PLACE, mark("Plek")),
    (2, 95): (Group.PLACE, mark("Provincie")),
    (2, 101): (Group.PLACE, mark("Land")),
    (2, 55): (Group.MOMENT, mark("Gemaakt")),
    (2, 5): (Group.OTHER, mark("Titel")),
    (2, 25): (Group.OTHER, mark("Trefwoorden")),
    (2, 105): (Group.OTHER, mark("Kop")),
    (2, 120): (Group.OTHER, mark("Beschrijving")),
}
FILM = (b"ftypmp4", b"ftypisom", b"ftypqt  ", b"ftyp3gp", b"MotionPhoto_Data")


def read(source: BinaryIO, found: Findings) -> None:
    """Note what a JPEG, PNG, WebP or GIF tells, without decoding a single pixel of it."""
    with Image.open(source, formats=FORMATS) as image:
        if image.format == "PNG":
            png.read(source, found)
        told = {str(key): value for key, value in image.info.items()}
        blocks(told, found, image)
        moves = image.format in MOVING and getattr(image, "is_animated", False)
    if moves:
        found.note(Group.OTHER, mark("Meer beelden achter elkaar; de kopie toont het eerste"))
    if told.get("mp") or told.get("mpoffset"):
        found.note(Group.OTHER, mark("Nog een beeld in hetzelfde bestand"))
    if holds(source, FILM):
        found.note(Group.OTHER, WITH_FILM)


def holds(source: BinaryIO, marks: tuple[bytes, ...]) -> bool:
    """Return whether one of a few marks is in a file, beyond its first bytes."""
    source.seek(0)
    rest = b""
    for number, piece in enumerate(_pieces(source)):
        joined = rest + (piece[64:] if number == 0 else piece)
        if any(one in joined for one in marks):
            return True
        rest = joined[-32:]
    return False


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    while piece := source.read(PIECE):
        yield piece


def blocks(told: Mapping[str, Any], found: Findings, image: Image.Image | None = None) -> None:
    """Read every block; a block that cannot be read hides nothing of the others."""
    acts: list[Callable[[], None]] = []
    if isinstance(told.get("exif"), bytes):
        acts.append(lambda: exif.read(told["exif"], found))
    packet = told.get("xmp") or told.get("XML:com.adobe.xmp")
    if packet:
        raw = packet if isinstance(packet, bytes) else str(packet).encode()
        acts.append(lambda: xmp.read(raw, found))
    if image is not None and image.format == "JPEG" and "photoshop" in told:
        acts.append(lambda: _iptc(image, found))
    for act in acts:
        try:
            act()
        except Exception:  # noqa: BLE001  a fuzzed block raises anything; the rest is still read
            found.cut_short()
    found.add(Group.OTHER, COMMENT, told.get("comment", ""))
    if told.get("icc_profile"):
        _colours(told["icc_profile"], found)


def _colours(profile: bytes, found: Findings) -> None:
    """Note the name a colour profile has; a monitor's own profile may name its owner."""
    from PIL import ImageCms  # noqa: PLC0415  loads a library that few pictures need

    try:
        described = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError, ValueError):
        found.note(Group.OTHER, mark("Kleurprofiel"))
    else:
        found.add(Group.OTHER, mark("Kleurprofiel"), described)


def _iptc(image: Image.Image, found: Findings) -> None:
    for key, value in (
        IptcImagePlugin.getiptcinfo(cast("ImageFile.ImageFile", image)) or {}
    ).items():
        if key in _IPTC:
            group, label = _IPTC[key]
            found.add(group, label, value)
