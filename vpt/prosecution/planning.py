"""What goes in the dossier for the prosecutor: changed until it is right, one at a time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from vpt.audit import service as audit
from vpt.cases import changing, reach
from vpt.cases.reach import Reached
from vpt.cases.rules import Hat
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.prosecution import statement
from vpt.prosecution.models import DossierPlan
from vpt.prosecution.rules import Form
from vpt.prosecution.statement import Statement

RIGHTS = (Permission.CASE_SHARE, Permission.DOCUMENT_ISSUE, Permission.IDENTITY_SEE)
STALE = "dossier_changed"


class PlanChanged(StaleData):
    """A colleague kept another plan, or handed the dossier in, since the actor looked."""

    def __init__(self, plan: "Plan") -> None:
        super().__init__(STALE)
        self.plan = plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The dossier as it is being put together; revision 0 was never kept."""

    revision: int = 0
    statement: Statement = field(default_factory=Statement)
    exhibits: Mapping[UUID, Form] = field(default_factory=dict)
    """Only what somebody chose: the rest has its standard form."""
    changed_at: datetime | None = None
    changed_by: UUID | None = None


def reach_to_hand_in(actor: Actor, case_id: UUID) -> Reached:
    """Return a case whose dossier the actor may make: its coordinator, and nobody who is in it.

    Raises NotVisible, NotAllowed("not_your_part", "permission_missing").
    """
    reached = reach.reach(actor, case_id)
    if reached.is_own_only:
        raise NotVisible("not_found")
    for needed in RIGHTS:
        policy.ensure(actor, needed)
    if Hat.COORDINATOR not in reached.hats:
        raise NotAllowed("not_your_part")
    return reached


def plan_of(actor: Actor, case_id: UUID) -> Plan:
    """Return the plan of a case the caller has in reach; an empty one when there is none yet."""
    row = _row(actor, case_id)
    return _plan(row) if row is not None else Plan()


def save(
    actor: Actor, case_id: UUID, plan: Plan, offered: Mapping[UUID, Collection[Form]], now: datetime
) -> Plan:
    """Keep a plan made on top of `plan.revision`; `offered` are the forms each exhibit can have.

    Raises NotVisible, NotAllowed, PlanChanged("dossier_changed"), and
    RuleBroken("evidence_unknown", "original_unseen", "text_too_long", "bsn_refused").
    """
    reach_to_hand_in(actor, case_id)
    turn = changing.begin(actor, case_id, version=None, now=now)
    said = statement.cleaned(plan.statement)
    _ensure_forms(plan.exhibits, offered)
    row = _row(actor, case_id)
    if plan.revision != (row.revision if row else 0):
        raise PlanChanged(_plan(row) if row else Plan())
    if row is None:
        row = DossierPlan(
            organisation_id=actor.organisation_id, id=new_id(), case_id=case_id,
            keyset_id=turn.incident.keyset_id, revision=0,
        )  # fmt: skip
        db.session.add(row)
    row.exhibits = {str(one): form.value for one, form in plan.exhibits.items()}
    row.statement = said.stored()
    row.revision += 1
    row.changed_at, row.changed_by = now, actor.id
    audit.record(actor, "prosecution.planned", ("case", case_id), at=now, fields=["statement"])
    db.session.flush()
    return _plan(row)


def fitting(plan: Plan) -> Plan:
    """Return a plan that is looked at before it is kept, with clean texts; raises RuleBroken."""
    return replace(plan, statement=statement.cleaned(plan.statement))


def ensure_revision(actor: Actor, case_id: UUID, revision: int) -> None:
    """Refuse to go on with a plan that a colleague changed; PlanChanged("dossier_changed")."""
    kept = plan_of(actor, case_id)
    if kept.revision != revision:
        raise PlanChanged(kept)


def field_of(evidence_id: UUID) -> str:
    """Return how a form calls the choice for one exhibit."""
    return f"exhibit_{evidence_id.hex}"


def _ensure_forms(chosen: Mapping[UUID, Form], offered: Mapping[UUID, Collection[Form]]) -> None:
    for one, form in chosen.items():
        if one not in offered:
            raise RuleBroken("evidence_unknown", field="exhibits")
        if form not in offered[one]:
            raise RuleBroken("original_unseen", field=field_of(one))


def _row(actor: Actor, case_id: UUID) -> DossierPlan | None:
    return db.session.scalar(
        select(DossierPlan)
        .where(DossierPlan.organisation_id == actor.organisation_id, DossierPlan.case_id == case_id)
        .execution_options(populate_existing=True)
    )


def _plan(row: DossierPlan) -> Plan:
    return Plan(
        revision=row.revision,
        statement=Statement.of(row.statement or {}),
        exhibits={UUID(one): Form(form) for one, form in row.exhibits.items()},
        changed_at=row.changed_at,
        changed_by=row.changed_by,
    )
