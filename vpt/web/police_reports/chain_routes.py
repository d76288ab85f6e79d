"""Guarding the term for a complaint, and asking about a release."""

from uuid import UUID

from flask.typing import ResponseReturnValue

from vpt.cases.chain import StepView
from vpt.cases.rules import Part
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.worktime import WorkCalendar, local_date
from vpt.police_reports import complaining, queries, readiness, releasing
from vpt.police_reports.rules import Term
from vpt.protocol.works import Work
from vpt.web.cases import acting, own_step
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.police_reports import steps
from vpt.web.police_reports.blueprint import STEP, bp
from vpt.web.police_reports.chain_forms import ComplaintForm, ReleaseForm
from vpt.web.session import current_actor


@bp.route(f"{STEP}/klacht", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def complain(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Show the term, and record the victim's complaint or why there is none."""
    page, step = own_step.find(case_id, step_id, Work.COMPLAINT, Part.STORY)
    form = ComplaintForm(step.choices, data=acting.seen(page))
    today, term = local_date(clock.now()), term_of(step)
    steps.show(
        form, step,
        term=term,
        days_left=term.days_left(today) if term else None,
        is_past=term.is_past(today) if term else False,
        offences=readiness.needs_complaint(queries.suggested(page)),
    )  # fmt: skip
    return steps.with_file(
        form,
        lambda: acting.change(
            "police_reports/complain.html", page, form,
            lambda: complaining.complain(
                current_actor(), case_id, step.ref, form.to_complaint(),
                version=form.seen(), now=clock.now(),
            ),
            _("Vastgelegd: %(title)s.", title=step.title),
            steps.TAB,
        ),
    )  # fmt: skip


complain.takes_files = True  # type: ignore[attr-defined]  # read by SealedRequest


@bp.route(f"{STEP}/heenzenden", methods=["GET", "POST"])
@requires(Permission.CASE_RECORD_PARTNER)
def release(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Record whether the prosecution was consulted before the suspect went home."""
    page, step = own_step.find(case_id, step_id, Work.RELEASE)
    form = ReleaseForm(step.choices, data=acting.seen(page))
    steps.show(form, step)
    return acting.change(
        "police_reports/release.html", page, form,
        lambda: releasing.record(
            current_actor(), case_id, step.ref, form.to_asked(),
            version=form.seen(), now=clock.now(),
        ),
        _("Vastgelegd: %(title)s.", title=step.title),
        steps.TAB,
    )  # fmt: skip


def term_of(step: StepView) -> Term | None:
    """Return the term of a complaint step, or None before it opened."""
    if step.anchor_at is None:
        return None
    return complaining.term_of(WorkCalendar(), step.anchor_at, step.due_at)
