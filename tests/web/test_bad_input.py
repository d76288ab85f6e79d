"""Everything that can be posted, filled with what nobody should post."""

from datetime import date, timedelta
from io import BytesIO
from itertools import product
from urllib.parse import quote
from uuid import UUID

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from flask import Flask
from sqlalchemy import delete, select

from tests.accounts.builders import with_password, with_telephone
from tests.answers.builders import a_stored_answer
from tests.browser import letters_tour, people_tour, places_tour, protocol_tour, settings_tour
from tests.builders import Person, a_person, an_organisation, stored
from tests.cases.builders import Town, a_case, a_town
from tests.claims.builders import a_stored_entry, a_stored_item, victim_of
from tests.closing.builders import a_stored_risk
from tests.measures.builders import a_mandate
from tests.measures.desk import a_ban, a_notice, a_question
from tests.meetings.builders import a_topic
from tests.outcomes.court import a_stored_outcome
from tests.patterns.builders import a_link
from tests.police_reports.desk import a_stored_officer, a_stored_report
from tests.post.builders import a_letter
from tests.preservation.builders import a_source
from tests.sharing import received
from tests.web.incidents.filling import a_page
from vpt.accounts import links
from vpt.accounts.people import SignInTry
from vpt.accounts.rules import OrganisationKind
from vpt.cases.models import Case
from vpt.cases.opening import Seen
from vpt.cases.steps import CaseStep
from vpt.core import clock
from vpt.core.actor import GRANTS, Permission, Role
from vpt.core.officehours import WEEK
from vpt.incidents.evidence import Draft
from vpt.incidents.people import Involved
from vpt.infra import links as signed
from vpt.infra import passwords
from vpt.infra.db import Base, db, unit_of_work
from vpt.infra.ids import new_id
from vpt.measures.models import Mandate
from vpt.notifications.models import Delivery
from vpt.partners import organisations
from vpt.police_reports.models import PoliceReport
from vpt.prosecution.models import HandIn
from vpt.prosecution.planning import field_of
from vpt.protocol import loader
from vpt.protocol.catalogue import reference_text
from vpt.sharing.models import SharedCopy
from vpt.sharing.rules import Ask
from vpt.web.rooms import EXTENSION

MARKUP = "<script>alert(1)</script>{{ 7*7 }}{% raw %}"
BAD = {
    "empty": "",
    "spaces": " \t\r\n",
    "NUL": "a\0b@c.example",
    "control characters": "a\x01\x1b[31m\x7f\x85b",
    "right to left": "\u202egnp.exe\u2066\u200f",
    "emoji": "👩🏽‍🚒🏳️‍🌈",
    "a real name": "Çelik-O'Brien van 't Hoff",
    "SQL": "'; DROP TABLE cases; --",
    "markup": MARKUP,
    "a negative number": "-1",
    "a huge number": "9" * 5000,
    "a number of another script": "²٣",
    "not a number": "NaN",
    "long ago": "1999-12-31",
    "the first day": "0001-01-01",
    "far away": "3000-01-01",
    "the last day": "9999-12-31",
    "no day": "2026-02-30",
    "an id of nothing": "00000000-0000-0000-0000-000000000000",
    "half an id": "0000-00",
    "a path": "../../../etc/passwd",
    "another site": "//elders.example/",
    "a format": "%s%(x)s{0}%n",
    "long": "é" * 30_000,
}
UNGUARDED = {"incidents.send", "incidents.draft", "incidents.upload"}
"""Their signed page key takes the place of the token."""
DESK_CODE = "0123456789abcdefghjkmnpqrs"
WITHOUT_COOKIE = {"desk.answer", "verify.by_file"}
"""Whoever has a paper of ours is nobody to us: there is no session that a token could guard."""
HALF_WAY = {"accounts.code", "accounts.recovery", "accounts.enrol", "accounts.choose_organisation"}
BY_NOBODY = {
    "accounts.sign_in", "accounts.forgotten", "accounts.choose_password", "setup.enter",
    "setup.found",
}  # fmt: skip
IDENTITY = (
    "name", "surname", "birth_date", "phone", "email", "customer_number", "description",
)  # fmt: skip
INJURY = (
    "victim", "death", "admission", "lasting", "long_absence", "outcome", "on", "function",
    "nature", "account", "measures", "explanation",
)  # fmt: skip
CHOSEN = (
    "officer", "purpose", "door", "code_way", "sections", "evidence", "asks", "question", "basis",
    "until",
)  # fmt: skip
WRITTEN = ["text", "name", "function", "place", "impact_service", "impact_victim"]
"""What is drawn of the statement; the rest is the same form where it is kept."""
STATED = (*WRITTEN, "day")
ANSWERED = (
    "registration-subject", "registration-number", "registration-record_number",
    "registration-officer", "registration-station", "vpt_code-subject", "vpt_code-outcome",
    "vpt_code-text", "police_news-outcome", "police_news-text", "decision-subject",
    "decision-outcome", "decision-decided_on", "decision-number", "decision-code",
    "decision-dismissal_code", "decision-hearing_on", "decision-hearing_time", "decision-court",
    "decision-uplift", "decision-text", "judgment-outcome", "judgment-decided_on",
    "judgment-ending", "judgment-amount", "judgment-final_on", "judgment-ecli", "judgment-text",
    "mayor-outcome", "mayor-starts_on", "mayor-ends_on", "mayor-area", "mayor-text",
)  # fmt: skip
PLACE = [
    "name",
    "kind",
    "unit_id",
    "address",
    "image_retention_days",
    "desk_phone",
    "police_station",
    "house_rules",
    "version",
]
LETTER = [
    "seen",
    "subject",
    "clauses-0-heading",
    "clauses-0-text",
    "clauses-0-points",
    "clauses-0-when",
    "notices-0-text",
    "clauses-²-text",
    "contact_is_ours",
    "verified",
]
MATRIX = ["seen", "text", "cell-A-conduct_talk", "highest-1", "kijk"]
FIELDS = {
    "administration.house_style": ["no_logo", "colour", "return_address", "version"],
    "administration.house_style_version": ["version"],
    "administration.organisation": [
        "name", "code", "sector", "region", "domicile", "help_text", "version", "shown",
    ],
    "administration.organisation_version": ["version"],
    "administration.page_colours": ["base", "version", "shown"],
    "administration.page_colours_version": ["version"],
    "administration.style_example": ["no_logo", "colour", "return_address"],
    "administration.text": ["nl", "en", "version", "shown"],
    "administration.text_version": ["version"],
    "administration.working_hours": [
        *(f"{day}_{end}" for day in WEEK for end in ("from", "until")), "closing_days",
        "liberation_day_free", "good_friday_free", "version", "shown",
    ],
    "administration.working_hours_version": ["version"],
    "accounts.change_password": ["current", "password", "again"],
    "accounts.choose_organisation": ["organisation"],
    "accounts.choose_password": ["password", "again"],
    "accounts.code": ["code"],
    "accounts.demo": ["user"],
    "accounts.enrol": ["code"],
    "accounts.forgotten": ["email"],
    "accounts.preferences": ["locale", "mode", "quiet_from", "quiet_until"],
    "accounts.recovery": ["code"],
    "accounts.recovery_codes": ["current"],
    "accounts.sign_in": ["email", "password"],
    "accounts.sign_out": [],
    "accounts.sign_out_everywhere": [],
    "accounts.switch_organisation": ["organisation"],
    "asking.ask_now": [],
    "attention.mark_read": [],
    "attention.send": [
        "watch_for", "what_to_do", "locations", "from_day", "from_time", "until_day",
        "until_time", "reference", "follows",
    ],
    "attention.withdraw": [],
    "board.note": ["kind", "day", "time", "location", "text", "police_called"],
    "answers.judge": ["verdict", "reason", "version"],
    "assessment.add_check": [*INJURY, "version"],
    "assessment.inspect": [*INJURY, "version"],
    "assessment.issue_notice": [],
    "assessment.judge": [
        "category", "severity", "reason", "measures", "outcome", "grounds", "version",
    ],
    "assessment.test_task": [
        "public_task", "aimed_at_task", "by_colleague", "outcome", "reason", "note", "version",
    ],
    "cases.add_person": ["role", "user", *IDENTITY, "version"],
    "cases.assign": ["user", "version"],
    "cases.assign_step": ["assign-user", "assign-version"],
    "cases.classify": ["category", "severity", "reason", "version"],
    "cases.correct_anchor": ["anchor-day", "anchor-time", "anchor-reason", "anchor-version"],
    "cases.facts": ["fact", "on", "version"],
    "cases.finish": ["outcome", "reason", "on", "number", "document", "note", "version"],
    "cases.hand_over_all": ["leaver", "successor", "with_units"],
    "cases.identify": [*IDENTITY, "version"],
    "cases.open_identities": [],
    "cases.pause": ["pause-reason", "pause-version"],
    "cases.release": ["shown", "seen"],
    "cases.reopen": ["reason", "version"],
    "cases.resume": ["resume-version"],
    "cases.retain": [],
    "cases.same_event": ["reference", "version"],
    "cases.send_message": ["text"],
    "cases.take_back_fact": ["fact", "version"],
    "cases.waive": ["waive-reason", "waive-version"],
    "claims.add": [
        "party", "kind", "what", "incurred_on", "amount", "proof", "evidence", "insured",
        "insurer", "paid_by", "route", "route_reason", "version",
    ],
    "claims.book": ["kind", "party", "amount", "booked_on", "item", "note", "version"],
    "claims.change": [
        "party", "kind", "what", "incurred_on", "amount", "proof", "evidence", "insured",
        "insurer", "paid_by", "route", "route_reason", "version",
    ],
    "claims.claim_form": ["outcome", "reason", "way", "returned_on", "barcode", "version"],
    "claims.collection": ["outcome", "reason", "version"],
    "claims.correct": ["reason", "version"],
    "claims.damage": ["outcome", "reason", "version"],
    "claims.issue_own": [],
    "claims.issue_statement": ["profile"],
    "claims.own": [
        "kind", "what", "incurred_on", "amount", "proof", "insured", "insurer", "paid_by",
        "version",
    ],
    "claims.remove": ["version"],
    "claims.remove_own": ["version"],
    "closing.close": [
        "outcome", "in_time", "chain_held", "went_well", "went_wrong", "risk", "cause",
        "measure", "owner", "due_on", "version",
    ],
    "closing.feedback": [
        "outcome", "reason", "told", "sends", "told_on", "team_met_on", "lesson_kind",
        "lesson", "version",
    ],
    "closing.set_done": ["gedaan"],
    "documents.issue_file": ["profile", "purpose"],
    "documents.issue_own": [],
    "documents.take_back": ["why"],
    "incidents.add": ["text"],
    "incidents.discard": [],
    "incidents.draft": ["narrative", "day", "relation", "damage-²-item", "witnesses-99-name"],
    "incidents.send": [
        "narrative", "day", "time", "precision", "location", "place", "colleague", "relation",
        "victim_score", "absence_days", "recipient", "add", "categories", "subtypes",
        "damage-0-euros", "damage-²-item", "perpetrators-0-birth_date", "perpetrators-0-surname",
        "perpetrators-0-phone", "witnesses-9999-name", "page", "_seen", "_tab", "until_day",
    ],
    "incidents.upload": ["narrative"],
    "locations.add": PLACE,
    "locations.close": ["version"],
    "locations.edit": PLACE,
    "locations.reopen": ["version"],
    "locations.version": ["version"],
    "letters.edit": [*LETTER, "do"],
    "letters.preview": LETTER,
    "letters.upload": ["file"],
    "letters.version": ["seen"],
    "matrix.edit": MATRIX,
    "matrix.upload": ["file"],
    "matrix.version": ["seen"],
    "measures.drop": ["reason", "version"],
    "measures.hear_later": ["on", "present", "own_view", "agreed", "version"],
    "measures.impose": [
        "level", "nature", "ground_on_1", "ground_1", "ground_on_2", "ground_2", "starts_on",
        "ends_on", "review_on", "area", "everywhere", "locations", "services", "remedy",
        "instruction", "call", "is_delayed", "delay_reason", "is_minor", "parents", "address",
        "decider", "later", "version",
    ],
    "measures.invite": ["on", "at", "place", "contact", "address", "parents", "version"],
    "measures.issue_invitation": ["wording"],
    "measures.issue_letter": ["wording"],
    "measures.mandates": ["role", "level_to", "unit", "valid_from", "valid_until"],
    "measures.react": ["outcome", "reason", "on", "present", "own_view", "agreed", "version"],
    "measures.record_external": [
        "person", "level", "issuer", "number", "starts_on", "ends_on", "area", "everywhere",
        "locations", "instruction", "call", "version",
    ],
    "measures.review": ["outcome", "conduct", "reason", "ends_on", "next_on", "version"],
    "measures.serve": ["how", "on", "number", "version"],
    "measures.withdraw_mandate": [],
    "meetings.add": ["reference", "version"],
    "meetings.cancel": ["version"],
    "meetings.close": ["present", "version"],
    "meetings.fill": ["version"],
    "meetings.follow_up": ["outcome", "reason", "version"],
    "meetings.issue": [],
    "meetings.move": ["richting", "version"],
    "meetings.plan": ["partner", "held_on"],
    "meetings.take_off": ["version"],
    "meetings.talk": ["decision", "text", "user", "due_on", "version"],
    "importing.show": ["lines"],
    "importing.store": ["text", "seen", "invites"],
    "notifications.mark_all_read": [],
    "notifications.retry": [],
    "paperwork.issue_form": [],
    "paperwork.take_over": ["writer", "text"],
    "partners.add_contact": [
        "where", "name", "place", "phone", "email", "second_email", "is_vpt", "valid_from",
        "valid_until",
    ],
    "partners.add_partner": ["partner", "name", "kind", "valid_from"],
    "partners.contact": [
        "name", "place", "phone", "email", "second_email", "is_vpt", "valid_until", "version",
    ],
    "partners.end_contact": ["valid_until"],
    "partners.end_partner": ["valid_until"],
    "partners.invite": [],
    "partners.withdraw": [],
    "patterns.issue": ["profile"],
    "patterns.link": ["reference", "kind", "reason", "version"],
    "patterns.unlink": ["reason", "version"],
    "outcomes.correct": [
        "reason", "decided_on", "number", "dismissal_code", "hearing_time", "court", "place",
        "uplift", "ecli", "text", "words", "version",
    ],
    "outcomes.decision": [
        "outcome", "decided_on", "number", "dismissal_code", "free_code", "hearing_on",
        "hearing_time", "court", "place", "penalties", "uplift", "text", "words", "version",
    ],
    "outcomes.judgment": [
        "outcome", "decided_on", "hearing_on", "hearing_time", "court", "place", "ending",
        "penalties", "amount_1", "measure_1", "final_on", "is_appealed", "uplift", "ecli",
        "has_ban", "starts_on", "ends_on", "order_number", "area", "everywhere", "locations",
        "instruction", "call", "text", "words", "version",
    ],
    "outcomes.mayor": [
        "outcome", "decided_on", "person", "starts_on", "ends_on", "order_number", "area",
        "everywhere", "locations", "instruction", "call", "text", "words", "version",
    ],
    "outcomes.police": [
        "outcome", "decided_on", "officer", "number", "record_number", "text", "words", "version",
    ],
    "police_reports.ask_rights": ["wanted", "complaint_wish"],
    "police_reports.check_code": ["outcome", "whom", "on", "reason", "version"],
    "police_reports.choose_shield": ["shield", "shield_reason"],
    "police_reports.complain": ["outcome", "manner", "on", "place", "reason", "version"],
    "police_reports.decide": ["outcome", "wish", "said", "reason", "version"],
    "police_reports.escalate": [],
    "police_reports.file": [
        "outcome", "on", "number", "record_number", "station", "officer", "reason", "version",
    ],
    "police_reports.make_paper": ["kind"],
    "police_reports.prepare": [
        "function", "task", "impact", "literal_words", "injury", "chronology", "representative",
        "representative_function", "contact", "contact_phone", "wanted", "complaint_wish",
        "version",
    ],
    "police_reports.release": ["outcome", "whom", "on", "text", "version"],
    "police_reports.say_wish": ["wish", "words"],
    "police_reports.shield": ["outcome", "name_known", "knows", "reason", "version"],
    "desk.answer": ["key", "number", "record_number", "code", "officer", "station"],
    "portal.accept": [],
    "portal.accept_link": [],
    "portal.answer": [*ANSWERED, "key"],
    "portal.answer_link": [*ANSWERED, "key"],
    "portal.ask_code": [],
    "portal.enter": ["code", "kept"],
    "portal.make_code": [],
    "portal.reject": ["reject-reason"],
    "portal.reject_link": ["reject-reason"],
    "post.add": ["recipient", "received_on", "sender", "kept"],
    "post.confirm": ["version"],
    "post.give_back": ["reason", "version"],
    "post.hand_over": ["version"],
    "post.look": [],
    "preservation.add": ["kind", "place", "keep_until", "version"],
    "preservation.evidence": ["outcome", "reason", "note", "version"],
    "preservation.request_letter": ["version"],
    "preservation.source": ["state", "place", "keep_until", "evidence", "reason", "version"],
    "preservation.take_proposed": ["version"],
    "prosecution.compose": [*STATED, "exhibit", "revision"],
    "prosecution.give": ["share"],
    "prosecution.hand_in": ["revision"],
    "prosecution.preview": WRITTEN,
    "protocols.add_outcome": [
        "revision", "ending-nl", "ending-en", "ending-requires", "ending-records",
        "ending-fact_nl", "ending-fact_en",
    ],
    "protocols.add_step": [
        "revision", "title_nl", "title_en", "why_nl", "reporter_nl", "basis_nl", "party", "phase",
        "due_kind", "due_amount", "due_statutory", "target_kind", "target_amount", "anchor",
        "gate", "optional", "pausable", "when_all", "when_any", "when_none", "after", "scope",
        "behind", "first-nl", "first-requires", "first-records", "first-fact_nl", "second-nl",
    ],
    "protocols.discard": ["revision"],
    "protocols.edit_outcome": ["revision", "nl", "en"],
    "protocols.edit_step": [
        "revision", "title_nl", "title_en", "why_nl", "why_en", "reporter_nl", "reporter_en",
        "basis_nl", "basis_en", "party", "phase", "due_kind", "due_amount", "due_statutory",
        "target_kind", "target_amount", "anchor", "gate", "optional", "pausable", "when_all",
        "when_any", "when_none", "after",
    ],
    "protocols.edit_text": ["revision", "nl", "en"],
    "protocols.move_step": ["revision", "behind"],
    "protocols.release": ["revision", "on", "owner", "note"],
    "protocols.remove_outcome": ["revision"],
    "protocols.remove_step": ["revision"],
    "protocols.replace": ["revision", "file"],
    "protocols.review": ["revision", "is_right", "note"],
    "protocols.start": ["source", "number", "file", "revision"],
    "protocols.withdraw": ["revision"],
    "register.ask": ["person", "reason"],
    "register.decide": ["answer", "reason"],
    "register.look": [],
    "reports.answer": ["outcome", "reason", "on", "number", "document", "note", "version"],
    "police_reports.renew_code": [],
    "reports.issue_copy": [],
    "reports.satisfied": ["tevreden"],
    "reports.send_message": ["text"],
    "reports.withdraw": ["reason", "version"],
    "people.absence": ["first_day", "last_day"],
    "people.decide": ["answer", "reason"],
    "people.end": [],
    "people.end_post": [],
    "people.give": ["role", "unit_id", "first_day", "last_day", "shown"],
    "people.invite": ["name", "email", "phone", "locale", "unit_id", "roles", "shown"],
    "people.invite_again": [],
    "people.leave": ["successor", "leads_too", "agreed"],
    "people.let_in": ["agreed"],
    "people.own_absence": ["first_day", "last_day"],
    "people.second_factor": ["agreed"],
    "people.withdraw": [],
    "people.withdraw_absence": [],
    "people.withdraw_own": [],
    "setup.end": [],
    "setup.enter": ["code"],
    "setup.found": [
        "organisation", "short_code", "domicile", "name", "email", "password", "again",
    ],
    "setup.hours": [],
    "setup.mail": ["code"],
    "setup.protocol": ["owner"],
    "setup.seal": [],
    "setup.send_trial": [],
    "sharing.go_on": [*CHOSEN, "share", "at", "prepared", "version"],
    "sharing.preview": [*CHOSEN, "share", "version"],
    "sharing.preview_pdf": [*CHOSEN, "share", "version"],
    "sharing.recall": ["reason", "version"],
    "sharing.supplement": ["words", "evidence", "version"],
    "statistics.issue": ["periode", "profile"],
    "support.add_note": ["text"],
    "support.aftercare": [
        "outcome", "feeling", "agreed", "next_on", "note", "helper", "referred_on", "accepted",
        "back", "since", "needed", "version",
    ],
    "support.check": ["feeling", "contact"],
    "support.choose": ["antwoord"],
    "support.first_support": ["outcome", "feeling", "agreed", "next_on", "note", "version"],
    "support.issue_overview": [],
    "support.remember_day": ["antwoord"],
    "support.safety_log": ["acts", "day", "time", "note", "version"],
    "support.safety_step": ["outcome", "acts", "day", "time", "note", "version"],
    "units.add": ["name", "parent_id"],
    "units.close": ["version"],
    "units.edit": ["name", "version"],
    "units.head": ["user_id", "first_day", "last_day"],
    "units.move": ["parent_id", "version", "shown"],
    "units.reopen": ["version"],
    "units.version": ["version"],
    "verify.by_file": ["file"],
}  # fmt: skip
"""Every form and its fields. A new one is to be tried as well: add it here."""


class Site:
    """A running site with the ids every form needs, and who may use each form."""

    def __init__(self, app: Flask, client_for) -> None:  # noqa: PLR0915  one row of each kind
        self.app, self.client_for = app, client_for
        app.config["PROPAGATE_EXCEPTIONS"] = False  # as people meet it
        with app.app_context():
            self.town = a_town()
            seen = Seen(in_danger=True, has_evidence=True)
            case_id = a_case(self.town, seen=seen, at=clock.now() - timedelta(hours=20)).id
            with unit_of_work():
                self.admin = a_person(self.town.organisation, Role.ADMINISTRATOR)
            for person in (self.town.employee, self.town.coordinator):
                with_password(person)
            with_telephone(self.town.coordinator)
            with unit_of_work():
                link = links.issue(self.town.colleague.id, "reset", now=clock.now())
                text = signed.sign(signed.PASSWORD, link.id)
            delivery_id = stored(Delivery)[0].id
            item_id = a_letter(self.town.coordinator, self.town.employee, at=clock.now()).id
            step_id = next(row.id for row in stored(CaseStep) if row.key == "S02")
            involved_id = next(row.id for row in stored(Involved) if row.role == "perpetrator")
            own_id = next(row.id for row in stored(CaseStep) if row.key == "S03")
            source_id = a_source(self.town, case_id)
            works = {step.key: step.work for step in loader.load(reference_text()).steps}
            self.steps = {works[row.key]: row.id for row in stored(CaseStep) if works[row.key]}
            link_id = a_link(self.town.coordinator, case_id, a_case(self.town)).id
            found = self._found(case_id)
            shared = self._share(case_id)
            hand_in_id = self._hand_in(case_id)
            copy_id = stored(SharedCopy)[0].document_id
            evidence_id = received.an_exhibit(
                self.town, db.session.get_one(Case, (self.town.organisation.id, case_id))
            )
            drafted = protocol_tour.ids(self.town.coordinator.actor(clock.now()))
        self.ids = found | shared | drafted | {
            "document_id": copy_id, "evidence_id": evidence_id,
            "case_id": case_id, "incident_id": case_id, "step_id": step_id, "text": text,
            "delivery_id": delivery_id, "draft_id": case_id, "own_id": own_id,
            "involved_id": involved_id, "item_id": item_id, "link_id": link_id,
            "source_id": source_id, "hand_in_id": hand_in_id,
        }  # fmt: skip

    def _hand_in(self, case_id: UUID) -> UUID:
        """Store a dossier that left for the prosecutor; its bytes are those of a share."""
        copy = stored(SharedCopy)[0]
        with unit_of_work():
            row = HandIn(
                organisation_id=copy.organisation_id, id=new_id(), case_id=case_id,
                keyset_id=copy.keyset_id, number=1, document_id=copy.document_id,
                made_at=clock.now(), made_by=self.town.coordinator.id,
            )  # fmt: skip
            db.session.add(row)
        return row.id

    def _found(self, case_id: UUID) -> dict[str, UUID]:
        """Store a notice, a ban that is in force and a question to the register."""
        case = db.session.get_one(Case, (self.town.organisation.id, case_id))
        with unit_of_work():
            damage, entry = a_stored_item(case, victim_of(case)), a_stored_entry(case)
            risk = a_stored_risk(self.town.hr)
            outcome_id = a_stored_outcome(case)
            officer, report = a_stored_officer(self.town.coordinator), a_stored_report(case)
            db.session.get_one(PoliceReport, (case.organisation_id, report)).desk_code = DESK_CODE
            answer = a_stored_answer(report, clock.now())
            partner = an_organisation("Politie (demo)", OrganisationKind.POLICE)
            organisations.begin(
                self.town.coordinator.actor(), partner.id, date(2026, 1, 1), now=clock.now()
            )
        return {
            "answer_id": answer.id,
            "damage_id": damage.id,
            "officer_id": officer,
            "partner_id": partner.id,
            "report_id": report,
            "entry_id": entry.id,
            "risk_id": risk.id,
            "outcome_id": outcome_id,
            "notice_id": a_notice(self.town).id,
            "measure_id": a_ban(self.town, case).id,
            "mandate_id": _a_mandate(self.town),
            **a_topic(self.town, partner, case, now=clock.now()),
            "kind": "ban_letter",
            **letters_tour.IDS,
            "sheet": "mensen",
            "slug": "melden",
            "number": self._changed(),
            "request_id": a_question(self.town, case).id,
            **people_tour.everything_of(self.admin.actor(clock.now()), self.town.colleague.id),
            "post": "manager",
            **places_tour.change_both(self.admin.actor(clock.now())),
            "code": DESK_CODE,
        }

    def _changed(self) -> int:
        """Change every setting once; return the number of a version that each of them has."""
        for change in settings_tour.SUBJECTS.values():
            change(self.admin.actor(clock.now()))
        return 1

    def _share(self, case_id: UUID) -> dict[str, object]:
        """Share the case with a police unit: with an account, and by a link that is open."""
        case, now = db.session.get_one(Case, (self.town.organisation.id, case_id)), clock.now()
        unit = received.a_police_unit()
        received.a_partnership(self.town, unit, at=now)
        asks = tuple(Ask)
        account, mail = (received.a_contact(self.town, one, at=now) for one in (unit, None))
        share = received.a_share(case, account, at=now, asks=asks)
        linked = received.a_share(case, mail, at=now, asks=asks)
        self.police, self.opened = unit.person, {linked.id.hex: [0, int(now.timestamp())]}
        self.linked_id = linked.id
        return {"share_id": share.id, "share_text": received.a_link(linked, at=now)[0]}

    def person(self, endpoint: str) -> Person | None:
        """Return somebody who may use a form."""
        room = endpoint.partition(".")[0]
        if endpoint in {"assessment.add_check", "assessment.issue_notice"}:
            return self.town.hr
        guard = set(self.app.view_functions[endpoint].guard)
        if guard == {str(Permission.CONFIGURE)}:
            return self.admin
        if endpoint in BY_NOBODY | HALF_WAY or (room == "portal" and "open" in guard):
            return None
        if str(Permission.PORTAL) in guard:
            return self.police
        entered = guard & {"open", "signed in", *map(str, GRANTS[Role.EMPLOYEE])}
        return self.town.employee if entered and room != "cases" else self.town.coordinator

    def address(self, endpoint: str) -> str:
        """Return the address of a form."""
        rule = next(
            rule
            for rule in self.app.url_map.iter_rules()
            if rule.endpoint == endpoint and "POST" in rule.methods
        )
        values = {name: self.ids[name] for name in rule.arguments}
        if endpoint.startswith("portal."):
            values |= {"text": self.ids["share_text"]} if "text" in values else {}
            values |= {"share_id": self.linked_id} if endpoint == "portal.make_code" else {}
        works = self.app.extensions[EXTENSION].works
        work = next((one for one, page in works.items() if page == endpoint), None)
        if work in self.steps:
            values["step_id"] = self.steps[work]
        return self.app.url_map.bind("localhost").build(endpoint, values)

    def names(self, endpoint: str) -> list[str]:
        """Return the fields of a form as this case calls them."""
        of_case = {"exhibit": field_of(self.ids["evidence_id"])}
        return [of_case.get(name, name) for name in FIELDS[endpoint]]

    def whole(self, endpoint: str) -> dict[str, str]:
        """Return what a form has anyhow, so that a bad value beside it is looked at."""
        return {"version": "1"} | {
            "cases.release": {"seen": "y"},
            "paperwork.take_over": {"writer": "witness", "text": "Hij riep."},
            "prosecution.compose": {field_of(self.ids["evidence_id"]): "copy", "revision": "0"},
            "prosecution.preview": {field_of(self.ids["evidence_id"]): "copy", "revision": "0"},
            "statistics.issue": {"periode": str(clock.now().year), "profile": "internal"},
        }.get(endpoint, {})

    def is_workless(self, endpoint: str) -> bool:
        """Tell whether an endpoint is the page of work that this case does not ask for yet."""
        works = self.app.extensions[EXTENSION].works
        return any(page == endpoint and one not in self.steps for one, page in works.items())

    def post(self, endpoint: str, data, **options):
        """Post to a form as whoever may use it."""
        client = self.client_for(self.person(endpoint))
        if endpoint.startswith("portal."):
            with client.session_transaction() as session:
                session["shares"] = self.opened
        if endpoint in HALF_WAY:
            with client.session_transaction() as session:
                step = {"accounts.enrol": "enrol", "accounts.choose_organisation": "done"}
                session["half_way"] = {
                    "user": str(self.town.coordinator.id), "epoch": 0, "target": "",
                    "step": step.get(endpoint, "code"), "strong": False,
                    "since": int(clock.now().timestamp()),
                }  # fmt: skip
        return client.post(self.address(endpoint), data=data, **options)

    def forget_tries(self) -> None:
        """Let the next value be looked at: so many wrong ones would only be told to wait."""
        with self.app.app_context(), unit_of_work():
            db.session.execute(delete(SignInTry))

    def rows(self, *without: str) -> dict[str, list[str]]:
        """Return what the database holds of work; the trail and tries may grow."""
        skipped = {"audit_entries", "sign_in_tries", *without}
        with self.app.app_context():
            return {
                table.name: sorted(map(repr, db.session.execute(select(table)).all()))
                for table in Base.metadata.sorted_tables
                if table.name not in skipped
            }


def _a_mandate(town: Town) -> UUID:
    a_mandate(town)
    return stored(Mandate)[0].id


@pytest.fixture
def site(app, client_for, monkeypatch) -> Site:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher.from_parameters(CHEAPEST))
    return Site(app, client_for)


def page_key(site):
    """Return the hidden fields of an opened report page."""
    page = a_page(site.client_for(site.town.employee), "/melden?nieuw=1")
    return page.fields()


def test_every_form_is_tried(app):
    posted = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods}

    assert posted == set(FIELDS)


ONE_BY_ONE = {
    "incidents.send", "cases.finish", "cases.release", "paperwork.take_over",
    "prosecution.compose", "statistics.issue",
}  # fmt: skip
"""Forms where one bad value would hide the next."""


@pytest.mark.parametrize("value", BAD.values(), ids=BAD)
def test_nothing_typed_breaks_a_form(site, value):
    hidden, broken = page_key(site), {}
    for endpoint in FIELDS:
        names = site.names(endpoint)
        whole = hidden if endpoint in UNGUARDED else site.whole(endpoint)
        each = [{name: value} for name in names] if endpoint in ONE_BY_ONE else []
        for bad in [dict.fromkeys(names, value), *each]:
            answer = site.post(endpoint, {**whole, **bad})
            if answer.status_code >= 500:
                broken[endpoint, *bad] = answer.status_code
            assert MARKUP.encode() not in answer.data, (endpoint, *bad)

    assert broken == {}


def test_nothing_in_a_file_or_in_its_name_breaks_a_check(site):
    before, odd = site.rows(), {}
    for what, value in BAD.items():
        site.forget_tries()
        for head, name in product((b"", b"%PDF-1.7\n"), (value[:200], "brief.pdf")):
            answer = site.post("verify.by_file", {"file": (BytesIO(head + value.encode()), name)})
            right = 200 if head and name.strip() else 422  # a file without a name is none
            if answer.status_code != right or MARKUP in answer.text:
                odd[what, head, name] = answer.status_code

    assert odd == {}
    assert site.rows() == before


@pytest.mark.parametrize("path", ["/dossier/", "/verifieer/", "/verifieer?code="])
def test_nothing_typed_as_a_code_breaks_a_page(site, path):
    client = site.client_for(site.town.coordinator if path == "/dossier/" else None)
    odd = {}
    for what, value in BAD.items():
        site.forget_tries()
        answer = client.get(path + quote(value[:2_000], safe=""))
        if answer.status_code >= 500 or answer.status_code == 429 or MARKUP in answer.text:
            odd[what] = answer.status_code

    assert odd == {}


WRONG_BODIES = {
    "a list": ("[1, 2]", "application/json"),
    "a number": ("5", "application/json"),
    "an object of other types": ('{"email": 5, "password": [], "text": {}}', "application/json"),
    "half an object": ('{"email"', "application/json"),
    "no boundary": ("x", "multipart/form-data"),
    "half a part": ("--b\r\nContent-Disposition: form-data", "multipart/form-data; boundary=b"),
    "bytes": (b"\xff\xfe\0\x80=\xff", "application/x-www-form-urlencoded"),
    "a thousand and more fields": ("a=1&" * 2000, "application/x-www-form-urlencoded"),
}


@pytest.mark.parametrize(("body", "kind"), WRONG_BODIES.values(), ids=WRONG_BODIES)
def test_a_body_that_is_no_form_breaks_nothing(site, body, kind):
    before = site.rows("single_use_tokens", "users", "credentials", "messages", "deliveries")
    asking = [one for one in FIELDS if FIELDS[one] and one not in {"cases.resume", *UNGUARDED}]

    answers = {one: site.post(one, body, content_type=kind).status_code for one in asking}

    passed = {one: status for one, status in answers.items() if not 400 <= status < 500}
    assert passed == {"accounts.enrol": 302}  # there is nothing to set up any more
    after = site.rows("single_use_tokens", "users", "credentials", "messages", "deliveries")
    assert after == before


def test_more_than_a_form_may_hold_is_refused_with_a_page(site, monkeypatch):
    site.app.config["WTF_CSRF_ENABLED"] = True  # its token is looked for before anything is done
    monkeypatch.setitem(site.app.config, "MAX_FORM_MEMORY_SIZE", 20_000)  # as of two megabytes
    before, much = site.rows(), "é" * 26_000
    asking = [one for one in FIELDS if FIELDS[one] and one not in UNGUARDED]

    for endpoint in asking:
        answer = site.post(endpoint, {FIELDS[endpoint][0]: much})
        assert answer.status_code == 413, endpoint
        assert "te groot" in answer.text, endpoint

    assert site.rows() == before


def test_five_megabytes_in_one_field_are_refused_with_a_page(site):
    answer = site.post("cases.facts", {FIELDS["cases.facts"][0]: "é" * 2_600_000})

    assert answer.status_code == 413
    assert "te groot" in answer.text


def test_five_megabytes_in_the_report_are_kept_and_answered_at_the_field(site):
    page = a_page(site.client_for(site.town.employee), "/melden?nieuw=1")

    answer = page.send(narrative="x" * 5_000_000)

    assert answer.status_code == 422
    assert "Deze tekst is te lang" in answer.text
    with site.app.app_context():
        [draft] = stored(Draft)
        assert len(draft.content["narrative"][0]) == 5_000_000


def test_a_form_without_its_token_changes_nothing(site):
    site.app.config["WTF_CSRF_ENABLED"] = True
    before = site.rows()

    answers = {
        endpoint: site.post(endpoint, dict.fromkeys(names, "1"))
        for endpoint, names in FIELDS.items()
        if endpoint not in UNGUARDED | WITHOUT_COOKIE
    }

    assert {answer.status_code for answer in answers.values()} == {400}
    assert all('lang="nl"' in answer.text for answer in answers.values())
    assert site.rows() == before


def test_a_report_without_its_page_key_stores_nothing(site):
    site.app.config["WTF_CSRF_ENABLED"] = True
    before = site.rows()

    answers = {one: site.post(one, {"narrative": "x", "place": "hier"}) for one in UNGUARDED}

    assert {one: answer.status_code for one, answer in answers.items()} == {
        "incidents.send": 422, "incidents.draft": 403, "incidents.upload": 403,
    }  # fmt: skip
    assert site.rows() == before


ASKED = {
    "/werkvoorraad": ("na", "eenheid", "soort", "wanneer", "stap", "mij"),
    "/dossiers": ("na", "zoek", "eenheid", "soort", "stand"),
    "/berichten": ("na",),
    "/post": ("na",),
    "/overdracht": ("wie",),
    "/melden": ("plek", "concept", "nieuw"),
    "/inloggen": ("terug",),
    "/ketenpartners/openstaand": ("na", "bij", "partij"),
    "/antwoord/bedankt": ("hoe", "let-op"),
}
"""What pages read of their address."""


@pytest.mark.parametrize(("path", "names"), ASKED.items(), ids=ASKED)
def test_nothing_in_an_address_breaks_a_page(site, path, names):
    client = site.client_for(site.town.coordinator)
    broken = {}
    for name, (what, value) in product(names, BAD.items()):
        answer = client.get(path, query_string={name: value})
        if answer.status_code not in {200, 302, 404}:
            broken[name, what] = answer.status_code
        assert MARKUP not in answer.text
        assert not (answer.location or "/").startswith(("//", "http"))

    assert broken == {}


CURSORS = (
    "2026-01-01_{id}", "2026-01-01T00:00:00_{id}", "none_{id}", "0001-01-01T00:00:00+23:59_{id}",
    "9999-12-31T23:59:59-23:59_{id}", "_{id}", "2026-01-01T00:00:00+00:00_", "none_", "__",
    "2026-01-01~{id}", "9999-12-31T23:59:59-23:59~{id}", "0001-01-01T00:00:00+23:59~{id}",
    "2026-01-01T00:00:00+00:00~x", "~", "1e400_{id}", "W_{id}",
)  # fmt: skip


@pytest.mark.parametrize("path", ["/werkvoorraad", "/dossiers", "/berichten"])
def test_a_changed_place_in_a_list_starts_somewhere_and_breaks_nothing(site, path):
    client = site.client_for(site.town.coordinator)

    statuses = {
        cursor: client.get(path, query_string={"na": cursor.format(id=site.ids["case_id"])})
        for cursor in CURSORS
    }

    assert {cursor: got.status_code for cursor, got in statuses.items()} == dict.fromkeys(
        CURSORS, 200
    )


def test_a_real_name_comes_back_as_it_was_typed(site):
    name = "Çelik-O'Brien van 't Hoff 👩🏽‍🚒"
    page = a_page(site.client_for(site.town.employee), "/melden?nieuw=1")

    page.autosave(**{"perpetrators-0-surname": f"\u202e{name}\0"})

    with site.app.app_context():
        [draft] = stored(Draft)
        assert draft.content["perpetrators-0-surname"] == [name]
    shown = site.client_for(site.town.employee).get("/melden").text
    assert "Çelik-O&#39;Brien van &#39;t Hoff 👩🏽‍🚒" in shown


def test_a_draft_full_of_nonsense_opens_again(site):
    page = a_page(site.client_for(site.town.employee), "/melden?nieuw=1")
    nonsense = {
        "damage-²-item": "x", "witnesses-99999-name": "x", "perpetrators--name": "x",
        "categories": ["", "NONSENSE"], "support": ["", "x"], "day": "9999-12-31",
        "precision": "day", "absence_days": "9" * 5000, "victim_score": "6", "é-1-x": "x",
    }  # fmt: skip

    saved = page.autosave(**nonsense)
    again = site.client_for(site.town.employee).get("/melden")
    sent = page.send(**nonsense)

    assert (saved.status_code, again.status_code, sent.status_code) == (200, 200, 422)
    with site.app.app_context():
        assert len(stored(Case)) == 2  # those of the site: none came of the draft
