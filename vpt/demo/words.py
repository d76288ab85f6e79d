"""Finds the words people write while handling: by step, outcome and kind of incident."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from random import Random

from vpt.demo.shapes import HandlingText

WRITTEN = frozenset({"note", "reason", "lesson"})
FALLBACK: Mapping[str, str] = {
    "no_report": "Besproken met de collega: geen aangifte. Wij reageren zelf richting de "
    "veroorzaker en leggen het vast.",
    "notification_only": "In overleg met de contactpersoon van de politie alleen een melding.",
    "refused": "Aan de balie niet opgenomen. De contactpersoon VPT is gebeld.",
    "reported": "Gemeld bij de Arbeidsinspectie.",
}
PLAIN = "Besproken met de betrokkenen en vastgelegd in het dossier."


class Words:
    """The handling texts, ready to be looked up."""

    def __init__(self, texts: Iterable[HandlingText]) -> None:
        self._by_place: dict[tuple[str, str], list[HandlingText]] = defaultdict(list)
        self._by_key: dict[str, HandlingText] = {}
        self.by_kind: dict[str, list[HandlingText]] = defaultdict(list)
        for text in texts:
            self._by_key[text.key] = text
            self.by_kind[text.kind].append(text)
            if text.kind in WRITTEN:
                self._by_place[text.step, text.outcome].append(text)

    def text(self, key: str) -> HandlingText:
        """Return one text by its key."""
        return self._by_key[key]

    def written(self, step: str, outcome: str, category: str, rng: Random) -> str:
        """Return what somebody writes with an outcome; empty when there is nothing to add."""
        fitting = fitting_texts(self._by_place[step, outcome], category)
        return rng.choice(fitting).text if fitting else ""

    def reason(self, step: str, outcome: str, category: str, rng: Random) -> str:
        """Return a reason, also where the content has none for this kind of incident."""
        return self.written(step, outcome, category, rng) or FALLBACK.get(outcome, PLAIN)

    def of_kind(self, kind: str, step: str, category: str) -> list[HandlingText]:
        """Return the texts of a kind (waive, pause, message …) for one step."""
        return [one for one in fitting_texts(self.by_kind[kind], category) if one.step == step]


def fitting_texts(texts: Iterable[HandlingText], category: str) -> list[HandlingText]:
    """Return the texts that suit a category of incidents."""
    return [one for one in texts if not one.fits or category in one.fits]
