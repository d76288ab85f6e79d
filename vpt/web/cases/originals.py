"""Words about originals: what they tell, what that means for safety, and what leaves the house."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from vpt.cases.views import EvidenceView
from vpt.incidents.metadata import PLAIN_TEXT, Fact, Group, Metadata
from vpt.web.i18n import translated as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A plain group of facts, and what somebody should think of."""

    title: LazyString
    warning: LazyString
    nothing: LazyString
    groups: tuple[Group, ...]
    is_grave: bool = False
    """Whether the warning stands out: a home address leaks here."""


_CARDS = (
    Card(
        title=lazy_gettext("Waar het is gemaakt"),
        warning=lazy_gettext(
            "Hier staat waar het bestand vandaan komt. Is dat het huis van een medewerker? "
            "Geef dan de kopie mee."
        ),
        nothing=lazy_gettext("Er staat geen plaats in."),
        groups=(Group.PLACE,),
        is_grave=True,
    ),
    Card(
        title=lazy_gettext("Wie het maakte, en waarmee"),
        warning=lazy_gettext(
            "Met een naam, een mailadres of een serienummer is iemand terug te vinden. "
            "Is het van een medewerker? Geef het origineel dan niet mee."
        ),
        nothing=lazy_gettext("Er staat geen maker of toestel in."),
        groups=(Group.AUTHOR, Group.DEVICE),
    ),
    Card(
        title=lazy_gettext("Wanneer, en wat er nog in zit"),
        warning=lazy_gettext(
            "Kijk of hier iets staat dat een ander niet hoort te weten, zoals een naam in een "
            "titel, een oudere versie of een bijlage."
        ),
        nothing=lazy_gettext("Er staat niets anders in."),
        groups=(Group.MOMENT, Group.OTHER),
    ),
)


def cards(told: Metadata) -> list[tuple[Card, list[tuple[str, str]]]]:
    """Return the plain groups with what the file tells of each."""
    groups = told.groups()
    return [(card, _lines(fact for one in card.groups for fact in groups[one])) for card in _CARDS]


def leaving(file: EvidenceView, released: Collection[UUID]) -> tuple[str, str]:
    """Return in words what of a file may leave the house, with the kind of badge."""
    if file.has_preview:
        if file.id in released:
            return _("Kopie gaat mee, origineel vrijgegeven"), "ok"
        return _("Kopie gaat mee"), "info"
    if file.id in released:
        return _("Origineel vrijgegeven"), "ok"
    if file.media_type == PLAIN_TEXT:
        return _("Gaat mee zoals het is"), "info"
    return _("Alleen in de lijst"), "neutral"


def _lines(facts: Iterable[Fact]) -> list[tuple[str, str]]:
    return [(_(label), value or _("ja")) for label, value in facts]
