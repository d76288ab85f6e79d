"""Finds the steps that wait for a partner, and the share through which the partner can answer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from vpt.answers.models import FeedbackRequest, PartnerAnswer
from vpt.answers.questions import ASK_OF, PARTY_OF_ASK, Waiting
from vpt.answers.rules import State
from vpt.cases import protocols
from vpt.cases.models import Case, ProtocolVersion
from vpt.cases.steps import CaseStep
from vpt.core.worktime import local_date
from vpt.infra.db import db
from vpt.partners import queries as partners
from vpt.protocol.state import StepStatus
from vpt.sharing.models import Share
from vpt.sharing.rules import Ask

Asks = Mapping[tuple[UUID, str], Ask]
"""What a step asks a partner, by protocol version and key."""


def asks_of(organisation_id: UUID) -> Asks:
    """Return what the steps of this employer's protocols ask partners, in one or two statements."""
    ids = set(
        db.session.scalars(
            select(ProtocolVersion.id).where(ProtocolVersion.organisation_id == organisation_id)
        )
    )
    versions = protocols.parsed_versions(organisation_id, ids)
    return {
        (version_id, step.key): ASK_OF[step.work]
        for version_id, protocol in versions.items()
        for step in protocol.steps
        if step.work is not None and step.work in ASK_OF
    }


def asks_for(asks: Asks, only: Ask | None = None) -> ColumnElement[bool]:
    """Return the predicate: a step by a key that some version has for one of these questions."""
    keys = {key for (_, key), ask in asks.items() if only in {None, ask}}
    return CaseStep.key.in_(sorted(keys))


def is_waiting() -> ColumnElement[bool]:
    """Return the predicate: the step is open, its clock runs, and the case is not closed."""
    return and_(
        CaseStep.state == StepStatus.OPEN,
        CaseStep.paused_since.is_(None),
        Case.closed_at.is_(None),
    )


def of_case() -> ColumnElement[bool]:
    """Return the join of a step with its case."""
    return and_(Case.organisation_id == CaseStep.organisation_id, Case.id == CaseStep.case_id)


def of_step(asks: Asks) -> ColumnElement[bool]:
    """Return the join of a question with the very step it is about."""
    return and_(
        FeedbackRequest.organisation_id == CaseStep.organisation_id,
        FeedbackRequest.case_id == CaseStep.case_id,
        FeedbackRequest.subject_id == CaseStep.subject_id,
        FeedbackRequest.occurrence == CaseStep.occurrence,
        or_(
            *(
                and_(FeedbackRequest.ask == ask.value, asks_for(asks, ask))
                for ask in sorted(set(asks.values()))
            )
        ),
    )


def as_waiting(step: CaseStep, case: Case, asks: Asks) -> Waiting | None:
    """Return what a step waits for by the protocol of its own case; None when it asks nobody."""
    ask = asks.get((case.protocol_version_id, step.key))
    if ask is None:
        return None
    return Waiting(
        case_id=step.case_id,
        step_id=step.id,
        ask=ask,
        subject_id=step.subject_id,
        occurrence=step.occurrence,
        anchor_at=step.anchor_at,
        opened_at=step.opened_at,
    )


def is_open_share(now: datetime) -> ColumnElement[bool]:
    """Return the predicate over `Share`: its recipient can open and answer it now."""
    return and_(
        Share.recalled_at.is_(None),
        Share.rejected_at.is_(None),
        Share.expires_at > now,
        Share.officer_id.in_(partners.contacts_on(local_date(now))),
    )


def has_share(case_id: InstrumentedAttribute[UUID], now: datetime) -> ColumnElement[bool]:
    """Return the predicate: some share of the case can be answered now."""
    return exists().where(
        Share.organisation_id == CaseStep.organisation_id, Share.case_id == case_id,
        is_open_share(now),
    )  # fmt: skip


def open_shares(
    organisation_id: UUID, case_ids: Iterable[UUID], now: datetime
) -> dict[tuple[UUID, Ask], Share]:
    """Return the newest share of each case that asks each question and can be answered now."""
    rows = db.session.scalars(
        select(Share)
        .where(
            Share.organisation_id == organisation_id,
            Share.case_id.in_(list(case_ids)),
            is_open_share(now),
        )
        .order_by(Share.created_at, Share.id)
    )
    return _by_question(rows)


def _by_question(rows: Iterable[Share]) -> dict[tuple[UUID, Ask], Share]:
    """Index shares by case and question, the last one winning."""
    found: dict[tuple[UUID, Ask], Share] = {}
    for row in rows:
        for ask in asked_in(row):
            found[row.case_id, ask] = row
    return found


def asked_in(share: Share) -> list[Ask]:
    """Return what a share asks its recipient."""
    known = [Ask(one) for one in share.asks if one in set(Ask)]
    return [one for one in known if PARTY_OF_ASK[one] == share.party]


def candidates(
    organisation_id: UUID, asks: Asks, now: datetime, after: UUID | None, limit: int
) -> Sequence[Row[CaseStep, Case]]:
    """Return waiting steps with something to do, their cases held."""
    is_known = exists().where(of_step(asks))
    is_due = exists().where(
        of_step(asks),
        FeedbackRequest.answered_at.is_(None),
        or_(
            and_(FeedbackRequest.stopped == "", FeedbackRequest.ask_again_at <= now),
            and_(FeedbackRequest.stopped != "", has_share(CaseStep.case_id, now)),
        ),
    )
    statement = (
        select(CaseStep, Case)
        .join(Case, of_case())
        .where(
            CaseStep.organisation_id == organisation_id,
            asks_for(asks),
            is_waiting(),
            or_(is_due, and_(~is_known, has_share(CaseStep.case_id, now))),
        )
        .order_by(CaseStep.id)
        .limit(limit)
        .with_for_update(of=Case)
    )
    return db.session.execute(statement.where(CaseStep.id > after) if after else statement).all()


def questions(
    organisation_id: UUID, case_ids: set[UUID]
) -> dict[tuple[UUID, str, UUID, int], FeedbackRequest]:
    """Return the questions of cases that are held, read after they were."""
    rows = db.session.scalars(
        select(FeedbackRequest)
        .where(
            FeedbackRequest.organisation_id == organisation_id,
            FeedbackRequest.case_id.in_(case_ids),
        )
        .execution_options(populate_existing=True)
    )
    return {(row.case_id, row.ask, row.subject_id, row.occurrence): row for row in rows}


def unjudged(organisation_id: UUID, case_ids: set[UUID]) -> set[tuple[UUID, str, UUID]]:
    """Return what partners answered already and a coordinator has yet to look at."""
    rows = db.session.execute(
        select(PartnerAnswer.case_id, PartnerAnswer.ask, PartnerAnswer.subject_id).where(
            PartnerAnswer.organisation_id == organisation_id,
            PartnerAnswer.case_id.in_(case_ids),
            PartnerAnswer.state == State.UNCONFIRMED,
        )
    )
    return {(row[0], row[1], row[2]) for row in rows}
