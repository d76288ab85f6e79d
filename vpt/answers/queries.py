"""What can be answered about in a share, what was answered before, and what waits for judgment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import aliased

from vpt.accounts.people import User
from vpt.answers.models import PartnerAnswer
from vpt.answers.rules import SCOPE_OF, State
from vpt.cases import reach
from vpt.cases.models import Case, CaseSubject
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.incidents.people import Involved
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Keyset, Shredded
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
    subject_id: UUID
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


def waiting(actor: Actor) -> tuple[AnswerView, ...]:
    """Return the answers in the actor's cases that wait for judgment, oldest first."""
    in_reach = reach.visible(actor).with_only_columns(Case.id)
    return _views(
        actor,
        PartnerAnswer.state == State.UNCONFIRMED.value,
        PartnerAnswer.case_id.in_(in_reach),
    )


def of_case(actor: Actor, case_id: UUID) -> tuple[AnswerView, ...]:
    """Return every answer in a case the caller fetched within reach, oldest first."""
    return _views(actor, PartnerAnswer.case_id == case_id)


def get(actor: Actor, case_id: UUID, answer_id: UUID) -> AnswerView:
    """Return one answer of a case the caller fetched within reach, else NotVisible."""
    found = _views(actor, PartnerAnswer.case_id == case_id, PartnerAnswer.id == answer_id)
    if not found:
        raise NotVisible("not_found")
    return found[0]


def _views(actor: Actor, *conditions: ColumnElement[bool]) -> tuple[AnswerView, ...]:
    giver, judge = aliased(User), aliased(User)
    rows = db.session.execute(
        select(PartnerAnswer, Keyset, Case.reference, giver.name, judge.name)
        .join(
            Case,
            and_(
                Case.organisation_id == PartnerAnswer.organisation_id,
                Case.id == PartnerAnswer.case_id,
            ),
        )
        .outerjoin(
            Keyset,
            and_(
                Keyset.organisation_id == PartnerAnswer.organisation_id,
                Keyset.id == PartnerAnswer.keyset_id,
            ),
        )
        .outerjoin(giver, giver.id == PartnerAnswer.given_by)
        .outerjoin(judge, judge.id == PartnerAnswer.judged_by)
        .where(PartnerAnswer.organisation_id == actor.organisation_id, *conditions)
        .order_by(PartnerAnswer.given_at, PartnerAnswer.id)
        .limit(MOST)
    ).all()
    for row in rows:
        keysets.remember(row.Keyset)
    return tuple(_view(*row) for row in rows)


def _view(
    row: PartnerAnswer, _keyset: Keyset | None, reference: str, giver: str, judge: str
) -> AnswerView:
    try:
        content = row.content or {}
    except Shredded:
        content = {}
    return AnswerView(
        id=row.id,
        case_id=row.case_id,
        reference=reference,
        subject_id=row.subject_id,
        party=row.party,
        ask=row.ask,
        via=row.via,
        state=row.state,
        wait=row.wait,
        values=content.get("given", {}),
        given_at=row.given_at,
        given_by=giver or "",
        judged_at=row.judged_at,
        judged_by=judge or "",
        refused=str(content.get("refused", "")),
    )
