"""Taking over what somebody wrote on paper: it becomes an addition to the report, as written."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from vpt.cases import reach
from vpt.cases.reach import Reached
from vpt.cases.rules import Hat
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotAllowed, RuleBroken
from vpt.core.language import mark
from vpt.incidents import service as incidents
from vpt.incidents import words
from vpt.incidents.models import Addendum

DESK = frozenset({Hat.HANDLER, Hat.COORDINATOR})


class Writer(StrEnum):
    """Who filled in the form."""

    REPORTER = "reporter"
    VICTIM = "victim"
    WITNESS = "witness"


WRITER: Mapping[Writer, str] = {
    Writer.REPORTER: mark("De melder"),
    Writer.VICTIM: mark("Een slachtoffer"),
    Writer.WITNESS: mark("Een getuige"),
}
OPENING: Mapping[Writer, str] = {
    Writer.REPORTER: "Overgenomen van papier, geschreven door de melder:",
    Writer.VICTIM: "Overgenomen van papier, geschreven door een slachtoffer:",
    Writer.WITNESS: "Overgenomen van papier, geschreven door een getuige:",
}
"""The first line of what is kept, so that nobody takes it for the words of whoever typed."""


def find(actor: Actor, reference: str) -> Reached | None:
    """Return the case with this reference as far as the actor may know of it, own part included."""
    case = reach.find_by_reference(actor, reference) or reach.find_own_by_reference(
        actor, reference
    )
    return reach.reach(actor, case.id) if case is not None else None


def may_take_over(reached: Reached) -> bool:
    """Tell whether somebody who stands so in a case types over what came on paper."""
    return bool(reached.hats & DESK)


def reached_for(actor: Actor, case_id: UUID) -> Reached:
    """Return a case to whoever handles it; NotVisible or NotAllowed otherwise."""
    reached = reach.reach(actor, case_id)
    policy.ensure(actor, Permission.CASE_HANDLE)
    if not may_take_over(reached):
        raise NotAllowed("not_your_part")
    return reached


def take_over(actor: Actor, case_id: UUID, writer: Writer, text: str, *, now: datetime) -> Addendum:
    """Keep what stands on a form as an addition; the report itself never changes.

    Raises NotVisible, NotAllowed, RuleBroken("addendum_empty", "text_too_long", "bsn_refused").
    """
    incident = reached_for(actor, case_id).incident
    told = words.clean(text)
    if not told:
        raise RuleBroken("addendum_empty", field="text")
    return incidents.add_addendum(actor, incident, f"{OPENING[writer]}\n{told}", now=now)
