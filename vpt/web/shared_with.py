"""Says with whom a case is shared, when and why, to everybody who knows of the case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vpt.partners.labels import PARTY
from vpt.sharing import labels, queries
from vpt.sharing.queries import SharedWith
from vpt.web import moments
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One share in words; never what is in it."""

    whom: str
    when: str
    why: str
    standing: str


def of_case(case_id: UUID, *, now: datetime) -> list[Told]:
    """Return the shares of a case in words, newest first."""
    return [_told(one) for one in queries.shared_with(current_actor(), case_id, now=now)]


def _told(one: SharedWith) -> Told:
    party = _(PARTY.get(one.party, one.party))
    return Told(
        whom=f"{party}, {one.place}" if one.place else party,
        when=moments.moment(one.shared_at),
        why=_(labels.PURPOSE.get(one.purpose, one.purpose)),
        standing=_(labels.STANDING[one.standing]),
    )
