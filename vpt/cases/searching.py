"""Which cases a page of the list shows: bounded branches, each of which walks an index of its own.

An "or" over several ways to reach or find a case would read every case of the organisation, newest
first, and throw away what does not fit. So each way is a select with its own limit.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, and_, false, select, tuple_, union

from vpt.accounts.models import Location
from vpt.cases import reach
from vpt.cases.models import Case
from vpt.core.actor import Actor
from vpt.incidents.models import Incident
from vpt.infra.db import db

Conditions = Sequence[ColumnElement[bool]]
Place = tuple[datetime, UUID]
"""Where the page before this one ended: moment and id of its last case."""

MOST_REFERENCES = 200
"""A prefix that fits more reports is common: walking by date soon finds a page of them."""
MOST_PLACES = 20
_NEXT_SIGN = "~"
"""Comes after every sign of a reference, so that a prefix is a range of the unique index."""


def page_of(
    actor: Actor, text: str, wanted: Conditions, after: Place | None, limit: int
) -> Subquery:
    """Return `opened_at` and `id` of the newest cases in reach that fit, at most `limit`."""
    seen = [*wanted, *_beyond(after)]
    branches = (
        _found(actor, text, seen, after)
        if text
        else [_by_date([scope, *seen]) for scope in reach.branches(actor)]
    )
    each = [select(branch.limit(limit).subquery()) for branch in branches]
    both = union(*(each or [select(_by_date([false()]).subquery())])).subquery()
    return select(both).order_by(both.c.opened_at.desc(), both.c.id.desc()).limit(limit).subquery()


def _by_date(wanted: Conditions) -> Select[datetime, UUID]:
    return (
        select(Case.opened_at, Case.id)
        .where(*wanted)
        .order_by(Case.opened_at.desc(), Case.id.desc())
    )


def _found(
    actor: Actor, text: str, wanted: Conditions, after: Place | None
) -> list[Select[datetime, UUID]]:
    wanted = [reach.case_scope(actor), *wanted]
    fits = _by_reference(actor, text)
    numbered = [] if fits is None else [_by_date([fits, *wanted])]
    places = _places(actor, text)
    if len(places) > MOST_PLACES:
        return [*numbered, _with_incident(_by_date(wanted)).where(_is_named(actor, text))]
    return [*numbered, *(_at_place(actor, place, wanted, after) for place in places)]


def _by_reference(actor: Actor, text: str) -> ColumnElement[bool] | None:
    """Return which references start with the text, by id when few do; None when none does."""
    start = text.upper()
    fits = and_(Incident.reference >= start, Incident.reference < start + _NEXT_SIGN)
    ids = db.session.scalars(
        select(Incident.id)
        .where(Incident.organisation_id == actor.organisation_id, fits)
        .limit(MOST_REFERENCES + 1)
    ).all()
    if len(ids) > MOST_REFERENCES:
        return Case.reference.startswith(start, autoescape=True)
    return Case.id.in_(ids) if ids else None


def _places(actor: Actor, text: str) -> Sequence[UUID]:
    return db.session.scalars(
        select(Location.id)
        .where(
            Location.organisation_id == actor.organisation_id,
            Location.name.icontains(text, autoescape=True),
        )
        .limit(MOST_PLACES + 1)
    ).all()


def _is_named(actor: Actor, text: str) -> ColumnElement[bool]:
    return Incident.location_id.in_(
        select(Location.id).where(
            Location.organisation_id == actor.organisation_id,
            Location.name.icontains(text, autoescape=True),
        )
    )


def _at_place(
    actor: Actor, place: UUID, wanted: Conditions, after: Place | None
) -> Select[datetime, UUID]:
    """Walk one place by the moment of the report, which is the moment its case was opened."""
    at_place = [Incident.organisation_id == actor.organisation_id, Incident.location_id == place]
    if after is not None:
        at_place.append(Incident.submitted_at <= after[0])
    return (
        _with_incident(select(Case.opened_at, Case.id))
        .where(*at_place, *wanted)
        .order_by(Incident.submitted_at.desc(), Incident.id.desc())
    )


def _with_incident(statement: Select[datetime, UUID]) -> Select[datetime, UUID]:
    same = and_(Incident.organisation_id == Case.organisation_id, Incident.id == Case.id)
    return statement.join(Incident, same)


def _beyond(after: Place | None) -> Conditions:
    return () if after is None else (tuple_(Case.opened_at, Case.id) < after,)
