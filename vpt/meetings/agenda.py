"""Finds the open cases that have to be talked through with a partner, and why."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from vpt.cases import reach
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor
from vpt.core.worktime import local_date
from vpt.infra.db import db
from vpt.meetings import rules
from vpt.meetings.models import AgendaItem, Agreement, Meeting
from vpt.meetings.rules import Decision, MeetingState, Reason, Why
from vpt.partners.rules import Party
from vpt.police_reports.models import PoliceReport
from vpt.police_reports.rules import Code, Filing
from vpt.sharing.models import Share, ShareReceipt
from vpt.sharing.rules import ReceiptKind

Found = tuple[UUID, Reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """For whom and with which partner cases are looked for."""

    actor: Actor
    partner_id: UUID
    party: str
    now: datetime

    @property
    def today(self) -> date:
        """Return the local day."""
        return local_date(self.now)

    def known(self) -> Select[tuple[UUID]]:
        """Return the ids of the open cases the actor may handle or follow: no party's own."""
        open_cases = reach.visible(self.actor).where(Case.closed_at.is_(None))
        return open_cases.with_only_columns(Case.id)


def find(search: Search) -> dict[UUID, tuple[Reason, ...]]:
    """Return the open cases with this partner and why they are on the agenda, urgent first."""
    found: dict[UUID, set[Reason]] = defaultdict(set)
    for look in (_shares, _steps, _reports, _stayed, _agreements):
        for case_id, reason in look(search):
            if reason.why is Why.HEARING or reason.since <= search.today:
                found[case_id].add(reason)
    ordered = {case_id: rules.in_order(reasons) for case_id, reasons in found.items()}
    ranked = sorted(ordered, key=lambda one: (rules.urgency(ordered[one]), one.int))
    return {case_id: ordered[case_id] for case_id in ranked}


def _shares(at: Search) -> Iterator[Found]:
    answered = select(ShareReceipt.id).where(
        ShareReceipt.organisation_id == Share.organisation_id,
        ShareReceipt.share_id == Share.id,
        ShareReceipt.kind == ReceiptKind.ANSWERED,
    )
    rows = db.session.execute(
        select(Share.case_id, func.min(Share.created_at).label("since"))
        .where(
            Share.organisation_id == at.actor.organisation_id,
            Share.partner_id == at.partner_id,
            Share.created_at <= at.now - rules.NO_ANSWER_FOR,
            Share.expires_at > at.now,
            Share.rejected_at.is_(None),
            Share.recalled_at.is_(None),
            ~answered.exists(),
            Share.case_id.in_(at.known()),
        )
        .group_by(Share.case_id)
    )
    for row in rows:
        yield row.case_id, Reason(why=Why.SHARE_WAITS, since=local_date(row.since))


def _steps(at: Search) -> Iterator[Found]:
    soon = and_(CaseStep.key == rules.JUDGMENT, CaseStep.due_at < at.now + rules.HEARING_WITHIN)
    waits = and_(CaseStep.due_at.is_(None), CaseStep.opened_at < at.now - rules.WAITS_FOR)
    rows = db.session.execute(
        select(CaseStep.case_id, CaseStep.key, CaseStep.due_at, CaseStep.opened_at).where(
            CaseStep.organisation_id == at.actor.organisation_id,
            CaseStep.state == "open",
            CaseStep.party == at.party,
            CaseStep.paused_since.is_(None),
            or_(CaseStep.due_at < at.now, soon, waits),
            CaseStep.case_id.in_(at.known()),
        )
    )
    for row in rows:
        yield row.case_id, _step_reason(row.key, row.due_at, row.opened_at, at.now)


def _step_reason(key: str, due_at: datetime | None, opened_at: datetime, now: datetime) -> Reason:
    if due_at is None:
        return Reason(why=Why.STEP_WAITS, since=local_date(opened_at), step=key)
    why = Why.STEP_LATE if due_at < now else Why.HEARING
    return Reason(why=why, since=local_date(due_at), step=key)


def _reports(at: Search) -> Iterator[Found]:
    if at.party != Party.POLICE:
        return
    refused, missing = PoliceReport.state == Filing.REFUSED, PoliceReport.code_state == Code.MISSING
    rows = db.session.scalars(
        select(PoliceReport).where(
            PoliceReport.organisation_id == at.actor.organisation_id,
            or_(refused, missing),
            PoliceReport.case_id.in_(at.known()),
        )
    )
    for row in rows:
        opened_on = local_date(row.opened_at)
        if row.state == Filing.REFUSED:
            yield row.case_id, Reason(why=Why.REFUSED, since=opened_on)
        if row.code_state == Code.MISSING:
            since = row.code_asked_on or row.filed_on or opened_on
            yield row.case_id, Reason(why=Why.CODE_MISSING, since=since)


def _stayed(at: Search) -> Iterator[Found]:
    """Yield what the last meeting about a case left for the next one."""
    later, later_item = aliased(Meeting), aliased(AgendaItem)
    again = (
        select(later_item.id)
        .join(
            later,
            and_(
                later.organisation_id == later_item.organisation_id,
                later.id == later_item.meeting_id,
            ),
        )
        .where(
            later_item.organisation_id == AgendaItem.organisation_id,
            later_item.case_id == AgendaItem.case_id,
            later_item.decision.in_([one for one in Decision if one is not Decision.OFF]),
            later.partner_id == at.partner_id,
            later.state == MeetingState.HELD,
            or_(
                later.held_on > Meeting.held_on,
                and_(later.held_on == Meeting.held_on, later.planned_at > Meeting.planned_at),
            ),
        )
    )
    rows = db.session.execute(
        select(AgendaItem.case_id, Meeting.held_on)
        .join(Meeting, _meeting_of_item())
        .where(
            AgendaItem.organisation_id == at.actor.organisation_id,
            AgendaItem.decision == Decision.NEXT_TIME,
            Meeting.partner_id == at.partner_id,
            Meeting.state == MeetingState.HELD,
            ~again.exists(),
            AgendaItem.case_id.in_(at.known()),
        )
    )
    for row in rows:
        yield row.case_id, Reason(why=Why.STAYED, since=row.held_on)


def _agreements(at: Search) -> Iterator[Found]:
    """Yield agreements with this partner whose day has passed while their step is open."""
    rows = db.session.execute(
        select(Agreement.case_id, func.min(Agreement.due_on).label("since"))
        .join(
            AgendaItem,
            and_(
                AgendaItem.organisation_id == Agreement.organisation_id,
                AgendaItem.id == Agreement.item_id,
            ),
        )
        .join(Meeting, _meeting_of_item())
        .join(
            CaseStep,
            and_(
                CaseStep.organisation_id == Agreement.organisation_id,
                CaseStep.case_id == Agreement.case_id,
                CaseStep.subject_id == Agreement.id,
            ),
        )
        .where(
            Agreement.organisation_id == at.actor.organisation_id,
            Agreement.due_on < at.today,
            CaseStep.state == "open",
            Meeting.partner_id == at.partner_id,
            Agreement.case_id.in_(at.known()),
        )
        .group_by(Agreement.case_id)
    )
    for row in rows:
        yield row.case_id, Reason(why=Why.AGREEMENT_LATE, since=row.since)


def _meeting_of_item() -> ColumnElement[bool]:
    return and_(
        Meeting.organisation_id == AgendaItem.organisation_id, Meeting.id == AgendaItem.meeting_id
    )
