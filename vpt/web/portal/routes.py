"""Brings the views of this page set together for the application."""

from flask_babel import lazy_gettext

from vpt.core.actor import Permission
from vpt.web.navigation import Item
from vpt.web.portal import account_routes, link_routes, sender_routes
from vpt.web.portal.blueprint import bp

ITEMS = (
    Item(
        title=lazy_gettext("Gedeelde dossiers"),
        short=lazy_gettext("Dossiers"),
        endpoint="portal.index",
        icon="folder",
        permissions=(Permission.PORTAL,),
        covers=("portal.show", "portal.done", "portal.reject", "portal.answer"),
        place=10,
    ),
)

__all__ = ["ITEMS", "account_routes", "bp", "link_routes", "sender_routes"]
