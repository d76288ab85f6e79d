"""What was done to a partner or a contact: who, when and which fields, never what was in them."""

from collections.abc import Mapping
from uuid import UUID

from flask_babel import lazy_gettext

from vpt.audit import queries as trail
from vpt.audit.models import AuditEntry
from vpt.core import clock
from vpt.core.actor import Actor
from vpt.web.i18n import translated as _
from vpt.web.telling_history import TrailRow, of_trail

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


def of_contact(actor: Actor, officer_id: UUID) -> list[TrailRow]:
    """Return what was done to a contact that the caller fetched, newest first."""
    return _told(actor, officer_id)


def of_partner(actor: Actor, partner_id: UUID) -> list[TrailRow]:
    """Return when working with a partner began and ended, newest first."""
    return _told(actor, partner_id)


def _told(actor: Actor, subject_id: UUID) -> list[TrailRow]:
    entries = trail.list_of_subject(actor, subject_id, only=ACTIONS, limit=MOST)
    return of_trail(entries, ACTIONS, _fields, now=clock.now())


def _fields(entry: AuditEntry) -> str:
    return ", ".join(_(FIELDS[name]) for name in entry.fields if name in FIELDS)
