"""Reading the draft of a next protocol version and the reviews of the versions."""

from sqlalchemy import select

from vpt.core.actor import Actor
from vpt.infra.db import db
from vpt.revision.models import ProtocolDraft


def draft_of(actor: Actor) -> ProtocolDraft | None:
    """Return the organisation's draft, or None when nobody is working on a next version."""
    return db.session.scalar(
        select(ProtocolDraft).where(ProtocolDraft.organisation_id == actor.organisation_id)
    )
