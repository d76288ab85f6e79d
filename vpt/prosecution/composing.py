"""What the page shows while a dossier is put together: the plan, the exhibits, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vpt.cases import wording
from vpt.claims import queries as claims
from vpt.core.actor import Actor
from vpt.core.worktime import local_date
from vpt.police_reports.rules import Code
from vpt.prosecution import case, readiness, statement
from vpt.prosecution.case import Told as CaseTold
from vpt.prosecution.exhibits import Exhibit
from vpt.prosecution.planning import Plan
from vpt.prosecution.readiness import Check, Told
from vpt.prosecution.rules import Form
from vpt.prosecution.statement import Known, Statement

SEVEN = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A dossier in the making."""

    plan: Plan
    statement: Statement
    """As kept, or proposed while nothing was kept."""
    exhibits: tuple[Exhibit, ...]
    checks: tuple[Check, ...]

    @property
    def offered(self) -> Mapping[UUID, tuple[Form, ...]]:
        """Return the forms each exhibit can have."""
        return {one.evidence.id: one.offered for one in self.exhibits}


def held(actor: Actor, case_id: UUID, *, now: datetime) -> Composed:
    """Return the dossier of a case as it is being put together.

    Raises NotVisible, NotAllowed("not_your_part", "permission_missing").
    """
    return of(case.open_case(actor, case_id, now=now))


def of(told: CaseTold) -> Composed:
    """Return the same of a case that was opened already."""
    plan = told.plan
    return Composed(
        plan=plan,
        statement=plan.statement if plan.revision else statement.proposed(_known(told)),
        exhibits=told.offered,
        checks=readiness.check(_told(told)),
    )


def _known(told: CaseTold) -> Known:
    got = told.telling.got
    return Known(
        organisation=got.organisation.name,
        on=wording.day(local_date(got.incident.occurred_from)),
        function=told.detail("function"),
        task=told.task(),
        impact=told.detail("impact"),
    )


def _told(told: CaseTold) -> Told:
    got, said = told.telling.got, told.plan.statement
    incident, answers = got.incident, got.incident.answers or {}
    suspects = [row for row in got.running.involved if row.role == "perpetrator"]
    return Told(
        has_registration=bool(told.detail("number")),
        has_code=any(row.code_state == Code.PRESENT for row in told.kept.reports),
        has_task=bool(told.detail("function") and told.detail("task")),
        has_statement=said.is_signed,
        has_service_impact=bool(said.impact_service),
        has_victim_impact=bool(said.impact_victim),
        has_suspect=any(row.is_known or row.description_sealed for row in suspects),
        has_words=bool(answers.get("literal_words")),
        has_seven_ws=len([one for one in answers.get("seven_ws", {}).values() if one]) == SEVEN,
        has_exhibits=bool(told.exhibits),
        has_damage=not incident.damaged or bool(claims.rows(told.actor, incident.id)),
    )
