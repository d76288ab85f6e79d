"""Answers of partners as they were given, and the questions that wait for one."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedValues


class PartnerAnswer(Tenant, Base):
    """One answer: to one question of a share, or from the desk page of a police report.

    `key` comes from the form: the same form sent twice is one answer. `subject_id` is the police
    report, the suspect or the case it is about.
    """

    __tablename__ = "partner_answers"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("share_id", "shares"),
        UniqueConstraint("organisation_id", "case_id", "key"),
        Index("ix_partner_answers_case", "organisation_id", "case_id", "given_at"),
        Index("ix_partner_answers_state", "organisation_id", "state", "given_at"),
    )

    case_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    share_id: Mapped[UUID | None]
    subject_id: Mapped[UUID]
    key: Mapped[UUID]
    party: Mapped[str] = mapped_column(String(16))
    ask: Mapped[str] = mapped_column(String(16))
    via: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12))
    wait: Mapped[str] = mapped_column(String(12), default="")
    given_at: Mapped[datetime]
    given_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    judged_at: Mapped[datetime | None]
    judged_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    content_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    content = SealedValues()


class FeedbackRequest(Tenant, Base):
    """One question to one contact, asked again until it is answered.

    It begins when a share asks it while a step waits; `round` counts how often it was asked since,
    `occurrence` is that of the step. `stopped` says why nobody is asked any more (see
    `questions.Stop`), empty while it runs.
    """

    __tablename__ = "feedback_requests"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("officer_id", "contact_officers"),
        tenant_fk("share_id", "shares"),
        UniqueConstraint(
            "organisation_id",
            "case_id",
            "ask",
            "subject_id",
            "occurrence",
            name="uq_feedback_requests_once",
        ),
        Index("ix_feedback_requests_due", "organisation_id", "answered_at", "stopped"),
        Index("ix_feedback_requests_officer", "organisation_id", "officer_id", "answered_at"),
    )

    case_id: Mapped[UUID]
    officer_id: Mapped[UUID]
    share_id: Mapped[UUID | None]
    subject_id: Mapped[UUID]
    party: Mapped[str] = mapped_column(String(16))
    ask: Mapped[str] = mapped_column(String(16))
    occurrence: Mapped[int] = mapped_column(SmallInteger, default=1)
    round: Mapped[int] = mapped_column(SmallInteger, default=0)
    first_asked_at: Mapped[datetime]
    asked_at: Mapped[datetime]
    ask_again_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    stopped: Mapped[str] = mapped_column(String(16), default="")
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
