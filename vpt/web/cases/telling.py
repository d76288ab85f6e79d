"""Puts what was reported and the messages of a case into what templates take."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from vpt.cases.views import Said, Story
from vpt.incidents import labels
from vpt.incidents.taxonomy import Channel, Motive, Precision, Relation
from vpt.web import moments
from vpt.web.cases import words
from vpt.web.i18n import counted as ngettext
from vpt.web.i18n import translated as _

KILO = 1000


def said(messages: Iterable[Said]) -> list[dict[str, object]]:
    """Return messages as the macro takes them."""
    return [
        {
            "author": _("Jij") if one.is_mine else one.author,
            "at": moments.moment(one.at),
            "text": one.text,
            "own": one.is_mine,
        }
        for one in messages
    ]


def story(told: Story) -> dict[str, Any]:
    """Return what was reported as titled facts and texts; what was not given is left out."""
    answers = told.answers
    return {
        "facts": _given(_facts(told)),
        "consequences": _given(_consequences(told)),
        "narrative": told.narrative,
        "literal_words": str(answers.get("literal_words", "")),
        "seven_ws": [
            (_(title), str(answers["seven_ws"][key]))
            for key, (title, _hint) in labels.SEVEN_WS.items()
            if key in (answers.get("seven_ws") or {})
        ],
    }


def _facts(told: Story) -> list[tuple[str, str]]:
    seen = [words.behaviour(category, subtype) for category, subtype in told.behaviours]
    return [
        (_("Wat"), "; ".join(seen)),
        (_("Wanneer"), when(told.occurred_from, told.occurred_until, told.precision)),
        (_("Gemeld op"), moments.moment(told.submitted_at)),
        (_("Waar"), ", ".join(part for part in (told.location, told.place) if part)),
        (_("Soort plek"), _named(labels.LOCATION_KIND, told.location_kind)),
        (_("Hoe"), _named(labels.CHANNEL, told.channel, Channel)),
        (_("Bezig met"), _named(labels.ACTIVITY, told.activity)),
        (_("Aanleiding"), _named(labels.MOTIVE, told.motive, Motive)),
        (_("Wie de ander was"), _named(labels.RELATION, told.relation, Relation)),
    ]


def _consequences(told: Story) -> list[tuple[str, str]]:
    answers = told.answers
    support = [_named(labels.SUPPORT, str(one)) for one in answers.get("support") or ()]
    return [
        (_("Gewond of klachten"), _yes(told.injured)),
        (_("Afwezig"), _days(answers.get("absence_days"))),
        (_("Schade"), _damage(answers.get("damage") or (), told.damaged)),
        (_("Wapen of voorwerp"), str(answers.get("weapon") or "") or _yes(told.weapon)),
        (_("Politie erbij"), _yes(told.police_present)),
        (_("Hoe heftig voor het slachtoffer"), labelled_score(told.victim_score)),
        (_("Gewenste hulp"), "; ".join(support)),
    ]


def when(start: datetime, end: datetime, precision: str) -> str:
    """Return when it happened, as exactly as the reporter knew."""
    if precision == Precision.DAY:
        return moments.day(start.astimezone(moments.LOCAL).date())
    if precision == Precision.PERIOD:
        return _("%(start)s tot %(end)s", start=moments.moment(start), end=moments.moment(end))
    if precision in {Precision.ABOUT, Precision.PART_OF_DAY}:
        return _("ongeveer %(when)s", when=moments.moment(start))
    return moments.moment(start)


def labelled_score(score: int | None) -> str:
    """Return the victim's own score in words."""
    return _(labels.SCORE[score]) if score is not None and score in labels.SCORE else ""


def size(octets: int) -> str:
    """Return a size in words, e.g. "2,1 MB"."""
    if octets < KILO:
        return _("%(size)s bytes", size=octets)
    if octets < KILO * KILO:
        return f"{octets / KILO:.0f} kB"
    return f"{octets / KILO / KILO:.1f} MB".replace(".", _(","))


def _named(known: Mapping[Any, str], code: str, kind: Any = str) -> str:
    try:
        return _(known[kind(code)]) if code else ""
    except (KeyError, ValueError):
        return code


def _yes(given: object) -> str:
    return _("ja") if given else _("nee")


def _days(days: int | None) -> str:
    return ngettext("%(num)s dag", "%(num)s dagen", days) if days else ""


def _damage(items: Iterable[Mapping[str, Any]], damaged: object) -> str:
    listed = [
        f"{one.get('item', '')} (€ {one['amount_cents'] // 100})"
        if one.get("amount_cents")
        else str(one.get("item", ""))
        for one in items
    ]
    return "; ".join(part for part in listed if part) or _yes(damaged)


def _given(facts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(term, value) for term, value in facts if value]
