"""What every page shows around its own content: navigation, unread count, static addresses."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect

from vpt.accounts import labels as account_labels
from vpt.accounts import queries as accounts
from vpt.accounts.models import Organisation
from vpt.core.actor import Actor, Role
from vpt.notifications import queries as notifications
from vpt.web import own_texts
from vpt.web.navigation import DAILY_UNTIL, Item
from vpt.web.rooms import all_rooms


def init_app(app: Flask) -> None:
    """Register CSRF protection and what templates may use."""
    CSRFProtect(app)
    app.jinja_env.globals["static_url"] = static_url
    app.jinja_env.globals["own_text"] = own_texts.own_text
    app.context_processor(_context)


def static_url(filename: str) -> str:
    """Return the address of a static file with its fingerprint, so that it may be kept."""
    return url_for("static", filename=filename, v=_fingerprint(current_app.static_folder, filename))


@cache
def _fingerprint(folder: str | None, filename: str) -> str:
    return hashlib.sha256((Path(str(folder)) / filename).read_bytes()).hexdigest()[:12]


def _context() -> dict[str, Any]:
    context: dict[str, Any] = {
        "locale": str(get_locale()),
        "demo": accounts.is_demo(),
        "accessibility_url": url_for("start.accessibility"),
        "privacy_url": url_for("start.privacy"),
    }
    if current_user and current_user.is_authenticated:
        context |= _for_actor(g.actor)
    return context


def _for_actor(actor: Actor) -> dict[str, Any]:
    organisation = accounts.get_organisation(actor)
    return {
        "organisation_name": organisation.name,
        "brand_css_url": _brand_url(organisation),
        "current_name": actor.name,
        "role_name": _roles(actor),
        "navigation": [_shown(item) for item in all_rooms().items if item.is_for(actor)],
        "sign_out_url": url_for("accounts.sign_out"),
        "account_url": url_for("accounts.account"),
        "notifications_url": url_for("notifications.inbox"),
        "unread_count": notifications.unread_count(actor),
        "home_url": url_for("start.home"),
    }


def _brand_url(organisation: Organisation) -> str:
    """Return the address of the organisation's colours; another one when they change."""
    if not organisation.brand:
        return ""
    mark = organisation.brand.get("500", "").removeprefix("#")
    return url_for("start.brand", organisation_id=organisation.id, v=mark or None)


def _roles(actor: Actor) -> str:
    """Name what somebody is besides employee, which everybody is."""
    others = [role for role in account_labels.ROLE if role in actor.roles - {Role.EMPLOYEE}]
    return ", ".join(_(account_labels.ROLE[role]) for role in others or [Role.EMPLOYEE])


def _shown(item: Item) -> dict[str, Any]:
    return {
        "title": str(item.title),
        "short": str(item.short or item.title),
        "url": url_for(item.endpoint),
        "current": _is_current(item),
        "count": 0,
        "icon": item.icon,
        "is_daily": item.place <= DAILY_UNTIL,
    }


def _is_current(item: Item) -> bool:
    """Tell whether the page belongs to an entry; every page of one case belongs to the cases."""
    if item.endpoint == "cases.index" and request.path.startswith(f"{url_for(item.endpoint)}/"):
        return True
    if item.endpoint == "administration.index" and _is_setting():
        return True
    return request.endpoint in (item.endpoint, *item.covers)


def _is_setting() -> bool:
    """Tell whether the page belongs to something that is set on /beheer."""
    pages = {url_for(one.endpoint) for one in all_rooms().settings}
    return any(request.path == page or request.path.startswith(f"{page}/") for page in pages)
