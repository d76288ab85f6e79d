"""What the rooms keep beside the steps of a case, with a needle in every sealed column."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from tests.builders import NOW, Person
from tests.cases.builders import LATER, Town
from tests.measures.builders import the_measure
from tests.privacy.needles import said, word
from vpt.assessment.models import Assessment, InjuryCheck
from vpt.attention.models import AttentionNotice
from vpt.cases import talking
from vpt.cases.models import Case
from vpt.claims.models import ClaimForm, DamageItem, LedgerEntry
from vpt.closing.models import Evaluation, Feedback
from vpt.incidents import service as incidents
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra import keysets
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.infra.keysets import KeysetKind
from vpt.measures.sightings import Encounter
from vpt.measures.unlock_models import RegisterRequest
from vpt.police_reports.models import (
    Complaint,
    PoliceReport,
    PoliceTalk,
    PoliceWish,
)
from vpt.post.models import PostItem
from vpt.support.models import SafetyEntry, SupportEntry, SupportNote


def people_of(case: Case) -> list[Involved]:
    """Return everybody in a case, by number."""
    query = select(Involved).where(Involved.incident_id == case.id).order_by(Involved.ordinal)
    return list(db.session.scalars(query))


def report_of(case: Case) -> PoliceReport:
    """Return the report to the police of a case."""
    return db.session.scalars(select(PoliceReport).where(PoliceReport.case_id == case.id)).one()


def _put(case: Case, model: type, fields: dict[str, object], **columns: object) -> None:
    """Store a row of the case; the sealed fields come after what they are bound to."""
    row = model(organisation_id=case.organisation_id, id=new_id(), case_id=case.id, **columns)
    for name, value in fields.items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.flush()


def add_rows(town: Town, case: Case) -> None:
    """Store what the rooms keep beside the steps above."""
    with unit_of_work():
        incident = db.session.get_one(Incident, (case.organisation_id, case.id))
        first, second = (row for row in people_of(case) if row.role == "victim")
        case_key, by = incident.keyset_id, town.hr.id
        _add_care(case, first, town.support, "one")
        _add_care(case, second, town.other_support, "two")
        _add_claims(case, case_key, (first, second), by)
        _add_police(case, first, case_key, by)
        _add_judging(case, first, case_key, by)
        _add_witness(case)
        measure = the_measure()
        _put(
            case, Encounter, {"text": said("encounter")}, measure_id=measure.id,
            keyset_id=case_key, kind="at_desk", happened_at=LATER, noted_at=LATER, noted_by=by,
            police_called=False,
        )  # fmt: skip
        _put(
            case, RegisterRequest,
            {"reason": said("register reason"), "answer": said("register answer")},
            involved_id=measure.involved_id, keyset_id=case_key, asked_at=LATER, asked_by=by,
        )  # fmt: skip
        _add_notices(case, town)
        incidents.add_addendum(town.employee.actor(), incident, said("addendum one"), now=LATER)
        incidents.add_addendum(town.colleague.actor(), incident, said("addendum two"), now=LATER)
        talking.send_message(town.employee.actor(), case.id, said("message"), now=LATER)


def _add_notices(case: Case, town: Town) -> None:
    """Store what is sealed under the organisation: a warning for a place, a letter that came."""
    place = {"keyset_id": town.organisation.keyset_id}
    _put(
        case, AttentionNotice, {"watch_for": said("watch for"), "what_to_do": said("what to do")},
        sent_at=LATER, sent_by=town.manager.id, starts_at=LATER,
        ends_at=LATER + timedelta(days=1), **place,
    )  # fmt: skip
    _put(
        case, PostItem, {"details": {"sender": "court", "kept": said("post")}},
        recipient_id=town.employee.id, registered_at=LATER, registered_by=town.hr.id,
        received_on=NOW.date(), **place,
    )  # fmt: skip


def _add_care(case: Case, victim: Involved, by: Person, which: str) -> None:
    place = {"involved_id": victim.id, "keyset_id": victim.keyset_id, "author_id": by.id}
    talk = {"outcome": "supported", "note": said(f"talk {which}"), "agreed": [], "feeling": 2}
    back = {"back": "partly", "since": "2026-03-06", "needed": said(f"needed {which}")}
    _put(case, SupportEntry, {"details": talk}, kind="talk", number=1, at=LATER, **place)
    _put(case, SupportEntry, {"details": back}, kind="return", number=None, at=LATER, **place)
    _put(case, SupportNote, {"text": said(f"private {which}")}, at=LATER, **place)
    wish = {"wish": "agrees", "words": said(f"wish {which}"),
            "shield_reason": said(f"shield reason {which}")}  # fmt: skip
    _put(
        case, PoliceWish, {"content": wish}, victim_id=victim.id, keyset_id=victim.keyset_id,
        said_at=LATER,
    )  # fmt: skip


def _add_claims(case: Case, keyset_id: UUID, victims: tuple[Involved, ...], by: UUID) -> None:
    whose: tuple[tuple[str, Involved | None, str, bool], ...] = (
        ("one", victims[0], "goods", False),
        ("two", victims[1], "goods", False),
        ("health", victims[0], "medical", False),
        ("insured", None, "employer_goods", True),
    )
    for name, victim, kind, insured in whose:
        details = {
            "what": said(f"damage {name}"),
            "insurer": said(f"insurer {name}"),
            "paid_by": said(f"paid by {name}"),
            "route_reason": said(f"route reason {name}"),
        }
        _put(
            case, DamageItem, {"details": details}, keyset_id=keyset_id,
            claimant="victim" if victim else "employer", victim_id=victim.id if victim else None,
            kind=kind, incurred_on=NOW.date(), amount_cents=1000, proof="none", insured=insured,
            added_at=LATER, added_by=by,
        )  # fmt: skip
    place = {"keyset_id": keyset_id, "victim_id": victims[0].id, "recorded_at": LATER}
    _put(
        case, ClaimForm, {"barcode": word("barcode")}, outcome="joined", way="post",
        asked_cents=1000, recorded_by=by, **place,
    )  # fmt: skip
    _put(
        case, LedgerEntry, {"note": said("ledger")}, claimant="victim", kind="awarded",
        amount_cents=1000, booked_on=NOW.date(), recorded_by=by, **place,
    )  # fmt: skip


def _add_police(case: Case, victim: Involved, keyset_id: UUID, by: UUID) -> None:
    _put(
        case, PoliceTalk, {"content": {"reason": said("police talk"), "whom": said("police whom")}},
        subject_id=report_of(case).id, keyset_id=keyset_id, kind="refused", held_on=NOW.date(),
        noted_at=LATER, noted_by=by,
    )  # fmt: skip
    _put(
        case, Complaint, {"place": said("complaint")}, victim_id=victim.id, keyset_id=keyset_id,
        manner="in_person", filed_on=NOW.date(), is_late=False, recorded_at=LATER, recorded_by=by,
    )  # fmt: skip


def _add_judging(case: Case, victim: Involved, keyset_id: UUID, by: UUID) -> None:
    _put(
        case, Assessment, {"grounds": said("grounds")}, keyset_id=keyset_id, made_at=LATER,
        made_by=by, category="THREAT", severity=4, row="B", outcome="criminal", measures=[],
        matrix_version="1",
    )  # fmt: skip
    answers = {"death": "no", "admission": "yes", "lasting": "no", "long_absence": "yes"}
    texts = ("function", "nature", "account", "measures", "explanation")
    _put(
        case, InjuryCheck, {"answers": answers | {key: said(f"injury {key}") for key in texts}},
        involved_id=victim.id, keyset_id=victim.keyset_id, made_at=LATER, made_by=by,
        outcome="reported", reported_on=NOW.date(), long_absence=True, is_listed=True,
    )  # fmt: skip
    _put(
        case, SafetyEntry, {"note": said("safety")}, keyset_id=keyset_id, author_id=by, at=LATER,
        added_at=LATER, acts=["alarm"],
    )  # fmt: skip
    _put(
        case, Feedback, {"words": {"told": said("feedback"), "lesson": said("lesson")}},
        keyset_id=keyset_id, told_on=NOW.date(), lesson_kind="other", recorded_at=LATER,
        recorded_by=by,
    )  # fmt: skip
    judged = {"went_well": said("went well"), "went_wrong": said("went wrong")}
    _put(
        case, Evaluation, {"words": judged}, keyset_id=keyset_id, round=1, outcome="closed",
        in_time=3, chain_held=3, recorded_at=LATER, recorded_by=by,
    )  # fmt: skip


def _add_witness(case: Case) -> None:
    witness_id = new_id()
    keyset_id = keysets.create(case.organisation_id, KeysetKind.PERSON, witness_id)
    db.session.flush()
    db.session.add(
        Involved(
            organisation_id=case.organisation_id, id=witness_id, incident_id=case.id,
            keyset_id=keyset_id, role="witness", ordinal=1, is_known=True, added_at=NOW,
        )
    )  # fmt: skip
    db.session.flush()
