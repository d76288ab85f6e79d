"""Reads everything about one case that a page or a document is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, and_, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from vpt.accounts.models import Location, Organisation, Unit
from vpt.accounts.people import Membership, User
from vpt.audit import queries as trail
from vpt.audit.models import AuditEntry
from vpt.cases import labels, protocols, running
from vpt.cases.models import Case, CaseMessage, ProtocolVersion
from vpt.cases.reach import Reached
from vpt.cases.running import Running
from vpt.core.actor import Actor, Role
from vpt.documents.models import IssuedDocument
from vpt.incidents.evidence import Evidence
from vpt.incidents.models import Addendum, Behaviour, Incident
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.storage import StoredFile

MOST_TRAIL = 2000
SEES_EVERY_CASE = (Role.COORDINATOR, Role.HR)


@dataclass(slots=True, kw_only=True)
class Gathered:
    """The rows of one case, with the names of everybody in them."""

    running: Running
    incident: Incident
    organisation: Organisation
    protocol_number: int
    unit: str
    location: str
    leading: str
    behaviours: Sequence[Behaviour]
    addenda: Sequence[Addendum]
    evidence: Sequence[tuple[Evidence, StoredFile]]
    messages: Sequence[CaseMessage]
    documents: Sequence[IssuedDocument]
    trail: Sequence[AuditEntry]
    names: dict[UUID, str]
    staff: dict[UUID, frozenset[Role]]
    """Who holds a role that sees every case, and who leads a unit above this one."""


def gather(actor: Actor, reached: Reached) -> Gathered:
    """Return the rows of a case the caller fetched in reach, in thirteen statements."""
    case, incident = reached.case, reached.incident
    around = _around(case, incident)
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
        location=around.location or "",
        leading=around.leading or "",
        behaviours=_of(case, Behaviour, Behaviour.incident_id, Behaviour.category),
        addenda=_of(case, Addendum, Addendum.incident_id, Addendum.added_at, Addendum.id),
        evidence=_evidence(case),
        messages=_of(case, CaseMessage, CaseMessage.case_id, CaseMessage.sent_at, CaseMessage.id),
        documents=_of(
            case, IssuedDocument, IssuedDocument.case_id, IssuedDocument.issued_at.desc()
        ),
        trail=trail.list_of_subject(actor, case.id, looks=labels.LOOKS, limit=MOST_TRAIL),
        names={},
        staff={},
    )
    _name_people(got)
    keysets.prefetch(
        case.organisation_id,
        [incident.keyset_id, *(one.keyset_id for one in got.running.involved)],
    )
    return got


def _around(case: Case, incident: Incident) -> Any:
    leading = aliased(Case)
    return db.session.execute(
        select(
            Organisation,
            ProtocolVersion.sha256,
            ProtocolVersion.number,
            Unit.name.label("unit"),
            Location.name.label("location"),
            leading.reference.label("leading"),
        )
        .select_from(Organisation)
        .join(
            ProtocolVersion,
            and_(
                ProtocolVersion.organisation_id == Organisation.id,
                ProtocolVersion.id == case.protocol_version_id,
            ),
        )
        .outerjoin(
            Unit, and_(Unit.organisation_id == Organisation.id, Unit.id == _known(case.unit_id))
        )
        .outerjoin(
            Location,
            and_(
                Location.organisation_id == Organisation.id,
                Location.id == _known(incident.location_id),
            ),
        )
        .outerjoin(
            leading,
            and_(
                leading.organisation_id == Organisation.id,
                leading.id == _known(incident.leading_id),
            ),
        )
        .where(Organisation.id == case.organisation_id)
    ).one()


def _known(one: UUID | None) -> ColumnElement[UUID | None]:
    """Return an id to compare with: None as a value finds nothing, `IS NULL` reads all rows."""
    return literal(one, Uuid())


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


def _name_people(got: Gathered) -> None:
    """Read names and who else may see the case, in one statement."""
    case = got.running.case
    leads = _leads(case)
    rows = db.session.execute(
        select(User.id, User.name, Membership.role, User.disabled_at, User.id.in_(leads))
        .outerjoin(
            Membership,
            and_(
                Membership.user_id == User.id,
                Membership.organisation_id == case.organisation_id,
                Membership.valid_until.is_(None),
            ),
        )
        .where(
            or_(
                User.id.in_(_mentioned(got)),
                User.id.in_(leads),
                Membership.role.in_(SEES_EVERY_CASE),
            )
        )
    )
    for user_id, name, role, disabled_at, is_lead in rows:
        got.names[user_id] = name
        if disabled_at is None:
            held = {Role(role)} & set(SEES_EVERY_CASE) if role else set()
            led = {Role.MANAGER} if is_lead and not case.confined else set()
            known = got.staff.get(user_id, frozenset())
            if held or led:
                got.staff[user_id] = known | held | led


def _leads(case: Case) -> Any:
    above = [case.unit_path[: end + 1] for end, sign in enumerate(case.unit_path) if sign == "/"]
    units = select(Unit).where(Unit.organisation_id == case.organisation_id, Unit.path.in_(above))
    managers = units.with_only_columns(Unit.manager_id).where(Unit.manager_id.is_not(None))
    deputies = units.with_only_columns(Unit.deputy_id).where(Unit.deputy_id.is_not(None))
    return managers.union_all(deputies)


def _mentioned(got: Gathered) -> set[UUID]:
    at = got.running
    ids = {
        got.incident.reporter_id,
        at.case.assignee_id,
        *(one.user_id for one in at.involved),
        *(row.assignee_id for row in at.steps),
        *(row.done_by for row in at.steps),
        *(row.recorded_by for row in at.facts),
        *(row.author_id for row in got.addenda),
        *(row.author_id for row in got.messages),
        *(row.added_by for row, _ in got.evidence),
        *(row.issued_by for row in got.documents),
        *(row.actor_id for row in got.trail),
    }
    return {one for one in ids if one is not None}
