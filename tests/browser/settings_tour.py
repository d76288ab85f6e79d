"""Where the pages of the settings have something to show: every setting changed once."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from vpt.accounts import colours, hours, organisations, queries, texts
from vpt.accounts.texts import TextKey, Words
from vpt.core import clock
from vpt.core.actor import Actor, Permission
from vpt.documents import house
from vpt.history import queries as history
from vpt.history.rules import Kind, Seen
from vpt.infra.db import unit_of_work

FIRST = Seen(number=0)
Found = Callable[[Actor], list[dict[str, object]]]


def _details(actor: Actor) -> list[dict[str, object]]:
    if not history.newest_number(actor.organisation_id, Kind.ORGANISATION):
        kept = organisations.details_of(queries.get_organisation(actor))
        new = replace(kept, region="Salland (demo)")
        with unit_of_work():
            organisations.change(actor, new, FIRST, is_code_fixed=True, now=clock.now())
    return [{"number": 0}]


def _hours(actor: Actor) -> list[dict[str, object]]:
    if not history.newest_number(actor.organisation_id, Kind.HOURS):
        kept = hours.current(queries.get_organisation(actor))
        with unit_of_work():
            hours.change(actor, replace(kept, liberation_day_free=True), FIRST, now=clock.now())
    return [{"number": 0}]


def _colours(actor: Actor) -> list[dict[str, object]]:
    if not history.newest_number(actor.organisation_id, Kind.ORGANISATION, colours.SUBJECT):
        with unit_of_work():
            colours.change(actor, "#7a1f5c", FIRST, now=clock.now())
    return [{"number": 0}]


def _style(actor: Actor) -> list[dict[str, object]]:
    checked = house.check(house.NewStyle(colour="#7a1f5c"))
    keyset_id = queries.get_organisation(actor).keyset_id
    with unit_of_work():
        house.set_style(actor, keyset_id, checked, now=clock.now())
    return [{"number": 1}]


def _texts(_actor: Actor) -> list[dict[str, object]]:
    return [{"slug": "melden"}, {"slug": "privacy"}]


def _text(actor: Actor) -> list[dict[str, object]]:
    kind, key = Kind.TEXTS, TextKey.REPORT_INTRO
    if actor.may(Permission.TEXTS_EDIT) and not history.newest_number(
        actor.organisation_id, kind, key
    ):
        with unit_of_work():
            texts.change(actor, key, Words(nl="Vertel het ons."), FIRST, now=clock.now())
    return [{"slug": "melden", "number": 0}]


SUBJECTS: Mapping[str, Found] = {
    "administration.house_style_version": _style,
    "administration.organisation_version": _details,
    "administration.page_colours_version": _colours,
    "administration.text": _texts,
    "administration.text_version": _text,
    "administration.working_hours_version": _hours,
}
NO_PAGE = {
    "administration.colours_preview": "a style sheet",
    "administration.seal_issuer": "a download",
    "administration.style_example": "a download",
    "administration.style_logo": "an image",
}
