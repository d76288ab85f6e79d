"""What a camera writes into a picture: place, device, maker and moments (EXIF)."""

from collections.abc import Mapping
from typing import Any

from PIL import ExifTags, Image

from vpt.core.language import mark
from vpt.incidents.originals import xmp
from vpt.incidents.originals.facts import Findings, Group, text_of

MOST_BYTES = 1024 * 1024
"""Of EXIF in one picture; a JPEG cannot hold more than 64 KiB in one piece."""
THUMBNAIL = mark("Een klein voorbeeld van de foto, soms van vóór het bijsnijden")
LATITUDE, LONGITUDE = mark("Breedtegraad"), mark("Lengtegraad")
_BASE = ExifTags.Base
_GPS = ExifTags.GPS
Row = tuple[int, Group, str]

_MAIN: tuple[Row, ...] = (
    (_BASE.Make, Group.DEVICE, mark("Merk")),
    (_BASE.Model, Group.DEVICE, mark("Model")),
    (_BASE.Software, Group.DEVICE, mark("Software")),
    (_BASE.HostComputer, Group.DEVICE, mark("Computer")),
    (_BASE.CameraSerialNumber, Group.DEVICE, mark("Serienummer")),
    (_BASE.UniqueCameraModel, Group.DEVICE, mark("Model")),
    (_BASE.Artist, Group.AUTHOR, mark("Maker")),
    (_BASE.Copyright, Group.AUTHOR, mark("Rechten")),
    (_BASE.XPAuthor, Group.AUTHOR, mark("Maker")),
    (_BASE.DateTime, Group.MOMENT, mark("Laatst veranderd")),
    (_BASE.DocumentName, Group.OTHER, mark("Naam van het bestand")),
    (_BASE.ImageDescription, Group.OTHER, mark("Beschrijving")),
    (_BASE.XPTitle, Group.OTHER, mark("Titel")),
    (_BASE.XPSubject, Group.OTHER, mark("Onderwerp")),
    (_BASE.XPComment, Group.OTHER, mark("Opmerking")),
    (_BASE.XPKeywords, Group.OTHER, mark("Trefwoorden")),
)
_CAMERA: tuple[Row, ...] = (
    (_BASE.BodySerialNumber, Group.DEVICE, mark("Serienummer")),
    (_BASE.LensModel, Group.DEVICE, mark("Lens")),
    (_BASE.LensSerialNumber, Group.DEVICE, mark("Serienummer van de lens")),
    (_BASE.CameraOwnerName, Group.AUTHOR, mark("Eigenaar van het toestel")),
    (_BASE.DateTimeOriginal, Group.MOMENT, mark("Gemaakt")),
    (_BASE.DateTimeDigitized, Group.MOMENT, mark("Vastgelegd")),
    (_BASE.OffsetTimeOriginal, Group.MOMENT, mark("Tijdzone")),
    (_BASE.UserComment, Group.OTHER, mark("Opmerking")),
    (_BASE.ImageUniqueID, Group.OTHER, mark("Uniek nummer van het beeld")),
    (_BASE.RelatedSoundFile, Group.OTHER, mark("Bijbehorend geluid")),
)
_PLACE: tuple[Row, ...] = (
    (_GPS.GPSAltitude, Group.PLACE, mark("Hoogte in meters")),
    (_GPS.GPSImgDirection, Group.PLACE, mark("Kijkrichting in graden")),
    (_GPS.GPSDestLatitude, Group.PLACE, mark("Breedtegraad van het doel")),
    (_GPS.GPSDestLongitude, Group.PLACE, mark("Lengtegraad van het doel")),
    (_GPS.GPSAreaInformation, Group.PLACE, mark("Plaatsnaam")),
    (_GPS.GPSDateStamp, Group.MOMENT, mark("Dag volgens gps")),
    (_GPS.GPSTimeStamp, Group.MOMENT, mark("Tijd volgens gps (UTC)")),
)
_MAKER_NOTE, _XMP_TAG, _IPTC_TAG = 0x927C, 0x02BC, 0x83BB
_MARKS: Mapping[bytes, str] = {
    b"ASCII\0\0\0": "ascii",
    b"UNICODE\0": "utf-16",
    b"JIS\0\0\0\0\0": "shift-jis",
}
_WIDE = range(_BASE.XPTitle, _BASE.XPSubject + 1)
"""Fields of Windows, in two bytes a letter."""


def read(raw: bytes, found: Findings) -> None:
    """Note what a block of EXIF tells; a damaged one leaves the findings marked as cut short."""
    if len(raw) > MOST_BYTES:
        found.cut_short()
        return
    exif = Image.Exif()
    exif.load(raw)
    main = dict(exif)
    _rows(main, _MAIN, found)
    camera = _folder(exif, ExifTags.IFD.Exif, found)
    _rows(camera, _CAMERA, found)
    place(_folder(exif, ExifTags.IFD.GPSInfo, found), found)
    if _folder(exif, ExifTags.IFD.IFD1, found):
        found.note(Group.OTHER, THUMBNAIL)
    if _MAKER_NOTE in camera:
        found.note(
            Group.OTHER, mark("Aantekeningen van het toestel zelf, die we niet kunnen lezen")
        )
    if isinstance(main.get(_XMP_TAG), bytes):
        xmp.read(main[_XMP_TAG], found)


def place(gps: Mapping[int, Any], found: Findings) -> None:
    """Note where a picture was taken, in degrees."""
    for value, letter, label in (
        (_GPS.GPSLatitude, _GPS.GPSLatitudeRef, LATITUDE),
        (_GPS.GPSLongitude, _GPS.GPSLongitudeRef, LONGITUDE),
    ):
        if value in gps:
            found.add(Group.PLACE, label, _degrees(gps[value], gps.get(letter)))
    _rows(gps, _PLACE, found)


def _folder(exif: Image.Exif, number: int, found: Findings) -> dict[int, Any]:
    try:
        return dict(exif.get_ifd(number))
    except Exception:  # noqa: BLE001  a fuzzed head raises anything; the rest is still read
        found.cut_short()
        return {}


def _rows(values: Mapping[int, Any], rows: tuple[Row, ...], found: Findings) -> None:
    for tag, group, label in rows:
        if tag in values:
            found.add(group, label, _text(tag, values[tag]))


def _text(tag: int, value: Any) -> object:
    if not isinstance(value, bytes):
        return value
    if tag in _WIDE:
        return value.decode("utf-16-le", "replace")
    if encoding := _MARKS.get(value[:8]):
        return value[8:].decode(encoding, "replace")
    return text_of(value)


def _degrees(parts: Any, letter: Any) -> str:
    """Return degrees, minutes and seconds as decimal degrees; as they are when they are not."""
    try:
        whole, minutes, seconds = (float(part) for part in parts)
        number = f"{whole + minutes / 60 + seconds / 3600:.6f}".replace(".", ",")
    except (TypeError, ValueError, ArithmeticError):
        return str(parts)[:100]
    named = text_of(letter) if isinstance(letter, bytes) else str(letter or "")
    return f"{number}° {named}".strip()
