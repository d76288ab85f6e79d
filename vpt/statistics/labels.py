"""Dutch words of the register: its periods, its columns and what the law asks."""

from collections.abc import Mapping
from dataclasses import dataclass

from vpt.core.language import mark
from vpt.statistics.rules import Part, Period

HALVES = (mark("eerste halfjaar"), mark("tweede halfjaar"))
QUARTERS = (
    mark("eerste kwartaal"),
    mark("tweede kwartaal"),
    mark("derde kwartaal"),
    mark("vierde kwartaal"),
)
MONTHS = (
    mark("januari"),
    mark("februari"),
    mark("maart"),
    mark("april"),
    mark("mei"),
    mark("juni"),
    mark("juli"),
    mark("augustus"),
    mark("september"),
    mark("oktober"),
    mark("november"),
    mark("december"),
)
_PARTS: Mapping[Part, tuple[str, ...]] = {
    Part.HALF: HALVES,
    Part.QUARTER: QUARTERS,
    Part.MONTH: MONTHS,
}
CHECKED = {True: "nagelezen", False: "nog te toetsen"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the law asks: where it stands, who was read about it, and whether it was."""

    about: str
    text: str
    where: str
    source: str = ""
    is_checked: bool = False


LAW = (
    Asked(
        about="Lijst van ongevallen",
        text=(
            "De werkgever houdt een lijst bij van ongevallen die zijn gemeld en van ongevallen "
            "met meer dan drie werkdagen verzuim, met aard en datum."
        ),
        where="Arbeidsomstandighedenwet artikel 9, tweede lid",
    ),
    Asked(
        about="Meteen melden",
        text=(
            "Overlijden, opname in een ziekenhuis en blijvend letsel meldt de werkgever meteen "
            "aan de Nederlandse Arbeidsinspectie."
        ),
        where="Arbeidsomstandighedenwet artikel 9, eerste lid",
        source="IKAS",
        is_checked=True,
    ),
    Asked(
        about="Beleid",
        text="De werkgever voert beleid tegen agressie en geweld op het werk.",
        where="Arbeidsomstandighedenwet artikel 3, tweede lid, en Arbobesluit artikel 2.15",
        source="REND",
        is_checked=True,
    ),
    Asked(
        about="Ondernemingsraad",
        text="De ondernemingsraad stemt in met regels over registreren en over agressie.",
        where="Wet op de ondernemingsraden artikel 27",
        source="HBO-ARBO",
        is_checked=True,
    ),
)
"""Domain dossier §5.3, with its marks."""
REPORT: Mapping[str, str] = {"taken": "Ja", "refused": "Geweigerd", "": "Nee"}


def inner(period: Period) -> str:
    """Return which part of its year a period is; empty for the whole year."""
    return _PARTS[period.part][period.number - 1] if period.part else ""
