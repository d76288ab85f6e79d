"""A link between two cases."""

from uuid import UUID

from sqlalchemy import select

from tests.builders import NOW, Person
from vpt.cases.models import Case
from vpt.infra.db import db, unit_of_work
from vpt.patterns import service
from vpt.patterns.models import CaseLink
from vpt.patterns.rules import LinkKind, NewLink


def a_link(by: Person, case_id: UUID, other: Case, **changes: object) -> CaseLink:
    """Return a link that somebody who has just looked made."""
    values = {
        "reference": other.reference,
        "kind": LinkKind.PERPETRATOR,
        "reason": "Zelfde auto, zelfde woorden",
        **changes,
    }
    version = db.session.scalar(select(Case.version).where(Case.id == case_id)) or 0
    with unit_of_work():
        new = NewLink(**values)  # type: ignore[arg-type]  # passed on
        return service.link(by.actor(), case_id, new, version=version, now=NOW)
