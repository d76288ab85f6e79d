"""What makes an organisation ready to work: keys, a protocol, a seal and a calendar."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from vpt.accounts import queries
from vpt.accounts import service as accounts
from vpt.accounts.models import Organisation
from vpt.accounts.rules import CONFIRMERS
from vpt.accounts.service import NewOrganisation
from vpt.audit import service as audit
from vpt.cases import protocols
from vpt.core.actor import Author
from vpt.core.errors import RuleBroken
from vpt.documents import seals
from vpt.infra import seal_sources
from vpt.infra.db import db
from vpt.infra.sealing import SealMaterial
from vpt.protocol import catalogue

SEAL_NAME = "Zegel {name}"


def make_seal(name: str, *, demo: bool, now: datetime) -> SealMaterial:
    """Return a seal for an organisation that is about to be founded; outside a unit of work.

    A demo seal says DEMO in its name, and so on every document it is put under.
    """
    return seal_sources.create_seal(SEAL_NAME.format(name=name), name, now, demo=demo)


def found(
    new: NewOrganisation,
    seal: SealMaterial,
    *,
    calendar: Mapping[str, Any] | None = None,
    now: datetime,
) -> Organisation:
    """Store an employer that can take reports at once, on the reference protocol.

    `calendar` as `protocols.calendar_of` reads it; empty keeps the defaults. Raises what
    `accounts.service.create_organisation` refuses.
    """
    organisation = accounts.create_organisation(new, now=now)
    organisation.calendar = dict(calendar or {})
    if organisation.keyset_id is None:
        raise RuleBroken("no_keyset")
    protocols.adopt(organisation.id, catalogue.reference_text(), None, now)
    owner = Author(organisation_id=organisation.id)
    seals.store(owner, organisation.keyset_id, seal, now=now)
    return organisation


def end_set_up(organisation_id: UUID, *, now: datetime) -> bool:
    """End the first set-up, once: from then on a role that opens cases needs a second person.

    Returns whether it has ended. It goes on while nobody could be that second person, or the
    first report would leave an organisation that can never get its first coordinator.
    """
    organisation = db.session.get_one(Organisation, organisation_id)
    if organisation.set_up_at is not None:
        return True
    if not queries.list_with_role(organisation_id, CONFIRMERS, now=now):
        return False
    organisation.set_up_at = now
    author = Author(organisation_id=organisation_id)
    audit.record(author, "setup.ended", ("organisation", organisation_id), at=now)
    db.session.flush()
    return True
