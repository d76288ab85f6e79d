"""Looking at a case is an act: the page and the line in the trail that says who saw what."""

from datetime import datetime
from uuid import UUID

from vpt.audit import service as audit
from vpt.cases import own, page
from vpt.cases.own import OwnCase
from vpt.cases.views import CasePage
from vpt.core.actor import Actor


def view_case(actor: Actor, case_id: UUID, *, now: datetime, locale: str = "nl") -> CasePage:
    """Return the page of a case and write down what kinds of personal data it showed."""
    seen = page.case_page(actor, case_id, now=now, locale=locale)
    shown = {
        "narrative": seen.story is not None,
        "identity": any(person.identity for person in seen.people),
        "medical": any(person.medical for person in seen.people),
        "evidence": bool(seen.evidence),
        "messages": bool(seen.messages),
    }
    fields = [name for name, was_shown in shown.items() if was_shown]
    audit.record(actor, "case.viewed", ("case", case_id), at=now, fields=fields)
    return seen


def view_own(actor: Actor, case_id: UUID, *, now: datetime, locale: str = "nl") -> OwnCase:
    """Return the page of an own report and write down the look."""
    seen = own.own_case(actor, case_id, now=now, locale=locale)
    audit.record(actor, "case.viewed_own", ("case", case_id), at=now)
    return seen
