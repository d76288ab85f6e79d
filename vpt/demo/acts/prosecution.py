"""How a coordinator of the demo hands a dossier in at the prosecutor's, and later a supplement.

Both are drawn and sealed as real ones, so this runs outside any unit of work.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

from sqlalchemy import exists, select

from vpt.cases import wording
from vpt.cases.models import Case
from vpt.core.actor import Actor
from vpt.core.worktime import local_date
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.documents import issue
from vpt.documents.issue import Drawn, Request
from vpt.incidents import attachments
from vpt.incidents.evidence import Evidence
from vpt.incidents.models import Incident
from vpt.infra import storage
from vpt.infra.db import db, unit_of_work
from vpt.prosecution import composing, dossier, planning, service
from vpt.prosecution.planning import Plan
from vpt.prosecution.statement import Statement

COORDINATOR, EMPLOYER = "ramon.bouman", "GES"
FIRST_CHOICE = ("hearing ahead", "sanne with the police")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ROOM = DAY * 3
"""Dossier and supplement fit in this time, so the case must be quiet that long."""
SIGNED = Statement(
    function="Coördinator veilige publieke taak",
    place="Esrande",
    impact_service="De balie was die middag anderhalf uur dicht. Twaalf afspraken zijn verzet.",
)
IMPACT = "De medewerker werkt voorlopig niet alleen aan de balie en slaapt slecht sinds die dag."
ADDED = "Bericht van de beveiliging (demo).txt"
MESSAGE = (
    "DEMO. Van: meldkamer beveiliging. De man kwam om kwart over twee terug en vroeg naar de "
    "medewerker van balie 3. Hij is door twee collega's naar buiten begeleid.\n"
)


def hand_in_some(region: Region, told: Sequence[Reported], now: datetime) -> int:
    """Hand one dossier in and a supplement to it; return how many papers that made."""
    actor = region.actor(COORDINATOR)
    case = next(_cases(actor, told, now), None)
    if case is None:
        return 0
    at = case.changed_at + HOUR * 2
    made = _hand_in(actor, case, replace(_said(actor, case, at), impact_victim=""), at)
    _add_message(actor, case, at + DAY)
    return made + _hand_in(actor, case, _said(actor, case, at), at + DAY + HOUR)


def _cases(actor: Actor, told: Sequence[Reported], now: datetime) -> Iterator[Case]:
    """Yield cases with exhibits in which nothing happened lately, the chosen scenes first."""
    names = {one.case_id: one.planned.scene.name for one in told if one.planned.scene.name}
    proof = exists().where(
        Evidence.organisation_id == Case.organisation_id, Evidence.subject_id == Case.id
    )
    quiet = db.session.scalars(
        select(Case)
        .where(
            Case.organisation_id == actor.organisation_id,
            Case.id.in_(list(names)),
            Case.changed_at < now - ROOM,
            proof,
        )
        .order_by(Case.changed_at.desc(), Case.id)
    ).all()
    yield from sorted(quiet, key=lambda one: names[one.id] not in FIRST_CHOICE)


def _said(actor: Actor, case: Case, at: datetime) -> Statement:
    proposed = composing.held(actor, case.id, now=at).statement
    return replace(
        SIGNED, name=actor.name, text=proposed.text, day=local_date(at), impact_victim=IMPACT
    )


def _hand_in(actor: Actor, case: Case, said: Statement, at: datetime) -> int:
    case_id = case.id
    held = composing.held(actor, case_id, now=at)
    with unit_of_work():
        plan = Plan(revision=held.plan.revision, statement=said)
        planning.save(actor, case_id, plan, held.offered, at)
    prepared = dossier.prepare(actor, case_id, now=at)
    drawn = [_drawn(actor, prepared.dossier, at)]
    if issue.unchanged(actor, prepared.identity) is None:
        drawn.append(_drawn(actor, prepared.identity, at))
    with unit_of_work():
        sheet = drawn[1] if len(drawn) > 1 else None
        service.keep(actor, prepared, drawn[0], sheet, now=at)
    for one in drawn:
        storage.settle(one.staged)
    return len(drawn)


def _add_message(actor: Actor, case: Case, at: datetime) -> None:
    received = attachments.receive(BytesIO(MESSAGE.encode()), ADDED, limit=len(MESSAGE) * 2)
    with unit_of_work():
        incident = db.session.get_one(Incident, (actor.organisation_id, case.id))
        attachments.attach(actor, (case.id, incident.keyset_id), received, now=at)
    received.settle()


def _drawn(actor: Actor, request: Request, at: datetime) -> Drawn:
    return issue.draw(actor, request, issued_at=wording.moment(at), now=at)
