"""Keeps people of the discussed cases out of what a paper says about several cases at once."""

import re
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import and_, select

from vpt.accounts.people import User
from vpt.cases.telling import LEFT_OUT, NAMES, REACHES, points_at_somebody
from vpt.core.actor import Actor
from vpt.incidents.people import Involved
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Keyset


def hidden_words(actor: Actor, case_ids: Collection[UUID]) -> tuple[str, ...]:
    """Return names, their parts and private reaches of everybody in these cases, longest first."""
    rows = db.session.execute(
        select(Involved, Keyset, User.name.label("account"))
        .outerjoin(
            Keyset,
            and_(
                Keyset.organisation_id == Involved.organisation_id,
                Keyset.id == Involved.keyset_id,
            ),
        )
        .outerjoin(User, User.id == Involved.user_id)
        .where(
            Involved.organisation_id == actor.organisation_id,
            Involved.incident_id.in_(case_ids),
        )
    ).all()
    found: set[str] = set()
    for row in rows:
        keysets.remember(row.Keyset)
        identity = row.Involved.identity or {} if row.Keyset is not None else {}
        names = [row.account or "", *(str(identity.get(key, "")) for key in NAMES)]
        found |= {*names, *(part for name in names for part in name.split())}
        found |= {str(identity.get(key, "")) for key in REACHES}
    usable = {one for one in found if points_at_somebody(one)}
    return tuple(sorted(usable, key=lambda one: (-len(one), one)))


def without(text: str, hidden: Collection[str]) -> str:
    """Return a text in which none of these words can be read."""
    for one in hidden:
        text = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", LEFT_OUT, text, flags=re.IGNORECASE)
    return text
