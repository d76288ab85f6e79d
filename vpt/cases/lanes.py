"""Whose lane a step is in: asked by the service before a change and by the page before a button."""

from uuid import UUID

from vpt.cases import rules
from vpt.cases.reach import Reached
from vpt.cases.rules import Hat
from vpt.cases.running import Running
from vpt.cases.steps import CaseStep

EMPLOYEE = "employee"


def may_do(running: Running, reached: Reached, actor_id: UUID, row: CaseStep) -> bool:
    """Tell whether somebody may finish this step; steps of partners only by telephone record."""
    if running.protocol.party(row.party).external:
        return False
    if row.party == EMPLOYEE:
        return _employee_may(running, reached, actor_id, row)
    at_desk = reached.hats - {Hat.OWN}
    given = row.assignee_id == actor_id and bool(at_desk)
    return rules.may_do(row.party, at_desk, is_step_assignee=given)


def _employee_may(running: Running, reached: Reached, actor_id: UUID, row: CaseStep) -> bool:
    """Tell whether this is the victim the step is about; for one without account the reporter.

    The coordinator speaks for a victim who has no account.
    """
    victim = running.victim_of(row.subject_id)
    account = running.user_of(victim)
    if victim is not None and account is not None:
        return account == actor_id
    spoken_for = victim is not None and Hat.COORDINATOR in reached.hats
    return spoken_for or reached.incident.reporter_id == actor_id
