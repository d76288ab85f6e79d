"""Stores the people of a report, each sealed under a key of their own, findable by blind index."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import phonenumbers
from sqlalchemy import func, select

from vpt.core.actor import Actor
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.incidents.rules import Person, Report
from vpt.incidents.taxonomy import Role
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.infra.keysets import KeysetKind

_PREFIXES = frozenset(
    {"van", "von", "de", "der", "den", "het", "t", "ten", "ter", "te", "in", "op", "la", "le",
     "el", "al", "da", "di", "du", "d", "s", "aan", "bij", "uit", "over", "onder", "v", "vd"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    role: Role
    person: Person
    is_known: bool
    medical: str = ""


def add_all(
    actor: Actor, incident: Incident, report: Report, victim: tuple[UUID, str], *, now: datetime
) -> tuple[Involved, ...]:
    """Add and return every person of a report; `victim` is account and name of the first victim."""
    ordinals = dict.fromkeys(Role, 0)
    rows = []
    for entry in _entries(report, victim):
        ordinals[entry.role] += 1
        rows.append(_row(actor, incident, entry, ordinals[entry.role], now))
    db.session.flush()  # the keysets first: a row may not point at one that is not there
    db.session.add_all(rows)
    return tuple(rows)


def add_later(
    actor: Actor, incident: Incident, role: Role, person: Person, *, now: datetime
) -> Involved:
    """Add somebody who became known after the report; the next role number is theirs."""
    last = db.session.scalar(
        select(func.max(Involved.ordinal)).where(
            Involved.organisation_id == incident.organisation_id,
            Involved.incident_id == incident.id,
            Involved.role == role,
        )
    )
    entry = _Entry(role=role, person=person, is_known=bool(person.full_name))
    row = _row(actor, incident, entry, (last or 0) + 1, now)
    db.session.flush()  # the keyset first: a row may not point at one that is not there
    db.session.add(row)
    db.session.flush()
    return row


def identify(row: Involved, person: Person) -> None:
    """Write down who somebody is; what was known before and is not said now stays."""
    row.identity = {**(row.identity or {}), **person.identity()}
    row.description = person.description or row.description
    row.is_known = bool(row.identity.get("name"))
    if row.role == Role.PERPETRATOR:
        _index(row, person)


def normalised_surname(surname: str) -> str:
    """Return a surname without prefixes, accents, case and signs: "van 't Hoff" → "hoff"."""
    plain = unicodedata.normalize("NFKD", surname.casefold())
    words = re.findall(r"[^\W\d_]+", "".join(c for c in plain if not unicodedata.combining(c)))
    kept = [word for word in words if word not in _PREFIXES]
    return "".join(kept or words)


def normalised_phone(phone: str) -> str:
    """Return a phone number in international form, or its digits when it is no such number."""
    try:
        parsed = phonenumbers.parse(phone, "NL")
    except phonenumbers.NumberParseException:
        return re.sub(r"\D", "", phone)
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def _entries(report: Report, victim: tuple[UUID, str]) -> Iterator[_Entry]:
    first = Person(name=victim[1], user_id=victim[0])
    yield _Entry(role=Role.VICTIM, person=first, is_known=True, medical=report.medical)
    for person in report.other_victims:
        yield _Entry(role=Role.VICTIM, person=person, is_known=bool(person.full_name))
    known = report.perpetrator_known
    for person in report.perpetrators or (Person(),):
        is_known = known or bool(person.full_name)
        yield _Entry(role=Role.PERPETRATOR, person=person, is_known=is_known)
    for person in report.witnesses:
        yield _Entry(role=Role.WITNESS, person=person, is_known=bool(person.full_name))


def _row(actor: Actor, incident: Incident, entry: _Entry, ordinal: int, now: datetime) -> Involved:
    person, involved_id = entry.person, new_id()
    row = Involved(
        organisation_id=actor.organisation_id,
        id=involved_id,
        incident_id=incident.id,
        keyset_id=keysets.create(actor.organisation_id, KeysetKind.PERSON, involved_id),
        role=entry.role.value,
        ordinal=ordinal,
        user_id=person.user_id,
        is_known=entry.is_known,
        added_at=now,
    )
    row.identity = person.identity()
    row.description = person.description or None
    row.medical = entry.medical or None
    if entry.role is Role.PERPETRATOR:
        _index(row, person)
    return row


def _index(row: Involved, person: Person) -> None:
    """Make a perpetrator findable by exact match, behind the two-person unlock (DESIGN §7)."""
    if person.surname and person.birth_date:
        key = f"{normalised_surname(person.surname)}|{person.birth_date.isoformat()}"
        row.name_blind = _blind(row, "name", key)
    if person.phone:
        row.phone_blind = _blind(row, "phone", normalised_phone(person.phone))
    if person.email:
        row.email_blind = _blind(row, "email", person.email.strip().casefold())
    if person.customer_number:
        number = re.sub(r"[\W_]", "", person.customer_number).casefold()
        row.customer_blind = _blind(row, "customer", number)


def _blind(row: Involved, purpose: str, value: str) -> bytes:
    return keysets.key_folder().blind_index(row.organisation_id, purpose, value)
