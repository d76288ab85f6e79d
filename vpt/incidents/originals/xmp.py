"""What programs write beside an image or document: makers, places, edits (XMP)."""

from collections.abc import Mapping
from xml.parsers import expat

from vpt.core.language import mark
from vpt.incidents.originals.facts import MOST_LETTERS, Findings, Group

MOST_BYTES = 1024 * 1024
MOST_DEPTH = 40
MOST_ELEMENTS = 20_000
_FIELDS: Mapping[str, tuple[Group, str]] = {
    "GPSLatitude": (Group.PLACE, mark("Breedtegraad")),
    "GPSLongitude": (Group.PLACE, mark("Lengtegraad")),
    "Location": (Group.PLACE, mark("Plek")),
    "Sublocation": (Group.PLACE, mark("Plek")),
    "City": (Group.PLACE, mark("Plaats")),
    "State": (Group.PLACE, mark("Provincie")),
    "ProvinceState": (Group.PLACE, mark("Provincie")),
    "Country": (Group.PLACE, mark("Land")),
    "CountryName": (Group.PLACE, mark("Land")),
    "Make": (Group.DEVICE, mark("Merk")),
    "Model": (Group.DEVICE, mark("Model")),
    "SerialNumber": (Group.DEVICE, mark("Serienummer")),
    "LensSerialNumber": (Group.DEVICE, mark("Serienummer van de lens")),
    "CreatorTool": (Group.DEVICE, mark("Software")),
    "Producer": (Group.DEVICE, mark("Software")),
    "Software": (Group.DEVICE, mark("Software")),
    "softwareAgent": (Group.DEVICE, mark("Software")),
    "creator": (Group.AUTHOR, mark("Maker")),
    "Artist": (Group.AUTHOR, mark("Maker")),
    "OwnerName": (Group.AUTHOR, mark("Eigenaar van het toestel")),
    "CameraOwnerName": (Group.AUTHOR, mark("Eigenaar van het toestel")),
    "Owner": (Group.AUTHOR, mark("Rechthebbende")),
    "rights": (Group.AUTHOR, mark("Rechten")),
    "Credit": (Group.AUTHOR, mark("Rechten")),
    "CiEmailWork": (Group.AUTHOR, mark("E-mail van de maker")),
    "CiTelWork": (Group.AUTHOR, mark("Telefoon van de maker")),
    "CreateDate": (Group.MOMENT, mark("Gemaakt")),
    "DateTimeOriginal": (Group.MOMENT, mark("Gemaakt")),
    "DateCreated": (Group.MOMENT, mark("Gemaakt")),
    "ModifyDate": (Group.MOMENT, mark("Laatst veranderd")),
    "MetadataDate": (Group.MOMENT, mark("Gegevens laatst veranderd")),
    "title": (Group.OTHER, mark("Titel")),
    "description": (Group.OTHER, mark("Beschrijving")),
    "subject": (Group.OTHER, mark("Trefwoorden")),
    "hierarchicalSubject": (Group.OTHER, mark("Trefwoorden")),
    "Headline": (Group.OTHER, mark("Kop")),
    "UserComment": (Group.OTHER, mark("Opmerking")),
    "PersonInImage": (Group.OTHER, mark("Wie erop staat")),
    "PersonDisplayName": (Group.OTHER, mark("Wie erop staat")),
    "DocumentID": (Group.OTHER, mark("Nummer van het bestand")),
    "OriginalDocumentID": (Group.OTHER, mark("Nummer van het oorspronkelijke bestand")),
}
"""By the local name: programs spell the rest of a name in many ways."""
_PRESENT: Mapping[str, str] = {
    "History": mark("Een geschiedenis van bewerkingen"),
    "MotionPhoto": mark("Een filmpje dat bij de foto hoort"),
    "MicroVideo": mark("Een filmpje dat bij de foto hoort"),
    "RegionInfo": mark("Gezichten die zijn aangewezen"),
    "Regions": mark("Gezichten die zijn aangewezen"),
}


class _Refused(ValueError):
    """A packet that declares entities or is nested without end."""


class _Packet:
    """Follows one packet and notes what is known; text is kept for known fields only."""

    def __init__(self, found: Findings) -> None:
        self._found = found
        self._open: list[str] = []
        self._field = ""
        self._text = ""
        self._seen = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        self._seen += 1
        if len(self._open) >= MOST_DEPTH or self._seen > MOST_ELEMENTS:
            raise _Refused(local)
        self._open.append(local)
        if local in _PRESENT:
            self._found.note(Group.OTHER, _PRESENT[local])
        for key, value in attributes.items():
            self._tell(_local(key), value)
        if local in _FIELDS:
            self._field = local
        self._text = ""

    def end(self, _name: str) -> None:
        self._tell(self._field, self._text)
        self._text = ""
        if self._open.pop() == self._field:
            self._field = ""

    def data(self, text: str) -> None:
        if self._field and len(self._text) < 4 * MOST_LETTERS:
            self._text += text[: 4 * MOST_LETTERS]

    def refuse(self, *_declared: object) -> None:
        raise _Refused("declaration")

    def _tell(self, local: str, value: str) -> None:
        if local in _PRESENT and local not in _FIELDS:
            self._found.note(Group.OTHER, _PRESENT[local])
        elif local in _FIELDS:
            group, label = _FIELDS[local]
            self._found.add(group, label, value)


def read(raw: bytes, found: Findings) -> None:
    """Note what a packet of XMP tells; no entity is ever expanded, nothing is fetched."""
    if len(raw) > MOST_BYTES:
        found.cut_short()
        return
    packet = _Packet(found)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = packet.start, packet.end
    parser.CharacterDataHandler = packet.data
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = packet.refuse
    try:
        parser.Parse(raw.strip(b"\0 \r\n\t"), True)  # noqa: FBT003  expat takes no names
    except (expat.ExpatError, _Refused, ValueError, LookupError):
        found.cut_short()


def _local(name: str) -> str:
    return name.rpartition(" ")[2].rpartition(":")[2]
