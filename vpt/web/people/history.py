"""What was done to somebody's account and roles in this organisation: who, when, which role."""

from collections.abc import Mapping
from uuid import UUID

from flask_babel import lazy_gettext

from vpt.accounts import labels
from vpt.audit import queries as trail
from vpt.audit.models import AuditEntry
from vpt.core import clock
from vpt.core.actor import Actor, Role
from vpt.web.i18n import translated as _
from vpt.web.people import shared
from vpt.web.telling_history import TrailRow, of_trail

MOST = 20
ACTS: Mapping[str, str] = {
    "account.created": lazy_gettext("Account gemaakt"),
    "account.link_issued": lazy_gettext("Link gestuurd om een wachtwoord te kiezen"),
    "account.role_asked": lazy_gettext("Rol gevraagd"),
    "account.role_confirmed": lazy_gettext("Akkoord gegeven"),
    "account.role_refused": lazy_gettext("Rol geweigerd of ingetrokken"),
    "account.role_given": lazy_gettext("Rol gegeven"),
    "account.role_ended": lazy_gettext("Rol gestopt"),
    "account.absence_added": lazy_gettext("Afwezigheid genoteerd"),
    "account.absence_withdrawn": lazy_gettext("Afwezigheid weggehaald"),
    "account.second_factor_removed": lazy_gettext("Code van de telefoon weggehaald"),
    "account.left": lazy_gettext("Vertrek geregeld"),
    "account.disabled": lazy_gettext("Account afgesloten"),
    "account.enabled": lazy_gettext("Account weer opengezet"),
}
"""Signing in and what people set for themselves are theirs."""


def of_person(actor: Actor, user_id: UUID) -> list[TrailRow]:
    """Return what was done to a colleague that the caller fetched, newest first."""
    units = {str(unit.id): unit.name for unit in shared.units()}

    def about(entry: AuditEntry) -> str:
        role = entry.codes.get("role", "")
        named = _(labels.ROLE[Role(role)]) if role in set(Role) else ""
        return ", ".join(filter(None, [named, units.get(entry.codes.get("unit", ""), "")]))

    entries = trail.list_of_subject(actor, user_id, only=ACTS, limit=MOST)
    return of_trail(entries, ACTS, about, now=clock.now())
