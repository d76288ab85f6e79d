"""Judging an incident: what was judged so far, the matrix, and the VPT test."""

from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue

from vpt.assessment import labels, queries, service
from vpt.assessment.matrix import matrix
from vpt.assessment.queries import Judged
from vpt.cases.chain import OPEN, StepView
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotAllowed, NotVisible
from vpt.incidents import offences
from vpt.protocol.works import Work
from vpt.web.assessment import words
from vpt.web.assessment.blueprint import ONE, STEP, bp
from vpt.web.assessment.forms import JudgeForm, TaskForm
from vpt.web.cases import acting, pages
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
    page = pages.fetch(case_id)
    step = own_step(page, step_id, Work.ASSESSMENT)
    judged = queries.judged(current_actor(), case_id)
    table, level = matrix(), page.head.severity or 1
    proposals = table.proposals(table.row_of(page.head.category, judged.subtypes), level)
    begun: dict[str, Any] = {
        "category": page.head.category,
        "severity": str(level),
        "measures": [one.measure.key for one in proposals if one.is_chosen],
    }
    form = JudgeForm(step.choices, proposals, data=acting.seen(page) | begun)
    form.beside = lambda fresh: {**shown(fresh, judged), "step": step}
    return acting.change(
        "assessment/judge.html", page, form,
        lambda: service.assess(
            current_actor(), case_id, step.ref, form.to_judgement(),
            version=form.seen(), now=clock.now(),
        ),
        _("De beoordeling is vastgelegd."),
    )  # fmt: skip


@bp.route(f"{STEP}/vpt-toets", methods=["GET", "POST"])
@requires(Permission.CASE_READ)
def test_task(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Answer the three questions of the VPT test."""
    page = pages.fetch(case_id)
    step = own_step(page, step_id, Work.VPT_TEST)
    judged = queries.judged(current_actor(), case_id)
    form = TaskForm(step.choices, data=acting.seen(page))
    form.beside = lambda fresh: {**shown(fresh, judged), "step": step}
    return acting.change(
        "assessment/vpt_test.html", page, form,
        lambda: service.answer_test(
            current_actor(), case_id, step.ref, form.to_test(),
            version=form.seen(), now=clock.now(),
        ),
        _("De VPT-toets is vastgelegd."),
    )  # fmt: skip


def shown(page: CasePage, judged: Judged) -> dict[str, Any]:
    """Return the matrix with this case's row, what was judged and what may fit."""
    table = matrix()
    row = table.row_of(page.head.category, judged.subtypes)
    level = page.head.severity or 1
    works = {step.work: step for step in page.steps if step.work}
    return {
        "matrix": table,
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


def own_step(page: CasePage, step_id: UUID, work: Work) -> StepView:
    """Return the open step of this work that the reader may do; NotVisible, NotAllowed."""
    step = next((one for one in page.steps if one.id == step_id), None)
    if step is None or step.work is not work:
        raise NotVisible("not_found")
    if not (step.may_do and step.standing in OPEN):
        raise NotAllowed("not_your_step")
    return step
