"""The contacts at partners: added, and ended on a day."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from vpt.accounts import queries as accounts
from vpt.audit import service as audit
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.incidents import words
from vpt.incidents.rules import ensure_length, ensure_no_bsn
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.partners.models import ContactOfficer
from vpt.partners.rules import Party

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who somebody is at their work: name, office, phone and mail."""

    name: str
    place: str = ""
    phone: str = ""
    email: str = ""
    second_email: str = ""
    """Where the code of a secure link may go: never the address the link goes to."""


def add(
    actor: Actor,
    party: str,
    person: Person,
    *,
    valid_from: date,
    valid_until: date | None,
    now: datetime,
) -> UUID:
    """Add a contact officer of the own organisation and return the id.

    Raises NotAllowed, RuleBroken("name_empty", "ends_before_start", "text_too_long").
    """
    policy.ensure(actor, Permission.CASE_RECORD_PARTNER)
    values = {key: words.clean(text) for key, text in asdict(person).items()}
    for key, text in values.items():
        ensure_length(key, text, MOST)
    ensure_no_bsn(values)
    if not values["name"]:
        raise RuleBroken("name_empty", field="name")
    _ensure_order(valid_from, valid_until)
    row = ContactOfficer(
        organisation_id=actor.organisation_id,
        id=new_id(),
        keyset_id=accounts.get_organisation(actor).keyset_id,
        party=Party(party).value,
        valid_from=valid_from,
        valid_until=valid_until,
        added_at=now,
        added_by=actor.id,
    )
    row.identity = values
    db.session.add(row)
    db.session.flush()
    audit.record(
        actor, "contact_officer.added", ("contact_officer", row.id), at=now,
        fields=sorted(key for key, text in values.items() if text), codes={"party": row.party},
    )  # fmt: skip
    return row.id


def end(actor: Actor, officer_id: UUID, on: date, *, now: datetime) -> None:
    """Let a contact officer be one until this day; NotVisible for another organisation's."""
    policy.ensure(actor, Permission.CASE_RECORD_PARTNER)
    row = db.session.get(ContactOfficer, (actor.organisation_id, officer_id))
    if row is None:
        raise NotVisible("not_found")
    _ensure_order(row.valid_from, on)
    row.valid_until = on
    audit.record(actor, "contact_officer.ended", ("contact_officer", row.id), at=now)
    db.session.flush()


def _ensure_order(valid_from: date, valid_until: date | None) -> None:
    if valid_until is not None and valid_until < valid_from:
        raise RuleBroken("ends_before_start", field="valid_until")
