"""The organisation's seal: made at set-up, kept sealed, opened to seal a document."""

from base64 import b64decode, b64encode
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from vpt.audit import service as audit
from vpt.core.actor import Author
from vpt.core.errors import RuleBroken
from vpt.documents.models import SealKey
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.infra.sealing import SealMaterial


def store(owner: Author, keyset_id: UUID, material: SealMaterial, *, now: datetime) -> SealKey:
    """Keep a new seal and retire the one before; `owner` names organisation and person."""
    for older in db.session.scalars(_current(owner)):
        older.retired_at = now
    row = SealKey(
        organisation_id=owner.organisation_id,
        id=new_id(),
        keyset_id=keyset_id,
        signer=material.signer,
        certificate_pem=material.ca_certificate_pem.decode(),
        valid_until=material.valid_until,
        created_at=now,
    )
    row.pkcs12 = b64encode(material.pkcs12).decode()
    db.session.add(row)
    audit.record(owner, "seal.created", ("seal", row.id), at=now)
    return row


def in_use(owner: Author, *, now: datetime) -> tuple[UUID, SealMaterial]:
    """Return id and material of the seal in use; RuleBroken when there is none or it ended."""
    row = db.session.scalar(_current(owner))
    if row is None or row.pkcs12 is None:
        raise RuleBroken("no_seal")
    if row.valid_until <= now:
        raise RuleBroken("seal_expired")
    return row.id, SealMaterial(
        pkcs12=b64decode(row.pkcs12),
        ca_certificate_pem=row.certificate_pem.encode(),
        signer=row.signer,
        valid_until=row.valid_until,
    )


def _current(owner: Author) -> Select[SealKey]:
    return (
        select(SealKey)
        .where(SealKey.organisation_id == owner.organisation_id, SealKey.retired_at.is_(None))
        .order_by(SealKey.created_at.desc())
    )
