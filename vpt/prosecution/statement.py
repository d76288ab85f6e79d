"""What the employer states in the dossier, and the text it starts from."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from vpt.incidents import words
from vpt.incidents.rules import ensure_length, ensure_no_bsn

LINE, LONG = 200, 8000
LINES = ("name", "function", "place")
ALWAYS = (
    "De agressie was gericht tegen het slachtoffer vanwege deze functie of taak.",
    "Wij vinden agressie tegen onze medewerkers niet acceptabel.",
    "Wij vragen het OM deze zaak te behandelen volgens de Eenduidige Landelijke Afspraken.",
)
"""What the first text always says; it goes on paper, so Dutch only."""
TEXTS = ("text", "impact_service", "impact_victim")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The employer's statement; empty parts are missing in the dossier."""

    name: str = ""
    """Of who signs for the employer."""
    function: str = ""
    place: str = ""
    day: date | None = None
    text: str = ""
    impact_service: str = ""
    impact_victim: str = ""

    @property
    def is_signed(self) -> bool:
        """Tell whether it says what is stated, by whom, where and when."""
        return all((self.name, self.function, self.place, self.day, self.text))

    def stored(self) -> dict[str, str]:
        """Return it as it is sealed."""
        kept = {name: text for name, text in asdict(self).items() if name != "day" and text}
        return {**kept, **({"day": self.day.isoformat()} if self.day else {})}

    @classmethod
    def of(cls, stored: Mapping[str, str]) -> "Statement":
        """Return a sealed statement."""
        day = date.fromisoformat(stored["day"]) if stored.get("day") else None
        texts = {name: str(stored.get(name, "")) for name in (*LINES, *TEXTS)}
        return cls(day=day, **texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the case says of the work, from which a first text is made."""

    organisation: str
    on: str
    """The day of the incident in words."""
    function: str
    task: str
    impact: str


def proposed(known: Known) -> Statement:
    """Return a statement to start from; people read it, change it, and sign it themselves."""
    function = f" De functie van deze medewerker is: {known.function}." if known.function else ""
    task = f" De taak op dat moment was: {known.task}." if known.task else ""
    work = (
        f"{known.organisation} verklaart dat het slachtoffer op {known.on} voor ons aan het werk "
        f"was en daarbij een publieke taak uitvoerde.{function}{task}"
    )
    return Statement(text="\n\n".join((work, *ALWAYS)), impact_service=known.impact)


def cleaned(of: Statement) -> Statement:
    """Return a statement with clean texts.

    Raises RuleBroken("text_too_long", "bsn_refused") with its field.
    """
    lines = {name: _clean(name, getattr(of, name), LINE) for name in LINES}
    texts = {name: _clean(name, getattr(of, name), LONG) for name in TEXTS}
    return Statement(day=of.day, **lines, **texts)


def _clean(field: str, text: str, most: int) -> str:
    told = words.clean(text)
    ensure_length(field, told, most)
    ensure_no_bsn({field: told})
    return told
