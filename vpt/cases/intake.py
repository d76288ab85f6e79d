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
from vpt.incidents import taxonomy
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
    is_open, has_evidence = _known(actor, incident.id)
    if is_open:
        return db.session.get_one(Case, (incident.organisation_id, incident.id))
    seen = Seen(
        subtypes={behaviour.subtype for behaviour in report.behaviours},
        has_evidence=has_evidence,
        in_danger=report.weapon or report.severity >= taxonomy.MOST_SEVERE,
    )
    return opening.open_case(actor, incident, seen, now=now)


def _known(actor: Actor, incident_id: UUID) -> tuple[bool, bool]:
    """Return whether the incident has a case already, and whether it has evidence."""
    case = exists().where(Case.organisation_id == actor.organisation_id, Case.id == incident_id)
    files = exists().where(
        Evidence.organisation_id == actor.organisation_id, Evidence.subject_id == incident_id
    )
    row = db.session.execute(select(case, files)).one()
    return bool(row[0]), bool(row[1])
