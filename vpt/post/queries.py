"""Reading the post register: the own letters, and the list of who keeps it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select, tuple_

from vpt.accounts import queries as accounts
from vpt.accounts.people import User
from vpt.cases import reach
from vpt.cases.models import Case
from vpt.core import policy
from vpt.core.actor import GRANTS, Actor, Permission, Role
from vpt.core.errors import NotVisible
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.post.models import PostItem
from vpt.post.rules import DESK_LOOKS_BACK, OPEN, State

PAGE = 30
MOST_OWN = 100
SEES_ALL = frozenset({Role.COORDINATOR, Role.HR})
RECEIVERS = tuple(role for role, granted in GRANTS.items() if Permission.INCIDENT_OWN in granted)
Place = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter as a reader may see it; what is not for them is empty."""

    id: UUID
    version: int
    recipient: str
    received_on: date
    registered_at: datetime
    registered_by: str
    sender: str
    """A code of `rules.Sender`: for the addressee once they looked, and for who typed it in."""
    kept: str
    state: State
    seen_at: datetime | None
    confirmed_at: datetime | None
    handed_at: datetime | None
    handed_by: str
    returned_at: datetime | None
    returned_by: str
    returned_reason: str
    case_id: UUID | None
    reference: str
    """Of the case it is about, for who may follow that case."""

    @property
    def is_open(self) -> bool:
        """Tell whether it still lies in its envelope."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One page of the register; `after` is the place of the next page."""

    rows: tuple[Letter, ...]
    after: Place | None


def visible(actor: Actor, *, now: datetime) -> Select[PostItem]:
    """Return the register as this keeper sees it: all, or the own last thirty days.

    Raises NotAllowed for who keeps no register.
    """
    policy.ensure(actor, Permission.POST_REGISTER)
    found = select(PostItem).where(PostItem.organisation_id == actor.organisation_id)
    if actor.roles & SEES_ALL:
        return found
    return found.where(
        PostItem.registered_by == actor.id, PostItem.registered_at >= now - DESK_LOOKS_BACK
    )


def register(
    actor: Actor, *, after: Place | None = None, limit: int = PAGE, now: datetime
) -> Register:
    """Return one page of the register, newest first."""
    wanted = visible(actor, now=now)
    if after is not None:
        wanted = wanted.where(tuple_(PostItem.registered_at, PostItem.id) < tuple_(*after))
    newest = (PostItem.registered_at.desc(), PostItem.id.desc())
    found = list(db.session.scalars(wanted.order_by(*newest).limit(limit + 1)))
    shown = found[:limit]
    more = (shown[-1].registered_at, shown[-1].id) if len(found) > limit else None
    return Register(rows=_letters(actor, shown), after=more)


def get(actor: Actor, item_id: UUID, *, now: datetime) -> Letter:
    """Return one letter of the register, else NotVisible."""
    row = db.session.scalar(visible(actor, now=now).where(PostItem.id == item_id))
    if row is None:
        raise NotVisible("not_found")
    return _letters(actor, [row])[0]


def mine(actor: Actor) -> tuple[Letter, ...]:
    """Return the letters that came for this person, newest first."""
    found = db.session.scalars(
        own(actor).order_by(PostItem.registered_at.desc(), PostItem.id.desc()).limit(MOST_OWN)
    )
    return _letters(actor, list(found))


def own(actor: Actor) -> Select[PostItem]:
    """Return the letters that came for this person."""
    return select(PostItem).where(
        PostItem.organisation_id == actor.organisation_id, PostItem.recipient_id == actor.id
    )


def list_receivers(actor: Actor, *, now: datetime) -> list[tuple[UUID, str]]:
    """Return the colleagues for whom a letter can come, by name."""
    people = accounts.list_with_role(actor.organisation_id, RECEIVERS, now=now)
    return [(one.id, one.name) for one in people]


def _letters(actor: Actor, rows: Sequence[PostItem]) -> tuple[Letter, ...]:
    if not rows:
        return ()
    keysets.prefetch(actor.organisation_id, {row.keyset_id for row in rows})
    people = {row.recipient_id for row in rows} | {row.registered_by for row in rows}
    people |= {one for row in rows for one in (row.handed_by, row.returned_by) if one}
    names = _names(people)
    references = _references(actor, {row.case_id for row in rows if row.case_id})
    return tuple(_letter(actor, row, names, references) for row in rows)


def _letter(
    actor: Actor, row: PostItem, names: dict[UUID, str], references: dict[UUID, str]
) -> Letter:
    details = row.details or {}
    is_mine = row.recipient_id == actor.id
    reference = references.get(row.case_id, "") if row.case_id else ""
    return Letter(
        id=row.id,
        version=row.version,
        recipient=names.get(row.recipient_id, ""),
        received_on=row.received_on,
        registered_at=row.registered_at,
        registered_by=names.get(row.registered_by, ""),
        sender=str(details.get("sender", "")) if _may_know_sender(actor, row) else "",
        kept=str(details.get("kept", "")) if not is_mine or row.seen_at else "",
        state=row.state,
        seen_at=row.seen_at,
        confirmed_at=row.confirmed_at,
        handed_at=row.handed_at,
        handed_by=names.get(row.handed_by, "") if row.handed_by else "",
        returned_at=row.returned_at,
        returned_by=names.get(row.returned_by, "") if row.returned_by else "",
        returned_reason=row.returned_reason or "",
        case_id=row.case_id if reference else None,
        reference=reference,
    )


def _may_know_sender(actor: Actor, row: PostItem) -> bool:
    """Tell: the addressee after looking, who typed it in, others once receipt was confirmed."""
    if row.recipient_id == actor.id:
        return row.seen_at is not None
    return row.registered_by == actor.id or row.confirmed_at is not None


def _names(people: Collection[UUID]) -> dict[UUID, str]:
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(people)))
    return {row.id: row.name for row in rows}


def _references(actor: Actor, cases: Collection[UUID]) -> dict[UUID, str]:
    if not cases:
        return {}
    rows = db.session.execute(
        reach.visible(actor).where(Case.id.in_(cases)).with_only_columns(Case.id, Case.reference)
    )
    return {row.id: row.reference for row in rows}
