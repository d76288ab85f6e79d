"""The contacts at partners: added, changed, and ended on a day."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from vpt.accounts import queries as accounts
from vpt.accounts.models import Organisation
from vpt.accounts.rules import EMAIL, OrganisationKind, normal_email
from vpt.audit import service as audit
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken, StaleData
from vpt.incidents import words
from vpt.incidents.rules import ensure_length, ensure_no_bsn
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.partners.models import ContactOfficer, Partnership
from vpt.partners.rules import PARTY_OF, Party

MOST = 200
DAY = timedelta(days=1)
MAILS = ("email", "second_email")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who somebody is at their work: name, office, phone and mail."""

    name: str
    place: str = ""
    phone: str = ""
    email: str = ""
    second_email: str = ""
    """Where the code of a secure link may go: never the address the link goes to."""
    is_vpt: bool = True
    """Whether they are the contact for the national agreements, named on papers."""


def add(
    actor: Actor,
    where: str | UUID,
    person: Person,
    *,
    valid_from: date,
    valid_until: date | None,
    now: datetime,
) -> UUID:
    """Add a contact of the own organisation and return the id.

    `where` is the partner organisation they work for, or a party (see `rules.Party`) when that
    organisation is no partner of ours. Raises NotAllowed, RuleBroken("name_empty",
    "email_invalid", "second_email_same", "ends_before_start", "text_too_long", "bsn_refused",
    "partner_unknown", "partner_ended").
    """
    policy.ensure(actor, Permission.CASE_RECORD_PARTNER)
    values = _checked(person)
    _ensure_order(valid_from, valid_until)
    partner_id, party = _place(actor, where, valid_from, valid_until)
    row = ContactOfficer(
        organisation_id=actor.organisation_id,
        id=new_id(),
        keyset_id=accounts.get_organisation(actor).keyset_id,
        party=party,
        partner_id=partner_id,
        is_vpt=person.is_vpt,
        valid_from=valid_from,
        valid_until=valid_until,
        added_at=now,
        added_by=actor.id,
        version=1,
    )
    row.identity = values
    db.session.add(row)
    db.session.flush()
    fields = sorted(key for key, text in values.items() if text)
    subject, codes = ("contact_officer", row.id), {"party": party}
    audit.record(actor, "contact_officer.added", subject, at=now, fields=fields, codes=codes)
    return row.id


def change(
    actor: Actor,
    officer_id: UUID,
    person: Person,
    *,
    valid_until: date | None,
    version: int,
    now: datetime,
) -> None:
    """Change who a contact is or until when; a day taken away lets somebody be one again.

    Where a contact is reached is where a case may travel, so who may not share changes nothing of
    it. The mail address of somebody with an account stays: it says who signs in. Raises NotAllowed,
    NotVisible, StaleData("officer_changed"), RuleBroken as `add` does, and "email_of_account".
    """
    policy.ensure(actor, Permission.CASE_RECORD_PARTNER)
    row = take(actor, officer_id)
    if row.version != version:
        raise StaleData("officer_changed")
    values = _checked(person)
    before = {key: str(text) for key, text in (row.identity or {}).items()}
    if row.user_id is not None and values["email"] != before.get("email", ""):
        raise RuleBroken("email_of_account", field="email")
    if valid_until != row.valid_until:
        _ensure_end(row, valid_until)
        if row.partner_id is not None:
            _ensure_partner(actor, row.partner_id, row.valid_from, valid_until)
    changed = {key for key, text in values.items() if text != before.get(key, "")}
    changed |= {"is_vpt"} if row.is_vpt != person.is_vpt else set()
    changed |= {"valid_until"} if row.valid_until != valid_until else set()
    row.identity = values
    row.is_vpt, row.valid_until = person.is_vpt, valid_until
    row.version += 1
    audit.record(
        actor, "contact_officer.changed", ("contact_officer", row.id), at=now,
        fields=sorted(changed),
    )  # fmt: skip
    db.session.flush()


def end(actor: Actor, officer_id: UUID, on: date, *, now: datetime) -> None:
    """Let a contact be one until this day; NotVisible for another organisation's.

    What was shared with their link, and what their account opens of this employer, ends with it.
    The day before the first one ends it as if it never began.
    """
    row = take(actor, officer_id)
    _ensure_end(row, on)
    _end(actor, row, on, now)
    db.session.flush()


def end_all(actor: Actor, partner_id: UUID, on: date, *, now: datetime) -> None:
    """End every contact at a partner that is one beyond this day."""
    policy.ensure(actor, Permission.PARTNERS_KEEP)
    for row in db.session.scalars(
        select(ContactOfficer).where(
            ContactOfficer.organisation_id == actor.organisation_id,
            ContactOfficer.partner_id == partner_id,
            or_(ContactOfficer.valid_until.is_(None), ContactOfficer.valid_until > on),
        )
    ):
        _end(actor, row, on, now)
    db.session.flush()


def take(actor: Actor, officer_id: UUID) -> ContactOfficer:
    """Return a contact of the own organisation to change it, one at a time. NotVisible, else."""
    policy.ensure(actor, Permission.PARTNERS_KEEP)
    row = db.session.scalar(
        select(ContactOfficer)
        .where(
            ContactOfficer.organisation_id == actor.organisation_id,
            ContactOfficer.id == officer_id,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotVisible("not_found")
    return row


def _checked(person: Person) -> dict[str, str]:
    """Return what is sealed of somebody, cleaned, or refuse it."""
    given = asdict(person)
    del given["is_vpt"]
    values = {key: words.clean(text) for key, text in given.items()}
    for key, text in values.items():
        ensure_length(key, text, MOST)
    ensure_no_bsn(values)
    if not values["name"]:
        raise RuleBroken("name_empty", field="name")
    for key in MAILS:
        values[key] = normal_email(values[key])
        if values[key] and not EMAIL.fullmatch(values[key]):
            raise RuleBroken("email_invalid", field=key)
    if values["email"] and values["email"] == values["second_email"]:
        raise RuleBroken("second_email_same", field="second_email")
    return values


def _place(
    actor: Actor, where: str | UUID, valid_from: date, valid_until: date | None
) -> tuple[UUID | None, str]:
    """Return the partner organisation, if any, and the party somebody works for."""
    if not isinstance(where, UUID):
        return None, Party(where).value
    _ensure_partner(actor, where, valid_from, valid_until)
    kind = db.session.get_one(Organisation, where).kind
    return where, PARTY_OF[OrganisationKind(kind)].value


def _ensure_partner(
    actor: Actor, partner_id: UUID, valid_from: date, valid_until: date | None
) -> None:
    """Refuse a contact at an organisation we do not work with, or no longer then."""
    row = db.session.scalar(
        select(Partnership).where(
            Partnership.organisation_id == actor.organisation_id,
            Partnership.partner_id == partner_id,
        )
    )
    if row is None or (row.valid_until is not None and row.valid_until < valid_from):
        raise RuleBroken("partner_unknown", field="where")
    if row.valid_until is not None and (valid_until is None or valid_until > row.valid_until):
        raise RuleBroken("partner_ended", field="valid_until")


def _ensure_order(valid_from: date, valid_until: date | None) -> None:
    if valid_until is not None and valid_until < valid_from:
        raise RuleBroken("ends_before_start", field="valid_until")


def _ensure_end(row: ContactOfficer, on: date | None) -> None:
    if on is not None and on < row.valid_from - DAY:
        raise RuleBroken("ends_before_start", field="valid_until")


def _end(actor: Actor, row: ContactOfficer, on: date, now: datetime) -> None:
    row.valid_until = on
    row.version += 1
    audit.record(actor, "contact_officer.ended", ("contact_officer", row.id), at=now)
