"""Judging an incident: what was judged so far, the matrix, and the VPT test."""

from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue

from vpt.assessment import labels, queries, service
from vpt.assessment.queries import Judged
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.incidents import offences
from vpt.protocol.works import Work
from vpt.web.assessment import words
from vpt.web.assessment.blueprint import ONE, STEP, bp
from vpt.web.assessment.forms import JudgeForm, TaskForm
from vpt.web.cases import acting, own_step, pages
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor

TAB = "assessment"


@bp.get(f"{ONE}/beoordeling")
@requires(Permission.CASE_READ)
def index(case_id: UUID) -> ResponseReturnValue:
    """Show the matrix, what was judged, and which offences may fit."""
    page = pages.fetch(case_id)
    judged = queries.judged(current_actor(), case_id)
    return pages.render("assessment/index.html", page, TAB, **shown(page, judged))


@bp.route(f"{STEP}/beoordeling", methods=["GET", "POST"])
@requires(Permission.CASE_READ)
def judge(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Confirm or correct kind and severity, and choose among the proposals."""
    page, step = own_step.find(case_id, step_id, Work.ASSESSMENT)
    judged = queries.judged(current_actor(), case_id)
    table, level = judged.matrix, page.head.severity or 1
    proposals = table.proposals(table.row_of(page.head.category, judged.subtypes), level)
    begun: dict[str, Any] = {
        "category": page.head.category,
        "severity": str(level),
        "measures": [one.measure.key for one in proposals if one.is_chosen],
        "matrix": table.version,
    }
    form = JudgeForm(step.choices, table, proposals, data=acting.seen(page) | begun)
    form.beside = lambda fresh: shown(fresh, judged) | {"step": own_step.again(fresh, step)}
    return acting.change(
        "assessment/judge.html", page, form,
        lambda: service.assess(
            current_actor(), case_id, step.ref, form.to_judgement(),
            version=form.seen(), now=clock.now(),
        ),
        _("De beoordeling is vastgelegd."),
        TAB,
    )  # fmt: skip


@bp.route(f"{STEP}/vpt-toets", methods=["GET", "POST"])
@requires(Permission.CASE_READ)
def test_task(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Answer the three questions of the VPT test."""
    page, step = own_step.find(case_id, step_id, Work.VPT_TEST)
    judged = queries.judged(current_actor(), case_id)
    form = TaskForm(step.choices, data=acting.seen(page))
    form.beside = lambda fresh: shown(fresh, judged) | {"step": own_step.again(fresh, step)}
    return acting.change(
        "assessment/vpt_test.html", page, form,
        lambda: service.answer_test(
            current_actor(), case_id, step.ref, form.to_test(),
            version=form.seen(), now=clock.now(),
        ),
        _("De VPT-toets is vastgelegd."),
        TAB,
    )  # fmt: skip


def shown(page: CasePage, judged: Judged) -> dict[str, Any]:
    """Return the matrix with this case's row, what was judged and what may fit."""
    table = judged.matrix
    row = table.row_of(page.head.category, judged.subtypes)
    level = page.head.severity or 1
    works = {step.work: step for step in page.steps if step.work}
    return {
        "matrix": table,
        "matrix_version": words.version(table.version),
        "row": row,
        "level": level,
        "said": words.said(judged),
        "offence": words.offence,
        "advice": labels.ADVICE,
        "marks": labels.MARK,
        "offences": offences.suggest(judged.subtypes, judged.occurred_on),
        "own_steps": [works[one] for one in OWN if one in works and works[one].id],
    }


OWN = (Work.ASSESSMENT, Work.VPT_TEST, Work.INSPECTORATE)
