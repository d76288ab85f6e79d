"""Every address with an id in it, tried by everybody who has no business there."""

import io
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from tests.answers.builders import a_stored_answer
from tests.assessment.builders import a_check
from tests.builders import Person, a_location, a_person, a_unit, an_organisation, give_seal, stored
from tests.cases.builders import Town, _involve, a_case, a_town
from tests.claims.builders import a_stored_entry, a_stored_item, victim_of
from tests.incidents.builders import a_picture
from tests.measures.desk import a_measure
from tests.police_reports.desk import a_stored_report
from tests.sharing.received import a_contact, a_share
from tests.web.incidents.filling import a_page
from vpt.accounts.people import User
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core import clock
from vpt.core.actor import GRANTS, Role
from vpt.documents.models import IssuedDocument
from vpt.incidents.evidence import Draft, Evidence
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import Base, db, unit_of_work
from vpt.infra.ids import new_id
from vpt.notifications.models import Delivery, Message
from vpt.notifications.rules import State
from vpt.partners.rules import Party
from vpt.preservation.models import EvidenceSource
from vpt.prosecution.models import HandIn
from vpt.protocol import loader
from vpt.protocol.catalogue import reference_text
from vpt.protocol.works import Work
from vpt.web.rooms import EXTENSION

CASE, OWN, DRAFT, FILE, MESSAGE, DELIVERY = "case", "own", "draft", "file", "message", "delivery"
HEALTH = "health"
"""Of a case, and for HR alone."""
ANY = "any"
"""Of a case as well; whoever is in it is led to the page that is theirs."""
PAPERS = {OWN: "own_document_id", HEALTH: "notice_id"}
ENDPOINTS = {
    "answers.judge": CASE,
    "answers.of_case": CASE,
    "asking.ask_now": CASE,
    "assessment.add_check": HEALTH,
    "assessment.download_notice": HEALTH,
    "assessment.index": CASE,
    "assessment.injury": HEALTH,
    "assessment.inspect": CASE,
    "assessment.issue_notice": HEALTH,
    "assessment.judge": CASE,
    "assessment.test_task": CASE,
    "cases.add_person": CASE,
    "cases.assign": CASE,
    "cases.assign_step": CASE,
    "cases.audience": CASE,
    "cases.begin": CASE,
    "cases.classify": CASE,
    "cases.correct_anchor": CASE,
    "cases.evidence": CASE,
    "cases.facts": CASE,
    "cases.finish": CASE,
    "cases.identify": CASE,
    "cases.messages": CASE,
    "cases.open_identities": CASE,
    "cases.original": CASE,
    "cases.pause": CASE,
    "cases.people": CASE,
    "cases.release": CASE,
    "cases.reopen": CASE,
    "cases.report": CASE,
    "cases.resume": CASE,
    "cases.retain": CASE,
    "cases.same_event": CASE,
    "cases.send_message": CASE,
    "cases.show": CASE,
    "cases.step": CASE,
    "cases.take_back_fact": CASE,
    "cases.waive": CASE,
    "claims.add": CASE,
    "claims.book": CASE,
    "claims.change": CASE,
    "claims.claim_form": CASE,
    "claims.collection": CASE,
    "claims.correct": CASE,
    "claims.damage": CASE,
    "claims.index": CASE,
    "claims.issue_own": OWN,
    "claims.issue_statement": CASE,
    "claims.own": OWN,
    "claims.remove": CASE,
    "claims.remove_own": OWN,
    "closing.close": CASE,
    "closing.feedback": CASE,
    "closing.index": CASE,
    "documents.download": CASE,
    "documents.download_own": OWN,
    "documents.index": CASE,
    "documents.issue_file": CASE,
    "documents.issue_own": OWN,
    "documents.take_back": CASE,
    "documents.withdraw": CASE,
    "incidents.add": OWN,
    "incidents.discard": DRAFT,
    "incidents.original": FILE,
    "incidents.picture": FILE,
    "incidents.sent": OWN,
    "measures.drop": CASE,
    "measures.hear_later": CASE,
    "measures.impose": CASE,
    "measures.index": CASE,
    "measures.invitation_pdf": CASE,
    "measures.invite": CASE,
    "measures.issue_invitation": CASE,
    "measures.issue_letter": CASE,
    "measures.preview": CASE,
    "measures.preview_invitation": CASE,
    "measures.preview_pdf": CASE,
    "measures.react": CASE,
    "measures.record_external": CASE,
    "measures.review": CASE,
    "measures.serve": CASE,
    "meetings.follow_up": CASE,
    "meetings.of_case": CASE,
    "notifications.open_message": MESSAGE,
    "notifications.retry": DELIVERY,
    "paperwork.find": ANY,
    "paperwork.issue_form": CASE,
    "paperwork.take_over": CASE,
    "police_reports.ask_rights": OWN,
    "police_reports.check_code": CASE,
    "police_reports.choose_shield": OWN,
    "police_reports.complain": CASE,
    "police_reports.decide": CASE,
    "police_reports.escalate": CASE,
    "police_reports.file": CASE,
    "police_reports.index": CASE,
    "police_reports.make_paper": CASE,
    "police_reports.own": OWN,
    "police_reports.prepare": CASE,
    "police_reports.release": CASE,
    "police_reports.renew_code": CASE,
    "police_reports.say_wish": OWN,
    "police_reports.shield": CASE,
    "preservation.add": CASE,
    "preservation.evidence": CASE,
    "preservation.guard": CASE,
    "preservation.request_letter": CASE,
    "preservation.source": CASE,
    "preservation.take_proposed": CASE,
    "prosecution.compose": CASE,
    "prosecution.dossier": CASE,
    "prosecution.give": CASE,
    "prosecution.hand_in": CASE,
    "prosecution.identity": CASE,
    "prosecution.index": CASE,
    "prosecution.preview": CASE,
    "prosecution.take_package": CASE,
    "outcomes.decision": CASE,
    "outcomes.index": CASE,
    "outcomes.judgment": CASE,
    "outcomes.mayor": CASE,
    "outcomes.own": OWN,
    "outcomes.police": CASE,
    "patterns.index": CASE,
    "patterns.issue": CASE,
    "patterns.link": CASE,
    "register.ask": CASE,
    "reports.answer": OWN,
    "reports.issue_copy": OWN,
    "reports.satisfied": OWN,
    "reports.send_message": OWN,
    "reports.show": OWN,
    "reports.withdraw": OWN,
    "sharing.begin": CASE,
    "sharing.go_on": CASE,
    "sharing.index": CASE,
    "sharing.own": OWN,
    "sharing.preview": CASE,
    "sharing.preview_pdf": CASE,
    "sharing.recall": CASE,
    "sharing.show": CASE,
    "sharing.supplement": CASE,
    "support.add_note": OWN,
    "support.aftercare": CASE,
    "support.check": OWN,
    "support.choose": OWN,
    "support.first_support": CASE,
    "support.index": CASE,
    "support.issue_overview": OWN,
    "support.own": OWN,
    "support.remember_day": OWN,
    "support.safety_log": CASE,
    "support.safety_step": CASE,
}
"""Every address that carries an id, and whose it is. A new one is a decision, not a slip."""

OPEN_TO_ALL = {
    "administration.colours_preview": "colours only",
    "administration.house_style_version": "the number of a version, no case; tested with it",
    "administration.organisation_version": "the number of a version, no case; tested with it",
    "administration.page_colours_version": "the number of a version, no case; tested with it",
    "administration.text": "the name of a text, no case; tested with the texts",
    "administration.text_version": "the number of a version, no case; tested with it",
    "administration.working_hours_version": "the number of a version, no case; tested with it",
    "accounts.choose_password": "a signed link, tested with the links",
    "attention.mark_read": "a notice is about a place, no case; tested with attention",
    "attention.show": "a notice is about a place, no case; tested with attention",
    "attention.withdraw": "a notice is about a place, no case; tested with attention",
    "board.note": "reception sees a measure and no case; tested with the board",
    **dict.fromkeys(
        (
            "letters.download",
            "letters.edit",
            "letters.preview",
            "letters.upload",
            "letters.version",
            "matrix.version",
        ),
        "the name or number of a text, no case; tested with the letters and the matrix",
    ),
    "importing.show": "the name of a list, no id; tested with the lists",
    "importing.store": "the name of a list, no id; tested with the lists",
    "importing.template": "the name of a list, no id; tested with the lists",
    **dict.fromkeys(
        (
            "portal.accept",
            "portal.answer",
            "portal.copy",
            "portal.done",
            "portal.evidence",
            "portal.reject",
            "portal.show",
        ),
        "an account of a partner reaches shares and no case; swept with the portal",
    ),
    **dict.fromkeys(
        (
            "portal.accept_link",
            "portal.answer_link",
            "portal.ask_code",
            "portal.copy_link",
            "portal.done_link",
            "portal.enter",
            "portal.evidence_link",
            "portal.reject_link",
            "portal.show_link",
        ),
        "a signed link and its code; swept with the portal",
    ),
    "desk.answer": "the code of a cover sheet, which reads nothing; tested with the desk",
    "portal.code": "needs a share by link; tested with the portal",
    "portal.make_code": "needs a share by link; tested with the portal",
    "register.decide": "the second person sees no case; tested with the register",
    "register.look": "needs a question that was allowed; tested with the register",
    "register.show": "the second person sees no case; tested with the register",
    "outcomes.correct": "needs news of the chain; tested with outcomes",
    "claims.download": "needs an issued statement; tested with claims",
    "claims.download_own": "needs an issued statement; tested with claims",
    "closing.set_done": "a point of the risk inventory is no case; tested with closing",
    "meetings.add": "a meeting is about many cases; tested with meetings",
    "meetings.cancel": "a meeting is about many cases; tested with meetings",
    "meetings.close": "a meeting is about many cases; tested with meetings",
    "meetings.download": "a meeting is about many cases; tested with meetings",
    "meetings.fill": "a meeting is about many cases; tested with meetings",
    "meetings.issue": "a meeting is about many cases; tested with meetings",
    "meetings.move": "a meeting is about many cases; tested with meetings",
    "meetings.show": "a meeting is about many cases; tested with meetings",
    "meetings.take_off": "a meeting is about many cases; tested with meetings",
    "meetings.talk": "a meeting is about many cases; tested with meetings",
    "patterns.download": "needs a second case; tested with patterns",
    "patterns.unlink": "needs a second case; tested with patterns",
    "partners.contact": "a contact is no case; tested with partners",
    "partners.end_contact": "a contact is no case; tested with partners",
    "partners.end_partner": "a partner is no case; tested with partners",
    "partners.invite": "a contact is no case; tested with partners",
    "partners.withdraw": "a contact is no case; tested with partners",
    **dict.fromkeys(
        (
            "people.absence",
            "people.decide",
            "people.end",
            "people.end_post",
            "people.give",
            "people.invite_again",
            "people.leave",
            "people.let_in",
            "people.second_factor",
            "people.sees",
            "people.show",
            "people.withdraw",
            "people.withdraw_absence",
            "people.withdraw_own",
        ),
        "people and their roles, no case; tested with people",
    ),
    **dict.fromkeys(
        (
            "locations.close",
            "locations.edit",
            "locations.reopen",
            "locations.typed",
            "locations.version",
            "units.close",
            "units.edit",
            "units.head",
            "units.move",
            "units.reopen",
            "units.version",
        ),
        "units and places, no case; tested with them",
    ),
    "protocols.add_outcome": "a protocol is no case; tested with the protocols",
    "protocols.download": "a protocol is no case; tested with the protocols",
    "protocols.edit_outcome": "a protocol is no case; tested with the protocols",
    "protocols.edit_step": "a protocol is no case; tested with the protocols",
    "protocols.edit_text": "a protocol is no case; tested with the protocols",
    "protocols.move_step": "a protocol is no case; tested with the protocols",
    "protocols.remove_outcome": "a protocol is no case; tested with the protocols",
    "protocols.remove_step": "a protocol is no case; tested with the protocols",
    "protocols.show": "a protocol is no case; tested with the protocols",
    "protocols.withdraw": "a protocol is no case; tested with the protocols",
    "post.confirm": "the own post is no case; tested with the register",
    "post.give_back": "the register is no case; tested with it",
    "post.hand_over": "the register is no case; tested with it",
    "post.look": "the own post is no case; tested with the register",
    "statistics.download": "a register of the house is no case; tested with statistics",
    "verify.by_code": "the code of a paper, whoever has it; tested with the check of papers",
    "start.brand": "colours only",
    "static": "files of the interface",
    "measures.withdraw_mandate": "a mandate is no case; tested with the mandates",
}
OTHER_ROLES = (
    Role.PRIVACY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR, Role.RECEPTION, Role.COUNSELLOR,
    Role.ANALYST, Role.PARTNER, Role.SUPPORT_TEAM,
)  # fmt: skip


@dataclass
class Full:
    """A case with everything in it, and the ids somebody could try."""

    app: Flask
    town: Town
    ids: dict[str, UUID | str]
    admin: Person
    draft_file: UUID
    steps: dict[Work, UUID]

    def addresses(self, *, draft_file: bool = False) -> list[tuple[str, str, str]]:
        """Return (endpoint, method, address) for every address in the table."""
        made = []
        ids = {**self.ids, "evidence_id": self.draft_file} if draft_file else self.ids
        for rule in self.app.url_map.iter_rules():
            if rule.endpoint not in ENDPOINTS:
                continue
            if draft_file and "evidence_id" not in rule.arguments:
                continue
            key = PAPERS.get(ENDPOINTS[rule.endpoint], "document_id")
            values = {name: ids[key if name == "document_id" else name] for name in rule.arguments}
            values |= self.own_step(rule.endpoint)
            address = self.app.url_map.bind("localhost").build(rule.endpoint, values)
            made += [(rule.endpoint, method, address) for method in rule.methods & {"GET", "POST"}]
        return sorted(made)

    def own_step(self, endpoint: str) -> dict[str, UUID]:
        """Return the open step whose work an endpoint is the page of, if this case has one."""
        works = self.app.extensions[EXTENSION].works
        work = next((one for one, page in works.items() if page == endpoint), None)
        found = self.steps.get(work) if work else None
        return {"step_id": found} if found else {}

    def is_workless(self, endpoint: str) -> bool:
        """Tell whether an endpoint is the page of work that this case does not ask for yet."""
        works = self.app.extensions[EXTENSION].works
        return endpoint in works.values() and not self.own_step(endpoint)

    def form(self) -> dict[str, str]:
        """Return what would change something with every one of the forms, were it allowed."""
        version = "1"
        return {
            "version": version, "waive-version": version, "pause-version": version,
            "resume-version": version, "assign-version": version, "anchor-version": version,
            "outcome": "supported", "reason": "no_longer_wanted", "waive-reason": "niet nodig",
            "pause-reason": "awaiting_police", "assign-user": str(self.town.deputy.id),
            "user": str(self.town.deputy.id), "anchor-day": "2026-01-05", "anchor-time": "10:00",
            "anchor-reason": "eerder", "text": "Ik lees mee", "tevreden": "ja",
            "profile": "police", "purpose": "police_report", "role": "witness", "name": "Vreemd",
            "category": "PHYS", "severity": "4", "reference": "X", "fact": "injury.",
            "kind": "camera", "place": "Camera", "state": "secured",
            "verdict": "accept", "why": "error", "writer": "witness", "revision": "0",
            "share": str(self.ids["given_id"]),
        }  # fmt: skip

    def rows(self) -> dict[str, list[str]]:
        """Return everything the database holds."""
        with self.app.app_context():
            return {
                table.name: sorted(map(repr, db.session.execute(select(table)).all()))
                for table in Base.metadata.sorted_tables
            }


@pytest.fixture
def full(app, client_for) -> Full:
    with app.app_context():
        town = a_town()
        case_id = a_case(town, at=clock.now() - timedelta(hours=20)).id
        with unit_of_work():
            admin = a_person(town.organisation, Role.ADMINISTRATOR)
        give_seal(town.organisation, now=clock.now())
    _fill(client_for, town, case_id)
    with app.app_context():
        files = {row.subject_id: row.id for row in stored(Evidence)}
        ids = {"case_id": case_id, "incident_id": case_id, "evidence_id": files[case_id]}
        ids |= _found(town)
        with unit_of_work():
            case = db.session.get_one(Case, (town.organisation.id, case_id))
            ids |= _kept(case)
        ids |= {"measure_id": a_measure(town, case).id, "kind": "ban_letter"}
        ids |= {"reference": case.reference, **_shared(town, case)}
        with unit_of_work():
            failed = db.session.get_one(Delivery, (town.organisation.id, ids["delivery_id"]))
            failed.state = State.FAILED
        steps = _worked()
    ids["notice_id"] = _noticed(app, client_for, town, case_id)
    return Full(app, town, ids, admin, files[ids["draft_id"]], steps)


def _shared(town: Town, case: Case) -> dict[str, UUID]:
    """Share with the police and with the prosecution, which has a dossier coming."""
    share_id, hand_in_id = a_share(case, a_contact(town)).id, _handed_in(town, case)
    given = a_share(case, a_contact(town), at=clock.now())
    with unit_of_work():
        given.party = Party.PROSECUTION.value
    return {"share_id": share_id, "hand_in_id": hand_in_id, "given_id": given.id}


def _handed_in(town: Town, case: Case) -> UUID:
    """Store a dossier that left for the prosecutor; its papers are two case files."""
    paper, sheet = (row.id for row in stored(IssuedDocument) if row.kind == "case_file")
    with unit_of_work():
        incident = db.session.get_one(Incident, (case.organisation_id, case.id))
        row = HandIn(
            organisation_id=case.organisation_id, id=new_id(), case_id=case.id,
            keyset_id=incident.keyset_id, number=1, document_id=paper, identity_id=sheet,
            made_at=clock.now(), made_by=town.coordinator.id,
        )  # fmt: skip
        db.session.add(row)
    return row.id


def _kept(case: Case) -> dict[str, UUID]:
    report_id = a_stored_report(case)
    return {
        "report_id": report_id,
        "answer_id": a_stored_answer(report_id, clock.now()).id,
        "damage_id": a_stored_item(case, victim_of(case)).id,
        "entry_id": a_stored_entry(case).id,
    }


def _noticed(app: Flask, client_for, town: Town, case_id: UUID) -> UUID:
    """Let HR make the notice of an injury and return it."""
    with app.app_context():
        a_check(town, case_id)
    client_for(town.hr).post(f"/dossiers/{case_id}/letsel/melding")
    with app.app_context():
        papers = {row.kind: row.id for row in stored(IssuedDocument)}
    return papers["labour_inspectorate_notice"]


def _worked() -> dict[Work, UUID]:
    """Return the open steps that have a page of their own, by their work."""
    works = {step.key: step.work for step in loader.load(reference_text()).steps if step.work}
    return {works[row.key]: row.id for row in stored(CaseStep) if row.key in works}


def _found(town: Town) -> dict[str, UUID]:
    papers = {row.kind: row.id for row in stored(IssuedDocument)}
    [draft] = stored(Draft)
    return {
        "step_id": next(row.id for row in stored(CaseStep) if row.key == "S02"),
        "draft_id": draft.id,
        "document_id": papers["case_file"],
        "own_document_id": papers["incident_report"],
        "message_id": next(
            row.id for row in stored(Message) if row.recipient_id == town.employee.id
        ),
        "delivery_id": stored(Delivery)[0].id,
        "source_id": stored(EvidenceSource)[0].id,
        "involved_id": next(row.id for row in stored(Involved) if row.role == "perpetrator"),
    }


def _fill(client_for, town, case_id):
    """Let the people of the case use it, the way browsers do."""
    employee, manager = client_for(town.employee), client_for(town.manager)
    files = [(a_picture(), "foto.png")]
    page = a_page(employee, "/melden?nieuw=1")
    page.post("/melden/bestand", files=files, narrative="half")
    added = {"text": "Nog iets", "files": (io.BytesIO(a_picture()), "foto.png")}
    employee.post(f"/meldingen/{case_id}/aanvulling", data=added)
    noted = {"kind": "camera", "place": "Camera hal", "version": "1"}
    manager.post(f"/dossiers/{case_id}/bewijsbewaking/nieuw", data=noted)
    answer = {"profile": "police", "purpose": "police_report"}
    manager.post(f"/dossiers/{case_id}/documenten", data=answer)
    employee.post(f"/mijn-meldingen/{case_id}/afschrift")


def tried(full, client_for, person, addresses=None):
    """Return what somebody got at each address, as (endpoint, method) → status."""
    client = client_for(person)
    return {
        (endpoint, method): client.open(address, method=method, data=full.form()).status_code
        for endpoint, method, address in addresses or full.addresses()
    }


def refusals(app, roles, addresses):
    """Return what somebody without reach must get: 403 for want of the right, else 404."""
    held = {str(one) for role in roles for one in GRANTS[role]}
    expected = {}
    for endpoint, method, _address in addresses:
        guard = set(app.view_functions[endpoint].guard)
        enters = guard == {"signed in"} or guard & held
        expected[endpoint, method] = 404 if enters else 403
    return expected


def test_every_address_with_an_id_is_in_the_table(app):
    with_id = {rule.endpoint for rule in app.url_map.iter_rules() if rule.arguments}

    assert with_id == set(ENDPOINTS) | set(OPEN_TO_ALL)


def test_the_people_of_a_case_get_in_at_every_address(full, client_for):
    owners = {
        CASE: full.town.coordinator, OWN: full.town.employee, DRAFT: full.town.employee,
        FILE: full.town.manager, MESSAGE: full.town.employee, DELIVERY: full.admin,
        HEALTH: full.town.hr, ANY: full.town.coordinator,
    }  # fmt: skip
    shut = {}
    for endpoint, method, address in full.addresses():
        client = client_for(owners[ENDPOINTS[endpoint]])
        said = {"tevreden": "ja", "share": full.form()["share"]}
        data = said if method == "POST" else None
        status = client.open(address, method=method, data=data).status_code
        if endpoint == "reports.answer":  # this step is the manager's; tested with own reports
            continue
        if full.is_workless(endpoint):  # tested with its own room, in a case that asks for it
            continue
        if status in {403, 404} or status >= 500:
            shut[endpoint, method] = status

    assert shut == {}


def test_another_organisation_does_not_know_of_anything(full, client_for):
    with full.app.app_context(), unit_of_work():
        elsewhere = an_organisation()
        strangers = {
            role: a_person(elsewhere, role)
            for role in (Role.COORDINATOR, Role.HR, Role.ADMINISTRATOR)
        }
    addresses, before = full.addresses(), full.rows()

    for role, stranger in strangers.items():
        expected = refusals(full.app, {role}, addresses)
        assert tried(full, client_for, stranger) == expected, role
        files = full.addresses(draft_file=True)
        assert tried(full, client_for, stranger, files) == refusals(full.app, {role}, files), role

    assert full.rows() == before


def test_colleagues_who_are_not_involved_get_nowhere(full, client_for):
    with full.app.app_context(), unit_of_work():
        people = {role: a_person(full.town.organisation, role) for role in OTHER_ROLES}
        # somebody else retries mail: that is the administrator's own work
        people[Role.EMPLOYEE] = full.town.colleague
    addresses = [one for one in full.addresses() if ENDPOINTS[one[0]] != DELIVERY]
    before = full.rows()

    for role, person in people.items():
        expected = refusals(full.app, {role}, addresses)
        assert tried(full, client_for, person, addresses) == expected, role
        files = full.addresses(draft_file=True)
        assert tried(full, client_for, person, files) == refusals(full.app, {role}, files), role

    assert full.rows() == before


def test_a_manager_of_another_unit_gets_nowhere(full, client_for):
    before = full.rows()

    got = tried(full, client_for, full.town.other_manager)

    assert got == refusals(full.app, {Role.MANAGER}, full.addresses())
    assert full.rows() == before


@pytest.mark.parametrize("role", ["witness", "perpetrator"])
def test_a_manager_who_is_party_to_the_incident_gets_nowhere(full, client_for, role):
    involve(full, full.town.deputy, role)
    before = full.rows()

    got = tried(full, client_for, full.town.deputy)

    assert got == refusals(full.app, {Role.MANAGER}, full.addresses())
    assert full.rows() == before


@pytest.mark.parametrize("who", ["deputy", "coordinator", "hr"])
def test_whoever_handles_cases_and_is_the_victim_sees_the_own_part_only(full, client_for, who):
    person = getattr(full.town, who)
    involve(full, person, "victim")
    addresses = [one for one in full.addresses() if ENDPOINTS[one[0]] == CASE]
    before = full.rows()

    got = tried(full, client_for, person, addresses)
    own = client_for(person).get(f"/mijn-meldingen/{full.ids['case_id']}")

    assert set(got.values()) <= {403, 404}
    assert own.status_code == 200
    assert "wist te vinden" not in own.text  # the words are the reporter's
    after = full.rows()
    assert {name for name in after if after[name] != before[name]} <= {"audit_entries"}


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HR])
def test_whoever_did_it_does_not_handle_it_whatever_their_role(full, client_for, role):
    with full.app.app_context(), unit_of_work():
        person = a_person(full.town.organisation, role)
    involve(full, person, "perpetrator")
    before = full.rows()

    got = tried(full, client_for, person)

    assert got == refusals(full.app, {role}, full.addresses())
    assert full.rows() == before


def test_the_handler_does_not_reach_what_is_the_reporters_own(full, client_for):
    addresses = [one for one in full.addresses() if ENDPOINTS[one[0]] in {OWN, DRAFT, MESSAGE}]
    addresses += full.addresses(draft_file=True)
    before = full.rows()

    for person in (full.town.manager, full.town.coordinator, full.town.hr):
        assert set(tried(full, client_for, person, addresses).values()) == {404}

    assert full.rows() == before


def test_who_is_not_signed_in_is_asked_to(full, client_for):
    client, before = client_for(None), full.rows()

    answers = [
        client.open(address, method=method, data=full.form())
        for _endpoint, method, address in full.addresses()
    ]

    assert {answer.status_code for answer in answers} == {302}
    assert {answer.location.partition("?")[0] for answer in answers} == {"/inloggen"}
    assert full.rows() == before


def test_who_was_disabled_a_moment_ago_is_asked_to_sign_in(full, client_for):
    client = client_for(full.town.manager)
    with full.app.app_context(), unit_of_work():
        db.session.get_one(User, full.town.manager.id).disabled_at = clock.now()
    before = full.rows()

    answers = [
        client.open(address, method=method, data=full.form())
        for _endpoint, method, address in full.addresses()
    ]

    assert {answer.status_code for answer in answers} == {302}
    assert full.rows() == before


def involve(full, person, role):
    """Make somebody a party to the incident."""
    with full.app.app_context(), unit_of_work():
        incident = db.session.get_one(
            Incident, (full.town.organisation.id, full.ids["incident_id"])
        )
        _involve(incident, role, 7, person, known=True)


def test_an_id_from_another_organisation_inside_a_form_is_refused(full, client_for):
    with full.app.app_context(), unit_of_work():
        elsewhere = an_organisation()
        place, person = a_location(elsewhere, "Geheime plek"), a_person(elsewhere)
    page = a_page(client_for(full.town.employee), "/melden?nieuw=1")
    coordinator = client_for(full.town.coordinator)
    case = f"/dossiers/{full.ids['case_id']}"
    given = {"user": str(person.id), "version": "1"}

    answers = [
        page.send(location=str(place.id)),
        page.send(colleague=str(person.id)),
        coordinator.post(f"{case}/behandelaar", data=given),
        coordinator.post(
            f"{case}/stappen/{full.ids['step_id']}/geef-door",
            data={f"assign-{name}": value for name, value in given.items()},
        ),
    ]

    assert [answer.status_code for answer in answers] == [422] * 4
    assert all("Geheime plek" not in answer.text for answer in answers)
    with full.app.app_context():
        assert len(stored(Incident)) == 1


def test_a_file_of_somebody_else_is_not_removed_by_naming_it(full, client_for):
    page = a_page(client_for(full.town.colleague), "/melden?nieuw=1")

    for evidence_id in (full.draft_file, full.ids["evidence_id"]):
        page.send(remove_file=str(evidence_id))

    with full.app.app_context():
        assert {row.id for row in stored(Evidence)} == {full.draft_file, full.ids["evidence_id"]}


def test_somebody_elses_draft_does_not_open_by_its_id(full, client_for):
    address = f"/melden?concept={full.ids['draft_id']}"

    for person in (full.town.colleague, full.town.manager, full.town.coordinator):
        assert client_for(person).get(address).status_code == 404


def test_a_unit_or_place_of_another_organisation_narrows_nothing(full, client_for):
    with full.app.app_context(), unit_of_work():
        elsewhere = an_organisation()
        unit, place = a_unit(elsewhere, "Geheime dienst"), a_location(elsewhere, "Geheime plek")
    client = client_for(full.town.coordinator)

    for path in ("werkvoorraad", "dossiers"):
        page = client.get(f"/{path}?eenheid={unit.id}")
        assert str(full.ids["case_id"]) in page.text
        assert "Geheim" not in page.text
    assert "Geheim" not in client.get(f"/melden?plek={place.code}").text


def test_nobody_enters_an_organisation_without_a_role_there(full, client_for):
    with full.app.app_context(), unit_of_work():
        elsewhere = an_organisation()
    client = client_for(full.town.coordinator)

    answer = client.post("/account/organisatie", data={"organisation": str(elsewhere.id)})

    assert answer.status_code == 404
    assert client.get(f"/dossiers/{full.ids['case_id']}").status_code == 200
