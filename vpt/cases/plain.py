"""A plain case that does not exist, as somebody with certain roles would be shown it."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from vpt.cases import page, reach
from vpt.cases.chain import Swimlane
from vpt.cases.gathering import Counts
from vpt.cases.models import Case
from vpt.cases.people import Audience
from vpt.cases.reach import Reached
from vpt.cases.rules import CaseStatus
from vpt.cases.views import CasePage, Head
from vpt.core.actor import Actor, Permission
from vpt.incidents.models import Incident
from vpt.infra.ids import new_id


def plain_page(actor: Actor, *, now: datetime) -> CasePage | None:
    """Return the page of an open case in reach with nothing in it; None for who opens no cases.

    Nothing is stored: it is there to tell which parts of a case somebody's roles open.
    """
    if not actor.may(Permission.CASE_READ) and not actor.may(Permission.CASE_READ_AFTERCARE):
        return None
    reached = _reached(actor)
    return CasePage(
        head=_head(reached.case.id, actor.id, now),
        hats=reached.hats,
        next=None,
        steps=(),
        swimlane=Swimlane(lanes=(), phases=(), nodes=()),
        sees_file=actor.may(Permission.CASE_READ),
        counts=Counts(evidence=0, messages=0, documents=0, elsewhere=defaultdict(int)),
        story=None,
        facts=(),
        people=(),
        evidence=(),
        addenda=(),
        messages=(),
        documents=(),
        names={},
        history=(),
        gaps=(),
        audience=Audience(can_see=(), have_seen=()),
        hand_facts=(),
        **page.rights(actor, reached),
    )


def _reached(actor: Actor) -> Reached:
    """Return the invented case, in the first unit the actor leads or else in the actor's hands."""
    case = Case(
        organisation_id=actor.organisation_id,
        id=new_id(),
        unit_path=next(iter(actor.unit_paths), ""),
        confined=False,
        assignee_id=None if actor.unit_paths else actor.id,
    )
    return Reached(
        case=case,
        incident=Incident(organisation_id=actor.organisation_id, id=case.id),
        hats=reach.hats_of(actor, case, has_step=True),
    )


def _head(case_id: UUID, reporter_id: UUID, opened_at: datetime) -> Head:
    return Head(
        id=case_id,
        reference="",
        version=1,
        status=CaseStatus.OPEN,
        status_label="",
        summary="",
        category="",
        severity=None,
        unit="",
        confined=False,
        opened_at=opened_at,
        changed_at=opened_at,
        closed_at=None,
        reporter_id=reporter_id,
        reporter="",
        assignee_id=None,
        assignee="",
        protocol="",
        protocol_number=1,
        leading_id=None,
        leading="",
        withdrawn_at=None,
        satisfied=None,
    )
