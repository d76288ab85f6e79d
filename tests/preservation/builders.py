"""A stored source of evidence, without a change to the case."""

from datetime import date
from uuid import UUID

from tests.builders import NOW
from tests.cases.builders import Town
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.preservation.models import EvidenceSource


def a_source(town: Town, case_id: UUID, *, keep_until: date | None = None) -> UUID:
    """Return the id of a stored camera that is still to be secured."""
    with unit_of_work():
        incident = db.session.get_one(Incident, (town.organisation.id, case_id))
        row = EvidenceSource(
            organisation_id=town.organisation.id,
            id=new_id(),
            case_id=case_id,
            keyset_id=incident.keyset_id,
            kind="camera",
            state="to_secure",
            keep_until=keep_until,
            added_at=NOW,
            added_by=town.manager.id,
        )
        row.place = "Camera hal"
        db.session.add(row)
        return row.id
