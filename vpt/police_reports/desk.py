"""The code on a cover sheet: with it somebody writes an answer, and reads nothing."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from vpt.cases import changing, reach, working
from vpt.cases.models import Case
from vpt.cases.rules import Hat
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.police_reports import queries, service
from vpt.police_reports.models import PoliceReport, RetiredDeskCode

SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Small letters and figures without i, l, o and u: nobody mistakes one for another."""
LENGTH = 26
"""Of 32 signs each: 130 random bits."""
PATH = "/antwoord/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a code leads to: a report, or None for the code of an older sheet."""

    report: PoliceReport | None


def new_code() -> str:
    """Return a code nobody can guess."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def address_of(report: PoliceReport, site: str) -> str:
    """Return where the desk answers about a report; empty without a code or without a site."""
    return f"{site}{PATH}{report.desk_code}" if site and report.desk_code else ""


def ensure_code(actor: Actor, case_id: UUID, report_id: UUID) -> None:
    """Give a report its code when its first cover sheet is made; two at once make one.

    Raises NotVisible, and NotAllowed for whoever may not make papers.
    """
    reached = reach.reach(actor, case_id)
    report = queries.report(actor, case_id, report_id)
    if reached.is_own_only or report is None:
        raise NotVisible("not_found")
    policy.ensure(actor, Permission.DOCUMENT_ISSUE)
    if report.desk_code is None:
        db.session.execute(
            update(PoliceReport)
            .where(
                PoliceReport.organisation_id == actor.organisation_id,
                PoliceReport.id == report_id,
                PoliceReport.desk_code.is_(None),
            )
            .values(desk_code=new_code())
            .execution_options(synchronize_session=False)
        )
        db.session.refresh(report)


def renew_code(
    actor: Actor, case_id: UUID, report_id: UUID, *, version: int | None, now: datetime
) -> Case:
    """Give a report a new code: sheets that were handed out before take no answer any more.

    Raises what `changing.begin` raises, NotAllowed, and RuleBroken("no_desk_code").
    """
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_RECORD_PARTNER, {Hat.COORDINATOR})
    report = service.ensure_report(turn, report_id)
    if report.desk_code is None:
        raise RuleBroken("no_desk_code")
    db.session.add(
        RetiredDeskCode(
            organisation_id=actor.organisation_id,
            id=new_id(),
            report_id=report.id,
            code=report.desk_code,
            retired_at=now,
            retired_by=actor.id,
        )
    )
    report.desk_code = new_code()
    return working.keep(turn, "police_report.desk_code_renewed", codes={"report": str(report.id)})


def find(code: str) -> Sheet | None:
    """Return what a code leads to; None for a code that never was one.

    The code alone decides: whoever holds the sheet has no account and belongs nowhere.
    """
    typed = code.strip().lower()
    if len(typed) != LENGTH or set(typed) - set(SIGNS):
        return None
    report = db.session.scalar(select(PoliceReport).where(PoliceReport.desk_code == typed))
    if report is not None:
        return Sheet(report=report)
    retired = select(RetiredDeskCode.id).where(RetiredDeskCode.code == typed)
    return Sheet(report=None) if db.session.scalar(retired) is not None else None
