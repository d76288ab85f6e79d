"""What can be answered about in a share, what was answered before, and what waits for judgment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from vpt.answers.models import PartnerAnswer
from vpt.answers.rules import SCOPE_OF
from vpt.cases.models import CaseSubject
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.protocol.definition import Scope
from vpt.sharing.models import Share
from vpt.sharing.rules import Ask

MOST = 200
"""Waiting answers that one page shows; whoever has more judges the oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Something an answer can be about, by role number: no name leaves with it."""

    id: UUID
    scope: Scope
    ordinal: int
    victim: int = 0
    """The number of the victim a police report is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """One answer with what it says, who gave it and who judged it."""

    id: UUID
    case_id: UUID
    reference: str
    subject: About | None
    party: str
    ask: str
    via: str
    state: str
    wait: str
    values: Mapping[str, str]
    given_at: datetime
    given_by: str
    judged_at: datetime | None
    judged_by: str
    refused: str


def things(organisation_id: UUID, case_id: UUID) -> dict[Scope, tuple[About, ...]]:
    """Return what answers in a case can be about, in two statements; the caller holds a share."""
    people = db.session.execute(
        select(Involved.id, Involved.role, Involved.ordinal)
        .where(Involved.organisation_id == organisation_id, Involved.incident_id == case_id)
        .order_by(Involved.ordinal)
    ).all()
    reports = db.session.execute(
        select(CaseSubject.id, CaseSubject.ordinal, CaseSubject.parent_id)
        .where(
            CaseSubject.organisation_id == organisation_id,
            CaseSubject.case_id == case_id,
            CaseSubject.scope == Scope.POLICE_REPORT.value,
        )
        .order_by(CaseSubject.ordinal)
    ).all()
    victims = {row.id: row.ordinal for row in people}
    return {
        Scope.PERPETRATOR: tuple(
            About(id=row.id, scope=Scope.PERPETRATOR, ordinal=row.ordinal)
            for row in people
            if row.role == Scope.PERPETRATOR.value
        ),
        Scope.POLICE_REPORT: tuple(
            About(
                id=row.id,
                scope=Scope.POLICE_REPORT,
                ordinal=row.ordinal,
                victim=victims.get(row.parent_id, 0),
            )
            for row in reports
        ),
        Scope.CASE: (About(id=case_id, scope=Scope.CASE, ordinal=1),),
    }


def subjects(share: Share) -> dict[Ask, tuple[About, ...]]:
    """Return what each question of a share can be about; the case itself when there is nothing."""
    known = things(share.organisation_id, share.case_id)
    return {Ask(ask): known[SCOPE_OF[Ask(ask)]] or known[Scope.CASE] for ask in share.asks}


def earlier(share: Share) -> Sequence[PartnerAnswer]:
    """Return what was answered through a share before, oldest first."""
    return db.session.scalars(
        select(PartnerAnswer)
        .where(
            PartnerAnswer.organisation_id == share.organisation_id,
            PartnerAnswer.share_id == share.id,
        )
        .order_by(PartnerAnswer.given_at, PartnerAnswer.id)
    ).all()
