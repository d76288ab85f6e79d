"""Handing the dossier in: drawn outside, frozen inside one unit of work, never twice the same."""

from datetime import datetime
from uuid import UUID

from vpt.audit import service as audit
from vpt.cases import changing, working
from vpt.cases.rules import Hat
from vpt.core.actor import Actor, Permission
from vpt.documents import issue
from vpt.documents.issue import Drawn
from vpt.incidents import attachments
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.prosecution import planning, queries
from vpt.prosecution.dossier import Prepared
from vpt.prosecution.models import HandIn
from vpt.prosecution.planning import PlanChanged


def keep(
    actor: Actor, prepared: Prepared, drawn: Drawn, sheet: Drawn | None, *, now: datetime
) -> HandIn:
    """Freeze a drawn dossier; without a drawn sheet the last one, which says the same, goes along.

    Raises NotVisible, NotAllowed, and PlanChanged("dossier_changed") when a colleague changed the
    plan or handed in meanwhile.
    """
    case_id = prepared.dossier.case_id
    turn = changing.begin(actor, case_id, version=None, now=now)
    changing.ensure(turn, Permission.CASE_SHARE, {Hat.COORDINATOR})
    planning.ensure_revision(actor, case_id, prepared.revision)
    last = queries.last(actor, case_id)
    if (last.number if last else 0) + 1 != prepared.number:
        raise PlanChanged(planning.plan_of(actor, case_id))
    document = issue.store(actor, drawn, now=now)
    identity_id = _sheet(actor, prepared, sheet, now)
    db.session.flush()
    row = HandIn(
        organisation_id=actor.organisation_id,
        id=new_id(),
        case_id=case_id,
        keyset_id=prepared.dossier.keyset_id,
        number=prepared.number,
        document_id=document.id,
        identity_id=identity_id,
        exhibits=list(prepared.exhibits),
        made_at=now,
        made_by=actor.id,
    )
    row.news = {"lines": list(prepared.lines), "parts": prepared.parts}
    db.session.add(row)
    _note_enclosed(actor, prepared, now)
    working.keep(turn, "prosecution.handed_in", codes={"number": str(row.number)})
    return row


def _note_enclosed(actor: Actor, prepared: Prepared, now: datetime) -> None:
    """Write in the custody of every exhibit that travels inside the dossier that it does."""
    inside = {str(one.file_id) for one in prepared.dossier.enclosures}
    for one in prepared.exhibits:
        if one["file"] in inside:
            exhibit = attachments.find(actor.organisation_id, UUID(one["evidence"]))
            attachments.note(actor, exhibit, "enclosed", now=now)


def note_preview(actor: Actor, case_id: UUID, *, now: datetime) -> None:
    """Write down that somebody looked at the dossier before it left; people are told of in it."""
    audit.record(actor, "prosecution.previewed", ("case", case_id), at=now, fields=["name"])


def _sheet(actor: Actor, prepared: Prepared, drawn: Drawn | None, now: datetime) -> UUID | None:
    if drawn is not None:
        return issue.store(actor, drawn, now=now).id
    same = issue.unchanged(actor, prepared.identity)
    return same.id if same else None
