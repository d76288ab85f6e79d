"""Noting at the desk that somebody with a measure turned up, and reading that back in the case.

For who builds the measures of a case: `list_of_case(actor, case_id)` gives every encounter of a
case in reach, newest first, with its words; `EncounterView.measure_id` says of which measure.
`since(actor, case_id, measure_id, on)` gives those of one measure from a day on: what a review
looks at. Two statements each, one more when the case's key is not open yet.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, select

from vpt.accounts import queries as accounts
from vpt.accounts.models import Location
from vpt.accounts.people import User
from vpt.audit import service as audit
from vpt.cases import reach
from vpt.cases.models import Case
from vpt.core.actor import Actor, Role
from vpt.core.errors import RuleBroken
from vpt.core.worktime import local_date
from vpt.incidents import words
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.measures import board, board_rules
from vpt.measures.board_rules import EncounterKind, Seen
from vpt.measures.models import Measure
from vpt.measures.sightings import Encounter
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice

MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class EncounterView:
    """One encounter as the case shows it."""

    id: UUID
    measure_id: UUID
    kind: EncounterKind
    happened_at: datetime
    noted_at: datetime
    noted_by: str
    place: str
    police_called: bool
    text: str


def note(actor: Actor, measure_id: UUID, seen: Seen, *, now: datetime) -> Encounter:
    """Keep that somebody on today's list turned up, and tell the handler and the coordinators.

    Raises NotAllowed("permission_missing"), NotVisible for a measure that is not on the actor's
    list today, RuleBroken("bsn_refused", "place_unknown") and what `board_rules.check` refuses.
    """
    measure, mine = board.find(actor, measure_id, now=now)
    board_rules.check(seen, now=now)
    if words.holds_bsn(seen.text):
        raise RuleBroken("bsn_refused", field="text")
    if seen.location_id is not None and seen.location_id not in {one.id for one in mine}:
        raise RuleBroken("place_unknown", field="location")
    row = Encounter(
        organisation_id=actor.organisation_id,
        id=new_id(),
        measure_id=measure.id,
        case_id=measure.case_id,
        keyset_id=measure.keyset_id,
        location_id=seen.location_id,
        kind=seen.kind.value,
        happened_at=seen.happened_at,
        noted_at=now,
        noted_by=actor.id,
        police_called=seen.police_called,
    )
    row.text = seen.text
    db.session.add(row)
    db.session.flush()
    _tell(actor, measure, row, now)
    codes = {"measure": str(measure.id), "kind": seen.kind.value}
    audit.record(
        actor,
        "measure.encounter_noted",
        ("case", measure.case_id),
        at=now,
        fields=("text",),
        codes=codes,
    )
    return row


def list_of_case(actor: Actor, case_id: UUID) -> list[EncounterView]:
    """Return the newest encounters with people of a case in reach; NotVisible otherwise."""
    reach.get(actor, case_id)
    return of_reached(actor, case_id)


def since(actor: Actor, case_id: UUID, measure_id: UUID, on: date) -> list[EncounterView]:
    """Return the encounters of one measure from a local day on: what a review looks at."""
    return [
        one
        for one in list_of_case(actor, case_id)
        if one.measure_id == measure_id and local_date(one.happened_at) >= on
    ]


def of_reached(actor: Actor, case_id: UUID) -> list[EncounterView]:
    """Return the same for a caller that has fetched the case in reach; one statement."""
    rows = db.session.execute(
        select(Encounter, User.name, Location.name)
        .join(User, User.id == Encounter.noted_by)
        .outerjoin(
            Location,
            and_(
                Location.organisation_id == Encounter.organisation_id,
                Location.id == Encounter.location_id,
            ),
        )
        .where(Encounter.organisation_id == actor.organisation_id, Encounter.case_id == case_id)
        .order_by(Encounter.happened_at.desc(), Encounter.id.desc())
        .limit(MOST)
    )
    return [_view(row[0], row[1], row[2] or "") for row in rows]


def _view(row: Encounter, who: str, place: str) -> EncounterView:
    return EncounterView(
        id=row.id,
        measure_id=row.measure_id,
        kind=EncounterKind(row.kind),
        happened_at=row.happened_at,
        noted_at=row.noted_at,
        noted_by=who,
        place=place,
        police_called=row.police_called,
        text=row.text or "",
    )


def _tell(actor: Actor, measure: Measure, row: Encounter, now: datetime) -> None:
    """Tell who handles the case and every coordinator, but nobody who is a party to it."""
    organisation_id = actor.organisation_id
    handler = db.session.scalar(
        select(Case.assignee_id).where(
            Case.organisation_id == organisation_id, Case.id == measure.case_id
        )
    )
    parties = set(
        db.session.scalars(
            select(Involved.user_id).where(
                Involved.organisation_id == organisation_id,
                Involved.incident_id == measure.case_id,
                Involved.user_id.is_not(None),
            )
        )
    )
    coordinators = accounts.list_with_role(organisation_id, {Role.COORDINATOR}, now=now)
    people = {handler, *(one.id for one in coordinators)} - parties - {actor.id, None}
    notifications.queue_all(
        [
            Notice(
                organisation_id=organisation_id,
                recipient_id=user_id,
                kind=Kind.ENCOUNTER_NOTED,
                case_id=measure.case_id,
                subject_id=row.id,
            )
            for user_id in sorted(one for one in people if one)
        ],
        at=now,
    )
