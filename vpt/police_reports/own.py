"""What is kept of police reports for one victim: for their own page, and for whoever decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from vpt.core.actor import Actor
from vpt.incidents.people import Involved
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Keyset
from vpt.police_reports.models import Complaint, PoliceReport, PoliceWish, ReportDecision
from vpt.police_reports.queries import each


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a victim said themselves, and when; `said` holds what `rules.WISHED` lists."""

    at: datetime
    said: Mapping[str, str]

    def get(self, name: str) -> str:
        """Return one thing they said, or an empty text."""
        return self.said.get(name, "")


@dataclass(slots=True, kw_only=True)
class OwnReports:
    """Everything about one victim, oldest first."""

    protection: str
    wish: Wish | None = None
    decisions: Sequence[ReportDecision] = ()
    reports: Sequence[PoliceReport] = ()
    complaints: Sequence[Complaint] = field(default_factory=tuple)


def wish_of(actor: Actor, case_id: UUID, victim_id: UUID) -> Wish | None:
    """Return what a victim of a case said; the caller fetched the case within reach."""
    row = db.session.scalar(
        select(PoliceWish).where(
            PoliceWish.organisation_id == actor.organisation_id,
            PoliceWish.case_id == case_id,
            PoliceWish.victim_id == victim_id,
        )
    )
    return _wish(row) if row else None


def of_victim(actor: Actor, case_id: UUID, victim_id: UUID) -> OwnReports:
    """Return what is kept for one victim, in one statement; for their own page."""
    rows = db.session.execute(
        select(Involved.protection, PoliceWish, ReportDecision, PoliceReport, Complaint, Keyset)
        .select_from(Involved)
        .outerjoin(PoliceWish, _of(PoliceWish))
        .outerjoin(ReportDecision, _of(ReportDecision))
        .outerjoin(PoliceReport, _of(PoliceReport))
        .outerjoin(Complaint, _of(Complaint))
        .outerjoin(
            Keyset,
            and_(
                Keyset.organisation_id == Involved.organisation_id,
                Keyset.id == Involved.keyset_id,
            ),
        )
        .where(
            Involved.organisation_id == actor.organisation_id,
            Involved.incident_id == case_id,
            Involved.id == victim_id,
        )
        .order_by(ReportDecision.decided_at, PoliceReport.opened_at, Complaint.filed_on)
    ).all()
    keysets.remember(rows[0].Keyset)
    wish = rows[0].PoliceWish
    return OwnReports(
        protection=rows[0].protection,
        wish=_wish(wish) if wish else None,
        decisions=each(row[2] for row in rows),
        reports=each(row[3] for row in rows),
        complaints=each(row[4] for row in rows),
    )


def _wish(row: PoliceWish) -> Wish:
    content = row.content or {}
    return Wish(at=row.said_at, said={key: str(value) for key, value in content.items()})


def _of(
    model: type[PoliceWish] | type[ReportDecision] | type[PoliceReport] | type[Complaint],
) -> ColumnElement[bool]:
    return and_(model.organisation_id == Involved.organisation_id, model.victim_id == Involved.id)
