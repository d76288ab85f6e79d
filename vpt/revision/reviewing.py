"""The yearly look at the protocol in force: still right, or to be changed; and who is reminded."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from vpt.accounts import service as accounts
from vpt.accounts.models import Organisation
from vpt.accounts.rules import OrganisationKind
from vpt.audit import service as audit
from vpt.cases import protocols
from vpt.cases.models import ProtocolVersion
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import RuleBroken
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice
from vpt.revision import queries, releasing
from vpt.revision.models import ProtocolReview
from vpt.revision.rules import Standing, Version

BEFORE = timedelta(days=30)
LATER = timedelta(days=30)
FOR_ALL = 2
"""A month ahead the owner hears of it, on the day again, a month after everybody who may."""


def review(
    actor: Actor, number: int, note: str, *, is_right: bool, now: datetime
) -> ProtocolReview:
    """Keep that somebody looked the version in force over; when it is right, for another year.

    RuleBroken("version_not_in_force") for another number, "note_required" when it is not right
    and nothing says what must change.
    """
    policy.ensure(actor, Permission.PROTOCOL_EDIT)
    accounts.queue_up(actor.organisation_id)
    held = in_force(queries.versions(actor.organisation_id, now=now))
    if held is None or held.number != number:
        raise RuleBroken("version_not_in_force")
    if not is_right and not note.strip():
        raise RuleBroken("review_note_required", field="note")
    row = ProtocolReview(
        organisation_id=actor.organisation_id,
        id=new_id(),
        version_id=held.id,
        reviewed_at=now,
        reviewed_by=actor.id,
        is_right=is_right,
        note=note.strip(),
    )
    db.session.add(row)
    if is_right:
        version = db.session.get_one(ProtocolVersion, (actor.organisation_id, held.id))
        version.review_at = protocols.a_year_after(now)
    db.session.flush()
    codes = {"number": str(number), "is_right": "yes" if is_right else "no"}
    audit.record(actor, "protocol.reviewed", ("protocol_version", held.id), at=now, codes=codes)
    return row


def list_reviews(actor: Actor, version_id: UUID) -> list[ProtocolReview]:
    """Return the reviews of a version, the newest first."""
    return list(
        db.session.scalars(
            select(ProtocolReview)
            .where(
                ProtocolReview.organisation_id == actor.organisation_id,
                ProtocolReview.version_id == version_id,
            )
            .order_by(ProtocolReview.reviewed_at.desc())
        )
    )


def in_force(listed: list[Version]) -> Version | None:
    """Return the version in force of all versions."""
    return next((one for one in listed if one.standing is Standing.IN_FORCE), None)


def is_near(held: Version, now: datetime) -> bool:
    """Tell whether the yearly review is due within a month, or late."""
    return now >= held.review_at - BEFORE


def count_todo(actor: Actor, now: datetime) -> int:
    """Return 1 when the yearly review of the version in force is due, else 0."""
    held = in_force(queries.versions(actor.organisation_id, now=now))
    return int(held is not None and now >= held.review_at)


def remind(now: datetime) -> None:
    """Tell owners of the yearly review: each of the three moments once, for every employer."""
    employers = select(Organisation.id).where(Organisation.kind == OrganisationKind.EMPLOYER)
    for organisation_id in list(db.session.scalars(employers)):
        held = in_force(queries.versions(organisation_id, now=now))
        if held is not None and is_near(held, now):
            notices = list(_notices(organisation_id, held, now))
            notifications.queue_all(notices, at=now)


def _notices(organisation_id: UUID, held: Version, now: datetime) -> Iterator[Notice]:
    level = 0 if now < held.review_at else 1 if now < held.review_at + LATER else FOR_ALL
    keepers = {one.id for one in releasing.list_keepers(organisation_id, now=now)}
    owner = {held.owner_id} & keepers
    for user_id in keepers & owner if owner and level < FOR_ALL else keepers:
        yield Notice(
            organisation_id=organisation_id,
            recipient_id=user_id,
            kind=Kind.PROTOCOL_REVIEW,
            subject_id=held.id,
            occurrence=held.review_at.year,
            level=level,
        )
