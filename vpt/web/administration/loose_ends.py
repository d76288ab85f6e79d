"""Words and ways out for what lies with nobody, on /beheer and on the first page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from flask import url_for
from flask_babel import get_locale, lazy_gettext

from vpt.administration import orphans
from vpt.administration.orphans import Gap, Orphan
from vpt.core.actor import Actor
from vpt.web.i18n import translated as _

NAMED = 5
"""More than these are counted: the page behind it lists them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One kind of gap: what is wrong, about what, what it leads to, and where it is mended."""

    title: str
    about: str
    why: str
    url: str
    way_out: str


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    why: str
    endpoint: str
    way_out: str


UNITS, PEOPLE = lazy_gettext("Naar de afdelingen"), lazy_gettext("Naar de mensen")
WORDS: Mapping[Gap, _Words] = {
    Gap.NO_COORDINATOR: _Words(
        lazy_gettext("Er is geen coördinator"),
        lazy_gettext("Dossiers die nergens heen kunnen, ziet nu niemand."),
        "people.index",
        PEOPLE,
    ),
    Gap.NO_PRIVACY_OFFICER: _Words(
        lazy_gettext("Er is geen FG"),
        lazy_gettext("Niemand krijgt bericht als een rol dossiers opent of iemand inzage vraagt."),
        "people.index",
        PEOPLE,
    ),
    Gap.ONE_ADMINISTRATOR: _Words(
        lazy_gettext("Je bent de enige beheerder"),
        lazy_gettext("Raak je je telefoon kwijt, dan kan niemand je weer toelaten."),
        "people.index",
        PEOPLE,
    ),
    Gap.UNIT_WITHOUT_MANAGER: _Words(
        lazy_gettext("Afdeling zonder leidinggevende"),
        lazy_gettext("Nieuwe meldingen gaan naar de vervanger of de coördinator."),
        "units.index",
        UNITS,
    ),
    Gap.UNIT_ALONE: _Words(
        lazy_gettext("Leidinggevende afwezig, niemand vervangt"),
        lazy_gettext("Nieuwe meldingen gaan zolang naar de coördinator."),
        "units.index",
        UNITS,
    ),
    Gap.STEP_WITHOUT_OWNER: _Words(
        lazy_gettext("Stap die bij niemand hoort"),
        lazy_gettext("Niemand heeft de rol van deze stap. Het werk komt bij de coördinator."),
        "people.index",
        PEOPLE,
    ),
    Gap.PROTOCOL_MISSING: _Words(
        lazy_gettext("Er is geen protocol"),
        lazy_gettext("Zonder protocol kan niemand een incident melden."),
        "people.index",
        PEOPLE,
    ),
    Gap.PROTOCOL_WITHOUT_OWNER: _Words(
        lazy_gettext("Het protocol heeft geen eigenaar"),
        lazy_gettext("Niemand kijkt elk jaar of het nog klopt. Geef iemand de rol."),
        "people.index",
        PEOPLE,
    ),
    Gap.REVIEW_LATE: _Words(
        lazy_gettext("Het protocol is te lang niet nagekeken"),
        lazy_gettext("De eigenaar van het protocol kijkt elk jaar of het nog klopt."),
        "people.index",
        PEOPLE,
    ),
    Gap.PARTNER_WITHOUT_CONTACT: _Words(
        lazy_gettext("Ketenpartner zonder contactpersoon"),
        lazy_gettext("Delen kan alleen met een contactpersoon."),
        "partners.index",
        lazy_gettext("Naar de ketenpartners"),
    ),
    Gap.LOCATION_WITHOUT_UNIT: _Words(
        lazy_gettext("Locatie zonder open afdeling"),
        lazy_gettext("Hier hoort geen leidinggevende bij."),
        "locations.index",
        lazy_gettext("Naar de locaties"),
    ),
    Gap.SEAL_MISSING: _Words(
        lazy_gettext("Er is geen zegel"),
        lazy_gettext("Er kan geen document worden uitgegeven."),
        "administration.seal",
        lazy_gettext("Naar het zegel"),
    ),
    Gap.SEAL_ENDS: _Words(
        lazy_gettext("Het zegel loopt af"),
        lazy_gettext("Daarna kan er geen document worden uitgegeven."),
        "administration.seal",
        lazy_gettext("Naar het zegel"),
    ),
    Gap.ROLES_WAIT: _Words(
        lazy_gettext("Rollen wachten op akkoord"),
        lazy_gettext("Een coördinator of de FG geeft akkoord."),
        "people.index",
        PEOPLE,
    ),
}


def listed(actor: Actor, now: datetime) -> list[Line]:
    """Return a line for each kind of gap; none for who does not keep the settings."""
    found = orphans.find(actor, now=now, locale=str(get_locale()))
    order = list(Gap)
    grouped = groupby(
        sorted(found, key=lambda one: order.index(one.kind)), key=lambda one: one.kind
    )
    return [_line(kind, list(ones)) for kind, ones in grouped]


def _line(kind: Gap, ones: list[Orphan]) -> Line:
    words = WORDS[kind]
    return Line(
        title=_(words.title),
        about=_about([one.subject for one in ones if one.subject]),
        why=_(words.why),
        url=url_for(words.endpoint, wie="wacht" if kind is Gap.ROLES_WAIT else None),
        way_out=_(words.way_out),
    )


def _about(subjects: list[str]) -> str:
    if len(subjects) <= NAMED:
        return ", ".join(subjects)
    named = ", ".join(subjects[:NAMED])
    return _("%(named)s en nog %(more)s", named=named, more=len(subjects) - NAMED)
