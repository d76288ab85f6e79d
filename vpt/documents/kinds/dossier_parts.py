"""The pieces of the prosecutor's dossier: strings that are already Dutch and already allowed."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerStatement:
    """What the employer states, and who signs for it."""

    text: str
    """One or more paragraphs, a line each."""
    name: str = ""
    function: str = ""
    place: str = ""
    day: str = ""
    sealed_words: str = ""
    """What the seal on the file means beside the signature, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyRow:
    """One thing that happened: when, what, by whom, and where that was written down."""

    at: str
    what: str
    who: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitRow:
    """One exhibit: what it is, where it came from, who secured it, and in which form it goes."""

    number: str
    """Exhibit number, e.g. "B1"."""
    title: str
    kind: str = ""
    size: str = ""
    source: str = ""
    """Where it came from, e.g. "Camera 4 in de publiekshal"."""
    secured: str = ""
    """When and by whom it was secured."""
    sha256: str = ""
    """64 hexadecimal digits of the original file."""
    form: str = ""
    """In words, e.g. "Kopie" or "Origineel"."""
    inside: str = ""
    """Name of the attached file, e.g. "B1.jpg"; empty when it does not travel inside."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of an exhibit, placed on a page."""

    number: str
    """Exhibit number, e.g. "B1"."""
    caption: str
    described: str
    """What can be seen, for who cannot see it."""
    jpeg: bytes = field(repr=False)
    sha256: str = ""
    """64 hexadecimal digits of `jpeg`: it stands for the picture where contents are compared."""
