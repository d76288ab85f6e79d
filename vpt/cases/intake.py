"""Sending a report: the incident and its case in one transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select

from vpt.cases import founding, opening
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
    taken = incidents.take_in(actor, draft_id, report, now=now)
    incident = taken.incident
    if not taken.is_new:
        opened = db.session.get(Case, (incident.organisation_id, incident.id))
        if opened is not None:
            return opened
    has_evidence = taken.may_have_files and _has_evidence(actor, incident.id)
    seen = Seen(
        subtypes={behaviour.subtype for behaviour in report.behaviours},
        has_evidence=has_evidence,
        in_danger=report.weapon or report.severity >= taxonomy.MOST_SEVERE,
    )
    case = opening.open_case(actor, incident, seen, involved=taken.involved, now=now)
    founding.end_set_up(actor.organisation_id, now=now)  # last: opening has read the organisation
    return case


def _has_evidence(actor: Actor, incident_id: UUID) -> bool:
    files = exists().where(
        Evidence.organisation_id == actor.organisation_id, Evidence.subject_id == incident_id
    )
    return bool(db.session.scalar(select(files)))
