"""Measures towards a perpetrator, their hearings and reviews, and who may impose them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedText, SealedValues


class Measure(Tenant, Base):
    """One measure towards one perpetrator: the employer's own, or recorded from an authority.

    An own measure has the id of its subject in the case's chain. `terms` (grounds, urgency,
    services that stay, remedy, delay of the notice) and the texts for reception are sealed under
    the case; what belongs to the person (parents, proof number) under the person. It applies from
    `starts_on` up to and including `ends_on`, or `ended_on` when it ended earlier; calendar dates
    in Europe/Amsterdam.
    """

    __tablename__ = "measures"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("involved_id", "involved"),
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("person_keyset_id", "keysets"),
        tenant_fk("hearing_id", "hearings"),
        tenant_fk("mandate_id", "mandates"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        Index("ix_measures_case", "organisation_id", "case_id", "proposed_at"),
        Index("ix_measures_running", "organisation_id", "state", "ends_on"),
        Index("ix_measures_involved", "organisation_id", "involved_id"),
        Index("ix_measures_ending", "state", "ends_on"),
    )

    case_id: Mapped[UUID]
    involved_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    person_keyset_id: Mapped[UUID]
    hearing_id: Mapped[UUID | None]
    level: Mapped[str | None] = mapped_column(String(24))
    """Key of the ladder (ladder.toml); unknown until it is imposed."""
    state: Mapped[str] = mapped_column(String(16))
    """See rules.State."""
    issuer: Mapped[str] = mapped_column(String(16), default="")
    """Who imposed an external measure (rules.Issuer); empty for the employer's own."""
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    review_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    """Last day it applied when it ended before its time, else the same as `ends_on`."""
    everywhere: Mapped[bool] = mapped_column(default=False)
    """It applies at every location; otherwise see MeasureLocation."""
    is_urgent: Mapped[bool] = mapped_column(default=False)
    is_minor: Mapped[bool] = mapped_column(default=False)
    """The letters go to the parents."""
    notice_delayed: Mapped[bool] = mapped_column(default=False)
    """The notice of AVG article 14 is left out of the letter, with a reason in `terms`."""
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    """Nobody of ours when an authority told of it by a link."""
    decided_on: Mapped[date | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    mandate_id: Mapped[UUID | None]
    served_on: Mapped[date | None]
    served_how: Mapped[str | None] = mapped_column(String(16))
    served_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    grounds_withdrawn_at: Mapped[datetime | None]
    """Set when the fact that made this person the perpetrator was taken back."""
    terms_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    terms = SealedValues()
    area_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    area = SealedText()
    """What it covers, in words a colleague at reception can act on."""
    instruction_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    instruction = SealedText()
    """What to do when the person turns up; never the offence."""
    call_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    call = SealedText()
    """Whom to call then."""
    number_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    number = SealedText("person_keyset_id")
    """Number of an external measure, as its issuer gave it."""
    parents_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    parents = SealedText("person_keyset_id")
    address_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    address = SealedText("person_keyset_id")
    """Where the letters go: name and lines as on the envelope."""
    served_number_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    served_number = SealedText("person_keyset_id")


class MeasureLocation(Base):
    """One location a measure covers."""

    __tablename__ = "measure_locations"
    __table_args__ = (
        tenant_fk("measure_id", "measures"),
        tenant_fk("location_id", "locations"),
        Index("ix_measure_locations_location", "organisation_id", "location_id"),
    )

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    measure_id: Mapped[UUID] = mapped_column(primary_key=True)
    location_id: Mapped[UUID] = mapped_column(primary_key=True)


class Hearing(Tenant, Base):
    """How the employer reacted to one perpetrator, and what that person said; sealed under them.

    `outcome` is empty while somebody is invited and not heard yet; `invitation` holds place,
    contact and the address on the envelope.
    """

    __tablename__ = "hearings"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("involved_id", "involved"),
        tenant_fk("keyset_id", "keysets"),
        Index("ix_hearings_case", "organisation_id", "case_id", "recorded_at"),
    )

    case_id: Mapped[UUID]
    involved_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    outcome: Mapped[str] = mapped_column(String(24))
    planned_at: Mapped[datetime | None]
    """When an invited person is expected, until the outcome is known."""
    held_on: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    invitation_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    invitation = SealedValues()
    present_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    present = SealedText()
    own_view_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    own_view = SealedText()
    """The citizen's side, in their own words."""
    agreed_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    agreed = SealedText()
    reason_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    reason = SealedText()


class Review(Tenant, Base):
    """One look back at a measure: kept, extended or lifted, and why."""

    __tablename__ = "measure_reviews"
    __table_args__ = (
        tenant_fk("measure_id", "measures"),
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("mandate_id", "mandates"),
        Index("ix_measure_reviews_measure", "organisation_id", "measure_id", "reviewed_at"),
    )

    measure_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    outcome: Mapped[str] = mapped_column(String(16))
    reviewed_at: Mapped[datetime]
    reviewed_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    mandate_id: Mapped[UUID | None]
    old_ends_on: Mapped[date | None]
    new_ends_on: Mapped[date | None]
    next_review_on: Mapped[date | None]
    conduct_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    conduct = SealedText()
    """How the person behaved since the measure started."""
    reason_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    reason = SealedText()


class Mandate(Tenant, Base):
    """Who may impose measures up to a level: a role, in one unit with its teams or everywhere."""

    __tablename__ = "mandates"
    __table_args__ = (
        tenant_fk("unit_id", "units"),
        CheckConstraint("valid_until >= valid_from", name="until_after_from"),
        Index("ix_mandates_role", "organisation_id", "role", "valid_until"),
    )

    role: Mapped[str] = mapped_column(String(24))
    level_to: Mapped[int] = mapped_column(SmallInteger)
    unit_id: Mapped[UUID | None]
    valid_from: Mapped[date]
    valid_until: Mapped[date]
    given_at: Mapped[datetime]
    given_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
