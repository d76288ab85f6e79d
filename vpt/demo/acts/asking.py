"""Questions of the demo that wait at partners: shared, asked again by the worker, some answered."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from vpt.answers import asking, starting, waiting
from vpt.cases import wording
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor
from vpt.core.worktime import local_date
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.documents import issue
from vpt.infra import storage
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.partners import queries as partners
from vpt.partners.queries import Officer
from vpt.partners.rules import PROFILE_OF, Party
from vpt.sharing import choosing, planning, receipts, service
from vpt.sharing.choosing import Chosen
from vpt.sharing.models import Share
from vpt.sharing.rules import ASKS_OF, Ask, Door, Purpose, ReceiptKind

COORDINATOR = "ramon.bouman"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LONG = DAY * 10
ROUNDS = 28
"""Of three days each, back from now."""
HOW: Mapping[Ask, tuple[Party, Purpose, str, str, int]] = {
    Ask.POLICE_NEWS: (
        Party.POLICE, Purpose.REPORT, "crime_report",
        "Wilt u laten weten hoe het ermee staat? Onze collega hoort graag iets.", 2,
    ),
    Ask.DECISION: (
        Party.PROSECUTION, Purpose.PROSECUTION, "own_interest",
        "Wilt u de beslissing doorgeven zodra die er is?", 3,
    ),
}  # fmt: skip
"""Whom is asked what, on which ground, in which words, and in how many cases."""


def wait_for_partners(region: Region, _told: Sequence[Reported], now: datetime) -> int:
    """Share what waits longest with who can answer, and let weeks go by; return the copies made."""
    actor, sent = region.actor(COORDINATOR), 0
    for ask in HOW:
        for number, (case, step) in enumerate(_waiting(actor, ask, now)):
            share = _share(actor, case, ask, step.anchor_at + DAY)
            sent += 1 if share is not None else 0
            if share is not None and number % 2 == 0:
                _open(actor, share, share.created_at + HOUR)
    for number in range(ROUNDS, -1, -1):
        _ask(actor.organisation_id, now - DAY * 3 * number)
    return sent


def _waiting(actor: Actor, ask: Ask, now: datetime) -> list[tuple[Case, CaseStep]]:
    """Return the cases that wait longest and that nobody shared yet."""
    asks = waiting.asks_of(actor.organisation_id)
    shared = select(Share.case_id).where(Share.organisation_id == actor.organisation_id)
    rows = db.session.execute(
        select(Case, CaseStep)
        .join(CaseStep, waiting.of_case())
        .where(
            Case.organisation_id == actor.organisation_id,
            CaseStep.anchor_at < now - LONG,
            Case.id.not_in(shared),
            waiting.asks_for(asks, ask),
            waiting.is_waiting(),
        )
        .order_by(CaseStep.anchor_at, CaseStep.id)
        .limit(HOW[ask][-1])
    )
    return [(row.Case, row.CaseStep) for row in rows]


def _share(actor: Actor, case: Case, ask: Ask, at: datetime) -> Share | None:
    """Share a case as of a day in the past; when it last changed stays what it was."""
    officer = _officer(actor, HOW[ask][0], at)
    if officer is None:
        return None
    version, chosen, changed_at = case.version, _chosen(officer, ask, at), case.changed_at
    planned = planning.plan(actor, case.id, chosen, share_id=new_id(), now=at)
    drawn = issue.draw(actor, planned.request, issued_at=wording.moment(at), now=at)
    with unit_of_work():
        sent = service.share(actor, planned, drawn, version=version, now=at)
        share_id = sent.share.id
        db.session.get_one(Case, (case.organisation_id, case.id)).changed_at = changed_at
    storage.settle(drawn.staged)
    return db.session.get_one(Share, (actor.organisation_id, share_id))


def _officer(actor: Actor, party: Party, at: datetime) -> Officer | None:
    known = [one for one in partners.officers(actor) if one.user_id and one.partner_id]
    today = local_date(at)
    return next((one for one in known if one.party == party and one.is_valid(today)), None)


def _chosen(officer: Officer, ask: Ask, at: datetime) -> Chosen:
    party, purpose, basis, question, _ = HOW[ask]
    return Chosen(
        officer_id=officer.id,
        door=Door.ACCOUNT,
        purpose=purpose,
        basis=basis,
        sections=frozenset(choosing.offered(PROFILE_OF[party])),
        evidence=frozenset(),
        until=local_date(at) + choosing.STANDARD_END,
        asks=ASKS_OF[party],
        question=question,
        code_way=None,
    )


def _open(actor: Actor, share: Share, at: datetime) -> None:
    with unit_of_work():
        receipts.note(
            share, ReceiptKind.OPENED, door=share.door, user_id=_reader(actor, share), now=at
        )


def _reader(actor: Actor, share: Share) -> UUID | None:
    officer = partners.officer(actor, share.officer_id)
    return officer.user_id if officer else None


def _ask(organisation_id: UUID, at: datetime) -> None:
    """Do what the worker does at this moment."""
    with unit_of_work():
        starting.settle_done(organisation_id, at, limit=100)
    last: UUID | None = None
    while True:
        with unit_of_work():
            last = asking.ask_due(organisation_id, at, after=last, limit=20)
        if last is None:
            return
