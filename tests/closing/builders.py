"""A point of the risk inventory that is simply there."""

from datetime import date

from tests.builders import Person
from tests.cases.builders import LATER
from vpt.closing.models import RiskEntry
from vpt.infra.db import db
from vpt.infra.ids import new_id


def a_stored_risk(owner: Person, **given: object) -> RiskEntry:
    """Return a stored point; needs a unit of work."""
    values: dict[str, object] = {
        "category": "THREAT",
        "risk": "Medewerkers staan alleen aan de balie",
        "cause": "Het rooster",
        "measure": "Altijd twee mensen",
        "due_on": date(2026, 5, 1),
        **given,
    }
    row = RiskEntry(
        organisation_id=owner.organisation_id,
        id=new_id(),
        owner_id=owner.id,
        added_at=LATER,
        added_by=owner.id,
        **values,
    )
    db.session.add(row)
    db.session.flush()
    return row
