"""What is new in a case since the last dossier for the prosecutor."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any
from uuid import UUID

from vpt.partners.disclosure import Disclosure
from vpt.prosecution import queries
from vpt.prosecution.case import Told
from vpt.prosecution.models import HandIn
from vpt.prosecution.rules import Form
from vpt.sharing import news
from vpt.sharing.news import Had

OF_ONE_COPY = frozenset({"meta", "number", "news", "custody"})
"""What differs from copy to copy without anything being new: handing over is custody too."""
CHANGED: Mapping[str, str] = {
    "cover": "De gegevens over functie en taak zijn bijgewerkt.",
    "statement": "De verklaring van de werkgever is nieuw of gewijzigd.",
    "summary": "De samenvatting is bijgewerkt.",
    "facts": "De omstandigheden zijn bijgewerkt.",
    "people": "De lijst van betrokkenen is bijgewerkt.",
    "narrative": "De beschrijving is bijgewerkt.",
    "literal_words": "De letterlijke woorden zijn bijgewerkt.",
    "seven_ws": "De zeven W’s zijn bijgewerkt.",
    "damage": "De schade is bijgewerkt.",
    "damage_totals": "De schade is bijgewerkt.",
    "impact_service": "Het gevolg voor de dienstverlening is bijgewerkt.",
    "impact_victim": "Het gevolg voor het slachtoffer is bijgewerkt.",
    "measures": "De maatregelen zijn bijgewerkt.",
    "contacts": "De contactgegevens zijn bijgewerkt.",
    "numbers": "De nummers van de zaak zijn bijgewerkt.",
    "police_reports": "De gegevens van de aangifte zijn bijgewerkt.",
}
"""Papers are Dutch only."""
IDENTITY = "Het identiteitsblad is bijgewerkt."
OTHERWISE = "Het dossier is bijgewerkt."
REPLACES = "Dit dossier komt in de plaats van het vorige, dat is ingetrokken."


def parts_of(view: Any) -> dict[str, str]:
    """Return a hash of every part that can be new."""
    return {
        one.name: hashlib.sha256(repr(getattr(view, one.name)).encode()).hexdigest()
        for one in fields(view)
        if one.name not in OF_ONE_COPY
    }


def since(
    told: Told, last: HandIn, parts: Mapping[str, str], frozen: Sequence[Mapping[str, str]]
) -> tuple[str, ...]:
    """Return a line for everything new since a dossier; nothing when it would be the same."""
    before: Mapping[str, str] = (last.news or {}).get("parts", {})
    changed = [name for name in parts if parts[name] != before.get(name)]
    forms = tuple(_forms(last.exhibits, frozen))
    replaces = () if queries.stands(last) else (REPLACES,)
    if not changed and not forms and not replaces:
        return ()
    had = Had(until=last.made_at, disclosure=_known(told, last), said=())
    lines = (
        *replaces,
        *news.since(told.telling, told.reader, had),
        *forms,
        *(CHANGED[name] for name in changed if name in CHANGED),
        *((IDENTITY,) if "identity" in changed else ()),
    )
    return tuple(dict.fromkeys(lines)) or (OTHERWISE,)


def _known(told: Told, last: HandIn) -> Disclosure:
    listed = (one for one in last.exhibits if one["form"] != Form.LEFT_OUT)
    return replace(
        told.telling.disclosure, evidence=frozenset(UUID(one["evidence"]) for one in listed)
    )


def _forms(before: Sequence[Mapping[str, str]], now: Sequence[Mapping[str, str]]) -> list[str]:
    """Return what goes along in another form than before, and what no longer goes along."""
    was = {one["evidence"]: one for one in before}
    still = {one["evidence"] for one in now}
    lines = [
        f"Bewijs {one['number']} gaat nu anders mee."
        for one in now
        if one["evidence"] in was and was[one["evidence"]]["sha256"] != one["sha256"]
    ]
    gone = [one["number"] for one in before if one["evidence"] not in still]
    return lines + [f"Bewijs {number} hoort niet meer bij dit dossier." for number in gone]
