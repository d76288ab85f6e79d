"""Measures as stored once they were imposed and served, for what reception sees of them."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from tests.builders import NOW, a_person
from tests.cases.builders import Town
from vpt.attention import service as attention
from vpt.attention.models import AttentionNotice
from vpt.attention.rules import Alarm
from vpt.cases.models import Case
from vpt.core import clock
from vpt.core.actor import Role
from vpt.core.worktime import local_date
from vpt.incidents import involvement
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.incidents.rules import Person
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.measures import unlock
from vpt.measures.models import Measure, MeasureLocation
from vpt.measures.unlock_models import RegisterRequest

TODAY = local_date(NOW)


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


def a_ban(town: Town, case: Case, **columns) -> Measure:
    """Return a ban that is in force while the test runs."""
    on = local_date(clock.now())
    dates = {"starts_on": on, "served_on": on, "ends_on": on + timedelta(days=30)}
    return a_measure(town, case, **{**dates, **columns})


def a_notice(town: Town) -> AttentionNotice:
    """Return an attention notice for the town's location that counts now."""
    now = clock.now()
    alarm = Alarm(
        watch_for="Een man roept bij de ingang",
        what_to_do="Blijf binnen",
        location_ids=frozenset({town.location.id}),
        starts_at=now,
        ends_at=now + timedelta(days=1),
    )
    with unit_of_work():
        return attention.send(town.manager.actor(now), alarm, now=now)


def a_question(town: Town, case: Case) -> RegisterRequest:
    """Return a question to the register that waits for the town's coordinator."""
    now = clock.now()
    with unit_of_work():
        asker = a_person(town.organisation, Role.COORDINATOR)
        person = db.session.merge(perpetrator(case))
        involvement.identify(person, Person(surname="Voorbeeld", birth_date=date(1968, 3, 11)))
    with unit_of_work():
        return unlock.ask(asker.actor(now), case.id, person.id, "Is een gesprek veilig?", now=now)
