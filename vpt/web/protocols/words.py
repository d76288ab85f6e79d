"""The words in which a protocol is shown to its owner: terms, conditions, standings."""

from collections.abc import Mapping

from flask_babel import lazy_gettext

from vpt.cases import wording
from vpt.protocol.definition import (
    Anchor,
    AnchorKind,
    Condition,
    Protocol,
    Scope,
    Term,
    TermKind,
)
from vpt.revision.rules import Standing
from vpt.web.i18n import translated as _

STANDING: Mapping[Standing, tuple[str, str]] = {
    Standing.IN_FORCE: (lazy_gettext("Geldt nu"), "ok"),
    Standing.COMING: (lazy_gettext("Komt eraan"), "info"),
    Standing.EARLIER: (lazy_gettext("Eerder"), "neutral"),
    Standing.WITHDRAWN: (lazy_gettext("Ingetrokken"), "neutral"),
}
SCOPE: Mapping[Scope, str] = {
    Scope.CASE: lazy_gettext("het hele dossier"),
    Scope.VICTIM: lazy_gettext("elk slachtoffer"),
    Scope.PERPETRATOR: lazy_gettext("elke veroorzaker"),
    Scope.MEASURE: lazy_gettext("elke maatregel"),
    Scope.POLICE_REPORT: lazy_gettext("elke aangifte"),
    Scope.CLAIM: lazy_gettext("elke schadeclaim"),
    Scope.AGREEMENT: lazy_gettext("elke afspraak uit een casusoverleg"),
}


def fact(protocol: Protocol, key: str, locale: str) -> str:
    """Return the title of a fact, or its key when the protocol has none by that key."""
    found = protocol.facts.get(key)
    return found.title.in_language(locale) if found else key


def term(protocol: Protocol, of: Term, locale: str) -> str:
    """Return a term in words; a date is named by its fact."""
    if of.kind is TermKind.AT:
        return _("op de dag: %(fact)s", fact=fact(protocol, of.fact or "", locale))
    if of.of:
        listed = _(" of ").join(term(protocol, one, locale) for one in of.of)
        first = of.kind is TermKind.EARLIEST
        return (
            _("%(terms)s, wat het eerst komt", terms=listed)
            if first
            else _("%(terms)s, wat het laatst komt", terms=listed)
        )
    words = wording.term(of, locale)
    return _("%(term)s (Algemene termijnenwet)", term=words) if of.statutory else words


def anchor(protocol: Protocol, of: Anchor, locale: str) -> str:
    """Return from which moment a term counts, in words."""
    if of.kind is AnchorKind.FACT:
        return fact(protocol, of.name, locale)
    if of.kind is AnchorKind.STEP:
        return _("het afronden van “%(step)s”", step=step_title(protocol, of.name, locale))
    if of.kind is AnchorKind.GATE:
        return _("het laatste besluit dat voor sluiten nodig is")
    if of.kind is AnchorKind.OPENING:
        return _("het moment waarop de stap open gaat")
    listed = [anchor(protocol, one, locale) for one in of.of]
    patterns = {
        AnchorKind.LATEST: _("het laatste van: %(moments)s"),
        AnchorKind.EARLIEST: _("het eerste van: %(moments)s"),
        AnchorKind.FIRST: _("het eerste dat bekend is van: %(moments)s"),
    }
    return patterns[of.kind] % {"moments": ", ".join(listed)}


def member(protocol: Protocol, text: str, locale: str) -> str:
    """Return one member of a condition in words: a fact, or a fact with its value."""
    key, _sign, value = text.partition("=")
    title = fact(protocol, key, locale)
    return f"{title}: {value}" if value else title


def when(protocol: Protocol, of: Condition, locale: str) -> str:
    """Return in words when a step is needed; empty when it always is."""
    told = {
        name: [member(protocol, one, locale) for one in getattr(of, name)]
        for name in ("all", "any", "none")
    }
    parts = [
        _("Alleen als: %(facts)s.", facts=_(" en ").join(told["all"])) if told["all"] else "",
        _("Als minstens één klopt: %(facts)s.", facts=", ".join(told["any"]))
        if told["any"]
        else "",
        _("Niet (meer) als: %(facts)s.", facts=", ".join(told["none"])) if told["none"] else "",
    ]
    return " ".join(part for part in parts if part)


def step_title(protocol: Protocol, key: str, locale: str) -> str:
    """Return the title of a step, or its key when there is none."""
    found = next((one for one in protocol.steps if one.key == key), None)
    return found.title.in_language(locale) if found else key
