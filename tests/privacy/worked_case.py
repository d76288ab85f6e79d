"""One case in which every sealed column holds a needle of its own, worked by the real services."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from uuid import UUID

from PIL import Image
from sqlalchemy import select

from tests.builders import NOW, Person, a_person, stored
from tests.cases.builders import LATER, Town, a_case, a_ref, a_town, steps_of, version_of
from tests.measures.builders import TODAY, a_mandate, a_plan, heard, the_measure
from tests.patterns.builders import a_link
from tests.police_reports import desk
from tests.preservation.builders import a_source
from tests.privacy.chain_rows import add_chain
from tests.privacy.meeting_rows import add_meetings
from tests.privacy.needles import BORN, CUSTOMER, EMPLOYERS_PEOPLE, NAMES, REACHES, said, word
from tests.privacy.sealed_rows import add_rows, people_of, report_of
from vpt.accounts.people import User
from vpt.cases.models import Case
from vpt.core.actor import Author
from vpt.documents import seals
from vpt.incidents import attachments
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work
from vpt.infra.seal_sources import create_seal
from vpt.measures import hearing, imposing, reviewing
from vpt.measures.hearing import Invitation
from vpt.measures.models import Hearing, Review
from vpt.measures.reviewing import Verdict
from vpt.partners import officers
from vpt.patterns.models import CaseLink
from vpt.police_reports import desk as codes
from vpt.police_reports.filing import Filed
from vpt.police_reports.models import (
    ReportDecision,
)
from vpt.police_reports.rules import DETAILS, Shield
from vpt.police_reports.service import Decided, Shielded
from vpt.preservation.models import EvidenceSource
from vpt.prosecution import planning
from vpt.prosecution.planning import Plan
from vpt.prosecution.statement import Statement

AUTHOR, DEVICE = 0x013B, 0x0110
"""What a photo tells of itself (EXIF: Artist, Model)."""


@dataclass(frozen=True)
class Worked:
    """The case, the town it runs in, and what papers are asked about."""

    town: Town
    case: Case
    report_id: UUID
    source_id: UUID
    perpetrator_id: UUID


def a_worked_case() -> Worked:
    """Return the case; call it inside an application context, in an empty database."""
    town = a_town()
    _rename(town.employee, "victim 1")
    _rename(town.colleague, "victim 2")
    case = desk.a_criminal_case(
        town, victims=(town.employee, town.colleague), damaged=True, injured=True, severity=4
    )
    _measured(town, case)
    _reported(town, case)
    with unit_of_work():
        codes.ensure_code(town.coordinator.actor(), case.id, report_of(case).id)
    source_id = a_source(town, case.id)
    _linked(town, case)
    add_rows(town, case)
    _fill(case)
    add_meetings(town, case)
    _attach(town, case)
    add_chain(town, case)
    _state(town, case)
    _sealed_by(town)
    wrongdoer = next(row for row in people_of(case) if row.role == "perpetrator")
    return Worked(town, case, report_of(case).id, source_id, wrongdoer.id)


def _state(town: Town, case: Case) -> None:
    """Let the employer state something for the prosecutor."""
    texts = {name: said(f"stated {name}") for name in ("text", "impact_service", "impact_victim")}
    stated = Statement(
        name=word("stated name"), function=word("stated function"), place=word("stated place"),
        day=NOW.date(), **texts,
    )  # fmt: skip
    with unit_of_work():
        planning.save(town.coordinator.actor(), case.id, Plan(statement=stated), {}, LATER)


def _sealed_by(town: Town) -> None:
    """Give the house a seal, so that papers can be issued."""
    house = town.organisation
    material = create_seal("Zegel", house.name, NOW, demo=True)
    with unit_of_work():
        seals.store(Author(organisation_id=house.id), house.keyset_id, material, now=NOW)


def put_under_a_number(worked: Worked) -> None:
    """Let the first victim report under a number from now on."""
    with unit_of_work():
        victim = next(row for row in people_of(worked.case) if row.role == "victim")
        victim.protection = Shield.NUMBER.value
        report_of(worked.case).protection = Shield.NUMBER.value


def level(key: str, *, lifted: bool = False) -> None:
    """Put the measure on a rung of the ladder, imposed or lifted, for the letter of it."""
    with unit_of_work():
        row = the_measure()
        row.level, row.state = key, "lifted" if lifted else "imposed"
        row.ended_on = TODAY if lifted else None


def _rename(person: Person, who: str) -> None:
    with unit_of_work():
        db.session.get_one(User, person.id).name = " ".join(NAMES[who])


def _measured(town: Town, case: Case) -> None:
    """Invite, hear, impose and look back."""
    asked = Invitation(at=LATER + timedelta(days=1), place="x", contact="x", address="x")
    with unit_of_work():
        hearing.invite(
            town.manager.actor(), case.id, a_ref("S08"), asked, version=version_of(case), now=LATER
        )
    a_mandate(town)
    heard(town, case)
    with unit_of_work():
        imposing.impose(
            town.coordinator.actor(), case.id, a_ref("S09"), a_plan(town),
            version=version_of(case), now=LATER,
        )  # fmt: skip
    verdict = Verdict(outcome="kept", conduct="x", reason="x")
    with unit_of_work():
        reviewing.review(
            town.coordinator.actor(), case.id, a_ref("S25"), verdict,
            version=version_of(case), now=LATER,
        )  # fmt: skip


def _reported(town: Town, case: Case) -> None:
    """Decide, shield, go to the police in vain, and know whom to call there."""
    decided = Decided(choice="employer_files", wish="agrees", said="x")
    desk.decide(town, case, decided)
    desk.shield(town, case, Shielded(outcome="domicile", name_known="no"))
    desk.file(town, case, Filed(outcome="refused", reason="x"))
    with unit_of_work():
        officers.add(
            town.coordinator.actor(), "police", officers.Person(name=word("officer")),
            valid_from=NOW.date(), valid_until=None, now=NOW,
        )  # fmt: skip


def _linked(town: Town, case: Case) -> None:
    """Link a case beside it, and one out of the manager's reach."""
    beside = a_case(town, reporter=town.deputy)
    hidden = a_case(town, unit=town.other_unit, reporter=a_person_elsewhere(town))
    for other, needle in ((beside, "beside"), (hidden, "hidden")):
        a_link(town.coordinator, case.id, other, reason="x")
        with unit_of_work():
            incident = db.session.get_one(Incident, (case.organisation_id, other.id))
            incident.summary = word(f"{needle} summary")
            incident.narrative = said(f"{needle} narrative")
            incident.answers = {
                "literal_words": said(f"{needle} quote"),
                "seven_ws": {"who": said(f"{needle} who")},
                "place": said(f"{needle} place"),
            }
            for row in people_of(other):
                row.medical = word(f"{needle} medical")
                row.identity = {"name": word(f"{needle} {row.role}")}
            link = db.session.scalars(
                select(CaseLink).where(
                    (CaseLink.to_id == other.id) | (CaseLink.from_id == other.id)
                )
            ).one()
            link.reason = said(f"{needle} link")
            link.removed_reason = said(f"{needle} unlinked")


def a_person_elsewhere(town: Town) -> Person:
    """Return a stored colleague of the other unit."""
    with unit_of_work():
        return a_person(town.organisation, unit=town.other_unit, name="Ellen Elders (demo)")


def _fill(case: Case) -> None:
    """Put needles in what the services wrote; letters never name a victim, so those texts do not.

    The services refuse such a name in the texts of a letter (see measures.naming).
    """
    with unit_of_work():
        _fill_report(case)
        _fill_people(case)
        _fill_measure()
        report = report_of(case)
        victims = " en ".join(" ".join(NAMES[f"victim {number}"]) for number in (1, 2))
        report.details = (
            {key: said(f"report {key}") for key in DETAILS}
            | {key: f"{word(f'report {key}')} {victims}" for key in EMPLOYERS_PEOPLE}
            | {"wanted": "both", "complaint_wish": "yes"}
        )
        for row in stored(ReportDecision):
            row.said = said("decision")
        for source in stored(EvidenceSource):
            source.place, source.reason = said("source place"), said("source reason")
        for step in (row for key in _KEYS for row in steps_of(key)):
            if step.case_id == case.id and step.done_at is not None:
                step.note = said("step note")
                step.details = {"reason": said("step reason"), "number": said("step number")}


_KEYS = tuple(f"S{number:02d}" for number in range(1, 28))


def _fill_report(case: Case) -> None:
    incident = db.session.get_one(Incident, (case.organisation_id, case.id))
    incident.narrative = said("narrative")
    ws = ("who", "what", "where", "with_what", "in_which_way", "when", "why")
    incident.answers = {
        "literal_words": said("quote"),
        "place": said("place"),
        "seven_ws": {key: said(f"w {key}") for key in ws},
        "weapon_text": said("weapon"),
        "damage": [{"item": said("loss"), "amount_cents": 100, "owner": "employee"}],
    }


def _fill_people(case: Case) -> None:
    who = {("victim", 1): "victim 1", ("victim", 2): "victim 2",
           ("perpetrator", 1): "perpetrator", ("witness", 1): "witness"}  # fmt: skip
    for row in people_of(case):
        name = who[row.role, row.ordinal]
        phone, mail, home = REACHES[name]
        given, surname = NAMES[name]
        row.identity = {
            "name": f"{given} {surname}", "given_name": given, "surname": surname,
            "phone": phone, "email": mail, "address": home,
        }  # fmt: skip
        if name == "perpetrator":
            known = {"birth_date": BORN, "customer_number": CUSTOMER}
            row.identity = row.identity | known
        row.description = said(f"description {name}")
        row.medical = said(f"medical {name}")


def _fill_measure() -> None:
    row = the_measure()
    row.terms = (row.terms or {}) | {
        "grounds": [{"on": "2026-03-06", "text": word("ground")}],
        "services": [{"what": word("service"), "how": word("service how")}],
        "remedy": word("remedy"), "urgency": word("urgency"), "delay_reason": said("delay"),
    }  # fmt: skip
    row.area, row.instruction, row.call = word("area"), said("instruction"), said("call")
    row.number, row.served_number = word("measure number"), word("served number")
    row.parents, row.address = word("parents"), word("envelope")
    for one in stored(Hearing):
        one.invitation = {"place": word("talk place"), "contact": word("talk contact"),
                          "address": word("talk envelope"), "parents": ""}  # fmt: skip
        one.present, one.own_view = said("present"), said("own view")
        one.agreed, one.reason = said("agreed"), said("hearing reason")
    for review in stored(Review):
        review.conduct, review.reason = word("conduct"), word("review reason")


def _attach(town: Town, case: Case) -> None:
    buffer = BytesIO()
    picture = Image.new("RGB", (32, 32), "white")
    exif = picture.getexif()
    exif[AUTHOR], exif[DEVICE] = word("taken by"), word("taken with")
    picture.save(buffer, "JPEG", exif=exif)
    buffer.seek(0)
    taken = attachments.receive(buffer, f"{word('evidence')} Vera Zqeerste.jpg", limit=10**6)
    with unit_of_work():
        incident = db.session.get_one(Incident, (case.organisation_id, case.id))
        place = (case.id, incident.keyset_id)
        attachments.attach(town.employee.actor(), place, taken, now=LATER)
    taken.settle()
