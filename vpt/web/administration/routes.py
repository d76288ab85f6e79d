"""/beheer: everything the organisation sets itself, and what waits for somebody."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.core import clock
from vpt.core.actor import Permission
from vpt.web.administration import (
    colour_routes,
    hours_routes,
    loose_ends,
    organisation_routes,
    seal_routes,
    style_routes,
    text_routes,
    words,
)
from vpt.web.administration.blueprint import ALL, bp
from vpt.web.guards import requires
from vpt.web.navigation import Item
from vpt.web.rooms import Group, Setting, all_rooms
from vpt.web.session import current_actor

SETTERS = (
    Permission.CONFIGURE,
    Permission.PROTOCOL_EDIT,
    Permission.TEXTS_EDIT,
    Permission.ROLES_CONFIRM,
)
"""Whoever may set at least one thing."""
ITEMS = (
    Item(
        title=lazy_gettext("Beheer"),
        endpoint="administration.index",
        icon="settings",
        place=58,
        permissions=SETTERS,
    ),
)
SETTINGS = (
    Setting(
        title=lazy_gettext("De organisatie"),
        text=lazy_gettext("Naam, code, adres op papieren, en waar collega’s hulp vinden."),
        endpoint="administration.organisation",
        group=Group.ORGANISATION,
        place=10,
    ),
    Setting(
        title=lazy_gettext("Werktijden"),
        text=lazy_gettext("Openingstijden en vrije dagen: daarop tellen de termijnen."),
        endpoint="administration.working_hours",
        group=Group.ORGANISATION,
        place=20,
    ),
    Setting(
        title=lazy_gettext("Kleuren"),
        text=lazy_gettext("De kleur van jullie pagina’s, met een controle of alles te lezen is."),
        endpoint="administration.page_colours",
        group=Group.ORGANISATION,
        place=70,
    ),
    Setting(
        title=lazy_gettext("Huisstijl op papier"),
        text=lazy_gettext("Logo, kleur en retouradres op brieven en dossiers, met een voorbeeld."),
        endpoint="administration.house_style",
        group=Group.ORGANISATION,
        place=72,
    ),
    Setting(
        title=lazy_gettext("Zegel"),
        text=lazy_gettext("Waarmee documenten worden ondertekend, tot wanneer het geldt."),
        endpoint="administration.seal",
        group=Group.ORGANISATION,
        place=74,
        todo=seal_routes.todo,
    ),
    Setting(
        title=lazy_gettext("Teksten op pagina’s"),
        text=lazy_gettext("Eigen woorden bij het melden, de privacyverklaring en het inloggen."),
        endpoint="administration.texts",
        group=Group.WORDS,
        place=95,
        permissions=(Permission.TEXTS_EDIT,),
    ),
)
__all__ = [
    "ITEMS",
    "SETTINGS",
    "bp",
    "colour_routes",
    "hours_routes",
    "organisation_routes",
    "seal_routes",
    "style_routes",
    "text_routes",
]


@bp.get(ALL)
@requires(*SETTERS)
def index() -> ResponseReturnValue:
    """Show what this person may set, and what waits there."""
    actor, now = current_actor(), clock.now()
    mine = [one for one in all_rooms().settings if one.is_for(actor)]
    waiting = {one.endpoint: one.todo(actor, now) if one.todo else 0 for one in mine}
    groups = [
        (title, [one for one in mine if one.group is group]) for group, title in words.GROUP.items()
    ]
    return render_template(
        "administration/index.html",
        groups=[(title, settings) for title, settings in groups if settings],
        waiting=waiting,
        orphans=loose_ends.listed(actor, now),
    )
