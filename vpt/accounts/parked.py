"""Forms that were posted after their session had ended: kept sealed and unread for a day."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from vpt.accounts.models import Organisation
from vpt.core.actor import Actor, Author
from vpt.infra.db import Base, Tenant, db, tenant_fk
from vpt.infra.ids import new_id
from vpt.infra.sealed import SealedBytes, SealedValues

LASTS = timedelta(hours=24)
"""DESIGN §7: a form posted too late is kept for 24 hours."""
MOST = 2 * 1024 * 1024
Values = Mapping[str, Sequence[str]]


class ParkedForm(Tenant, Base):
    """What somebody had typed on one page; the newest counts."""

    __tablename__ = "parked_forms"
    __table_args__ = (
        tenant_fk("keyset_id", "keysets"),
        UniqueConstraint("organisation_id", "user_id", "path"),
        Index("ix_parked_forms_parked", "parked_at"),
    )

    keyset_id: Mapped[UUID]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    path: Mapped[str] = mapped_column(String(300))
    content_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    content = SealedValues()
    parked_at: Mapped[datetime]


def park(author: Author, path: str, values: Values, *, now: datetime) -> bool:
    """Keep a form for the person who opened its page; False when there is no room for it."""
    size = sum(len(text) for texts in values.values() for text in texts)
    organisation = db.session.get(Organisation, author.organisation_id)
    if author.id is None or organisation is None or organisation.keyset_id is None or size > MOST:
        return False
    row = _row(author.organisation_id, author.id, path)
    if row is None:
        row = ParkedForm(
            organisation_id=organisation.id,
            id=new_id(),
            keyset_id=organisation.keyset_id,
            user_id=author.id,
            path=path,
            parked_at=now,
        )
        db.session.add(row)
    row.content = {name: list(texts) for name, texts in values.items()}
    row.parked_at = now
    db.session.flush()
    return True


def find(actor: Actor, path: str, *, now: datetime) -> Values | None:
    """Return what this person had typed on this page less than a day ago, or None."""
    row = _row(actor.organisation_id, actor.id, path)
    if row is None or row.parked_at < now - LASTS:
        return None
    return cast("Values | None", row.content)


def sweep(*, now: datetime) -> None:
    """Forget what nobody came back for."""
    db.session.execute(delete(ParkedForm).where(ParkedForm.parked_at < now - LASTS))


def _row(organisation_id: UUID, user_id: UUID, path: str) -> ParkedForm | None:
    return db.session.scalar(
        select(ParkedForm).where(
            ParkedForm.organisation_id == organisation_id,
            ParkedForm.user_id == user_id,
            ParkedForm.path == path,
        )
    )
