"""Brings the views of this page set together, and shows the reports of a case."""

from collections.abc import Callable, Iterable
from uuid import UUID

from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.cases.chain import OPEN
from vpt.cases.rules import Hat
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.worktime import local_date
from vpt.documents.kinds.registry import KINDS
from vpt.documents.models import IssuedDocument
from vpt.police_reports import filing, labels, queries
from vpt.police_reports.models import PoliceReport
from vpt.protocol.works import Work
from vpt.web.cases import pages
from vpt.web.guards import requires
from vpt.web.police_reports import (
    chain_routes,
    decision_routes,
    filing_routes,
    own_routes,
    paper_routes,
    steps,
    telling,
)
from vpt.web.police_reports.blueprint import ONE, bp
from vpt.web.rooms import CaseTab
from vpt.web.session import current_actor

WORKS = {
    Work.REPORT_DECISION: "police_reports.decide",
    Work.PROTECTION: "police_reports.shield",
    Work.FILING: "police_reports.file",
    Work.CODE_CHECK: "police_reports.check_code",
    Work.COMPLAINT: "police_reports.complain",
    Work.RELEASE: "police_reports.release",
}
TABS = (
    CaseTab(
        key=steps.TAB, title=lazy_gettext("Aangifte & keten"), endpoint="police_reports.index",
        place=50, is_shown=lambda page: page.sees_file,
    ),
)  # fmt: skip


@bp.get(f"{ONE}/aangifte")
@requires(Permission.CASE_READ)
def index(case_id: UUID) -> ResponseReturnValue:
    """Show every report with its shield, numbers, code, papers and terms."""
    page = pages.fetch(case_id)
    kept = queries.of_case(current_actor(), case_id)
    return pages.render(
        "police_reports/index.html",
        page,
        steps.TAB,
        kept=kept,
        terms=_terms(page),
        open_steps=[step for step in page.steps if step.work in WORKS and step.standing in OPEN],
        people={one.id: one for one in page.people},
        numbers={row.id: number for number, row in enumerate(kept.reports, 1)},
        labels=labels,
        told=telling,
        papers=_papers(kept.papers),
        kinds=KINDS,
        may_make=page.may_find and current_actor().may(Permission.DOCUMENT_ISSUE),
        may_escalate=_may_escalate(page),
        may_renew=page.may_find and Hat.COORDINATOR in page.hats,
        today=local_date(clock.now()),
    )


def _papers(rows: Iterable[IssuedDocument]) -> dict[UUID, list[IssuedDocument]]:
    """Return the papers that were made of each report, newest first."""
    made: dict[UUID, list[IssuedDocument]] = {}
    for row in rows:
        made.setdefault(row.subject_id, []).append(row)
    return made


def _may_escalate(page: CasePage) -> Callable[[PoliceReport], bool]:
    """Return the test for a letter to the contact officer: for the coordinator of an open case."""
    may = page.may_find and Hat.COORDINATOR in page.hats
    return lambda report: may and filing.may_escalate(report)


def _terms(page: CasePage) -> list[tuple[object, object]]:
    """Return every complaint step that opened, with its term."""
    found = [(step, chain_routes.term_of(step)) for step in page.steps]
    return [(step, term) for step, term in found if step.work is Work.COMPLAINT and term]


__all__ = [
    "TABS",
    "WORKS",
    "bp",
    "chain_routes",
    "decision_routes",
    "filing_routes",
    "own_routes",
    "paper_routes",
]
