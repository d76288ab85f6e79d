"""What was done to a partner or a contact: who, when and which fields, never what was in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from flask_babel import lazy_gettext

from vpt.accounts import queries as accounts
from vpt.audit import queries as trail
from vpt.audit.models import AuditEntry
from vpt.core import clock
from vpt.core.actor import Actor
from vpt.web import moments
from vpt.web.i18n import translated as _

MOST = 20
ACTIONS: Mapping[str, str] = {
    "partnership.begun": lazy_gettext("Samenwerking begonnen"),
    "partnership.ended": lazy_gettext("Laatste dag van de samenwerking gekozen"),
    "contact_officer.added": lazy_gettext("Toegevoegd"),
    "contact_officer.changed": lazy_gettext("Veranderd"),
    "contact_officer.ended": lazy_gettext("Laatste dag gekozen"),
    "contact_officer.invited": lazy_gettext("Account gegeven of link opnieuw gestuurd"),
    "contact_officer.account_withdrawn": lazy_gettext("Account ingetrokken"),
}
"""Other acts, such as sharing with a contact, belong to a case and are not shown here."""
FIELDS: Mapping[str, str] = {
    "name": lazy_gettext("naam"),
    "place": lazy_gettext("functie of bureau"),
    "phone": lazy_gettext("telefoon"),
    "email": lazy_gettext("e-mailadres"),
    "second_email": lazy_gettext("tweede e-mailadres"),
    "is_vpt": lazy_gettext("contactpersoon voor VPT"),
    "valid_until": lazy_gettext("laatste dag"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One line: every word is ready to be shown."""

    when: str
    who: str
    what: str
    fields: str


def of_contact(actor: Actor, officer_id: UUID) -> list[Done]:
    """Return what was done to a contact that the caller fetched, newest first."""
    return _told(trail.list_of_subject(actor, officer_id))


def of_partner(actor: Actor, partner_id: UUID) -> list[Done]:
    """Return when working with a partner began and ended, newest first."""
    return _told(trail.list_of_subject(actor, partner_id))


def _told(entries: Iterable[AuditEntry]) -> list[Done]:
    shown = [one for one in entries if one.action in ACTIONS][:MOST]
    names = accounts.names(one.actor_id for one in shown if one.actor_id)
    now = clock.now()
    return [
        Done(
            when=moments.short(one.at, now=now),
            who=names.get(one.actor_id, "") if one.actor_id else _("Het systeem"),
            what=_(ACTIONS[one.action]),
            fields=", ".join(_(FIELDS[name]) for name in one.fields if name in FIELDS),
        )
        for one in shown
    ]
