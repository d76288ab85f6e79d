"""What the pages of letters show: the list, the places to fill in, versions and differences."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from vpt.core.actor import Actor, Permission
from vpt.measures import comparing, proofing, templates, wording
from vpt.measures.comparing import Difference
from vpt.measures.placeholders import CONDITION, LISTS, PLACES, SCOPES, WITH_NOTICE
from vpt.measures.proofing import Remark
from vpt.measures.wording import InForce
from vpt.web import sentences, telling_history
from vpt.web.i18n import translated as _
from vpt.web.letters import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A letter in the list."""

    key: str
    title: str
    subject: str
    version: str
    is_verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A difference with its words."""

    where: str
    how: str
    difference: Difference
    notes: tuple[str, ...]


def lines(actor: Actor) -> list[Line]:
    """Return every letter with the version that is used now."""
    found = []
    for key in SCOPES:
        worded = wording.in_force(actor.organisation_id, key)
        found.append(
            Line(
                key=key,
                title=worded.template.title,
                subject=worded.template.subject,
                version=version(worded),
                is_verified=worded.template.verified,
            )
        )
    return found


def version(worded: InForce) -> str:
    """Return which version these words are."""
    if worded.number:
        return _("Eigen tekst, versie %(number)s", number=worded.number)
    return _("Tekst van VPT, versie %(number)s", number=worded.template.version)


def places(key: str) -> list[tuple[str, str, str]]:
    """Return the places of a letter: how to write it, what comes there, an example."""
    scope = SCOPES[key]
    return [
        (f"{{{name}}}", _(place.means), place.example)
        for name, place in PLACES.items()
        if name in scope.places
    ]


def history(actor: Actor, key: str, *, now: datetime) -> list[telling_history.HistoryRow]:
    """Return the versions of a letter, newest first."""
    return telling_history.told(
        wording.versions(actor.organisation_id, key),
        {name: str(label) for name, label in words.FIELD.items()},
        lambda number: url_for("letters.version", key=key, version=str(number)),
        now=now,
    )


def differences(old: InForce, new: InForce) -> list[Told]:
    """Return what differs, in words."""
    return [_told(one) for one in comparing.compare(old.template, new.template)]


def advice(worded: InForce) -> list[str]:
    """Return what could be better."""
    return [
        f"{words.place(one.section, one.number)}: {sentences.of(one.refusal())}"
        for one in proofing.advice(worded.template)
    ]


def needs(key: str) -> list[str]:
    """Return what must stand in every such letter, as somebody writes it."""
    found = [
        _("de lijst “%(name)s”", name=_(LISTS[one].means)) if one in LISTS else f"{{{one}}}"
        for one in SCOPES[key].needs
    ]
    return [*found, _("het bericht over de gegevens")] if key in WITH_NOTICE else found


def faults(worded: InForce) -> tuple[Remark, ...]:
    """Return for what these words are refused."""
    return proofing.faults(worded.template)


def is_product(worded: InForce) -> bool:
    """Return whether these are the words that come with the product."""
    product = templates.templates()[worded.key]
    return comparing.compare(product, worded.template) == ()


def may_see_real(actor: Actor) -> bool:
    """Return whether this person may see a letter of a case at all."""
    return actor.may(Permission.DOCUMENT_ISSUE) and actor.may(Permission.IDENTITY_SEE)


def _told(one: Difference) -> Told:
    notes = []
    if one.when:
        notes.append(_("Wanneer: van “%(old)s” naar “%(new)s”.", **_pair(one.when, _when)))
    if one.points:
        notes.append(_("Lijst: van “%(old)s” naar “%(new)s”.", **_pair(one.points, _list)))
    where = words.place(one.section, one.number - 1)
    return Told(where=where, how=str(words.HOW[one.how]), difference=one, notes=tuple(notes))


def _pair(values: tuple[str, str], word: Any) -> dict[str, str]:
    return {"old": word(values[0]), "new": word(values[1])}


def _when(key: str) -> str:
    return _(CONDITION[key]) if key else _("Altijd")


def _list(key: str) -> str:
    return _(LISTS[key].means) if key else _("Geen lijst")
