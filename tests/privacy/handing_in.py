"""Hands the dossier of a worked case in, lets an original go along, and opens the package."""

from uuid import UUID

from tests.cases.builders import LATER
from tests.documents.unpacking import inside
from tests.privacy.worked_case import Worked
from vpt.core.actor import Actor
from vpt.documents import issue
from vpt.documents.issue import Drawn, Request
from vpt.incidents import attachments, releasing
from vpt.incidents.evidence import Evidence
from vpt.infra import storage
from vpt.infra.db import unit_of_work
from vpt.prosecution import composing, dossier, package, packing, planning, service
from vpt.prosecution.planning import Plan
from vpt.prosecution.rules import Form


def packed(worked: Worked) -> str:
    """Hand the dossier in; return everything its package holds, with the names in it."""
    actor = worked.town.coordinator.actor()
    prepared = dossier.prepare(actor, worked.case.id, now=LATER)
    main, sheet = _drawn(actor, prepared.dossier), _drawn(actor, prepared.identity)
    with unit_of_work():
        row = service.keep(actor, prepared, main, sheet, now=LATER)
    for one in (main, sheet):
        storage.settle(one.staged)
    with unit_of_work():
        bag = packing.pack(actor, row, now=LATER)
    content = b"".join(package.stream(bag))
    return "\n".join([bag.name, *(f"{place}: {text}" for place, text in inside("zip", content))])


def let_original_go(worked: Worked, evidence_id: UUID) -> None:
    """Look at what an original tells, let it go, and choose it for the dossier."""
    actor = worked.town.coordinator.actor()
    row: Evidence = attachments.find(actor.organisation_id, evidence_id)
    found = releasing.look(actor, row)
    with unit_of_work():
        releasing.confirm(actor, row, found.mark, found=found, now=LATER)
    held = composing.held(actor, worked.case.id, now=LATER)
    chosen = Plan(
        revision=held.plan.revision,
        statement=held.plan.statement,
        exhibits={evidence_id: Form.ORIGINAL},
    )
    with unit_of_work():
        planning.save(actor, worked.case.id, chosen, held.offered, LATER)


def _drawn(actor: Actor, request: Request) -> Drawn:
    return issue.draw(actor, request, issued_at="vandaag", now=LATER)
