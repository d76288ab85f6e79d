"""What may be filled in where in a letter: the closed list, with an explanation and an example."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from vpt.core.language import mark


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a letter: what comes there, and how that looks."""

    means: str
    example: str


PLACES: Mapping[str, Place] = MappingProxyType(
    {
        "veroorzaker": Place(
            mark("Over wie de brief gaat: “u”, of de naam als de brief naar ouders gaat."), "u"
        ),
        "organisatie": Place(mark("De naam van je organisatie."), "Gemeente Voorbeeld"),
        "contact": Place(
            mark("Waar de ander terechtkan. In een uitnodiging vult de behandelaar dit in."),
            "Gemeente Voorbeeld, Marktplein 1, 7600 AA Voorbeeld",
        ),
        "maatregel": Place(mark("Hoe de maatregel heet."), "Pandverbod"),
        "gebied": Place(
            mark("Waar en waarvoor het geldt, met de locaties."),
            "U komt niet in het stadskantoor.\nDit geldt voor al onze locaties.",
        ),
        "begin": Place(mark("De eerste dag."), "16 maart 2026"),
        "einde": Place(mark("De laatste dag."), "15 september 2026"),
        "herziening": Place(mark("De dag waarop uiterlijk opnieuw wordt gekeken."), "16 juni 2026"),
        "gehoord": Place(mark("De dag van het gesprek met de ander."), "11 maart 2026"),
        "spoed": Place(
            mark("Waarom de ander niet eerst is gehoord."), "U stond met een mes in de hal."
        ),
        "rechtsmiddel": Place(
            mark("Wat de ander ertegen kan doen: klacht of bezwaar."),
            "U kunt een klacht indienen bij Gemeente Voorbeeld.",
        ),
        "besluit": Place(mark("De dag van deze brief."), "12 maart 2026"),
        "gedrag": Place(
            mark("Hoe de ander zich gedroeg, bij het opnieuw bekijken."),
            "U hebt zich aan de afspraken gehouden.",
        ),
        "uitkomst": Place(
            mark("De reden, bij het opnieuw bekijken of opheffen."), "Het is rustig gebleven."
        ),
        "laatste": Place(mark("De dag waarop de maatregel stopte."), "15 september 2026"),
        "gesprek": Place(mark("Dag en tijd van het gesprek."), "16 maart 2026, 14:00 uur"),
        "plaats": Place(mark("Waar het gesprek is."), "Stadskantoor, spreekkamer 2"),
        "datum_voorval": Place(mark("De dag van het voorval."), "10 maart 2026"),
    }
)
LISTS: Mapping[str, Place] = MappingProxyType(
    {
        "gronden": Place(
            mark("Wat de ander deed, per dag."),
            "10 maart 2026: U sloeg met uw vuist op de balie en schold.",
        ),
        "diensten": Place(
            mark("Wat beschikbaar blijft, en hoe."),
            "Paspoort aanvragen: op afspraak, met begeleiding",
        ),
    }
)
CONDITION: Mapping[str, str] = MappingProxyType(
    {
        "gehoord": mark("Als de ander is gehoord"),
        "spoed": mark("Als de ander niet eerst kon worden gehoord"),
        "minderjarig": mark("Als de brief naar ouders of verzorgers gaat"),
        "bericht": mark("Behalve als het bericht over de gegevens is uitgesteld"),
        "blijft": mark("Als de maatregel blijft zoals hij is"),
        "verlengd": mark("Als de maatregel wordt verlengd"),
        "opgeheven": mark("Als de maatregel eerder stopt dan gepland"),
    }
)
_ALWAYS = frozenset({"veroorzaker", "organisatie", "contact"})
_MEASURE = _ALWAYS | {
    "maatregel", "gebied", "begin", "einde", "herziening", "gehoord", "spoed", "rechtsmiddel",
    "besluit",
}  # fmt: skip
_REVIEWED = _MEASURE | {"gedrag", "uitkomst"}
_HEARD = (frozenset({"gehoord"}), frozenset({"spoed"}))
_MINOR = (frozenset[str](), frozenset({"minderjarig"}))
_NOTICE = (frozenset[str](), frozenset({"bericht"}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a kind of letter can say: its places, its lists, and the situations it is made in."""

    places: frozenset[str]
    lists: frozenset[str]
    situations: tuple[frozenset[str], ...]
    """Every set of conditions that can hold together."""
    needs: tuple[str, ...]
    """Places and lists that every such letter must hold in every situation."""
    only_when: Mapping[str, str]
    """Places that are empty unless this condition holds."""

    @property
    def conditions(self) -> tuple[str, ...]:
        """Return the conditions that can hold, in the order of the list."""
        held = frozenset().union(*self.situations)
        return tuple(one for one in CONDITION if one in held)


def _together(*choices: tuple[frozenset[str], ...]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset().union(*chosen) for chosen in product(*choices))


def _imposing(*needs: str) -> Scope:
    return Scope(
        places=_MEASURE,
        lists=frozenset(LISTS),
        situations=_together(_HEARD, _MINOR, _NOTICE),
        needs=("gronden", *needs, "einde", "rechtsmiddel"),
        only_when={"gehoord": "gehoord", "spoed": "spoed"},
    )


SCOPES: Mapping[str, Scope] = MappingProxyType(
    {
        "conduct_talk_invitation": Scope(
            places=_ALWAYS | {"gesprek", "plaats", "datum_voorval"},
            lists=frozenset(),
            situations=_MINOR,
            needs=("gesprek", "plaats", "contact"),
            only_when={},
        ),
        "warning_letter": _imposing(),
        "restriction_letter": _imposing("gebied", "begin", "diensten"),
        "ban_letter": _imposing("gebied", "begin", "diensten"),
        "review_letter": Scope(
            places=_REVIEWED,
            lists=frozenset(LISTS),
            situations=_together(
                _HEARD, _MINOR, _NOTICE, (frozenset({"blijft"}), frozenset({"verlengd"}))
            ),
            needs=("einde", "uitkomst", "rechtsmiddel"),
            only_when={"gehoord": "gehoord", "spoed": "spoed"},
        ),
        "lifting_letter": Scope(
            places=_REVIEWED | {"laatste"},
            lists=frozenset(LISTS),
            situations=_together(
                _HEARD, _MINOR, _NOTICE, (frozenset[str](), frozenset({"opgeheven"}))
            ),
            needs=("laatste",),
            only_when={
                "gehoord": "gehoord", "spoed": "spoed",
                "gedrag": "opgeheven", "uitkomst": "opgeheven",
            },
        ),
    }
)  # fmt: skip
WITH_NOTICE = frozenset(SCOPES) - {"conduct_talk_invitation"}
"""Letters from the warning up tell what is recorded (AVG 14; domain dossier §9, marked general)."""
