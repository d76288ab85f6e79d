"""Measures as stored once they were imposed and served, for what reception sees of them."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from tests.builders import NOW
from tests.cases.builders import Town
from vpt.cases.models import Case
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.measures import board_rules
from vpt.measures.models import Measure, MeasureLocation

TODAY = board_rules.today(NOW)


def perpetrator(case: Case) -> Involved:
    """Return the first perpetrator of a case."""
    return db.session.scalars(
        select(Involved)
        .where(Involved.incident_id == case.id, Involved.role == "perpetrator")
        .order_by(Involved.ordinal)
    ).first()


def a_measure(
    town: Town, case: Case, *, places: tuple[UUID, ...] | None = None, name: str = "", **columns
) -> Measure:
    """Return a stored building ban at the desk, served yesterday and valid for a month."""
    person = perpetrator(case)
    incident = db.session.get_one(Incident, (town.organisation.id, case.id))
    values = {
        "level": "building_ban",
        "state": "imposed",
        "starts_on": TODAY - timedelta(days=1),
        "ends_on": TODAY + timedelta(days=30),
        "served_on": TODAY - timedelta(days=1),
        "served_how": "in_hand",
        **columns,
    }
    with unit_of_work():
        if name:
            person = db.session.merge(person)
            person.identity = {"name": name}
        row = Measure(
            organisation_id=town.organisation.id,
            id=new_id(),
            case_id=case.id,
            involved_id=person.id,
            keyset_id=incident.keyset_id,
            person_keyset_id=person.keyset_id,
            proposed_at=NOW,
            proposed_by=town.manager.id,
            **values,
        )
        row.area = "Het hele stadhuis"
        row.instruction = "Spreek de bezoeker niet alleen aan"
        row.call = "Beveiliging, toestel 12 (demo)"
        db.session.add(row)
        db.session.flush()
        for location_id in (town.location.id,) if places is None else places:
            db.session.add(
                MeasureLocation(
                    organisation_id=town.organisation.id, measure_id=row.id, location_id=location_id
                )
            )
    return row


def days(count: int) -> date:
    """Return a day so many days from today."""
    return TODAY + timedelta(days=count)
