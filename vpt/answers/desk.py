"""Answering through the code on a cover sheet: opened slowly for guessers, kept unconfirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from vpt.accounts import tries
from vpt.accounts.models import Organisation
from vpt.accounts.rules import TryKind
from vpt.answers import giving
from vpt.answers.models import PartnerAnswer
from vpt.cases.models import Case
from vpt.core.errors import NotVisible
from vpt.infra.db import db
from vpt.outcomes.rules import Via
from vpt.police_reports import desk
from vpt.police_reports.models import PoliceReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that a code opens: whose case it is and by which number they know it."""

    report: PoliceReport
    employer: str
    reference: str


class Opened(StrEnum):
    """What came of a code that opens no page."""

    UNKNOWN = "unknown"
    REPLACED = "replaced"
    """It stood on an older sheet: a newer one was made since."""


class Taken(StrEnum):
    """How an answer was taken in; it is kept in every case."""

    KEPT = "kept"
    AGAIN = "again"
    """Somebody answered through this sheet before."""
    CLOSED = "closed"
    """The employer had closed the case."""


def open_sheet(code: str, client: str, *, now: datetime) -> Sheet | Opened:
    """Return what a code opens; the caller commits, because a wrong code counts as a try.

    Raises TooMany(minutes=…) for whoever tried too many codes, and then for right ones too.
    """
    tried = tries.claim(TryKind.DESK, code, client, now=now)
    found = desk.find(code)
    if found is None:
        return Opened.UNKNOWN
    tries.forgive(tried)
    return Opened.REPLACED if found.report is None else _sheet(found.report)


def take(
    code: str, values: Mapping[str, str], client: str, *, key: UUID, now: datetime
) -> Taken | None:
    """Keep an answer for the coordinator to look at; None when the sheet was replaced meanwhile.

    The same form sent twice is one answer. Raises TooMany(minutes=…) and what
    `giving.from_desk` refuses; then nothing is kept.
    """
    found = desk.find(code)
    if found is None:
        raise NotVisible("not_found")
    if found.report is None:
        return None
    report = found.report
    tries.claim(TryKind.DESK_ANSWER, str(report.id), client, now=now)
    before = _answered(report)
    rows = giving.from_desk(report, values, key=key, now=now)
    case = db.session.get_one(Case, (report.organisation_id, report.case_id))
    if case.closed_at is not None:
        return Taken.CLOSED
    return Taken.AGAIN if before - {row.id for row in rows} else Taken.KEPT


def _sheet(report: PoliceReport) -> Sheet:
    organisation = db.session.get_one(Organisation, report.organisation_id)
    case = db.session.get_one(Case, (report.organisation_id, report.case_id))
    return Sheet(report=report, employer=organisation.name, reference=case.reference)


def _answered(report: PoliceReport) -> set[UUID]:
    return set(
        db.session.scalars(
            select(PartnerAnswer.id).where(
                PartnerAnswer.organisation_id == report.organisation_id,
                PartnerAnswer.case_id == report.case_id,
                PartnerAnswer.subject_id == report.id,
                PartnerAnswer.via == Via.DESK,
            )
        )
    )
