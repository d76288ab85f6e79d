"""The demo's joint case meetings: one that was held, one that comes, and what became of them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from vpt.cases import reach
from vpt.cases.models import Case
from vpt.cases.rules import Answer
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor
from vpt.core.worktime import AMSTERDAM, DAY
from vpt.demo.acts.doing import Doing
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.infra.db import db
from vpt.meetings import planning, queries, service
from vpt.meetings.agreements import AgreementRow
from vpt.meetings.models import Agreement, Meeting
from vpt.meetings.queries import ItemRow
from vpt.meetings.rules import Decided, Decision
from vpt.protocol.state import StepRef

COORDINATOR, EMPLOYER, PARTNER = "ramon.bouman", "GES", "PEO"
HELD_BEFORE, COMES_IN = 9, 5
PRESENT = "Rik Temmink (demo, politie), Ramon Bouman (demo, VPT-coördinator)"
TALKED = 6
AT_LEAST = 4
AGREED = (
    ("De wijkagent let de komende weken op deze locatie en laat weten wat opvalt.", True, 7),
    ("De politie laat weten of dit bij een lopend onderzoek hoort.", True, 21),
    ("Wij sturen een lijst van eerdere incidenten op deze plek, zonder namen.", False, 4),
    ("Wij vragen de melder of een aanvullende verklaring lukt.", False, 30),
)
"""The first is soon due and not kept, the second runs on: the least a meeting shows."""
NOT_DONE = "De wijkagent was met verlof. We vragen het opnieuw in het volgende overleg."
OPENS_AT = time(10, 0)


def follow_up(doing: Doing) -> Case:
    """Keep how an agreement ended."""
    return service.follow_up(
        doing.actor,
        doing.case_id,
        doing.ref,
        doing.answer,
        version=doing.version,
        now=doing.now,
    )


def meet(region: Region, told: Sequence[Reported], now: datetime) -> None:
    """Hold one meeting with the police, follow its agreements up, and plan the next."""
    actor = region.actor(COORDINATOR)
    partner_id = region.organisations[PARTNER]
    today = now.astimezone(AMSTERDAM).date()
    if all(one.id != partner_id for one in queries.partners(actor, today)):
        return
    held_at = datetime.combine(_workday(today - DAY * HELD_BEFORE), OPENS_AT, AMSTERDAM)
    meeting = planning.plan(actor, partner_id, held_at.date(), now=held_at)
    _fill_up(actor, meeting, told, held_at)
    _hold(actor, meeting, held_at)
    _end(actor, meeting, now)
    planning.plan(actor, partner_id, _workday(today + DAY * COMES_IN), now=now)


def _workday(on: date) -> date:
    return on if on.isoweekday() <= 5 else on - DAY * (on.isoweekday() - 5)  # noqa: PLR2004  Friday


def _fill_up(actor: Actor, meeting: Meeting, told: Sequence[Reported], at: datetime) -> None:
    """Put a few open cases on by hand when too few wait for the police undisturbed."""
    items = queries.sheet(actor, meeting.id, now=at).items
    known = {one.case_id for one in items}
    calm = [one for one in items if not _quiet(actor, at)(one)]
    recent = {one.case_id for one in told if one.planned.submitted_at < at} - known
    rows = db.session.scalars(
        reach.visible(actor)
        .where(Case.closed_at.is_(None), Case.changed_at < at, Case.id.in_(recent))
        .order_by(Case.severity.desc(), Case.changed_at.desc(), Case.id)
        .limit(max(0, AT_LEAST - len(calm)))
    ).all()
    for case in rows:
        planning.add(actor, meeting.id, case.reference, version=meeting.version, now=at)


def _hold(actor: Actor, meeting: Meeting, at: datetime) -> None:
    items = queries.sheet(actor, meeting.id, now=at).items
    for number, item in enumerate(sorted(items, key=_quiet(actor, at))[:TALKED]):
        moment = at + timedelta(minutes=8 * (number + 1))
        decided = _decided(actor, number, item, moment)
        service.decide(actor, meeting.id, item.id, decided, version=meeting.version, now=moment)
    service.close(actor, meeting.id, PRESENT, version=meeting.version, now=at + timedelta(hours=1))


def _quiet(actor: Actor, at: datetime) -> Callable[[ItemRow], bool]:
    """Return what puts first the cases in which nothing was done since the meeting."""

    def is_busy(item: ItemRow) -> bool:
        case = db.session.get_one(Case, (actor.organisation_id, item.case_id))
        return case.changed_at > at

    return is_busy


def _decided(actor: Actor, number: int, item: ItemRow, at: datetime) -> Decided:
    """Return what was decided; a case in which more was done since stays for the next time."""
    case = db.session.get_one(Case, (actor.organisation_id, item.case_id))
    if number >= len(AGREED) or case.changed_at > at:
        return Decided(decision=Decision.NEXT_TIME)
    text, by_partner, days = AGREED[number]
    return Decided(
        decision=Decision.ACTION,
        text=text,
        by_partner=by_partner,
        owner_id=None if by_partner else actor.id,
        due_on=at.date() + DAY * days,
    )


def _end(actor: Actor, meeting: Meeting, now: datetime) -> None:
    """Finish the agreements whose day has come: the first was not kept, the next was."""
    due = [
        one
        for one in queries.sheet(actor, meeting.id, now=now).agreements
        if one.due_on < now.date()
    ]
    answers = (Answer(outcome="not_done", reason=NOT_DONE), Answer(outcome="done"))
    for one, answer in zip(sorted(due, key=_by_day, reverse=True), answers, strict=False):
        case = db.session.get_one(Case, (actor.organisation_id, one.case_id))
        at = datetime.combine(one.due_on, time(15, 30), AMSTERDAM)
        ref = _ref(one.case_id, one.id)
        if ref is None or case.closed_at is not None or case.changed_at > at:
            continue
        service.follow_up(actor, one.case_id, ref, answer, version=case.version, now=at)


def _by_day(one: AgreementRow) -> date:
    return one.due_on


def _ref(case_id: UUID, agreement_id: UUID) -> StepRef | None:
    row = db.session.scalar(
        select(CaseStep)
        .join(Agreement, Agreement.id == CaseStep.subject_id)
        .where(CaseStep.case_id == case_id, CaseStep.subject_id == agreement_id)
    )
    return StepRef(row.key, row.subject_id, row.occurrence) if row else None
