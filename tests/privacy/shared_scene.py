"""A case full of needles that went along the whole chain, with everything that was sent of it."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from uuid import UUID, uuid4

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.builders import stored
from tests.cases.builders import Town
from tests.meetings.builders import a_meeting, a_partner, decide, hold, put_on
from tests.sharing.received import a_contact, an_exhibit
from vpt.cases import founding
from vpt.cases.models import Case
from vpt.core import clock
from vpt.core.actor import Author
from vpt.core.worktime import local_date
from vpt.documents import seals
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.meetings.models import Meeting
from vpt.sharing.models import Share

CASE = "Naaldman"
"""In everything that is known of the case and of the people in it."""
SENT = "Naaldvraag"
"""In what the sender writes to the recipient, who reads it on the page behind the code."""
GIVEN = "Naaldantwoord"
"""In what the recipient answers, which is nobody else's."""
AT_DESK, TALKED, WHY = "Naaldbalie", "Naaldoverleg", "Naaldreden"
CONTACT = "Naaldagent"
FIRST, SECOND = "naaldeen@politie.example", "naaldtwee@politie.example"
PHONE = "0698765432"
NEEDLES = (CASE, SENT, GIVEN, AT_DESK, TALKED, WHY, CONTACT, FIRST, SECOND, PHONE)
SECTIONS = ["summary", "circumstances", "evidence", "chain"]
CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")
LINK = re.compile(r"https://vpt\.example(/deling/\S+)")


@dataclass
class Told:
    """The case, and what of it reached whom."""

    app: Flask
    town: Town
    case_id: UUID
    reference: str
    desk_url: str
    mails: list[EmailMessage] = field(default_factory=list)
    locked: str = ""
    """The page before the code."""
    page: str = ""
    """The page of the recipient behind it."""
    desk: str = ""
    taken: bytes = b""
    """The sealed copy as the recipient downloaded it."""
    code: str = ""
    link: str = ""
    addresses: list[str] = field(default_factory=list)
    """Every address a browser was sent to."""

    def went(self, answer: TestResponse, *expected: int) -> TestResponse:
        """Keep where a browser was sent, and refuse what went wrong."""
        assert answer.status_code in (expected or (200, 302, 303)), answer.text
        self.addresses += [answer.request.path, answer.headers.get("Location", "")]
        self.addresses.append(answer.headers.get("Content-Disposition", ""))
        return answer


def fill(case: Case) -> None:
    """Put the needle of the case in what is known of it."""
    with unit_of_work():
        incident = db.session.get_one(Incident, (case.organisation_id, case.id))
        incident.narrative = f"{CASE} verhaal"
        incident.answers = {"literal_words": f"{CASE} woorden", "place": f"{CASE} plaats"}
        people = select(Involved).where(Involved.incident_id == case.id)
        for row in db.session.scalars(people):
            row.identity = {"name": f"Piet {CASE}", "given_name": "Piet", "surname": CASE}
            row.description, row.medical = f"{CASE} signalement", f"{CASE} letsel"


def seal(town: Town) -> None:
    """Give the employer the seal its copies are sealed with."""
    organisation, now = town.organisation, clock.now()
    material = founding.make_seal(organisation.name, demo=True, now=now)
    with unit_of_work():
        seals.store(
            Author(organisation_id=organisation.id), organisation.keyset_id, material, now=now
        )


def contact(town: Town) -> UUID:
    """Return somebody at the police who can be mailed at two addresses."""
    row = a_contact(
        town, at=clock.now(), name=f"Rik {CONTACT}", place=f"Bureau {CONTACT}",
        phone=PHONE, email=FIRST, second_email=SECOND,
    )  # fmt: skip
    return row.id


def send(told: Told, client: FlaskClient, officer: UUID, exhibits: list[UUID]) -> None:
    """Share the case by link, with the code to the second address."""
    data = {
        "officer": str(officer), "purpose": "report", "door": "link",
        "code_way": "second_address", "sections": SECTIONS, "evidence": [str(exhibits[0])],
        "asks": ["registration", "vpt_code"], "question": f"{SENT} van ons",
        "basis": "crime_report", "prepared": "police", "version": str(version(told)),
        "until": (local_date(clock.now()) + timedelta(days=30)).isoformat(), "at": "check",
    }  # fmt: skip
    told.went(client.post(f"/dossiers/{told.case_id}/delen/nieuw", data=data), 302)


def found(what: re.Pattern[str], mails: list[EmailMessage], address: str) -> str:
    """Return what the one mail to an address holds."""
    [mail] = [one for one in mails if one["To"] == address]
    [text] = what.findall(mail.get_content())
    return str(text)


def read(told: Told) -> None:
    """Open the share as its recipient does, take what there is and answer."""
    client = told.app.test_client()
    told.link = found(LINK, told.mails, FIRST)
    told.code = found(CODE, told.mails, SECOND)
    told.locked = told.went(client.get(told.link)).text
    told.went(client.post(told.link, data={"code": "FFFF-FFFF"}), 422)
    told.went(client.post(told.link, data={"code": told.code}), 302)
    told.page = told.went(client.get(told.link)).text
    told.taken = told.went(client.get(f"{told.link}/stuk/1")).data
    told.went(client.get(re.findall(rf"{told.link}/bewijs/[0-9a-f-]+", told.page)[0]))
    answer = {
        "registration-number": "2026123456", "registration-officer": f"{GIVEN} agent",
        "registration-station": f"{GIVEN} bureau", "key": str(uuid4()),
    }  # fmt: skip
    told.went(client.post(f"{told.link}/antwoord", data=answer), 302)
    told.went(client.get(f"{told.link}/klaar"))


def write_at_desk(told: Told) -> None:
    """Fill in the page of the cover sheet."""
    client = told.app.test_client()
    form = {
        "key": str(uuid4()), "number": "2026654321", "record_number": "", "code": "present",
        "officer": f"{AT_DESK} agent", "station": f"{AT_DESK} bureau",
    }  # fmt: skip
    done = told.went(client.post(told.desk_url, data=form), 303)
    told.desk = (
        told.went(client.get(told.desk_url)).text + told.went(client.get(done.location)).text
    )


def meet(told: Told) -> None:
    """Talk the case through with a partner."""
    now = clock.now()
    meeting = a_meeting(told.town, a_partner(told.town), on=local_date(now), now=now)
    case = db.session.get_one(Case, (told.town.coordinator.organisation_id, told.case_id))
    item = put_on(told.town, meeting, case, now=now)
    decide(told.town, item, now=now, by_partner=True, text=f"{TALKED} afspraak")
    hold(told.town, meeting, now=now)
    with unit_of_work():
        for row in stored(Meeting):
            row.present = f"{TALKED} aanwezig"
            db.session.add(row)


def add(told: Told, client: FlaskClient, exhibits: list[UUID]) -> None:
    """Send a supplement to the share."""
    data = {"words": f"{SENT} later", "evidence": [str(exhibits[1])], "version": version(told)}
    told.went(client.post(f"{place_of(told)}/aanvulling", data=data), 302)
    told.went(client.get(place_of(told)))


def take_back(told: Told, client: FlaskClient) -> None:
    """Take the share back."""
    data = {"reason": f"{WHY} terug", "version": version(told)}
    told.went(client.post(f"{place_of(told)}/intrekken", data=data), 302)


def place_of(told: Told) -> str:
    """Return the address of the share for its sender."""
    with told.app.app_context():
        return f"/dossiers/{told.case_id}/delingen/{stored(Share)[0].id}"


def version(told: Told) -> int:
    """Return the version a page would carry now."""
    with told.app.app_context():
        return db.session.get_one(
            Case, (told.town.coordinator.organisation_id, told.case_id)
        ).version


def exhibit(told: Told) -> UUID:
    """Add a piece of evidence with the needle in its name."""
    case = db.session.get_one(Case, (told.town.coordinator.organisation_id, told.case_id))
    return an_exhibit(told.town, case, name=f"{CASE}.png")
