"""What partners in the demo answer: by what was shared with them, and by a cover sheet."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy import select

from vpt.answers import giving, queries
from vpt.answers.rules import Given
from vpt.cases.models import Case
from vpt.core.actor import Actor
from vpt.core.worktime import local_date
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.infra.db import db, unit_of_work
from vpt.outcomes.rules import Via
from vpt.partners.models import ContactOfficer
from vpt.police_reports.models import PoliceReport
from vpt.police_reports.rules import Filing
from vpt.sharing.models import Share
from vpt.sharing.rules import Ask, Door

COORDINATOR = "ramon.bouman"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIRST, SECOND = DAY * 4, DAY * 5
"""When a recipient answers, and answers again; a shared case is quiet at least six days."""
HEARING = timedelta(days=45)
WRITTEN = {
    "number": "2026098765",
    "officer": "Agent L. Postma (demo)",
    "station": "Politiebureau Borgbeek",
    "code": "present",
}
"""What somebody at the desk wrote down."""


def answer_some(region: Region, _told: Sequence[Reported], now: datetime) -> int:
    """Let partners answer what they were asked; some of it waits. Makes no papers."""
    actor = region.actor(COORDINATOR)
    for share_id in _shares(actor, now):
        _answer(actor, share_id, now)
    _write_at_the_desk(actor, now)
    return 0


def _shares(actor: Actor, now: datetime) -> list[UUID]:
    return list(
        db.session.scalars(
            select(Share.id)
            .where(
                Share.organisation_id == actor.organisation_id,
                Share.recalled_at.is_(None),
                Share.rejected_at.is_(None),
                Share.created_at < now - SECOND,
            )
            .order_by(Share.created_at, Share.id)
        )
    )


def _answer(actor: Actor, share_id: UUID, now: datetime) -> None:
    """Answer every question once, and think better of the VPT code a day later."""
    share = db.session.get_one(Share, (actor.organisation_id, share_id))
    about = queries.subjects(share)
    first = [
        Given(ask=ask, subject_id=about[ask][0].id, values=values)
        for ask, values in _first(now)
        if ask in about
    ]
    again = [
        Given(ask=Ask.VPT_CODE, subject_id=one.subject_id, values={"outcome": "missing"})
        for one in first
        if one.ask is Ask.VPT_CODE
    ]
    for given, at in ((first, share.created_at + FIRST), (again, share.created_at + SECOND)):
        _give(actor, share_id, given, at)


def _first(now: datetime) -> Iterator[tuple[Ask, dict[str, str]]]:
    hearing = local_date(now + HEARING).isoformat()
    yield Ask.REGISTRATION, {"officer": "Brigadier D. de Boer (demo)"}
    yield Ask.VPT_CODE, {"outcome": "present"}
    yield Ask.POLICE_NEWS, {"outcome": "in_progress"}
    yield (
        Ask.DECISION,
        {
            "outcome": "summons", "number": "08/123456-26", "hearing_on": hearing,
            "hearing_time": "13:30", "court": "Rechtbank Esrande (demo), zaal 3", "uplift": "yes",
        },
    )  # fmt: skip


def _give(actor: Actor, share_id: UUID, given: Sequence[Given], at: datetime) -> None:
    if not given:
        return
    share = db.session.get_one(Share, (actor.organisation_id, share_id))
    is_account = share.door == Door.ACCOUNT
    officer = db.session.get_one(ContactOfficer, (actor.organisation_id, share.officer_id))
    with unit_of_work():
        giving.give(
            db.session.get_one(Share, (actor.organisation_id, share_id)),
            given,
            via=Via.ACCOUNT if is_account else Via.LINK,
            user_id=officer.user_id if is_account else None,
            key=uuid5(share_id, at.isoformat()),
            now=at,
        )


def _write_at_the_desk(actor: Actor, now: datetime) -> None:
    """Let somebody at a police desk fill in the page of a cover sheet; nothing follows from it."""
    report_id = db.session.scalar(
        select(PoliceReport.id)
        .join(
            Case,
            (Case.organisation_id == PoliceReport.organisation_id)
            & (Case.id == PoliceReport.case_id),
        )
        .where(
            PoliceReport.organisation_id == actor.organisation_id,
            PoliceReport.state.in_([Filing.DECIDED.value, Filing.APPOINTMENT.value]),
            Case.closed_at.is_(None),
        )
        .order_by(PoliceReport.opened_at.desc())
        .limit(1)
    )
    if report_id is None:
        return
    with unit_of_work():
        report = db.session.get_one(PoliceReport, (actor.organisation_id, report_id))
        giving.from_desk(report, WRITTEN, key=report_id, now=now - HOUR * 3)
