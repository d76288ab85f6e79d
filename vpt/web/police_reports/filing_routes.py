"""Preparing and filing a report, checking the VPT code, and writing to the contact officer."""

from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from vpt.cases.chain import StepView
from vpt.cases.rules import Part
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.partners import queries as partners
from vpt.police_reports import filing, own, queries
from vpt.police_reports.models import PoliceReport
from vpt.protocol.works import Work
from vpt.web.cases import acting, own_step, pages
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.police_reports import own_telling, steps
from vpt.web.police_reports.blueprint import REPORT, STEP, bp
from vpt.web.police_reports.chain_forms import CodeForm, FilingForm
from vpt.web.police_reports.forms import DetailsForm
from vpt.web.session import current_actor


@bp.route(f"{STEP}/aangifte", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def file(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Record what came of going to the police, with the papers at hand."""
    page, step = own_step.find(case_id, step_id, Work.FILING, Part.STORY)
    about = UUID(str(step.ref.subject))
    report, people = queries.report_with_people(current_actor(), case_id, about)
    details = (report.details or {}) if report else {}
    form = FilingForm(step.choices, data=acting.seen(page))
    steps.show(
        form, step, report_id=about, checks=steps.checks(page, people, details),
        need=steps.need,
    )  # fmt: skip

    def act() -> None:
        filed = form.to_filing()
        filing.file(current_actor(), case_id, step.ref, filed, version=form.seen(), now=clock.now())
        _warn_of(filing.odd_numbers(filed.given or {}))

    return steps.with_file(
        form,
        lambda: acting.change(
            "police_reports/file.html", page, form, act,
            _("Vastgelegd: %(title)s.", title=step.title), steps.TAB,
        ),
    )  # fmt: skip


file.takes_files = True  # type: ignore[attr-defined]  # read by SealedRequest


@bp.route(f"{STEP}/vpt-code", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def check_code(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Record whether the police file carries the VPT code, and who said so."""
    page, step = own_step.find(case_id, step_id, Work.CODE_CHECK)
    report = _of_step(case_id, step)
    form = CodeForm(step.choices, data=acting.seen(page))
    steps.show(
        form, step,
        number=(report.details or {}).get("number", "") if report else "",
        officer=partners.officer_on(current_actor(), "police", local_date(clock.now())),
    )  # fmt: skip
    return acting.change(
        "police_reports/check_code.html", page, form,
        lambda: filing.check_code(
            current_actor(), case_id, step.ref, form.to_asked(),
            version=form.seen(), now=clock.now(),
        ),
        _("Vastgelegd: %(title)s.", title=step.title),
        steps.TAB,
    )  # fmt: skip


@bp.route(f"{REPORT}/gegevens", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def prepare(case_id: UUID, report_id: UUID) -> ResponseReturnValue:
    """Fill in what goes on the papers besides what was reported."""
    page = open_page(case_id, report_id)
    report = queries.report(current_actor(), case_id, report_id)
    kept = (report.details or {}) if report else {}
    wish = own.wish_of(current_actor(), case_id, report.victim_id) if report else None
    form = DetailsForm(data=acting.seen(page) | own_telling.prepared(wish, kept))
    form.own = own_telling.rights(wish)
    return acting.change(
        "police_reports/prepare.html", page, form,
        lambda: filing.prepare(
            current_actor(), case_id, report_id, form.to_details(),
            version=form.seen(), now=clock.now(),
        ),
        _("De gegevens zijn bewaard. Ze staan op de stukken die je nu maakt."),
        steps.TAB,
    )  # fmt: skip


def open_page(case_id: UUID, report_id: UUID, *parts: Part) -> CasePage:
    """Return the page of a case with this report, for who may add to it."""
    page = pages.fetch(case_id, *parts)
    if not any(step.ref.subject == report_id for step in page.steps):
        raise NotVisible("not_found")
    if page.head.closed_at is not None:
        raise RuleBroken("already_closed")
    if not page.may_find:
        raise NotAllowed("not_your_part")
    return page


def _of_step(case_id: UUID, step: StepView) -> PoliceReport | None:
    return queries.report(current_actor(), case_id, UUID(str(step.ref.subject)))


def _warn_of(numbers: tuple[str, ...]) -> None:
    for number in numbers:
        flash(
            _("“%(number)s” lijkt niet op een registratienummer of PV-nummer. We bewaren het "
              "zoals je het typte. Kijk het nog eens na.", number=number),
            "warning",
        )  # fmt: skip
