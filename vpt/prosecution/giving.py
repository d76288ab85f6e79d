"""Giving a dossier that left to the prosecutor by a share that is open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vpt.core.actor import Actor
from vpt.core.errors import NotVisible, RuleBroken
from vpt.partners.rules import Party
from vpt.prosecution import planning, queries
from vpt.prosecution.models import HandIn
from vpt.sharing import queries as shares
from vpt.sharing import service
from vpt.sharing.models import SharedCopy
from vpt.sharing.queries import ShareView
from vpt.sharing.service import Issued

SHEET = "Het identiteitsblad bij dit dossier. Voeg het niet bij het strafdossier."
DOSSIER = "Het dossier voor het Openbaar Ministerie."
SUPPLEMENT = "Aanvulling {number} op het dossier voor het Openbaar Ministerie."
"""What the recipient reads; papers and outside pages are Dutch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Through which share a document went, and when."""

    number: int
    at: datetime


def shares_with(actor: Actor, case_id: UUID, *, now: datetime) -> tuple[ShareView, ...]:
    """Return the shares with the prosecution, open or over, of a case in reach."""
    found = shares.shares_of_case(actor, case_id, now=now)
    return tuple(one for one in found if _is_prosecution(one.row.party))


def given(shares: Iterable[ShareView]) -> dict[UUID, list[Given]]:
    """Return by document through which of these shares it went, the first share first."""
    found: dict[UUID, list[Given]] = defaultdict(list)
    for share in sorted(shares, key=lambda one: one.row.number):
        for copy in share.copies:
            found[copy.document_id].append(Given(number=share.row.number, at=copy.made_at))
    return dict(found)


def give(
    actor: Actor, case_id: UUID, hand_in_id: UUID, share_id: UUID, *, now: datetime
) -> list[SharedCopy]:
    """Add dossier and identity sheet to a share; the dossier last, so that it stands on top.

    Raises NotVisible, NotAllowed, RuleBroken("dossier_withdrawn", "share_over", "already_shared").
    """
    planning.reach_to_hand_in(actor, case_id)
    row = queries.get(actor, case_id, hand_in_id)
    share = shares.get(actor, share_id, case_id)
    if not _is_prosecution(share.party):
        raise NotVisible("not_found")
    if not queries.stands(row):
        raise RuleBroken("dossier_withdrawn")
    going = {UUID(one["evidence"]) for one in row.exhibits if one["file"]}
    return service.add_issued(actor, share, list(_issued(row)), going, now)


def _is_prosecution(party: str) -> bool:
    return party == Party.PROSECUTION


def _issued(row: HandIn) -> Iterator[Issued]:
    if row.identity_id is not None:
        yield Issued(document_id=row.identity_id, news=SHEET)
    what = DOSSIER if row.number == 1 else SUPPLEMENT.format(number=row.number)
    yield Issued(document_id=row.document_id, news="\n".join((what, *queries.lines_of(row))))
