"""The organisation's seals: one in use, kept sealed; those before it are kept to verify by."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select

from vpt.audit import service as audit
from vpt.core.actor import Author
from vpt.core.errors import RuleBroken
from vpt.core.worktime import local_date
from vpt.documents.models import SealKey
from vpt.infra import seal_sources
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.infra.sealing import KeyFile, SealMaterial, Token

WARNINGS = (timedelta(days=90), timedelta(days=30), timedelta(days=7))
"""How long before the end of its certificate a seal is announced to end."""


def store(owner: Author, keyset_id: UUID, material: SealMaterial, *, now: datetime) -> SealKey:
    """Keep a new seal and retire the one before; `owner` names organisation and person."""
    for older in db.session.scalars(_current(owner)):
        older.retired_at = now
    row = SealKey(
        organisation_id=owner.organisation_id,
        id=new_id(),
        keyset_id=keyset_id,
        signer=material.signer,
        source=material.source,
        certificate_pem=material.ca_certificate_pem.decode(),
        chain_pem=material.chain_pem.decode(),
        fingerprint=material.fingerprint,
        valid_until=material.valid_until,
        created_at=now,
    )
    if isinstance(material.key, Token):
        row.token = asdict(material.key)
    else:
        row.pkcs12 = b64encode(material.key.pkcs12).decode()
    db.session.add(row)
    codes = {"source": material.source}
    audit.record(owner, "seal.created", ("seal", row.id), at=now, codes=codes)
    return row


def retire(owner: Author, *, now: datetime) -> int:
    """Take the seal out of use without a new one; return how many were. Old files still verify."""
    rows = list(db.session.scalars(_current(owner)))
    for row in rows:
        row.retired_at = now
        audit.record(owner, "seal.retired", ("seal", row.id), at=now)
    return len(rows)


def in_use(owner: Author, *, now: datetime) -> tuple[UUID, SealMaterial]:
    """Return id and material of the seal in use; RuleBroken when there is none or it ended."""
    row = db.session.scalar(_current(owner))
    if row is None or (row.pkcs12_sealed is None and row.token_sealed is None):
        raise RuleBroken("no_seal")
    if row.valid_until <= now:
        raise RuleBroken("seal_expired", on=local_date(row.valid_until))
    return row.id, material_of(row)


def material_of(row: SealKey) -> SealMaterial:
    """Return the material of a seal that was kept; RuleBroken when its key is gone."""
    key = _key_of(row)
    if isinstance(key, KeyFile) and not row.fingerprint:
        return seal_sources.of_key_file(key, row.source)
    return SealMaterial(
        key=key,
        source=row.source,
        ca_certificate_pem=row.certificate_pem.encode(),
        chain_pem=row.chain_pem.encode(),
        fingerprint=row.fingerprint or "",
        signer=row.signer,
        valid_until=row.valid_until,
    )


def list_all(organisation_id: UUID) -> list[SealKey]:
    """Return every seal an organisation has had, newest first."""
    return list(
        db.session.scalars(
            select(SealKey)
            .where(SealKey.organisation_id == organisation_id)
            .order_by(SealKey.created_at.desc(), SealKey.id.desc())
        )
    )


def ours(fingerprint: str) -> SealKey | None:
    """Return the seal of any organisation here whose certificate has this fingerprint."""
    known = db.session.scalar(select(SealKey).where(SealKey.fingerprint == fingerprint).limit(1))
    if known is not None:
        return known
    return next((row for row in _nameless() if _fingerprint_of(row) == fingerprint), None)


def list_to_warn(now: datetime) -> list[SealKey]:
    """Return the seals in use that end soon and were not announced so near to their end before.

    `warned` of each is the number of the warning that is to be given now.
    """
    soon = select(SealKey).where(
        SealKey.retired_at.is_(None), SealKey.valid_until <= now + WARNINGS[0]
    )
    found = []
    for row in db.session.scalars(soon.order_by(SealKey.id)):
        level = sum(row.valid_until <= now + before for before in WARNINGS)
        if level > row.warned:
            row.warned = level
            found.append(row)
    db.session.flush()
    return found


def roots_of(rows: Sequence[SealKey]) -> bytes:
    """Return the issuers of seals as one PEM text, to verify by."""
    return "".join(dict.fromkeys(row.certificate_pem for row in rows)).encode()


def complete() -> int:
    """Fill in the fingerprint and chain of seals kept before these were; return how many."""
    rows = _nameless()
    for row in rows:
        if row.pkcs12_sealed is not None:
            material = material_of(row)
            row.fingerprint, row.chain_pem = material.fingerprint, material.chain_pem.decode()
    db.session.flush()
    return len(rows)


def _nameless() -> Sequence[SealKey]:
    return db.session.scalars(
        select(SealKey).where(SealKey.fingerprint.is_(None), SealKey.pkcs12_sealed.is_not(None))
    ).all()


def _fingerprint_of(row: SealKey) -> str:
    return material_of(row).fingerprint


def _key_of(row: SealKey) -> KeyFile | Token:
    token, kept = row.token, row.pkcs12
    if token is not None:
        return Token(**token)
    if kept is None:
        raise RuleBroken("no_seal")
    return KeyFile(pkcs12=b64decode(kept))


def _current(owner: Author) -> Select[SealKey]:
    return (
        select(SealKey)
        .where(SealKey.organisation_id == owner.organisation_id, SealKey.retired_at.is_(None))
        .order_by(SealKey.created_at.desc())
    )
