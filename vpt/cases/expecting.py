"""What the people in a report may expect next, for several reports at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, or_, select

from vpt.cases import protocols
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor
from vpt.incidents.people import Involved
from vpt.infra.db import db


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The step that is due first, in plain words."""

    words: str
    due_at: datetime | None


def next_of(actor: Actor, case_ids: Collection[UUID], *, locale: str) -> dict[UUID, Expected]:
    """Return the first open step of each of these own reports, in two statements.

    Steps about somebody else with an account are left out; the caller found the cases in reach.
    """
    if not case_ids:
        return {}
    rows = db.session.execute(
        select(CaseStep.case_id, CaseStep.key, CaseStep.due_at, Case.protocol_version_id)
        .join(
            Case,
            and_(Case.organisation_id == CaseStep.organisation_id, Case.id == CaseStep.case_id),
        )
        .outerjoin(
            Involved,
            and_(
                Involved.organisation_id == CaseStep.organisation_id,
                Involved.id == CaseStep.subject_id,
            ),
        )
        .where(
            CaseStep.organisation_id == actor.organisation_id,
            CaseStep.case_id.in_(case_ids),
            CaseStep.state == "open",
            CaseStep.paused_since.is_(None),
            or_(Involved.user_id.is_(None), Involved.user_id == actor.id),
        )
        .order_by(CaseStep.due_at.is_(None).desc(), CaseStep.due_at.desc(), CaseStep.id)
    ).all()
    versions = protocols.parsed_versions(
        actor.organisation_id, {row.protocol_version_id for row in rows}
    )
    return {
        row.case_id: Expected(
            words=versions[row.protocol_version_id].step(row.key).reporter.in_language(locale),
            due_at=row.due_at,
        )
        for row in rows
    }
