"""Sending a report: the incident and its case in one transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select

from vpt.cases import opening
from vpt.cases.models import Case
from vpt.cases.opening import Seen
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.incidents import service as incidents
from vpt.incidents.evidence import Evidence
from vpt.incidents.rules import Report
from vpt.infra.db import db


def submit(actor: Actor, draft_id: UUID, report: Report, *, now: datetime) -> Case:
    """Store the report of a draft and open its case; sending it twice gives the same case.

    Raises NotAllowed, and what `incidents.service.report` refuses; RuleBroken("no_protocol")
    when the organisation has none.
    """
    policy.ensure(actor, Permission.INCIDENT_REPORT)
    incident = incidents.report(actor, draft_id, report, now=now)
    sent_before = db.session.get(Case, (incident.organisation_id, incident.id))
    if sent_before is not None:
        return sent_before
    seen = Seen(
        subtypes={behaviour.subtype for behaviour in report.behaviours},
        has_evidence=_has_evidence(actor, incident.id),
    )
    return opening.open_case(actor, incident, seen, now=now)


def _has_evidence(actor: Actor, subject_id: UUID) -> bool:
    return bool(
        db.session.scalar(
            select(
                exists().where(
                    Evidence.organisation_id == actor.organisation_id,
                    Evidence.subject_id == subject_id,
                )
            )
        )
    )
