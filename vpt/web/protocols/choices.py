"""What can be chosen for a step: parties, phases, terms, moments, facts and steps, in words."""

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext

from vpt.protocol.definition import (
    PARENTS,
    Anchor,
    AnchorKind,
    FactType,
    Protocol,
    Scope,
    Step,
    Term,
    TermKind,
)
from vpt.protocol.lookup import GATE
from vpt.protocol.terms import write_anchor, write_term
from vpt.web.i18n import translated as _
from vpt.web.protocols import words

Choices = list[tuple[str, str]]
COUNTED: Mapping[TermKind, str] = {
    TermKind.HOURS: lazy_gettext("een aantal uren, dag en nacht"),
    TermKind.WORKING_HOURS: lazy_gettext("een aantal werkuren"),
    TermKind.WORKING_DAYS: lazy_gettext("een aantal werkdagen"),
    TermKind.CALENDAR_DAYS: lazy_gettext("een aantal dagen"),
    TermKind.WEEKS: lazy_gettext("een aantal weken"),
    TermKind.MONTHS: lazy_gettext("een aantal maanden"),
}
PLAIN: Mapping[TermKind, str] = {
    TermKind.IMMEDIATELY: lazy_gettext("meteen"),
    TermKind.SAME_DAY: lazy_gettext("dezelfde dag"),
}
DATED = {FactType.DATE, FactType.MOMENT}
NO_TARGET = ""


def parties(protocol: Protocol, locale: str) -> Choices:
    """Return who can do a step."""
    return [(one.key, one.title.in_language(locale)) for one in protocol.parties]


def phases(protocol: Protocol, locale: str) -> Choices:
    """Return the phases."""
    return [(one.key, one.title.in_language(locale)) for one in protocol.phases]


def terms(protocol: Protocol, scope: Scope, held: Term | None, locale: str) -> Choices:
    """Return the ways to count a term; what is counted otherwise now stays as it is."""
    listed = [(str(kind), str(label)) for kind, label in {**PLAIN, **COUNTED}.items()]
    listed += [
        (f"{TermKind.AT} {key}", _("op de dag: %(fact)s", fact=title))
        for key, title in facts(protocol, scope, locale, DATED)
    ]
    listed.append((str(TermKind.NONE), _("geen termijn")))
    chosen = term_choice(held)
    if chosen and chosen not in dict(listed) and held is not None:
        listed.append((chosen, words.term(protocol, held, locale)))
    return listed


def term_choice(held: Term | None) -> str:
    """Return which way a term is counted; a counted one leaves its number to another field."""
    if held is None:
        return NO_TARGET
    return str(held.kind) if held.kind in COUNTED else write_term(held)


def written(choice: str, amount: int | None, *, statutory: bool = False) -> str:
    """Return a term as the file writes it, from what was chosen."""
    if choice not in set(COUNTED):
        return choice
    prefix = "statutory " if statutory and choice in STATUTORY else ""
    return f"{prefix}{choice} {amount or 0}"


STATUTORY = {TermKind.WORKING_DAYS, TermKind.CALENDAR_DAYS, TermKind.WEEKS, TermKind.MONTHS}
"""What the Algemene termijnenwet can roll."""


def anchors(protocol: Protocol, step: Step | None, scope: Scope, locale: str) -> Choices:
    """Return the moments a term can count from; a combination that stands there stays."""
    listed = [(str(AnchorKind.OPENING), _("het moment waarop de stap open gaat"))]
    listed += facts(protocol, scope, locale)
    listed += [
        (f"step:{one.key}", words.anchor(protocol, _from_step(one), locale))
        for one in near(protocol, step, scope)
    ]
    gate = Anchor(kind=AnchorKind.GATE)
    listed.append((str(AnchorKind.GATE), words.anchor(protocol, gate, locale)))
    if step is not None and (held := write_anchor(step.anchor)) not in dict(listed):
        listed.append((held, words.anchor(protocol, step.anchor, locale)))
    return listed


def facts(
    protocol: Protocol, scope: Scope, locale: str, types: Iterable[FactType] = tuple(FactType)
) -> Choices:
    """Return the facts a step about `scope` can read, by title."""
    wanted = set(types)
    found = [
        (key, fact.title.in_language(locale))
        for key, fact in protocol.facts.items()
        if fact.scope in {Scope.CASE, scope} and fact.type in wanted
    ]
    return sorted(found, key=lambda pair: pair[1].casefold())


def members(protocol: Protocol, scope: Scope, held: Iterable[str], locale: str) -> Choices:
    """Return the facts a condition can name, with what stands there now besides."""
    listed = facts(protocol, scope, locale)
    known = dict(listed)
    return listed + [(one, words.member(protocol, one, locale)) for one in held if one not in known]


def before(protocol: Protocol, step: Step | None, scope: Scope, locale: str) -> Choices:
    """Return the steps that can come first."""
    listed = [(one.key, one.title.in_language(locale)) for one in near(protocol, step, scope)]
    return [*listed, (GATE, _("Alle stappen die nodig zijn voor sluiten"))]


def near(protocol: Protocol, step: Step | None, scope: Scope) -> list[Step]:
    """Return the other steps that a step about `scope` can follow; all for a case step."""
    readable = {Scope.CASE, scope, PARENTS.get(scope)}
    return [
        one
        for one in protocol.steps
        if one is not step and (scope is Scope.CASE or one.scope in readable)
    ]


def _from_step(step: Step) -> Anchor:
    return Anchor(kind=AnchorKind.STEP, name=step.key)
