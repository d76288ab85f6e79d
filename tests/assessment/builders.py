"""A stored check of an injury, without a change to the case."""

from uuid import UUID

from sqlalchemy import select

from tests.builders import NOW
from tests.cases.builders import Town
from vpt.assessment.models import InjuryCheck
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id


def a_check(town: Town, case_id: UUID) -> UUID:
    """Return the id of a check by which the first victim was admitted to a hospital."""
    with unit_of_work():
        victim = db.session.scalars(
            select(Involved).where(Involved.incident_id == case_id, Involved.role == "victim")
        ).first()
        assert victim is not None
        row = InjuryCheck(
            organisation_id=town.organisation.id,
            id=new_id(),
            case_id=case_id,
            involved_id=victim.id,
            keyset_id=victim.keyset_id,
            made_at=NOW,
            made_by=town.hr.id,
            outcome="reported",
            reported_on=NOW.date(),
            long_absence=False,
            is_listed=True,
        )
        replies = {"death": "no", "admission": "yes", "lasting": "no", "long_absence": "no"}
        row.answers = replies
        db.session.add(row)
        return row.id
