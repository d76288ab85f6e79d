"""The figures of one case: how long each part of the chain took, and what it brought."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, select

from vpt.claims import totals
from vpt.claims.models import LedgerEntry
from vpt.claims.rules import EntryKind
from vpt.claims.totals import Balance
from vpt.core.actor import Actor
from vpt.core.worktime import local_date
from vpt.incidents.models import Incident
from vpt.infra.db import db
from vpt.outcomes.queries import News, is_judged
from vpt.outcomes.rules import Happening, Ruling
from vpt.police_reports.models import PoliceReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What of a police report the figures need."""

    filed_on: date | None
    has_number: bool
    code_state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Whole days from the incident; None where the case did not get that far. Money in cents."""

    to_report: int | None
    to_number: int | None
    code_state: str
    to_decision: int | None
    to_judgment: int | None
    uplift: str
    awarded: int
    received: int


def of_case(actor: Actor, case_id: UUID, news: Sequence[News]) -> Figures:
    """Return the figures of a case the caller has in reach, in two statements more."""
    happened, filed = _filed(actor, case_id)
    return calculated(happened, filed, news, _money(actor, case_id))


def calculated(
    happened: date, filed: Iterable[Filed], news: Sequence[News], money: Balance
) -> Figures:
    """Return the figures; each part counts from the incident to the first time it was reached."""
    reports, told = list(filed), [one for one in news if not one.is_corrected]
    decisions = [
        one
        for one in told
        if one.kind == Happening.DECISION and one.code != Ruling.OM_HEARING
    ]  # fmt: skip
    judgments = [one for one in told if is_judged(one)]
    numbered = [one.filed_on for one in reports if one.has_number]
    return Figures(
        to_report=_days(happened, [one.filed_on for one in reports]),
        to_number=_days(happened, numbered),
        code_state=_code_state(reports),
        to_decision=_days(happened, [one.decided_on for one in decisions]),
        to_judgment=_days(happened, [one.decided_on for one in judgments]),
        uplift=next((one.uplift for one in told if one.uplift), ""),
        awarded=money.awarded,
        received=money.received,
    )


def _days(happened: date, reached: Iterable[date | None]) -> int | None:
    days = [(on - happened).days for on in reached if on is not None]
    return min(days, default=None)


def _code_state(reports: Iterable[Filed]) -> str:
    """Return "missing" when one report lacks the code, "present" when it was found, else empty."""
    states = {one.code_state for one in reports}
    return "missing" if "missing" in states else "present" if "present" in states else ""


def _filed(actor: Actor, case_id: UUID) -> tuple[date, list[Filed]]:
    rows = db.session.execute(
        select(Incident.occurred_from, PoliceReport)
        .outerjoin(
            PoliceReport,
            and_(
                PoliceReport.organisation_id == Incident.organisation_id,
                PoliceReport.case_id == Incident.id,
            ),
        )
        .where(Incident.organisation_id == actor.organisation_id, Incident.id == case_id)
    ).all()
    return local_date(rows[0][0]), [_report(row.PoliceReport) for row in rows if row.PoliceReport]


def _report(row: PoliceReport) -> Filed:
    details = row.details or {}
    return Filed(
        filed_on=row.filed_on,
        has_number=bool(details.get("number") or details.get("record_number")),
        code_state=row.code_state,
    )


def _money(actor: Actor, case_id: UUID) -> Balance:
    rows = db.session.execute(
        select(LedgerEntry.kind, func.sum(LedgerEntry.amount_cents))
        .where(LedgerEntry.organisation_id == actor.organisation_id, LedgerEntry.case_id == case_id)
        .group_by(LedgerEntry.kind)
    ).all()
    return totals.balance((EntryKind(kind), int(cents)) for kind, cents in rows)
