"""Shows answers in words: to the partner who gave them, and to the coordinator who judges them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from vpt.answers import labels
from vpt.answers.keeping import values_of
from vpt.answers.models import PartnerAnswer
from vpt.answers.queries import About
from vpt.claims import amounts
from vpt.outcomes import meanings
from vpt.sharing.rules import Ask
from vpt.web import moments
from vpt.web.i18n import translated as _


def lines(ask: str, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what an answer says, as terms with their words."""
    return [
        (_(label), _word(ask, name, values[name]))
        for name, label in labels.FIELD.items()
        if values.get(name)
    ]


def earlier(
    rows: Sequence[PartnerAnswer], things: Mapping[Ask, Sequence[About]]
) -> dict[Ask, list[dict[str, Any]]]:
    """Return what was answered through a share before, by question, newest first."""
    found: dict[Ask, list[dict[str, Any]]] = {}
    for row in reversed(rows):
        ask = Ask(row.ask)
        found.setdefault(ask, []).append(
            {
                "at": moments.moment(row.given_at),
                "about": about_of(row, things.get(ask, ())),
                "lines": lines(row.ask, values_of(row)),
                "state": _(labels.STATE[row.state]),
            }
        )
    return found


def about_of(row: PartnerAnswer, things: Sequence[About]) -> str:
    """Return what an answer is about when there is more than one thing it can be, else nothing."""
    about = next((one for one in things if one.id == row.subject_id), None)
    return name_of(about) if about is not None and len(things) > 1 else ""


def name_of(about: About) -> str:
    """Return how something is called for somebody outside: by its number, never by a name."""
    if about.scope == "perpetrator":
        return _("Verdachte %(number)s (in het dossier: V%(number)s)", number=about.ordinal)
    if about.scope == "police_report":
        return _(
            "Aangifte %(number)s, over slachtoffer S%(victim)s",
            number=about.ordinal, victim=about.victim,
        )  # fmt: skip
    return _("Deze zaak")


def _word(ask: str, name: str, value: str) -> str:
    codes = labels.OUTCOME[ask] if name == "outcome" else labels.CODED.get(name)
    if codes is not None:
        return _(codes.get(value, value))
    if name in labels.DAYS:
        return moments.day(date.fromisoformat(value))
    return amounts.euros(int(value)) if name == "amount" else _known(name, value)


def _known(name: str, value: str) -> str:
    known = meanings.dismissal(value) if name == "dismissal_code" else None
    return f"{value} – {meanings.told(known.title)}" if known else value
