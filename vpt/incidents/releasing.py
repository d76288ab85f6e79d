"""Letting an original leave the house as it is, only after somebody saw what it tells."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, cast
from uuid import UUID

from sqlalchemy import select

from vpt.audit import service as audit
from vpt.core import policy
from vpt.core.actor import Actor, Permission, Role
from vpt.core.errors import NotAllowed, NotVisible, StaleData
from vpt.incidents import attachments, metadata
from vpt.incidents.evidence import Evidence, OriginalRelease
from vpt.incidents.metadata import Metadata
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db, ensure_outside_unit_of_work
from vpt.infra.ids import new_id
from vpt.infra.spool import SealedSpool

RELEASERS = frozenset({Role.COORDINATOR, Role.HR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What an original tells now, with a mark that stands for exactly this."""

    told: Metadata
    mark: str
    """Of the file and of what is told; another file or another word gives another mark."""


def may_release(actor: Actor) -> bool:
    """Tell whether somebody has the role and the rights to let originals go."""
    able = actor.may(Permission.DOCUMENT_ISSUE) and actor.may(Permission.IDENTITY_SEE)
    return able and bool(actor.roles & RELEASERS)


def find(actor: Actor, case_id: UUID, evidence_id: UUID) -> Evidence:
    """Return evidence of a case whose original this actor may let go.

    Raises NotAllowed for another role, NotVisible when it is not of this case, or when the
    actor is a party to the incident.
    """
    row = attachments.find(actor.organisation_id, evidence_id)
    if row.subject_id != case_id:
        raise NotVisible("not_found")
    _ensure_may(actor, row)
    return row


def look(actor: Actor, evidence: Evidence) -> Look:
    """Read what an original tells, in constant memory; runs outside a unit of work.

    The look is written down by `note_look`. Raises what `find` raises.
    """
    _ensure_may(actor, evidence)
    ensure_outside_unit_of_work("reading an original")
    file = attachments.stored(evidence)
    with SealedSpool() as spool:
        if file.media_type != metadata.PLAIN_TEXT:
            for piece in attachments.content(file):
                spool.write(piece)
        told = metadata.read(file.media_type, cast("BinaryIO", spool))
    return Look(told=told, mark=_mark(file.sha256, told))


def note_look(actor: Actor, evidence: Evidence, *, now: datetime) -> None:
    """Write down that somebody looked at what an original tells."""
    audit.record(
        actor, "evidence.metadata_seen", ("evidence", evidence.id), at=now,
        codes={"subject": str(evidence.subject_id)},
    )  # fmt: skip


def confirm(
    actor: Actor, evidence: Evidence, shown: str, *, found: Look, now: datetime
) -> OriginalRelease:
    """Let an original go along from now on; `shown` is the mark of what the actor was shown.

    `found` is a fresh `look`. Raises StaleData("metadata_changed") when the file tells something
    else now than what was shown. Letting it go twice is letting it go once.
    """
    _ensure_may(actor, evidence)
    if shown != found.mark:
        raise StaleData("metadata_changed", field="seen")
    _hold(evidence)
    release = release_of(evidence)
    if release is not None and (release.seen or {}).get("mark") == found.mark:
        return release
    if release is None:
        release = OriginalRelease(
            organisation_id=evidence.organisation_id, id=new_id(), evidence_id=evidence.id,
            keyset_id=evidence.keyset_id,
        )  # fmt: skip
        db.session.add(release)
    release.seen = {"mark": found.mark, "told": found.told.to_values()}
    release.confirmed_at, release.confirmed_by = now, actor.id
    attachments.note(actor, evidence, "released", now=now)
    return release


def withdraw(actor: Actor, evidence: Evidence, *, now: datetime) -> None:
    """Keep an original in the house again; what was handed over before stays handed over."""
    _ensure_may(actor, evidence)
    _hold(evidence)
    release = release_of(evidence)
    if release is None:
        return
    db.session.delete(release)
    attachments.note(actor, evidence, "retained", now=now)


def release_of(evidence: Evidence) -> OriginalRelease | None:
    """Return by whom and when an original was let go, if it was."""
    return db.session.scalar(
        select(OriginalRelease).where(
            OriginalRelease.organisation_id == evidence.organisation_id,
            OriginalRelease.evidence_id == evidence.id,
        )
    )


def released(organisation_id: UUID, evidence_ids: Collection[UUID]) -> set[UUID]:
    """Return which of these originals may leave the house as they are."""
    if not evidence_ids:
        return set()
    return set(
        db.session.scalars(
            select(OriginalRelease.evidence_id).where(
                OriginalRelease.organisation_id == organisation_id,
                OriginalRelease.evidence_id.in_(evidence_ids),
            )
        )
    )


def _ensure_may(actor: Actor, evidence: Evidence) -> None:
    """Refuse other roles and organisations, drafts, and whoever is a party to the incident."""
    if evidence.organisation_id != actor.organisation_id:
        raise NotVisible("not_found")
    policy.ensure(actor, Permission.EVIDENCE_SEE)
    if not may_release(actor):
        raise NotAllowed("not_your_part")
    incident = db.session.get(Incident, (actor.organisation_id, evidence.subject_id))
    party = db.session.scalar(
        select(Involved.id)
        .where(
            Involved.organisation_id == actor.organisation_id,
            Involved.incident_id == evidence.subject_id,
            Involved.user_id == actor.id,
        )
        .limit(1)
    )
    if incident is None or party is not None:
        raise NotVisible("not_found")


def _hold(evidence: Evidence) -> None:
    """Let two people who press at the same moment go one after the other."""
    db.session.execute(
        select(Evidence.id)
        .where(Evidence.organisation_id == evidence.organisation_id, Evidence.id == evidence.id)
        .with_for_update()
    )


def _mark(sha256: str, told: Metadata) -> str:
    words = json.dumps([sha256, told.to_values()], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(words.encode()).hexdigest()
