"""Puts the differences between two protocols in words: what, where, what it was and becomes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext

from vpt.protocol import comparing
from vpt.protocol.comparing import Code, Difference, Said
from vpt.protocol.definition import FactSource, FactType, Need, Protocol, Scope
from vpt.protocol.edits import Of
from vpt.protocol.lookup import GATE
from vpt.protocol.terms import parse_anchor, parse_term
from vpt.web.i18n import translated as _
from vpt.web.protocols import words
from vpt.web.protocols.own_forms import NEEDS
from vpt.web.protocols.showing import Mark

NOTHING = "–"
FIELDS: Mapping[str, str] = {
    "title.nl": lazy_gettext("Naam"),
    "title.en": lazy_gettext("Naam in het Engels"),
    "why.nl": lazy_gettext("Waarom"),
    "why.en": lazy_gettext("Waarom, in het Engels"),
    "reporter.nl": lazy_gettext("Wat de melder leest"),
    "reporter.en": lazy_gettext("Wat de melder leest, in het Engels"),
    "basis.text.nl": lazy_gettext("Waarop het berust"),
    "basis.text.en": lazy_gettext("Waarop het berust, in het Engels"),
    "basis.source": lazy_gettext("Bron"),
    "basis.verified": lazy_gettext("Bron is nagekeken"),
    "after_report.nl": lazy_gettext("Wat een melder leest na het versturen"),
    "after_report.en": lazy_gettext("Wat een melder leest na het versturen, in het Engels"),
    "owner": lazy_gettext("Eigenaar in het protocol"),
    "key": lazy_gettext("Kenmerk van het protocol"),
    "external": lazy_gettext("Antwoordt van buiten de organisatie"),
    "phase": lazy_gettext("Fase"),
    "party": lazy_gettext("Wie het doet"),
    "scope": lazy_gettext("Voor wie of wat"),
    "anchor": lazy_gettext("Telt vanaf"),
    "due": lazy_gettext("Termijn"),
    "target": lazy_gettext("Streven"),
    "when.all": lazy_gettext("Alleen als dit klopt"),
    "when.any": lazy_gettext("Als minstens één klopt"),
    "when.none": lazy_gettext("Niet als dit klopt"),
    "after": lazy_gettext("Pas na"),
    "repeat": lazy_gettext("Komt terug"),
    "repeat.every": lazy_gettext("Komt terug na"),
    "repeat.target": lazy_gettext("Streven bij terugkomen"),
    "repeat.until": lazy_gettext("Komt terug totdat"),
    "gate": lazy_gettext("Nodig voordat een dossier dicht kan"),
    "pausable": lazy_gettext("Mag op pauze"),
    "optional": lazy_gettext("Mag worden weggelaten"),
    "documents": lazy_gettext("Documenten"),
    "work": lazy_gettext("Eigen pagina in het dossier"),
    "sets": lazy_gettext("Legt vast"),
    "creates": lazy_gettext("Laat ontstaan"),
    "requires": lazy_gettext("Wat moet worden ingevuld"),
    "type": lazy_gettext("Soort feit"),
    "source": lazy_gettext("Waar het feit vandaan komt"),
}
TYPES: Mapping[FactType, str] = {
    FactType.FLAG: lazy_gettext("ja of nee"),
    FactType.NUMBER: lazy_gettext("getal"),
    FactType.TEXT: lazy_gettext("tekst"),
    FactType.DATE: lazy_gettext("datum"),
    FactType.MOMENT: lazy_gettext("moment"),
}
SOURCES: Mapping[FactSource, str] = {
    FactSource.REPORT: lazy_gettext("uit de melding"),
    FactSource.OUTCOME: lazy_gettext("uit een stap"),
    FactSource.PARTNER: lazy_gettext("van een partner"),
    FactSource.MEASURE: lazy_gettext("uit een maatregel"),
}
TERMS = {"due", "target", "repeat.every", "repeat.target"}
KINDS: Mapping[Of, str] = {
    Of.PROTOCOL: lazy_gettext("Het protocol"),
    Of.PARTY: lazy_gettext("Wie iets doet: %(title)s"),
    Of.PHASE: lazy_gettext("Fase: %(title)s"),
    Of.FACT: lazy_gettext("Feit: %(title)s"),
    Of.STEP: lazy_gettext("Stap: %(title)s"),
    Of.OUTCOME: lazy_gettext("Uitkomst van %(title)s: %(outcome)s"),
}
HAPPENED: Mapping[Code, str] = {
    Code.ADDED: lazy_gettext("Toegevoegd"),
    Code.REMOVED: lazy_gettext("Weggehaald"),
    Code.MOVED: lazy_gettext("Staat ergens anders in de lijst"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One difference, every word ready to be shown."""

    where: str
    what: str
    before: str
    after: str


def rows(old: Protocol, new: Protocol, locale: str) -> list[Row]:
    """Return every difference in words."""
    return [_row(old, new, one, locale) for one in comparing.differences(old, new)]


def marks(old: Protocol, new: Protocol) -> dict[str, Mark]:
    """Return which steps of the new protocol are new, changed or moved."""
    found: dict[str, Mark] = {}
    for one in comparing.differences(old, new):
        if one.place.of in {Of.STEP, Of.OUTCOME} and one.code is not Code.REMOVED:
            is_new = one.place.of is Of.STEP and one.code is Code.ADDED
            found[one.place.key] = Mark.NEW if is_new else found.get(one.place.key, Mark.CHANGED)
    return found


def _row(old: Protocol, new: Protocol, one: Difference, locale: str) -> Row:
    is_gone = one.code is Code.REMOVED
    where = _where(old if is_gone else new, one, locale)
    if one.code in {Code.ADDED, Code.REMOVED}:
        told = _in_short(old if is_gone else new, one, locale)
        before, after = (told, NOTHING) if is_gone else (NOTHING, told)
        return Row(where=where, what=str(HAPPENED[one.code]), before=before, after=after)
    if one.code is Code.MOVED:
        before, after = (_behind(old, one.before, locale), _behind(new, one.after, locale))
        return Row(where=where, what=str(HAPPENED[one.code]), before=before, after=after)
    return Row(
        where=where,
        what=str(FIELDS.get(one.place.field, one.place.field)),
        before=said(old, one.place.field, one.before, locale),
        after=said(new, one.place.field, one.after, locale),
    )


def _where(protocol: Protocol, one: Difference, locale: str) -> str:
    place = one.place
    found: Mapping[Of, Callable[[], str]] = {
        Of.PARTY: lambda: _title(protocol.parties, place.key, locale),
        Of.PHASE: lambda: _title(protocol.phases, place.key, locale),
        Of.FACT: lambda: words.fact(protocol, place.key, locale),
    }
    title = found.get(place.of, lambda: words.step_title(protocol, place.key, locale))()
    outcome = _outcome(protocol, place.key, place.outcome, locale)
    return str(KINDS[place.of]) % {"title": title, "outcome": outcome}


def _in_short(protocol: Protocol, one: Difference, locale: str) -> str:
    """Return who does a step that came or went, and its term; a dash for other things."""
    if one.place.of is not Of.STEP:
        return NOTHING
    step = protocol.step(one.place.key)
    party = _title(protocol.parties, step.party, locale)
    return f"{party}, {words.term(protocol, step.due, locale)}"


def _outcome(protocol: Protocol, key: str, outcome: str, locale: str) -> str:
    step = next((one for one in protocol.steps if one.key == key), None)
    return _title(step.outcomes, outcome, locale) if step else outcome


def _title(things: object, key: str, locale: str) -> str:
    listed = things if isinstance(things, tuple) else ()
    found = next((one for one in listed if one.key == key), None)
    return str(found.title.in_language(locale)) if found else key


def _behind(protocol: Protocol, key: Said, locale: str) -> str:
    if not isinstance(key, str) or not key:
        return _("vooraan")
    return _("na “%(title)s”", title=_named(protocol, key, locale))


def _named(protocol: Protocol, key: str, locale: str) -> str:
    """Return the title of whatever carries this key; outcomes and phases move too."""
    for things in (protocol.steps, protocol.phases, protocol.parties):
        title = _title(things, key, locale)
        if title != key:
            return title
    outcomes = tuple(outcome for step in protocol.steps for outcome in step.outcomes)
    return _title(outcomes, key, locale)


def said(protocol: Protocol, field: str, value: Said, locale: str) -> str:
    """Return a value of a field in words; a dash when there is none."""
    if value is None or value in ("", ()):
        return NOTHING
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, tuple):
        return "; ".join(_part(protocol, field, one, locale) for one in value)
    return _single(protocol, field, value, locale)


def _single(protocol: Protocol, field: str, value: str, locale: str) -> str:
    readers: Mapping[str, Callable[[], str]] = {
        "anchor": lambda: words.anchor(protocol, parse_anchor(value), locale),
        "scope": lambda: str(words.SCOPE[Scope(value)]),
        "repeat.until": lambda: words.fact(protocol, value, locale),
        "party": lambda: _title(protocol.parties, value, locale),
        "phase": lambda: _title(protocol.phases, value, locale),
        "type": lambda: str(TYPES[FactType(value)]),
        "source": lambda: str(SOURCES[FactSource(value)]),
        "work": lambda: _("met een eigen pagina"),
    }
    if field in TERMS:
        return words.term(protocol, parse_term(value), locale)
    return readers.get(field, lambda: value)()


def _part(protocol: Protocol, field: str, value: str, locale: str) -> str:
    name, _sign, rest = value.partition(" = ")
    readers: Mapping[str, Callable[[], str]] = {
        "after": lambda: _first(protocol, value, locale),
        "creates": lambda: str(words.SCOPE[Scope(value)]),
        "requires": lambda: str(NEEDS[Need(value)]),
        "sets": lambda: words.fact(protocol, name, locale),
        "repeat": lambda: _repeated(protocol, name, rest, locale),
    }
    if field.startswith("when."):
        return words.member(protocol, value, locale)
    return readers.get(field, lambda: value)()


def _first(protocol: Protocol, key: str, locale: str) -> str:
    if key == GATE:
        return _("alle stappen die nodig zijn voor sluiten")
    return words.step_title(protocol, key, locale)


def _repeated(protocol: Protocol, name: str, value: str, locale: str) -> str:
    field = f"repeat.{name}"
    return f"{FIELDS[field]}: {said(protocol, field, value, locale)}"
