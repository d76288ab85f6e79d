"""A letter in the post register; sender and place of keeping are sealed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedValues
from vpt.post.rules import Marks, State


class PostItem(Tenant, Base):
    """One letter for one colleague, under the organisation's keyset.

    `details` holds `sender` (a code of `rules.Sender`) and `kept` (where the envelope lies).
    `remind_at` is the next moment somebody must hear that it still lies there; None when settled.
    """

    __tablename__ = "post_items"
    __table_args__ = (
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("case_id", "cases"),
        Index("ix_post_items_recipient", "organisation_id", "recipient_id", "registered_at"),
        Index("ix_post_items_registered", "organisation_id", "registered_at", "id"),
        Index("ix_post_items_remind", "remind_at"),
    )

    keyset_id: Mapped[UUID]
    recipient_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    case_id: Mapped[UUID | None]
    """The one running case for which the addressee chose the domicile, if there is just one."""
    received_on: Mapped[date]
    registered_at: Mapped[datetime]
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    seen_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    handed_at: Mapped[datetime | None]
    handed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    returned_at: Mapped[datetime | None]
    returned_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    returned_reason: Mapped[str | None] = mapped_column(String(16))
    remind_at: Mapped[datetime | None]
    reminded: Mapped[int] = mapped_column(SmallInteger, default=0)
    details_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    details = SealedValues()
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy reads it

    @property
    def state(self) -> State:
        """Return where the letter stands."""
        return Marks(
            seen_at=self.seen_at,
            handed_at=self.handed_at,
            confirmed_at=self.confirmed_at,
            returned_at=self.returned_at,
        ).state
