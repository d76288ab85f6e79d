"""Deciding on a police report, and choosing how the victim is shielded."""

from uuid import UUID

from flask.typing import ResponseReturnValue

from vpt.accounts import queries as accounts
from vpt.cases.chain import StepView
from vpt.cases.people import PersonView
from vpt.cases.rules import Part
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.police_reports import labels, own, queries, readiness, service
from vpt.protocol.works import Work
from vpt.web.cases import acting, own_step
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.police_reports import own_telling, steps
from vpt.web.police_reports.blueprint import STEP, bp
from vpt.web.police_reports.forms import DecisionForm, ShieldForm
from vpt.web.session import current_actor


@bp.route(f"{STEP}/aangiftebesluit", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def decide(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Decide with the victim who files a report, or why nobody does."""
    page, step = own_step.find(case_id, step_id, Work.REPORT_DECISION, Part.STORY)
    suggested = queries.suggested(page)
    wish = own.wish_of(current_actor(), case_id, UUID(str(step.ref.subject)))
    form = DecisionForm(step.choices, data=acting.seen(page) | own_telling.decided(wish))
    steps.show(
        form, step,
        offences=suggested,
        own=own_telling.wish(wish),
        advice=_title(step, readiness.advise(suggested)),
        complaints=readiness.needs_complaint(suggested),
        checks=steps.checks(page, queries.people_told(current_actor(), case_id), {}),
        need=steps.need,
    )  # fmt: skip
    return acting.change(
        "police_reports/decide.html", page, form,
        lambda: service.decide(
            current_actor(), case_id, step.ref, form.to_decision(),
            version=form.seen(), now=clock.now(),
        ),
        _("Het besluit is vastgelegd."),
        steps.TAB,
    )  # fmt: skip


@bp.route(f"{STEP}/afscherming", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def shield(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Choose how name and address stay out of the criminal file."""
    page, step = own_step.find(case_id, step_id, Work.PROTECTION)
    victim = _victim(page, step)
    wish = own.wish_of(current_actor(), case_id, UUID(str(step.ref.subject)))
    wished = own_telling.shielded(wish, victim.protection if victim else "")
    form = ShieldForm(step.choices, data=acting.seen(page) | wished)
    steps.show(
        form, step,
        wished=_(labels.SHIELD.get(victim.protection, "")) if victim else "",
        own=own_telling.shield(wish),
        domicile=accounts.get_organisation(current_actor()).domicile,
    )  # fmt: skip
    return acting.change(
        "police_reports/shield.html", page, form,
        lambda: service.shield(
            current_actor(), case_id, step.ref, form.to_shield(),
            version=form.seen(), now=clock.now(),
        ),
        _("De afscherming is vastgelegd. Op alle stukken voor de politie staat het zo."),
        steps.TAB,
    )  # fmt: skip


def _title(step: StepView, outcome: str) -> str:
    return next((one.title for one in step.choices if one.key == outcome), "")


def _victim(page: CasePage, step: StepView) -> PersonView | None:
    return next((one for one in page.people if one.id == step.ref.subject), None)
