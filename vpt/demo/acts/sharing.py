"""What the coordinators of the demo share with partners, and what became of each share.

Copies are drawn and sealed as real ones, so this runs outside any unit of work.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from vpt.cases import wording
from vpt.cases.models import Case
from vpt.core.actor import Actor
from vpt.core.worktime import local_date
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.documents import issue
from vpt.documents.issue import Drawn, Request
from vpt.incidents.evidence import Evidence
from vpt.infra import storage
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.partners import queries as partners
from vpt.partners.disclosure import Section
from vpt.partners.queries import Officer
from vpt.partners.rules import PROFILE_OF, Party
from vpt.sharing import choosing, planning, receipts, receiving, service
from vpt.sharing.choosing import Chosen
from vpt.sharing.models import Share
from vpt.sharing.rules import ASKS_OF, CodeWay, Door, Purpose, Reader, ReceiptKind

COORDINATOR, EMPLOYER = "ramon.bouman", "GES"
SERIOUS = 3
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ROOM = DAY * 6
"""Everything that happens to a share fits in this time, so the case must be quiet that long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One share of the demo: with whom, why, and what the sender asks."""

    party: Party
    door: Door
    purpose: Purpose
    basis: str
    question: str
    fate: str


PLANS = (
    Plan(
        party=Party.POLICE, door=Door.ACCOUNT, purpose=Purpose.REPORT, basis="crime_report",
        question="Wilt u het registratienummer doorgeven en nagaan of de VPT-code erop staat?",
        fate="supplemented",
    ),
    Plan(
        party=Party.POLICE, door=Door.LINK, purpose=Purpose.REPORT, basis="crime_report",
        question="Wilt u laten weten of er aangifte is opgenomen, en onder welk nummer?",
        fate="opened",
    ),
    Plan(
        party=Party.POLICE, door=Door.LINK, purpose=Purpose.REPORT, basis="crime_report",
        question="Dit hoort bij de aangifte van vorige week. Wilt u het toevoegen?",
        fate="recalled",
    ),
    Plan(
        party=Party.MUNICIPALITY, door=Door.ACCOUNT, purpose=Purpose.PUBLIC_ORDER,
        basis="public_cooperation", question="Is een gebiedsverbod hier te overwegen?",
        fate="rejected",
    ),
    Plan(
        party=Party.PROSECUTION, door=Door.ACCOUNT, purpose=Purpose.PROSECUTION,
        basis="own_interest", question="Laat u weten wat u besluit en wanneer de zitting is?",
        fate="opened",
    ),
)  # fmt: skip
ADDED = "Een collega aan de balie ernaast heeft alles gezien en wil ook verklaren."
RECALLED = "Naar het verkeerde bureau gestuurd. De contactfunctionaris heeft nu de juiste kopie."
REJECTED = "Voor dit adres is een andere gemeente bevoegd. Wilt u het daar neerleggen?"


def share_some(region: Region, told: Sequence[Reported], now: datetime) -> int:
    """Share a few cases with police, prosecution and municipality; return how many copies left."""
    actor, copies = region.actor(COORDINATOR), 0
    for plan, case in zip(PLANS, _quiet_cases(actor, told, now), strict=False):
        share = _share(actor, case, plan, case.changed_at + HOUR * 2)
        copies += 1 if share is not None else 0
        if share is not None:
            copies += _befall(actor, share, plan)
    return copies


def _quiet_cases(actor: Actor, told: Sequence[Reported], now: datetime) -> Iterator[Case]:
    """Yield serious cases in which nothing happened lately, the newest first."""
    ids = [
        one.case_id
        for one in told
        if one.planned.employer == EMPLOYER and one.planned.template.severity >= SERIOUS
    ]
    found = db.session.scalars(
        select(Case.id)
        .where(
            Case.organisation_id == actor.organisation_id,
            Case.id.in_(ids),
            Case.changed_at < now - ROOM,
        )
        .order_by(Case.changed_at.desc(), Case.id)
        .limit(len(PLANS))
    ).all()
    for case_id in found:
        yield db.session.get_one(Case, (actor.organisation_id, case_id))


def _share(actor: Actor, case: Case, plan: Plan, at: datetime) -> Share | None:
    officer = _officer(actor, plan, at)
    if officer is None:
        return None
    case_id, version = case.id, case.version
    chosen = _chosen(actor, case_id, officer, plan, at)
    planned = planning.plan(actor, case_id, chosen, share_id=new_id(), now=at)
    drawn = _drawn(actor, planned.request, at)
    with unit_of_work():
        sent = service.share(actor, planned, drawn, version=version, now=at)
        share_id = sent.share.id
    storage.settle(drawn.staged)
    return _again(actor, share_id)


def _officer(actor: Actor, plan: Plan, at: datetime) -> Officer | None:
    today, has_account = local_date(at), plan.door is Door.ACCOUNT
    return next(
        (
            one
            for one in partners.officers(actor)
            if one.party == plan.party
            and (one.user_id is not None) == has_account
            and one.is_valid(today)
        ),
        None,
    )


def _chosen(actor: Actor, case_id: UUID, officer: Officer, plan: Plan, at: datetime) -> Chosen:
    sections = frozenset(choosing.offered(PROFILE_OF[plan.party]))
    evidence = db.session.scalars(
        select(Evidence.id).where(
            Evidence.organisation_id == actor.organisation_id, Evidence.subject_id == case_id
        )
    )
    return Chosen(
        officer_id=officer.id,
        door=plan.door,
        purpose=plan.purpose,
        basis=plan.basis,
        sections=sections,
        evidence=frozenset(evidence) if Section.EVIDENCE in sections else frozenset(),
        until=local_date(at) + choosing.STANDARD_END,
        asks=ASKS_OF[plan.party],
        question=plan.question,
        code_way=CodeWay.SECOND_ADDRESS if plan.door is Door.LINK else None,
    )


def _befall(actor: Actor, share: Share, plan: Plan) -> int:
    """Let the recipient and the sender do what they do with this share; return further copies."""
    officer = partners.officer(actor, share.officer_id)
    reader = Reader(door=plan.door, user_id=officer.user_id if officer else None)
    _read(share, reader, share.created_at + HOUR * 22)
    if plan.fate == "rejected":
        with unit_of_work():
            row, at = _again(actor, share.id), share.created_at + HOUR * 23
            receiving.reject(row, reader, REJECTED, now=at)
    if plan.fate == "recalled":
        _recall(actor, share.id, share.created_at + DAY * 3)
    return _supplement(actor, share, reader) if plan.fate == "supplemented" else 0


def _read(share: Share, reader: Reader, at: datetime) -> None:
    with unit_of_work():
        row = db.session.get_one(Share, (share.organisation_id, share.id))
        if reader.door is Door.LINK:
            receipts.note(row, ReceiptKind.CODE_RIGHT, door=reader.door, now=at)
        receiving.look(row, reader, now=at)
        receipts.note(
            row, ReceiptKind.DOWNLOADED, door=reader.door, user_id=reader.user_id,
            copy_number=1, now=at + HOUR / 20,
        )  # fmt: skip


def _supplement(actor: Actor, share: Share, reader: Reader) -> int:
    at = share.created_at + DAY * 2
    with unit_of_work():
        receiving.accept(_again(actor, share.id), reader, now=at - DAY)
    row = _again(actor, share.id)
    planned = planning.plan_supplement(actor, row, ADDED, frozenset(), now=at)
    version = db.session.get_one(Case, (row.organisation_id, row.case_id)).version
    drawn = _drawn(actor, planned.request, at)
    with unit_of_work():
        service.supplement(actor, planned, drawn, version=version, now=at)
    storage.settle(drawn.staged)
    return 1


def _recall(actor: Actor, share_id: UUID, at: datetime) -> None:
    row = _again(actor, share_id)
    version = db.session.get_one(Case, (row.organisation_id, row.case_id)).version
    with unit_of_work():
        service.recall(actor, share_id, RECALLED, version=version, now=at)


def _drawn(actor: Actor, request: Request, at: datetime) -> Drawn:
    return issue.draw(actor, request, issued_at=wording.moment(at), now=at)


def _again(actor: Actor, share_id: UUID) -> Share:
    return db.session.get_one(Share, (actor.organisation_id, share_id))
