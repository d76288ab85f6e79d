"""What was judged about an incident: kind and weight, public task, report to the inspectorate."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedText, SealedValues
from vpt.infra.types import Json


class Assessment(Tenant, Base):
    """How serious it is, whether it may be criminal, and which measures are proposed.

    `measures` holds the chosen codes of the matrix of that version; `grounds` what the assessor
    wrote with it, sealed under the case. A later assessment of the same case is a row of its own.
    """

    __tablename__ = "assessments"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        Index("ix_assessments_case", "organisation_id", "case_id", "made_at"),
    )

    case_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    category: Mapped[str] = mapped_column(String(8))
    severity: Mapped[int] = mapped_column(SmallInteger)
    row: Mapped[str] = mapped_column(String(1))
    """The row of the matrix that held, A to F."""
    outcome: Mapped[str] = mapped_column(String(40))
    measures: Mapped[list[str]] = mapped_column(Json, default=list)
    matrix_version: Mapped[str] = mapped_column(String(16))
    grounds_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    grounds = SealedText()


class VptTest(Tenant, Base):
    """The three questions of the VPT test with their answers; why is kept with the step."""

    __tablename__ = "vpt_tests"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        Index("ix_vpt_tests_case", "organisation_id", "case_id", "made_at"),
    )

    case_id: Mapped[UUID]
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    public_task: Mapped[str] = mapped_column(String(8))
    aimed_at_task: Mapped[str] = mapped_column(String(8))
    by_colleague: Mapped[str] = mapped_column(String(8))
    proposed: Mapped[str] = mapped_column(String(16))
    outcome: Mapped[str] = mapped_column(String(16))


class InjuryCheck(Tenant, Base):
    """Whether one victim's injury must be reported to the labour inspectorate, as known then.

    `answers` (death, admission, lasting injury, what it is, HR's explanation) is health data and
    sealed under the victim. What is plain says what was done with it, not what somebody has:
    reported on which day, and whether it stands on the employer's list of accidents.
    """

    __tablename__ = "injury_checks"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("involved_id", "involved"),
        tenant_fk("keyset_id", "keysets"),
        Index("ix_injury_checks_case", "organisation_id", "case_id", "made_at"),
        Index("ix_injury_checks_list", "organisation_id", "is_listed", "id"),
    )

    case_id: Mapped[UUID]
    involved_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    outcome: Mapped[str] = mapped_column(String(16))
    reported_on: Mapped[date | None]
    long_absence: Mapped[bool]
    """More than three working days' absence (Arbowet 9(2), to be checked)."""
    is_listed: Mapped[bool]
    answers_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    answers = SealedValues()
