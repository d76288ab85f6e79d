"""A partner to meet with, and meetings about the cases of a town."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from tests.builders import NOW, an_organisation
from tests.cases.builders import LATER, Town
from vpt.accounts.models import Organisation
from vpt.accounts.rules import OrganisationKind
from vpt.cases.models import Case
from vpt.core.worktime import local_date
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.meetings import planning, service
from vpt.meetings.models import AgendaItem, Agreement, Meeting
from vpt.meetings.rules import Decided, Decision
from vpt.partners.models import Partnership
from vpt.protocol.catalogue import reference_text

TODAY = local_date(NOW)
DUE = TODAY + timedelta(days=14)
TEXT = "De politie belt de melder terug over de aangifte"
PRESENT = "Rik Temmink (demo), Ineke Coördinator (demo)"


def without_agreements() -> str:
    """Return the protocol as it was adopted before there was a step for agreements."""
    return reference_text()[: reference_text().index('[[steps]]\nkey = "S28"')]


def a_partner(
    town: Town, kind: OrganisationKind = OrganisationKind.POLICE, *, until: date | None = None
) -> Organisation:
    """Return an organisation this employer works with."""
    with unit_of_work():
        partner = an_organisation(kind=kind)
        db.session.add(
            Partnership(
                organisation_id=town.organisation.id,
                id=new_id(),
                partner_id=partner.id,
                valid_from=TODAY - timedelta(days=90),
                valid_until=until,
                added_at=NOW,
                added_by=town.coordinator.id,
            )
        )
    return partner


def a_meeting(
    town: Town, partner: Organisation, *, on: date = TODAY, now: datetime = LATER
) -> Meeting:
    """Return a planned meeting with what the open cases put on its agenda."""
    with unit_of_work():
        return planning.plan(town.coordinator.actor(now), partner.id, on, now=now)


def put_on(town: Town, meeting: Meeting, case: Case, *, now: datetime = LATER) -> AgendaItem:
    """Put a case on the agenda by hand."""
    with unit_of_work():
        return planning.add(
            town.coordinator.actor(now), meeting.id, case.reference,
            version=version_of(meeting), now=now,
        )  # fmt: skip


def a_topic(town: Town, partner: Organisation, case: Case, *, now: datetime) -> dict[str, UUID]:
    """Return the ids of a planned meeting and of a case on its agenda."""
    meeting = a_meeting(town, partner, on=local_date(now), now=now)
    return {"meeting_id": meeting.id, "topic_id": put_on(town, meeting, case, now=now).id}


def decide(town: Town, item: AgendaItem, *, now: datetime = LATER, **changes: object) -> AgendaItem:
    """Decide about a case; an action of the coordinator unless said otherwise."""
    values: dict[str, object] = {
        "decision": Decision.ACTION, "text": TEXT, "due_on": local_date(now) + timedelta(days=14),
        "owner_id": town.coordinator.id, **changes,
    }  # fmt: skip
    version = db.session.scalar(select(Meeting.version).where(Meeting.id == item.meeting_id)) or 0
    with unit_of_work():
        return service.decide(
            town.coordinator.actor(now), item.meeting_id, item.id,
            Decided(**values),  # type: ignore[arg-type]  # passed on
            version=version, now=now,
        )  # fmt: skip


def hold(town: Town, meeting: Meeting, *, now: datetime = LATER) -> Meeting:
    """End a meeting."""
    with unit_of_work():
        return service.close(
            town.coordinator.actor(now), meeting.id, PRESENT, version=version_of(meeting), now=now
        )


def version_of(meeting: Meeting) -> int:
    """Return the version somebody who looks now would see."""
    version = db.session.scalar(select(Meeting.version).where(Meeting.id == meeting.id))
    assert version is not None
    return version


def agreements_of(case: Case) -> list[Agreement]:
    """Return what was agreed about a case, as stored."""
    rows = select(Agreement).where(Agreement.case_id == case.id).order_by(Agreement.id)
    return list(db.session.scalars(rows))
