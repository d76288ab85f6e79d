"""Reads what a page or a document about one case asks for, and nothing else."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Uuid, and_, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from vpt.accounts.models import Location, Organisation, Unit
from vpt.audit import queries as trail
from vpt.audit.models import AuditEntry
from vpt.cases import labels, naming, protocols, running
from vpt.cases.models import Case, CaseMessage, ProtocolVersion
from vpt.cases.reach import Reached
from vpt.cases.rules import Part
from vpt.cases.running import Running
from vpt.core.actor import Actor, Role
from vpt.documents.kinds.registry import KINDS
from vpt.documents.models import IssuedDocument
from vpt.incidents.evidence import CustodyEntry, Evidence
from vpt.incidents.models import Addendum, Behaviour, Incident
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Keyset
from vpt.infra.storage import StoredFile
from vpt.partners.disclosure import Profile

MOST_TRAIL = 2000
CASE_PAPERS = tuple(key for key, kind in KINDS.items() if kind.is_case_paper)
"""Kinds that whoever may issue from a case sees; a victim's own papers are not even counted."""
OWN = (Profile.VICTIM.value,)
"""Readers who make their copy themselves: it stands in nobody else's list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much of each there is, also when it was not read."""

    evidence: int
    messages: int
    documents: int
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    """What rooms above this one count, by the name they gave to `count_also`."""


Count = Callable[[Case], ScalarSelect[int]]
_ELSEWHERE: dict[str, Count] = {}


def count_also(name: str, count: Count) -> None:
    """Let a room above this one count something of a case in the statement that counts here."""
    _ELSEWHERE[name] = count


@dataclass(slots=True, kw_only=True)
class Gathered:
    """The rows of one case, with the names of everybody in them; parts not asked for are empty."""

    running: Running
    incident: Incident
    organisation: Organisation
    protocol_number: int
    unit: str
    location: str
    place: Location | None
    """Where it happened, when that is a place of the organisation."""
    leading: str
    counts: Counts
    behaviours: Sequence[Behaviour] = ()
    addenda: Sequence[Addendum] = ()
    evidence: Sequence[tuple[Evidence, StoredFile]] = ()
    custody: Sequence[CustodyEntry] = ()
    messages: Sequence[CaseMessage] = ()
    documents: Sequence[IssuedDocument] = ()
    trail: Sequence[AuditEntry] = ()
    """What was done, newest first; looks are in `seen`."""
    names: dict[UUID, str] = field(default_factory=dict)
    staff: dict[UUID, frozenset[Role]] = field(default_factory=dict)
    seen: dict[UUID, datetime] = field(default_factory=dict)


def gather(
    actor: Actor, reached: Reached, parts: Collection[Part], *, now: datetime | None = None
) -> Gathered:
    """Return the rows of a case the caller fetched in reach.

    Six statements for the case, its chain and the names; one for each part, two for evidence.
    Who may see it now is read with `Part.AUDIENCE`, and only when `now` is given.
    Only `Part.IDENTITY` opens the keysets of people.
    """
    case, incident = reached.case, reached.incident
    rows = _around(case, incident, with_story=Part.STORY in parts)
    around = rows[0]
    keysets.remember(around.Keyset)
    organisation: Organisation = around.Organisation
    protocol = protocols.parsed(case.organisation_id, case.protocol_version_id, around.sha256)
    got = Gathered(
        running=running.assemble(
            case, incident.keyset_id, protocol, protocols.calendar_of(organisation.calendar)
        ),
        incident=incident,
        organisation=organisation,
        protocol_number=around.number,
        unit=around.unit or "",
        location=around.Location.name if around.Location else "",
        place=around.Location,
        leading=around.leading or "",
        counts=Counts(
            evidence=around.evidence,
            messages=around.messages,
            documents=around.documents,
            elsewhere={name: getattr(around, f"elsewhere_{name}") for name in _ELSEWHERE},
        ),
    )
    if Part.STORY in parts:
        got.behaviours = [row.Behaviour for row in rows if row.Behaviour is not None]
    _read(actor, got, parts, now)
    return got


def _read(actor: Actor, got: Gathered, parts: Collection[Part], now: datetime | None) -> None:
    case = got.running.case
    if Part.STORY in parts:
        got.addenda = _of(case, Addendum, Addendum.incident_id, Addendum.added_at, Addendum.id)
    if Part.EVIDENCE in parts:
        got.evidence, got.custody = _evidence(case), _custody(case)
    if Part.MESSAGES in parts:
        got.messages = _of(
            case, CaseMessage, CaseMessage.case_id, CaseMessage.sent_at, CaseMessage.id
        )
    if Part.DOCUMENTS in parts:
        got.documents = _of(
            case, IssuedDocument, IssuedDocument.case_id, IssuedDocument.issued_at.desc()
        )
        got.documents = [
            row for row in got.documents if row.kind in CASE_PAPERS and row.profile not in OWN
        ]
    if Part.TRAIL in parts:
        got.trail = trail.list_of_subject(
            actor, case.id, leaving_out=labels.LOOKS, limit=MOST_TRAIL
        )
    asked = None
    if now is not None and Part.AUDIENCE in parts:
        asked = naming.Asked(now=now, looks=labels.SEEN)
    around = naming.people(case, _mentioned(got), asked)
    got.names, got.staff, got.seen = around.names, around.staff, around.seen
    if Part.IDENTITY in parts:
        people = [one.keyset_id for one in got.running.involved]
        keysets.prefetch(case.organisation_id, people)


def _around(case: Case, incident: Incident, *, with_story: bool) -> Sequence[Any]:
    """Return what stands around a case, once for every behaviour of its story."""
    leading, mine = aliased(Case), Organisation.id
    statement = (
        select(
            Organisation,
            Keyset,
            ProtocolVersion.sha256,
            ProtocolVersion.number,
            Unit.name.label("unit"),
            Location,
            leading.reference.label("leading"),
            _count(case, Evidence, Evidence.subject_id).label("evidence"),
            _count(case, CaseMessage, CaseMessage.case_id).label("messages"),
            _count(
                case,
                IssuedDocument,
                IssuedDocument.case_id,
                IssuedDocument.kind.in_(CASE_PAPERS),
                IssuedDocument.profile.not_in(OWN),
            ).label("documents"),
            *(ask(case).label(f"elsewhere_{name}") for name, ask in _ELSEWHERE.items()),
        )
        .select_from(Organisation)
        .join(ProtocolVersion, _is(ProtocolVersion, mine, case.protocol_version_id))
        .outerjoin(Keyset, _is(Keyset, mine, incident.keyset_id))
        .outerjoin(Unit, _is(Unit, mine, case.unit_id))
        .outerjoin(Location, _is(Location, mine, incident.location_id))
        .outerjoin(leading, _is(leading, mine, incident.leading_id))
        .where(Organisation.id == case.organisation_id)
    )
    if with_story:
        of_case = and_(Behaviour.organisation_id == mine, Behaviour.incident_id == case.id)
        statement = (
            statement.add_columns(Behaviour)
            .outerjoin(Behaviour, of_case)
            .order_by(Behaviour.category)
        )
    return db.session.execute(statement).all()


def _is(model: Any, organisation_id: Any, one: UUID | None) -> ColumnElement[bool]:
    """Return the condition on one row; None as a value finds nothing, `IS NULL` reads all rows."""
    return and_(model.organisation_id == organisation_id, model.id == literal(one, Uuid()))


def _count(
    case: Case,
    model: type[Any],
    owner: InstrumentedAttribute[Any],
    *also: ColumnElement[bool],
) -> ScalarSelect[int]:
    counted = select(func.count()).where(
        model.organisation_id == case.organisation_id, owner == case.id, *also
    )
    return counted.scalar_subquery()


def _of(case: Case, model: type[Any], owner: InstrumentedAttribute[UUID], *order: Any) -> list[Any]:
    return list(
        db.session.scalars(
            select(model)
            .where(model.organisation_id == case.organisation_id, owner == case.id)
            .order_by(*order)
        )
    )


def _evidence(case: Case) -> list[tuple[Evidence, StoredFile]]:
    rows = db.session.execute(
        select(Evidence, StoredFile)
        .join(
            StoredFile,
            and_(
                StoredFile.organisation_id == Evidence.organisation_id,
                StoredFile.id == Evidence.file_id,
            ),
        )
        .where(Evidence.organisation_id == case.organisation_id, Evidence.subject_id == case.id)
        .order_by(Evidence.added_at, Evidence.id)
    )
    return [(row[0], row[1]) for row in rows]


def _custody(case: Case) -> list[CustodyEntry]:
    return list(
        db.session.scalars(
            select(CustodyEntry)
            .join(
                Evidence,
                and_(
                    Evidence.organisation_id == CustodyEntry.organisation_id,
                    Evidence.id == CustodyEntry.evidence_id,
                ),
            )
            .where(Evidence.organisation_id == case.organisation_id, Evidence.subject_id == case.id)
            .order_by(CustodyEntry.at, CustodyEntry.id)
        )
    )


def _mentioned(got: Gathered) -> set[UUID | None]:
    at = got.running
    return {
        got.incident.reporter_id,
        at.case.assignee_id,
        *(one.user_id for one in at.involved),
        *(row.assignee_id for row in at.steps),
        *(row.done_by for row in at.steps),
        *(row.recorded_by for row in at.facts),
        *(row.author_id for row in got.addenda),
        *(row.author_id for row in got.messages),
        *(row.added_by for row, _ in got.evidence),
        *(row.actor_id for row in got.custody),
        *(row.issued_by for row in got.documents),
        *(row.withdrawn_by for row in got.documents),
        *(row.actor_id for row in got.trail),
    }
