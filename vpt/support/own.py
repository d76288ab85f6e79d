"""What a victim says on the own page: how it goes, yes or no to aftercare, a note, the day."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from vpt.audit import service as audit
from vpt.cases import changing, finishing, reach
from vpt.cases.models import Case
from vpt.cases.reach import AFTERCARE, Reached
from vpt.cases.rules import Hat
from vpt.cases.steps import CaseStep
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice
from vpt.protocol import engine, lookup
from vpt.support import records, rules
from vpt.support.models import SupportEntry, SupportNote
from vpt.support.rules import Entry

FINISHED = "aftercare_finished"


def check(
    actor: Actor, case_id: UUID, feeling: int, *, wants_contact: bool, now: datetime
) -> SupportEntry:
    """Keep how a victim says it goes; who helps hears of it when a call is wanted or needed.

    `feeling` is 1 (very bad) to 5 (very good). Raises NotVisible for anybody but a victim.
    """
    if not rules.WORST <= feeling <= rules.BEST:
        raise RuleBroken("feeling_needed", field="feeling")
    reached, victim = _own(actor, case_id)
    details = {"feeling": feeling, "contact": wants_contact}
    row = records.add_entry(actor, victim, Entry.CHECK, details, now=now)
    _write_down(actor, case_id, "support.check_given", row.id, now)
    if rules.needs_call(feeling, wants_contact=wants_contact):
        _tell_helper(actor, reached.case, victim, row.id, now)
    db.session.flush()
    return row


def choose(actor: Actor, case_id: UUID, *, wants_support: bool, now: datetime) -> None:
    """Say no thanks, or yes after all: then aftercare that was finished opens again."""
    reached, victim = _own(actor, case_id)
    wish = records.wish_of(victim)
    if (wish.declined_at is None) == wants_support and not _is_finished(case_id, victim):
        return
    wish.declined_at = None if wants_support else now
    action = "support.wanted" if wants_support else "support.declined"
    if wants_support and reached.case.closed_at is None:
        _open_again(actor, case_id, victim, now)
    _write_down(actor, case_id, action, victim.id, now)
    _tell_helper(actor, reached.case, victim, new_id(), now)
    db.session.flush()


def remember_day(actor: Actor, case_id: UUID, *, wanted: bool, now: datetime) -> date | None:
    """Ask for a word on the yearly day of the incident, or take that back; return the next one."""
    reached, victim = _own(actor, case_id)
    happened = local_date(reached.incident.occurred_from)
    following = rules.next_anniversary(happened, after=local_date(now))
    wish = records.wish_of(victim)
    wish.anniversary_on = following if wanted else None
    _write_down(actor, case_id, "support.day_chosen", victim.id, now)
    db.session.flush()
    return wish.anniversary_on


def note(actor: Actor, case_id: UUID, text: str, *, now: datetime) -> SupportNote:
    """Keep a private note of the victim, for themselves and for who helps them.

    Raises RuleBroken("note_empty", "text_too_long", "bsn_refused").
    """
    _, victim = _own(actor, case_id)
    if not finishing.clean("text", text):
        raise RuleBroken("note_empty", field="text")
    row = records.add_note(actor, victim, text, now=now)
    _write_down(actor, case_id, "support.note_added", row.id, now)
    db.session.flush()
    return row


def _own(actor: Actor, case_id: UUID) -> tuple[Reached, Involved]:
    reached = reach.reach(actor, case_id)
    if Hat.OWN not in reached.hats:
        raise NotVisible("not_found")
    policy.ensure(actor, Permission.INCIDENT_OWN)
    return reached, records.own_victim(actor, case_id)


def _is_finished(case_id: UUID, victim: Involved) -> bool:
    """Tell whether no step of aftercare is open for this victim."""
    open_step = db.session.scalar(
        select(CaseStep.id)
        .where(
            CaseStep.organisation_id == victim.organisation_id,
            CaseStep.case_id == case_id,
            CaseStep.subject_id == victim.id,
            CaseStep.party == AFTERCARE,
            CaseStep.state == "open",
        )
        .limit(1)
    )
    return open_step is None


def _open_again(actor: Actor, case_id: UUID, victim: Involved, now: datetime) -> None:
    turn = changing.begin(actor, case_id, version=None, now=now)
    at = turn.running
    held = lookup.live_fact(at.state, FINISHED, victim.id)
    if held is None:
        return
    fact = (FINISHED, held.subject)
    change = engine.withdraw_fact(at.protocol, at.state, at.calendar, fact, now)
    changing.finish(turn, "support.reopened", state=change.state, codes={"subject": str(victim.id)})


def _tell_helper(
    actor: Actor, case: Case, victim: Involved, subject_id: UUID, now: datetime
) -> None:
    helper = _helper(case, victim)
    if helper is None or helper == actor.id:
        return
    notice = Notice(
        organisation_id=case.organisation_id,
        recipient_id=helper,
        kind=Kind.SUPPORT_ASKED,
        case_id=case.id,
        subject_id=subject_id,
    )
    notifications.queue_all([notice], at=now)


def _helper(case: Case, victim: Involved) -> UUID | None:
    """Return who does the aftercare of a victim, else who handles the case."""
    given = db.session.scalar(
        select(CaseStep.assignee_id)
        .where(
            CaseStep.organisation_id == case.organisation_id,
            CaseStep.case_id == case.id,
            CaseStep.subject_id == victim.id,
            CaseStep.party == AFTERCARE,
            CaseStep.assignee_id.is_not(None),
        )
        .order_by(CaseStep.occurrence.desc())
        .limit(1)
    )
    return given or case.assignee_id


def _write_down(actor: Actor, case_id: UUID, action: str, row_id: UUID, now: datetime) -> None:
    codes = {"entry": str(row_id)}
    audit.record(actor, action, ("case", case_id), at=now, codes=codes)
