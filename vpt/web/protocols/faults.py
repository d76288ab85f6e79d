"""Says in Dutch why a protocol cannot work, with the step it is about by its title."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext

from vpt.protocol import loader
from vpt.protocol.definition import Protocol
from vpt.protocol.source import ProtocolFault
from vpt.web.i18n import translated as _

NAMED = re.compile(r"'([^']*)'")
ARROW = " → "
SENTENCES: Mapping[str, str] = {
    "syntax": lazy_gettext(
        "Dit bestand is niet te lezen: op regel %(line)s staat iets wat geen TOML is. Download "
        "het protocol opnieuw en pas dat bestand aan."
    ),
    "no_steps": lazy_gettext("Er staan geen stappen in. Een protocol heeft stappen nodig."),
    "cycle": lazy_gettext(
        "Deze stappen wachten op elkaar, zodat geen van alle ooit begint: %(ring)s. Laat er een "
        "niet meer op de andere wachten."
    ),
    "unknown_fact": lazy_gettext(
        "Er wordt gewacht op een feit dat niet bestaat: “%(name)s”. Kies een feit uit de lijst, "
        "of voeg het toe."
    ),
    "never_reachable": lazy_gettext(
        "Deze stap komt nooit aan de beurt: er is geen andere stap die de feiten vastlegt "
        "waarop hij wacht."
    ),
    "never_closes": lazy_gettext(
        "Zo kan een dossier nooit worden gesloten: er is iets nodig voor het sluiten dat nooit "
        "zeker gebeurt."
    ),
    "unknown_step": lazy_gettext("Er wordt gewacht op een stap die niet bestaat: “%(name)s”."),
    "unknown_party": lazy_gettext("De partij “%(name)s” bestaat niet. Kies wie dit doet."),
    "unknown_phase": lazy_gettext("De fase “%(name)s” bestaat niet. Kies een fase."),
    "unknown_term": lazy_gettext("“%(name)s” is geen termijn."),
    "unknown_anchor": lazy_gettext("“%(name)s” is geen begin van een termijn."),
    "target_unit": lazy_gettext(
        "Het streven telt in een andere eenheid dan de termijn. Kies voor beide hetzelfde: "
        "uren, werkdagen of dagen. Dan schuiven ze bij een pauze samen op."
    ),
    "fact_scope": lazy_gettext(
        "Deze stap gaat over iemand of iets anders dan het feit “%(name)s” en kan het daarom "
        "niet gebruiken."
    ),
    "fact_type": lazy_gettext("Het feit “%(name)s” is niet van het soort dat hier nodig is."),
    "fact_unset": lazy_gettext(
        "Niets legt het feit “%(name)s” ooit vast. Laat een uitkomst van een stap het vastleggen."
    ),
    "fact_differs": lazy_gettext(
        "Het feit “%(name)s” hoort bij het programma en kan niet van soort veranderen."
    ),
    "foreign_fact": lazy_gettext(
        "Een eigen stap legt alleen eigen feiten vast. Feiten van het programma of van het "
        "referentieprotocol niet."
    ),
    "step_scope": lazy_gettext(
        "Deze stap kan niet wachten op “%(name)s”: die gaat over iemand of iets anders."
    ),
    "duplicate_key": lazy_gettext("“%(name)s” komt twee keer voor. Geef er een een andere naam."),
    "no_outcome": lazy_gettext("Deze stap heeft geen uitkomst. Er moet er minstens één zijn."),
    "missing_basis": lazy_gettext("Bij deze stap staat niet waarop hij berust."),
    "missing_text": lazy_gettext("Hier ontbreekt een Nederlandse tekst: “%(name)s”."),
    "missing_field": lazy_gettext("Hier ontbreekt iets: “%(name)s”."),
    "unknown_field": lazy_gettext("“%(name)s” betekent hier niets. Is het een tikfout?"),
    "wrong_type": lazy_gettext("“%(name)s” is op een andere manier geschreven dan hier kan."),
    "wrong_key": lazy_gettext("“%(name)s” kan geen naam van een stap zijn."),
    "unknown_scope": lazy_gettext("Er staat niet goed over wie of wat deze stap gaat."),
    "unknown_creates": lazy_gettext("Een uitkomst kan dit niet laten ontstaan: “%(name)s”."),
    "never_ends": lazy_gettext(
        "Deze stap blijft altijd terugkomen: niets legt het feit “%(name)s” vast waarmee dat stopt."
    ),
    "gate_too_late": lazy_gettext(
        "Deze stap moet klaar zijn vóór het sluiten, maar kan pas na het sluiten beginnen."
    ),
    "foreign_work": lazy_gettext(
        "Deze pagina van het programma hoort bij een stap van het referentieprotocol. Een eigen "
        "stap sluit je af met een uitkomst."
    ),
    "foreign_creates": lazy_gettext(
        "Een uitkomst van een eigen stap kan niemand en niets laten ontstaan."
    ),
}
"""Sentences for the codes of the loader and its checks; other codes give the English reason."""


def of_text(text: str) -> tuple[Protocol | None, ProtocolFault | None]:
    """Return the protocol, or what is wrong with the text."""
    try:
        return loader.load(text), None
    except ProtocolFault as fault:
        return None, fault


def told(fault: ProtocolFault, text: str, locale: str) -> str:
    """Return where the fault is and what it is, in the reader's language."""
    titles = step_titles(text, locale)
    sentence = SENTENCES.get(fault.code)
    words = fault.reason if sentence is None else str(sentence) % _details(fault, titles)
    if fault.step is None:
        return words
    title = titles.get(fault.step, fault.step)
    return _("Stap “%(title)s”: %(fault)s", title=title, fault=words)


def step_titles(text: str, locale: str) -> dict[str, str]:
    """Return the titles of steps by key, as far as a text that may be broken gives them."""
    try:
        steps = tomllib.loads(text).get("steps", [])
    except tomllib.TOMLDecodeError:
        return {}
    rows = [one for one in steps if isinstance(one, dict)] if isinstance(steps, list) else []
    return {str(one.get("key", "")): _title(one, locale) for one in rows}


def _title(step: Mapping[str, Any], locale: str) -> str:
    title = step.get("title")
    words = title if isinstance(title, dict) else {}
    return str(words.get(locale) or words.get("nl") or step.get("key", ""))


def _details(fault: ProtocolFault, titles: Mapping[str, str]) -> dict[str, object]:
    found = NAMED.search(fault.reason)
    name = found.group(1) if found else ""
    ring = fault.reason.partition(": ")[2].split(ARROW)
    return {
        "line": fault.line,
        "name": titles.get(name, name),
        "ring": ARROW.join(titles.get(key, key) for key in ring),
    }
