"""What the coordinator records of the chain, as heard by telephone or read in a letter."""

from datetime import datetime
from uuid import UUID

from vpt.cases import working
from vpt.cases.models import Case
from vpt.core.actor import Actor
from vpt.outcomes import recording
from vpt.outcomes.rules import Decision, Judgment, Mayor, PoliceNews, Via
from vpt.protocol.state import StepRef
from vpt.protocol.works import Work


def hear_police(
    actor: Actor, case_id: UUID, ref: StepRef, news: PoliceNews, *, version: int, now: datetime
) -> Case:
    """Record what the police said; raises what `working.begin` and `recording` raise."""
    piece = working.begin(actor, case_id, ref, Work.POLICE_NEWS, version=version, now=now)
    return recording.record_police_news(piece, news, via=Via.TELEPHONE)


def decide(
    actor: Actor, case_id: UUID, ref: StepRef, decision: Decision, *, version: int, now: datetime
) -> Case:
    """Record what the prosecution decided; raises what `working.begin` and `recording` raise."""
    piece = working.begin(actor, case_id, ref, Work.DECISION, version=version, now=now)
    return recording.record_decision(piece, decision, via=Via.TELEPHONE)


def judge(
    actor: Actor, case_id: UUID, ref: StepRef, judgment: Judgment, *, version: int, now: datetime
) -> Case:
    """Record what the court did; raises what `working.begin` and `recording` raise."""
    piece = working.begin(actor, case_id, ref, Work.JUDGMENT, version=version, now=now)
    return recording.record_judgment(piece, judgment, via=Via.TELEPHONE)


def order(
    actor: Actor, case_id: UUID, ref: StepRef, mayor: Mayor, *, version: int, now: datetime
) -> Case:
    """Record what the mayor did; raises what `working.begin` and `recording` raise."""
    piece = working.begin(actor, case_id, ref, Work.MAYOR, version=version, now=now)
    return recording.record_mayor(piece, mayor, via=Via.TELEPHONE)
