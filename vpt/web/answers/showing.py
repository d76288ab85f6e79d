"""Shows answers in words: to the partner who gave them, and to the coordinator who judges them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from vpt.answers import labels, queries
from vpt.answers.keeping import values_of
from vpt.answers.models import PartnerAnswer
from vpt.answers.queries import About
from vpt.answers.rules import State
from vpt.claims import amounts
from vpt.outcomes import meanings
from vpt.outcomes import rules as outcomes
from vpt.police_reports import rules as police
from vpt.sharing.models import Share
from vpt.sharing.rules import Ask
from vpt.web import moments
from vpt.web.i18n import translated as _

LOOKS: Mapping[str, Mapping[str, Callable[[str], bool]]] = {
    Ask.REGISTRATION: {
        "number": police.looks_like_number,
        "record_number": police.looks_like_number,
    },
    Ask.DECISION: {"number": outcomes.looks_like_prosecution_number},
    Ask.JUDGMENT: {"ecli": outcomes.looks_like_ecli},
}
"""What numbers usually look like, by question and field."""


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


def last_form(share: Share) -> list[dict[str, Any]]:
    """Return what becomes of the answers of the last form, with numbers that look odd."""
    rows = queries.earlier(share)
    last = [row for row in rows if row.given_at == rows[-1].given_at]
    return [
        {
            "title": _(labels.SUBJECT[row.ask]),
            "happens": _(labels.WHAT_HAPPENS[row.wait]),
            "waits": row.state == State.UNCONFIRMED,
            "odd": odd(row.ask, values_of(row)),
        }
        for row in last
    ]


def odd(ask: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the numbers that do not look like one: to warn, never to stop."""
    looks = LOOKS.get(ask, {})
    return tuple(
        values[name]
        for name, is_like in looks.items()
        if values.get(name) and not is_like(values[name])
    )


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
