"""Shares whose recipients can be reminded: by mail to their link, or in their account."""

from datetime import datetime, timedelta

from sqlalchemy import select

from tests.answers.builders import a_case_at_the_police, a_share
from tests.builders import NOW, Person, a_person, an_organisation, stored
from tests.cases.builders import Town, a_case, a_town, steps_of
from vpt.accounts.models import Organisation
from vpt.accounts.rules import OrganisationKind
from vpt.answers import asking, starting
from vpt.answers.models import FeedbackRequest
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core.actor import Role
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.notifications.models import Message, OutsideLetter
from vpt.partners.models import ContactOfficer, Partnership
from vpt.sharing.models import Share
from vpt.sharing.rules import Ask

MAIL = "rik@politie.example"
DAY = timedelta(days=1)
NEWS = (Ask.POLICE_NEWS,)


def a_link(
    town: Town, case: Case, *, asks: tuple[Ask, ...] = NEWS, mail: str = MAIL, **columns: object
) -> Share:
    """Return a share by link whose recipient can be mailed."""
    share = a_share(town, case, asks=asks)
    with unit_of_work():
        officer = db.session.get_one(ContactOfficer, (share.organisation_id, share.officer_id))
        officer.identity = {**officer.identity, "email": mail}
        for name, value in columns.items():
            setattr(share, name, value)
        db.session.add(share)
    return share


def a_police_unit(town: Town) -> tuple[Organisation, Person]:
    """Return a police unit the town works with, and an account there."""
    with unit_of_work():
        unit = an_organisation("Politie Voorbeeld (demo)", OrganisationKind.POLICE)
        partner = a_person(unit, Role.PARTNER, name="Rik Agent (demo)")
        db.session.add(
            Partnership(
                organisation_id=town.organisation.id,
                partner_id=unit.id,
                valid_from=NOW.date(),
                added_at=NOW,
                added_by=town.coordinator.id,
            )
        )
    return unit, partner


def an_account_share(
    town: Town, case: Case, *, asks: tuple[Ask, ...] = NEWS
) -> tuple[Share, Person]:
    """Return a share with somebody who has an account at a police unit."""
    unit, partner = a_police_unit(town)
    share = a_share(town, case, asks=asks)
    with unit_of_work():
        officer = db.session.get_one(ContactOfficer, (share.organisation_id, share.officer_id))
        officer.partner_id, officer.user_id = unit.id, partner.id
        share.partner_id, share.door = unit.id, "account"
        db.session.add(share)
    return share, partner


def a_waiting_case() -> tuple[Town, Case, datetime]:
    """Return a town with a case that waits for news of the police, and from when it counts."""
    town = a_town()
    case = a_case_at_the_police(town)
    [step] = steps_of("S17")
    return town, case, step.anchor_at


def a_waiting_step(town: Town, at: datetime, key: str = "S17") -> tuple[Case, CaseStep]:
    """Return a new case with an open step that waits for a partner since a moment."""
    case = a_case(town, at=at)
    with unit_of_work():
        incident = db.session.get_one(Incident, (case.organisation_id, case.id))
        step = CaseStep(
            organisation_id=case.organisation_id,
            id=new_id(),
            case_id=case.id,
            keyset_id=incident.keyset_id,
            key=key,
            subject_id=new_id(),
            occurrence=1,
            party="coordinator",
            category=incident.category,
            state="open",
            opened_at=at,
            anchor_at=at,
        )
        db.session.add(step)
    return case, step


def work(town: Town, at: datetime) -> None:
    """Let the worker do its rounds, as `vpt.work.answers` does."""
    with unit_of_work():
        starting.settle_done(town.organisation.id, at, limit=20)
    last = None
    while True:
        with unit_of_work():
            last = asking.ask_due(town.organisation.id, at, after=last, limit=1)
        if last is None:
            return


def the_question() -> FeedbackRequest:
    """Return the only question, as stored."""
    [row] = db.session.scalars(
        select(FeedbackRequest).execution_options(populate_existing=True)
    ).all()
    return row


def letters() -> list[str]:
    """Return the paths of the reminders that were mailed outside."""
    return [row.content["path"] for row in stored(OutsideLetter) if row.kind == "asked_again"]


def reminders(person: Person) -> list[Message]:
    """Return what an account was reminded of."""
    found = [row for row in stored(Message) if row.recipient_id == person.id]
    return [row for row in found if row.kind == "share.asked_again"]
