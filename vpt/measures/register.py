"""Finding one perpetrator in the employer's other cases, by exact match of blind indexes.

Only `unlock` calls this: nobody looks without a second person. Nothing is matched across
organisations: the keys of the index differ, and every statement names the organisation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, union

from vpt.cases import reach
from vpt.cases.models import Case, CaseFact
from vpt.core.actor import Actor, Role
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.incidents.taxonomy import Relation
from vpt.incidents.taxonomy import Role as Part
from vpt.infra.db import db
from vpt.measures import queries, register_rules
from vpt.measures.models import Measure
from vpt.measures.rules import State

OFFICERS = frozenset({Role.PRIVACY_OFFICER})
INDEXES = ("name_blind", "phone_blind", "email_blind", "customer_blind")
IMPOSED = (State.IMPOSED.value, State.LIFTED.value, State.ENDED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Another case with the same person: as little as helps, and nothing of its victims."""

    case_id: UUID
    reference: str
    occurred_on: date
    category: str
    measures: tuple[tuple[str, date], ...]
    """The levels in force today, each with its last day."""


def people(actor: Actor, case_id: UUID) -> list[Involved]:
    """Return the perpetrators of a case in reach that could be looked for, in their order."""
    reach.get(actor, case_id)
    return [row for row in db.session.scalars(_perpetrators(actor, case_id)) if _indexes(row)]


def ensure_findable(actor: Actor, case: Case, involved_id: UUID, *, now: datetime) -> Involved:
    """Return the perpetrator somebody asks about; the caller has reached the case.

    Raises NotVisible for somebody else's id, RuleBroken("register_no_data") when there is nothing
    to match by, "register_colleague" for a colleague, and "register_too_old" when the person may
    no longer be found by this case itself.
    """
    row = db.session.scalar(
        select(Involved).where(
            Involved.organisation_id == actor.organisation_id,
            Involved.incident_id == case.id,
            Involved.id == involved_id,
            Involved.role == Part.PERPETRATOR.value,
        )
    )
    if row is None:
        raise NotVisible("not_found")
    incident = _incident(actor, case.id)
    if row.user_id is not None or incident.perpetrator_relation == Relation.COLLEAGUE.value:
        raise RuleBroken("register_colleague", field="person")
    if not _indexes(row):
        raise RuleBroken("register_no_data", field="person")
    last = _last_days(actor, [row.id]).get(row.id)
    if not register_rules.can_be_found(local_date(incident.occurred_from), last, local_date(now)):
        raise RuleBroken("register_too_old", field="person")
    return row


def case_keyset(actor: Actor, case_id: UUID) -> UUID:
    """Return the keyset of a case in reach."""
    return _incident(actor, case_id).keyset_id


def matches(actor: Actor, case: Case, involved_id: UUID, *, now: datetime) -> tuple[Match, ...]:
    """Return the other cases of the own employer with the same person, newest first.

    Left out: cases the actor may not follow (a party), withdrawn reports, colleagues, people of
    whom it was taken back that they did it, and whatever is older than `register_rules` allows.
    Five statements.
    """
    person = ensure_findable(actor, case, involved_id, now=now)
    rows = db.session.execute(_same(actor, person)).all()
    last = _last_days(actor, [row[0].id for row in rows])
    kept = [
        (involved, incident, found)
        for involved, incident, found in rows
        if register_rules.can_be_found(
            local_date(incident.occurred_from), last.get(involved.id), local_date(now)
        )
    ]
    running = _in_force(actor, [involved.id for involved, _, _ in kept], local_date(now))
    made: dict[UUID, Match] = {}
    for involved, incident, found in kept:
        made[found.id] = Match(
            case_id=found.id,
            reference=found.reference,
            occurred_on=local_date(incident.occurred_from),
            category=found.category,
            measures=tuple(running.get(involved.id, ())),
        )
    return tuple(sorted(made.values(), key=lambda one: one.occurred_on, reverse=True))


def _same(actor: Actor, person: Involved) -> Select[Involved, Incident, Case]:
    """Return the statement over equal indexes; each way walks an index of its own."""
    ways = [
        select(Involved.id).where(
            Involved.organisation_id == actor.organisation_id,
            getattr(Involved, name) == getattr(person, name),
        )
        for name in _indexes(person)
    ]
    return (
        select(Involved, Incident, Case)
        .join(
            Incident,
            and_(
                Incident.organisation_id == Involved.organisation_id,
                Incident.id == Involved.incident_id,
            ),
        )
        .join(Case, and_(Case.organisation_id == Incident.organisation_id, Case.id == Incident.id))
        .where(
            Involved.organisation_id == actor.organisation_id,
            Involved.id.in_(union(*ways)),
            Involved.incident_id != person.incident_id,
            Involved.role == Part.PERPETRATOR.value,
            Involved.user_id.is_(None),
            Incident.withdrawn_at.is_(None),
            Incident.perpetrator_relation != Relation.COLLEAGUE.value,
            _still_known(),
            reach.case_scope(actor),
        )
    )


def _still_known() -> ColumnElement[bool]:
    return exists().where(
        CaseFact.organisation_id == Involved.organisation_id,
        CaseFact.case_id == Involved.incident_id,
        CaseFact.key == queries.KNOWN,
        CaseFact.subject_id == Involved.id,
        CaseFact.withdrawn_at.is_(None),
    )


def _last_days(actor: Actor, involved_ids: Sequence[UUID]) -> Mapping[UUID, date]:
    """Return the last day a measure applied to each person; proposals do not count."""
    last = func.max(func.coalesce(Measure.ended_on, Measure.ends_on))
    rows = db.session.execute(
        select(Measure.involved_id, last.label("last"))
        .where(
            Measure.organisation_id == actor.organisation_id,
            Measure.involved_id.in_(involved_ids),
            Measure.state.in_(IMPOSED),
        )
        .group_by(Measure.involved_id)
    )
    return {row.involved_id: row.last for row in rows if row.last is not None}


def _in_force(
    actor: Actor, involved_ids: Sequence[UUID], on: date
) -> dict[UUID, list[tuple[str, date]]]:
    found: dict[UUID, list[tuple[str, date]]] = {}
    statement = queries.running(actor.organisation_id, on)
    for row in db.session.scalars(statement.where(Measure.involved_id.in_(involved_ids))):
        until = row.ended_on or row.ends_on
        if until is not None and row.level:
            found.setdefault(row.involved_id, []).append((row.level, until))
    return found


def _perpetrators(actor: Actor, case_id: UUID) -> Select[Involved]:
    return (
        select(Involved)
        .where(
            Involved.organisation_id == actor.organisation_id,
            Involved.incident_id == case_id,
            Involved.role == Part.PERPETRATOR.value,
            Involved.user_id.is_(None),
        )
        .order_by(Involved.ordinal)
    )


def _indexes(row: Involved) -> list[str]:
    return [name for name in INDEXES if getattr(row, name) is not None]


def _incident(actor: Actor, case_id: UUID) -> Incident:
    return db.session.get_one(Incident, (actor.organisation_id, case_id))
