"""Reports being written: kept from the first tap, found again on any device, never lost."""

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, select
from sqlalchemy.exc import IntegrityError

from vpt.core import policy
from vpt.core.actor import Actor, Author, Permission
from vpt.core.errors import NotVisible, RuleBroken, StaleData
from vpt.incidents import attachments
from vpt.incidents.evidence import Draft
from vpt.incidents.models import Incident
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.infra.keysets import KeysetKind

Values = dict[str, list[str]]
"""The raw values of the form, so that what is not valid yet survives as well."""

LASTS = timedelta(days=30)
PARKED_LASTS = timedelta(hours=24)
WARN_BEFORE = (timedelta(days=7), timedelta(days=1))
"""A draft's end is announced twice."""
SWEEP = 100
MOST_DIGITS = 10


def digest(write_key: str) -> str:
    """Return what the database holds of a write key."""
    return hashlib.sha256(f"draft write key|{write_key}".encode()).hexdigest()


def idempotency_key(write_key: str) -> str:
    """Return the key that makes two submissions of one page the same report."""
    return hashlib.sha256(f"draft submitted|{write_key}".encode()).hexdigest()


def visible(actor: Actor) -> Select[Draft]:
    """Return the drafts that exist for this actor: the own ones, nobody else's."""
    return select(Draft).where(
        Draft.organisation_id == actor.organisation_id, Draft.reporter_id == actor.id
    )


def get(actor: Actor, draft_id: UUID) -> Draft:
    """Return an own draft, else NotVisible."""
    draft = db.session.scalar(visible(actor).where(Draft.id == draft_id))
    if draft is None:
        raise NotVisible("not_found")
    return draft


def find_open(actor: Actor, *, now: datetime) -> Draft | None:
    """Return the own draft that was saved last and has not expired."""
    return db.session.scalar(
        visible(actor).where(Draft.expires_at > now).order_by(Draft.saved_at.desc()).limit(1)
    )


def list_open(actor: Actor, *, now: datetime) -> list[Draft]:
    """Return the own drafts, the last saved first."""
    return list(
        db.session.scalars(
            visible(actor).where(Draft.expires_at > now).order_by(Draft.saved_at.desc()).limit(50)
        )
    )


def claim(actor: Actor, write_key: str, values: Values, *, now: datetime) -> Draft:
    """Return the draft a page writes to, locked; the first time makes it with its keyset.

    Raises RuleBroken("report_sent") when this page was submitted already, and StaleData
    ("draft_changed") when another tab or device saved since this page was opened: see `_tab`.
    """
    policy.ensure(actor, Permission.INCIDENT_REPORT)
    draft = _of(actor, write_key, now)
    _ensure_latest(draft, values)
    return draft


def save(actor: Actor, write_key: str, values: Values, *, now: datetime) -> Draft:
    """Store what was typed; refuses as `claim` does."""
    draft = claim(actor, write_key, values, now=now)
    draft.content = _with_key(values, write_key)
    draft.revision += 1
    draft.saved_at = now
    draft.expires_at = now + LASTS
    draft.warned = 0
    db.session.flush()
    return draft


def park(author: Author, write_key: str, values: Values, *, now: datetime) -> Draft:
    """Store a form that was posted after its session ended, unread, for its writer."""
    draft = _of(author, write_key, now)
    draft.parked = _with_key(values, write_key)
    draft.parked_at = now
    draft.expires_at = now + LASTS
    db.session.flush()
    return draft


def unpark(actor: Actor, draft_id: UUID, *, now: datetime) -> Draft:
    """Merge a parked form into its draft, now that its writer is back."""
    draft = get(actor, draft_id)
    parked = draft.parked
    if parked is not None:
        draft.content = parked
        draft.parked = None
        draft.parked_at = None
        draft.revision += 1
        draft.saved_at = now
        db.session.flush()
    return draft


def discard(actor: Actor, draft_id: UUID) -> list[UUID]:
    """Throw an own draft away; returns the ids of files to remove after the commit."""
    return _destroy(get(actor, draft_id))


def discard_of(actor: Actor, write_key: str) -> list[UUID]:
    """Throw away the draft a page writes to, if any; returns files to remove after the commit."""
    draft = _find(actor, write_key)
    return _destroy(draft) if draft is not None else []


def purge_expired(*, now: datetime) -> list[UUID]:
    """Destroy expired drafts and parked forms; returns files to remove after the commit."""
    parked = select(Draft).where(Draft.parked_at < now - PARKED_LASTS).limit(SWEEP)
    for draft in db.session.scalars(parked):
        draft.parked = None
        draft.parked_at = None
        draft.expires_at = draft.expires_at if draft.content_sealed else now
    db.session.flush()
    expired = db.session.scalars(select(Draft).where(Draft.expires_at <= now).limit(SWEEP))
    return [file_id for draft in list(expired) for file_id in _destroy(draft)]


def list_to_warn(*, now: datetime) -> list[Draft]:
    """Return drafts whose end must be announced now and count the announcement as made."""
    due = []
    for number, before in enumerate(WARN_BEFORE):
        rows = db.session.scalars(
            select(Draft)
            .where(Draft.warned == number, Draft.expires_at > now, Draft.expires_at <= now + before)
            .limit(SWEEP)
        )
        due += list(rows)
    for draft in due:
        draft.warned += 1
    db.session.flush()
    return due


def forget_copy(draft: Draft) -> None:
    """Destroy a draft that was only made to submit a page that was submitted already.

    A draft that holds words stays: they may differ from what was sent.
    """
    if draft.content_sealed is None and draft.parked_sealed is None:
        _destroy(draft)


def submitted(actor: Actor | Author, write_key: str) -> Incident | None:
    """Return the incident that a page was already submitted as."""
    return submitted_as(actor, idempotency_key(write_key))


def submitted_as(actor: Actor | Author, key: str) -> Incident | None:
    """Return the reporter's incident with this idempotency key."""
    return db.session.scalar(
        select(Incident).where(
            Incident.organisation_id == actor.organisation_id,
            Incident.reporter_id == actor.id,
            Incident.idempotency_key == key,
        )
    )


def write_key_of(draft: Draft) -> str:
    """Return the write key of an own draft, so that another device can go on with it."""
    content: dict[str, Any] = draft.content or {}
    return str(content["_key"][0])


def _with_key(values: Values, write_key: str) -> Values:
    return {**values, "_key": [write_key]}


def _of(author: Actor | Author, write_key: str, now: datetime) -> Draft:
    found = _find(author, write_key)
    if found is not None:
        return found
    if submitted(author, write_key) is not None:
        raise RuleBroken("report_sent")
    try:
        with db.session.begin_nested():  # another request may make the same draft just now
            return _create(author, write_key, now)
    except IntegrityError:
        made = _find(author, write_key)
        if made is None:
            raise RuleBroken("report_sent") from None
        return made


def _find(author: Actor | Author, write_key: str) -> Draft | None:
    return db.session.scalar(
        select(Draft)
        .where(
            Draft.organisation_id == author.organisation_id,
            Draft.reporter_id == author.id,
            Draft.write_key_digest == digest(write_key),
        )
        .with_for_update()
    )


def _create(author: Actor | Author, write_key: str, now: datetime) -> Draft:
    draft_id = new_id()
    keyset_id = keysets.create(author.organisation_id, KeysetKind.CASE, draft_id)
    db.session.flush()
    draft = Draft(
        organisation_id=author.organisation_id,
        id=draft_id,
        keyset_id=keyset_id,
        reporter_id=author.id,
        write_key_digest=digest(write_key),
        idempotency_key=idempotency_key(write_key),
        revision=0,
        saved_at=now,
        expires_at=now + LASTS,
        warned=0,
    )
    db.session.add(draft)
    db.session.flush()
    return draft


def _ensure_latest(draft: Draft, values: Values) -> None:
    """Refuse when another page saved after this one was opened.

    `_tab` is a random name of the page, `_seen` the revision it started from.
    """
    before: dict[str, Any] = draft.content or {}
    same_page = before.get("_tab") == values.get("_tab")
    said = (values.get("_seen") or ["0"])[0]
    seen = int(said) if said.isdecimal() and len(said) < MOST_DIGITS else 0
    if before and not same_page and draft.revision > seen:
        raise StaleData("draft_changed")


def _destroy(draft: Draft) -> list[UUID]:
    files = attachments.forget(draft.organisation_id, draft.id)
    keyset_id = draft.keyset_id
    db.session.execute(
        delete(Draft).where(Draft.organisation_id == draft.organisation_id, Draft.id == draft.id)
    )
    db.session.expunge(draft)
    keysets.destroy(draft.organisation_id, keyset_id)
    return files
