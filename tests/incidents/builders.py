"""Typed builders for reports, drafts and uploaded files."""

import io
from datetime import datetime, timedelta
from uuid import UUID

from PIL import Image

from tests.builders import NOW, Person
from vpt.incidents import drafts, service
from vpt.incidents.evidence import Draft
from vpt.incidents.models import Incident
from vpt.incidents.rules import BehaviourSeen, Report
from vpt.incidents.taxonomy import Category

KEY = "k" * 43


def a_report(**given: object) -> Report:
    """Return a report with the three things that are required."""
    values: dict[str, object] = {
        "behaviours": (BehaviourSeen(category=Category.VERBAL, subtype="swearing"),),
        "occurred_from": NOW - timedelta(hours=1),
        "occurred_until": NOW - timedelta(hours=1),
        "place": "Aan de balie",
        **given,
    }
    return Report(**values)  # type: ignore[arg-type]  # a builder with named overrides


def a_draft(person: Person, *, key: str = KEY, now: datetime = NOW, **values: str) -> Draft:
    """Return a stored draft; needs a unit of work."""
    content = {name: [text] for name, text in values.items()}
    return drafts.save(person.actor(now), key, content, now=now)


def an_incident(
    person: Person, *, key: str = KEY, now: datetime = NOW, **given: object
) -> Incident:
    """Return a stored incident; needs a unit of work."""
    draft_id: UUID = a_draft(person, key=key, now=now).id
    return service.report(person.actor(now), draft_id, a_report(**given), now=now)


def a_picture(form: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a small image."""
    target = io.BytesIO()
    Image.new("RGB", size, "navy").save(target, form)
    return target.getvalue()
