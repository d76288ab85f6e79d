"""Linking cases and taking links away: with a reason, in reach of both, never deleted."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from vpt.audit import service as audit
from vpt.cases import changing, reach
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.reach import Reached
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.incidents.rules import ensure_no_bsn
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.patterns import queries, rules
from vpt.patterns.models import CaseLink, DossierCase
from vpt.patterns.rules import LINKERS, MOST_CASES, NewLink


def link(actor: Actor, case_id: UUID, new: NewLink, *, version: int, now: datetime) -> CaseLink:
    """Link a case to another one, by who handles or coordinates both.

    Raises what `changing.begin` raises, NotAllowed, and RuleBroken("reason_required",
    "link_unknown", "link_itself", "link_elsewhere", "link_exists", "bundle_full").
    """
    other = _other(actor, case_id, new.reference)
    turn, there = _both(actor, case_id, other.id, version, now)
    _ensure_reason(new.reason)
    from_id, to_id = rules.ends(new.kind, case_id, other.id)
    _ensure_new(actor, (from_id, to_id), new)
    _ensure_room(actor, case_id, other.id)
    first = turn.incident if from_id == case_id else there.incident
    row = CaseLink(
        organisation_id=actor.organisation_id,
        id=new_id(),
        keyset_id=first.keyset_id,
        from_id=from_id,
        to_id=to_id,
        kind=new.kind.value,
        made_at=now,
        made_by=actor.id,
    )
    row.reason = new.reason.strip()
    db.session.add(row)
    _keep(turn, there, "case.linked", row)
    return row


def unlink(
    actor: Actor, case_id: UUID, link_id: UUID, reason: str, *, version: int, now: datetime
) -> CaseLink:
    """Take a link away, with a reason; that it was there stays.

    Raises what `link` raises, NotVisible, and RuleBroken("link_removed").
    """
    reach.get(actor, case_id)
    found = queries.get_link(actor, case_id, link_id)
    other_id = found.to_id if found.from_id == case_id else found.from_id
    turn, there = _both(actor, case_id, other_id, version, now)
    _ensure_reason(reason)
    db.session.refresh(found)
    if found.removed_at is not None:
        raise RuleBroken("link_removed")
    found.removed_at, found.removed_by = now, actor.id
    found.removed_reason = reason.strip()
    _keep(turn, there, "case.unlinked", found)
    return found


def keep_contents(actor: Actor, document_id: UUID, cases: tuple[UUID, ...]) -> None:
    """Keep which cases an issued pattern dossier tells, once."""
    known = set(
        db.session.scalars(
            select(DossierCase.case_id).where(
                DossierCase.organisation_id == actor.organisation_id,
                DossierCase.document_id == document_id,
            )
        )
    )
    db.session.add_all(
        DossierCase(
            organisation_id=actor.organisation_id,
            id=new_id(),
            document_id=document_id,
            case_id=one,
        )
        for one in cases
        if one not in known
    )
    db.session.flush()


def tell_others(
    actor: Actor, case_id: UUID, cases: tuple[UUID, ...], profile: str, *, now: datetime
) -> None:
    """Write in the trail of every other case that it is told in a document of this one."""
    codes = {"kind": queries.KIND, "profile": profile, "case": str(case_id)}
    for one in cases:
        if one != case_id:
            audit.record(actor, "document.issued", ("case", one), at=now, codes=codes)
    db.session.flush()


def _other(actor: Actor, case_id: UUID, reference: str) -> Case:
    reach.get(actor, case_id)
    other = reach.find_by_reference(actor, reference)
    if other is None:
        raise RuleBroken("link_unknown", field="reference")
    if other.id == case_id:
        raise RuleBroken("link_itself", field="reference")
    return other


def _both(
    actor: Actor, case_id: UUID, other_id: UUID, version: int, now: datetime
) -> tuple[Turn, Reached]:
    """Lock both cases, always in the same order, and return the turn and the other one."""
    for one in sorted((case_id, other_id), key=lambda each: each.int):
        reach.reach(actor, one, lock=True)
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_HANDLE, LINKERS)
    there = reach.reach(actor, other_id)
    if there.is_own_only:
        raise NotVisible("not_found")
    if not there.hats & LINKERS:
        raise RuleBroken("link_elsewhere", field="reference")
    return turn, there


def _ensure_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken("reason_required", field="reason")
    ensure_no_bsn({"reason": reason})


def _ensure_new(actor: Actor, ends: tuple[UUID, UUID], new: NewLink) -> None:
    same = select(CaseLink.id).where(
        CaseLink.organisation_id == actor.organisation_id,
        CaseLink.from_id == ends[0],
        CaseLink.to_id == ends[1],
        CaseLink.kind == new.kind.value,
        CaseLink.removed_at.is_(None),
    )
    if db.session.scalar(same.limit(1)) is not None:
        raise RuleBroken("link_exists", field="reference")


def _ensure_room(actor: Actor, case_id: UUID, other_id: UUID) -> None:
    together = queries.connected(actor.organisation_id, case_id)
    together |= queries.connected(actor.organisation_id, other_id)
    if len(together) > MOST_CASES:
        raise RuleBroken("bundle_full", field="reference", most=MOST_CASES)


def _keep(turn: Turn, there: Reached, action: str, row: CaseLink) -> None:
    """Store the turn and write it down in both cases."""
    here, other = str(turn.case.id), str(there.case.id)
    codes = {"kind": row.kind, "link": str(row.id)}
    changing.finish(turn, action, codes={**codes, "other": other})
    told = {**codes, "other": here}
    audit.record(turn.actor, action, ("case", there.case.id), at=turn.now, codes=told)
    db.session.flush()
