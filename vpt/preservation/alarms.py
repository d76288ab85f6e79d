"""Warns who handles a case, and the coordinator, that evidence is about to disappear."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select

from vpt.audit import service as audit
from vpt.cases import handlers
from vpt.cases.models import Case
from vpt.core.actor import Author, Role
from vpt.core.worktime import local_date
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice
from vpt.preservation import rules
from vpt.preservation.models import EvidenceSource


def warn(now: datetime, limit: int) -> int:
    """Queue the warnings due for at most `limit` sources; return how many were looked at.

    Running it twice tells nobody twice: the moment of the next warning is stored with the source,
    and a notice of one level is kept once. A source of a closed case is passed over in silence.
    """
    rows = _due(now, limit)
    for source, case, incident in rows:
        incident_on = local_date(incident.occurred_from)
        level = rules.level_reached(incident_on, source.keep_until, now)
        source.next_alarm_at = rules.next_alarm(incident_on, source.keep_until, now)
        source.alarmed = level
        if case.closed_at is None:
            _tell(source, case, level, now)
    db.session.flush()
    return len(rows)


def skip_past(organisation_id: UUID, now: datetime) -> int:
    """Pass over what is due by now without telling anybody: for data brought in later."""
    rows = [row for row in _due(now, None) if row[0].organisation_id == organisation_id]
    for source, _, incident in rows:
        incident_on = local_date(incident.occurred_from)
        source.alarmed = rules.level_reached(incident_on, source.keep_until, now)
        source.next_alarm_at = rules.next_alarm(incident_on, source.keep_until, now)
    db.session.flush()
    return len(rows)


def _due(now: datetime, limit: int | None) -> Sequence[tuple[EvidenceSource, Case, Incident]]:
    found = db.session.execute(
        select(EvidenceSource, Case, Incident)
        .join(
            Case,
            and_(
                Case.organisation_id == EvidenceSource.organisation_id,
                Case.id == EvidenceSource.case_id,
            ),
        )
        .join(
            Incident,
            and_(Incident.organisation_id == Case.organisation_id, Incident.id == Case.id),
        )
        .where(EvidenceSource.next_alarm_at <= now)
        .order_by(EvidenceSource.next_alarm_at, EvidenceSource.id)
        .limit(limit)
        .with_for_update(of=EvidenceSource, skip_locked=True)
    )
    return [(row[0], row[1], row[2]) for row in found]


def _tell(source: EvidenceSource, case: Case, level: int, now: datetime) -> None:
    notices = [
        Notice(
            organisation_id=source.organisation_id,
            recipient_id=recipient,
            kind=Kind.EVIDENCE_AT_RISK,
            case_id=case.id,
            subject_id=source.id,
            level=level,
        )
        for recipient in _recipients(case, now)
    ]
    notifications.queue_all(notices, at=now)
    codes = {"source": str(source.id), "level": str(level)}
    author = Author(organisation_id=source.organisation_id)
    audit.record(author, "evidence.alarm_given", ("case", case.id), at=now, codes=codes)


def _recipients(case: Case, now: datetime) -> tuple[UUID, ...]:
    """Return the handler and one coordinator: whoever has an account and is no party."""
    involved = db.session.scalars(
        select(Involved.user_id).where(
            Involved.organisation_id == case.organisation_id, Involved.incident_id == case.id
        )
    )
    parties = {one for one in involved if one is not None}
    _, by_role = handlers.choose(case.organisation_id, None, parties, confined=False, now=now)
    wanted = {case.assignee_id} if case.assignee_id else set()
    able = handlers.list_able(case.organisation_id, wanted, parties, now)
    near = case.assignee_id if case.assignee_id in able else None
    found = (near, by_role.get(Role.COORDINATOR))
    return tuple(dict.fromkeys(one for one in found if one is not None))
