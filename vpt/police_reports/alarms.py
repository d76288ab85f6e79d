"""Reminds coordinator and victim, on day 60 and day 80, that the term for a complaint runs out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, select

from vpt.accounts.models import Organisation
from vpt.audit import service as audit
from vpt.cases import handlers, protocols
from vpt.cases.models import Case, ProtocolVersion
from vpt.cases.steps import CaseStep
from vpt.core.actor import Author, Role
from vpt.core.worktime import WorkCalendar
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice
from vpt.police_reports import complaining
from vpt.police_reports.rules import ALARM_DAYS, TERM_DAYS
from vpt.protocol.works import Work

DAY = timedelta(days=1)
MORNING = timedelta(hours=8)
"""Nobody is told at midnight: a day counts from eight o'clock."""
SOON = DAY * (TERM_DAYS - ALARM_DAYS[0] + 1)
"""A term this near its end may have an alarm due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """One open complaint step, with whose rules it goes by."""

    step: CaseStep
    case: Case
    calendar: WorkCalendar


def remind(organisation_id: UUID, now: datetime, *, after: UUID | None, limit: int) -> UUID | None:
    """Queue the alarms due for at most `limit` open steps of one organisation.

    Returns the id of the last step looked at, to go on from; None when there was none. Running it
    twice tells nobody twice: a notice of one day is kept once per person and victim.
    """
    rows = _soon_over(organisation_id, now, after, limit)
    for row in rows:
        found = _complaint(row)
        if found is not None:
            _tell(found, now)
    db.session.flush()
    return rows[-1][0].id if rows else None


def _soon_over(
    organisation_id: UUID, now: datetime, after: UUID | None, limit: int
) -> Sequence[tuple[CaseStep, Case, str, dict[str, object]]]:
    statement = (
        select(CaseStep, Case, ProtocolVersion.sha256, Organisation.calendar)
        .join(
            Case,
            and_(Case.organisation_id == CaseStep.organisation_id, Case.id == CaseStep.case_id),
        )
        .join(
            ProtocolVersion,
            and_(
                ProtocolVersion.organisation_id == Case.organisation_id,
                ProtocolVersion.id == Case.protocol_version_id,
            ),
        )
        .join(Organisation, Organisation.id == Case.organisation_id)
        .where(
            CaseStep.organisation_id == organisation_id,
            CaseStep.state == "open",
            CaseStep.due_at > now,
            CaseStep.due_at <= now + SOON,
            CaseStep.anchor_at <= now - DAY * (ALARM_DAYS[0] - 1),
        )
        .order_by(CaseStep.id)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(CaseStep.id > after)
    return [(row[0], row[1], row[2], row[3]) for row in db.session.execute(statement)]


def _complaint(row: tuple[CaseStep, Case, str, dict[str, object]]) -> Running | None:
    """Return the step when its protocol says that it guards the term for a complaint."""
    step, case, digest, calendar = row
    protocol = protocols.parsed(case.organisation_id, case.protocol_version_id, digest)
    if protocol.step(step.key).work is not Work.COMPLAINT:
        return None
    return Running(step=step, case=case, calendar=protocols.calendar_of(calendar))


def _tell(one: Running, now: datetime) -> None:
    step = one.step
    term = complaining.term_of(one.calendar, step.anchor_at, step.due_at)
    level = term.alarm(one.calendar.local_date(now - MORNING))
    if not level:
        return
    told = notifications.queue_all(list(_notices(one, level, now)), at=now)
    if told:
        codes = {"step": step.key, "subject": str(step.subject_id), "level": str(level)}
        author = Author(organisation_id=step.organisation_id)
        audit.record(author, "complaint.alarm_given", ("case", one.case.id), at=now, codes=codes)


def _notices(one: Running, level: int, now: datetime) -> Iterator[Notice]:
    victim, handler = _people(one, now)
    for recipient, kind in ((handler, Kind.COMPLAINT_TERM), (victim, Kind.COMPLAINT_OWN)):
        if recipient is not None:
            yield Notice(
                organisation_id=one.case.organisation_id,
                recipient_id=recipient,
                kind=kind,
                case_id=one.case.id,
                subject_id=one.step.subject_id,
                step_key=one.step.key,
                occurrence=one.step.occurrence,
                level=level,
            )


def _people(one: Running, now: datetime) -> tuple[UUID | None, UUID | None]:
    """Return the victim's account, and who guards the term: no party, with an open account."""
    case, step = one.case, one.step
    involved = db.session.execute(
        select(Involved.id, Involved.user_id).where(
            Involved.organisation_id == case.organisation_id, Involved.incident_id == case.id
        )
    ).all()
    parties = {row.user_id for row in involved if row.user_id is not None}
    victim = next((row.user_id for row in involved if row.id == step.subject_id), None)
    wanted = {step.assignee_id} if step.assignee_id else set()
    able = handlers.list_able(case.organisation_id, wanted, parties, now)
    if step.assignee_id in able:
        return victim, step.assignee_id
    _, by_role = handlers.choose(case.organisation_id, None, parties, confined=False, now=now)
    return victim, by_role.get(Role.COORDINATOR)
