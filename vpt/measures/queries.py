"""Reading measures, hearings and mandates; the caller has reached the case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, select

from vpt.accounts.models import Unit
from vpt.accounts.people import User
from vpt.cases.models import CaseFact
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.infra.db import db
from vpt.measures.models import Hearing, Mandate, Measure, MeasureLocation, Review
from vpt.measures.rules import MandateTerms, State

KNOWN = "perpetrator_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A measure, and whether what made this person the perpetrator still holds."""

    measure: Measure
    grounds_hold: bool
    was_reviewed: bool
    decider: str
    """Name of who decided, or is to decide."""


def grounds_hold() -> ColumnElement[bool]:
    """Return the predicate over `Measure`: the person is still known as the perpetrator."""
    return exists().where(
        CaseFact.organisation_id == Measure.organisation_id,
        CaseFact.case_id == Measure.case_id,
        CaseFact.key == KNOWN,
        CaseFact.subject_id == Measure.involved_id,
        CaseFact.withdrawn_at.is_(None),
    )


def running(organisation_id: UUID, on: date) -> Select[Measure]:
    """Return the measures that apply on a day, own and external; their last day counts."""
    last = func.coalesce(Measure.ended_on, Measure.ends_on)
    return select(Measure).where(
        Measure.organisation_id == organisation_id,
        Measure.state == State.IMPOSED.value,
        Measure.starts_on <= on,
        last >= on,
        grounds_hold(),
    )


def list_of_case(actor: Actor, case_id: UUID) -> list[Standing]:
    """Return every measure of a case in reach, oldest first, in one statement."""
    reviewed = exists().where(
        Review.organisation_id == Measure.organisation_id, Review.measure_id == Measure.id
    )
    rows = db.session.execute(
        select(Measure, grounds_hold(), reviewed, User.name)
        .outerjoin(User, User.id == Measure.decided_by)
        .where(Measure.organisation_id == actor.organisation_id, Measure.case_id == case_id)
        .order_by(Measure.proposed_at, Measure.id)
    )
    return [
        Standing(
            measure=row[0],
            grounds_hold=bool(row[1]),
            was_reviewed=bool(row[2]),
            decider=row[3] or "",
        )
        for row in rows
    ]


def get(actor: Actor, case_id: UUID, measure_id: UUID) -> Measure:
    """Return one measure of a case in reach, else NotVisible."""
    row = db.session.get(Measure, (actor.organisation_id, measure_id))
    if row is None or row.case_id != case_id:
        raise NotVisible("not_found")
    return row


def locations_of(organisation_id: UUID, measure_ids: Iterable[UUID]) -> Mapping[UUID, set[UUID]]:
    """Return the locations each measure covers by name; none for one that holds everywhere."""
    found: dict[UUID, set[UUID]] = {}
    for row in db.session.scalars(
        select(MeasureLocation).where(
            MeasureLocation.organisation_id == organisation_id,
            MeasureLocation.measure_id.in_(list(measure_ids)),
        )
    ):
        found.setdefault(row.measure_id, set()).add(row.location_id)
    return found


def hearings_of(actor: Actor, case_id: UUID) -> list[Hearing]:
    """Return the hearings and invitations of a case in reach, oldest first."""
    return list(
        db.session.scalars(
            select(Hearing)
            .where(Hearing.organisation_id == actor.organisation_id, Hearing.case_id == case_id)
            .order_by(Hearing.recorded_at, Hearing.id)
        )
    )


def find_invitation(actor: Actor, case_id: UUID, involved_id: UUID) -> Hearing | None:
    """Return the open invitation of one person: somebody who was not heard yet."""
    return next(
        (
            one
            for one in hearings_of(actor, case_id)
            if one.involved_id == involved_id and not one.outcome
        ),
        None,
    )


def reviews_of(actor: Actor, measure_ids: Iterable[UUID]) -> list[Review]:
    """Return the reviews of measures of a case in reach, oldest first."""
    return list(
        db.session.scalars(
            select(Review)
            .where(
                Review.organisation_id == actor.organisation_id,
                Review.measure_id.in_(list(measure_ids)),
            )
            .order_by(Review.reviewed_at, Review.id)
        )
    )


def list_mandates(organisation_id: UUID) -> list[tuple[Mandate, str, str]]:
    """Return every mandate with the path and name of its unit (empty: everywhere), newest first."""
    rows = db.session.execute(
        select(Mandate, Unit.path, Unit.name)
        .outerjoin(
            Unit,
            and_(Unit.organisation_id == Mandate.organisation_id, Unit.id == Mandate.unit_id),
        )
        .where(Mandate.organisation_id == organisation_id)
        .order_by(Mandate.given_at.desc(), Mandate.id)
    )
    return [(row[0], row[1] or "", row[2] or "") for row in rows]


def mandate_terms(organisation_id: UUID) -> list[tuple[UUID, MandateTerms]]:
    """Return every mandate as the gate weighs it, with its id."""
    return [(row.id, terms_of(row, path)) for row, path, _ in list_mandates(organisation_id)]


def terms_of(row: Mandate, unit_path: str) -> MandateTerms:
    """Return one mandate as the gate weighs it."""
    return MandateTerms(
        role=row.role,
        level_to=row.level_to,
        unit_path=unit_path if row.unit_id else None,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        is_withdrawn=row.withdrawn_at is not None,
    )
