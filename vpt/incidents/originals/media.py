"""What a film or sound recording tells: place, device, maker and moments in its container."""

import re
from collections.abc import Mapping
from typing import Any, BinaryIO

import pymediainfo

from vpt.core.language import mark
from vpt.incidents.originals.facts import Findings, Group, degrees

_FIELDS: tuple[tuple[str, Group, str], ...] = (
    ("recorded_location", Group.PLACE, mark("Plaats van de opname")),
    ("comapplequicktimelocationiso6709", Group.PLACE, mark("Plaats van de opname")),
    ("comapplequicktimelocationname", Group.PLACE, mark("Plaats van de opname")),
    ("location", Group.PLACE, mark("Plaats van de opname")),
    ("xyz", Group.PLACE, mark("Plaats van de opname")),
    ("comapplequicktimemake", Group.DEVICE, mark("Merk")),
    ("make", Group.DEVICE, mark("Merk")),
    ("comandroidmanufacturer", Group.DEVICE, mark("Merk")),
    ("comapplequicktimemodel", Group.DEVICE, mark("Model")),
    ("model", Group.DEVICE, mark("Model")),
    ("comandroidmodel", Group.DEVICE, mark("Model")),
    ("comandroidversion", Group.DEVICE, mark("Software")),
    ("comapplequicktimesoftware", Group.DEVICE, mark("Software")),
    ("encoded_application", Group.DEVICE, mark("Software")),
    ("writing_application", Group.DEVICE, mark("Software")),
    ("encoded_library", Group.DEVICE, mark("Software")),
    ("writing_library", Group.DEVICE, mark("Software")),
    ("encoded_hardware", Group.DEVICE, mark("Toestel")),
    ("performer", Group.AUTHOR, mark("Maker")),
    ("director", Group.AUTHOR, mark("Maker")),
    ("author", Group.AUTHOR, mark("Maker")),
    ("comapplequicktimeauthor", Group.AUTHOR, mark("Maker")),
    ("composer", Group.AUTHOR, mark("Maker")),
    ("encoded_by", Group.AUTHOR, mark("Gemaakt door")),
    ("publisher", Group.AUTHOR, mark("Uitgever")),
    ("copyright", Group.AUTHOR, mark("Rechten")),
    ("recorded_date", Group.MOMENT, mark("Opgenomen")),
    ("comapplequicktimecreationdate", Group.MOMENT, mark("Opgenomen")),
    ("encoded_date", Group.MOMENT, mark("Gemaakt")),
    ("tagged_date", Group.MOMENT, mark("Laatst veranderd")),
    ("title", Group.OTHER, mark("Titel")),
    ("track_name", Group.OTHER, mark("Titel")),
    ("movie_name", Group.OTHER, mark("Titel")),
    ("album", Group.OTHER, mark("Album")),
    ("description", Group.OTHER, mark("Beschrijving")),
    ("comment", Group.OTHER, mark("Opmerking")),
    ("lyrics", Group.OTHER, mark("Tekst in het bestand")),
)
pymediainfo.MediaInfo.can_parse()  # loads the library now: a process apart opens no file later
_KNOWN = frozenset(name for name, _group, _label in _FIELDS)
_OWN = ("comapple", "comandroid", "com_apple", "com_android")


_SPOT = re.compile(r"([+-]\d{1,3}\.\d{1,10})([+-]\d{1,3}\.\d{1,10})")


def read(source: BinaryIO, found: Findings) -> None:
    """Note what the container tells. Nothing of the recording itself is decoded."""
    parsed = pymediainfo.MediaInfo.parse(source, parse_speed=0, encoding_errors="replace")
    if not any(track.track_type in {"Video", "Audio"} for track in parsed.tracks):
        found.cut_short()
    for track in parsed.tracks[:50]:
        told: Mapping[str, Any] = track.to_data()
        for name, group, label in _FIELDS:
            value = told.get(name, "")
            found.add(group, label, _spot(str(value)) if group is Group.PLACE else value)
        for name, value in told.items():
            if name.startswith(_OWN) and name not in _KNOWN:
                found.add(Group.OTHER, mark("Ander gegeven"), f"{name}: {value}")
        if told.get("cover"):
            found.note(Group.OTHER, mark("Een plaatje bij de opname"))
        if track.track_type in {"Text", "Menu", "Other"}:
            found.note(Group.OTHER, mark("Een extra spoor, zoals ondertitels of plaatsgegevens"))


def _spot(text: str) -> str:
    """Return a place as ISO 6709 has it in degrees; a name as it is."""
    found = _SPOT.match(text)
    if found is None:
        return text
    return f"{degrees(float(found[1]), 'NS')}, {degrees(float(found[2]), 'EW')}"
