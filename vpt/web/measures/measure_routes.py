"""Imposing a measure through the gate, letting it go, and reviewing it."""

from collections.abc import Mapping
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from vpt.accounts import queries as accounts
from vpt.cases import assigning
from vpt.cases.chain import StepView
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.worktime import local_date
from vpt.measures import encounters, imposing, labels, ladder, plans, queries, reviewing
from vpt.measures.models import Measure
from vpt.measures.rules import Plan
from vpt.protocol.works import Work
from vpt.web.cases import acting, own_step
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.measures import steps, telling
from vpt.web.measures.blueprint import MEASURE, STEP, TAB, bp
from vpt.web.measures.measure_forms import DropForm, MeasureForm, ReviewForm, data_of
from vpt.web.session import current_actor

LATER = "later"
"""The button that keeps a plan and lays it before who decides."""


@bp.route(f"{STEP}/maatregel", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def impose(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Prepare a measure, or impose it through the gate."""
    page, step = own_step.find(case_id, step_id, Work.MEASURE)
    actor, now = current_actor(), clock.now()
    form = MeasureForm(data={**acting.seen(page), **_kept(page, step)})
    places = [(one.id, one.name) for one in accounts.list_locations(actor)]
    form.offer(assigning.list_candidates(actor, case_id, now=now), places)
    form.beside = lambda now_page: _beside(now_page, step)
    is_kept = LATER in request.form
    act = imposing.prepare if is_kept else imposing.impose
    organisation = accounts.get_organisation(actor).name
    return acting.change(
        "measures/impose.html", page, form,
        lambda: act(
            actor, case_id, step.ref, form.to_plan(organisation), version=form.seen(), now=now
        ),
        _("Het voorstel is bewaard. Bekijk hieronder de brief.") if is_kept
        else _("De maatregel is opgelegd. Maak nu de brief en leg vast hoe je hem uitreikt."),
        TAB,
    )  # fmt: skip


@bp.route(f"{MEASURE}/niet-opleggen", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def drop(case_id: UUID, measure_id: UUID) -> ResponseReturnValue:
    """Impose nothing after all."""
    page, step = steps.find_about(case_id, measure_id, Work.MEASURE)
    form = DropForm(data=acting.seen(page))
    form.beside = lambda now_page: {"step": own_step.again(now_page, step)}
    return acting.change(
        "measures/drop.html", page, form,
        lambda: imposing.drop(
            current_actor(), case_id, step.ref, str(form.reason.data),
            version=form.seen(), now=clock.now(),
        ),
        _("Vastgelegd: er komt geen maatregel."),
        TAB,
    )  # fmt: skip


@bp.route(f"{STEP}/opnieuw-bekijken", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def review(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Look back at a measure: keep, extend or lift it."""
    page, step = own_step.find(case_id, step_id, Work.REVIEW)
    form = ReviewForm(step.choices, data=acting.seen(page))
    form.beside = lambda now_page: _beside(now_page, step)
    return acting.change(
        "measures/review.html", page, form,
        lambda: reviewing.review(
            current_actor(), case_id, step.ref, form.to_verdict(),
            version=form.seen(), now=clock.now(),
        ),
        _("De maatregel is opnieuw bekeken. Maak nu de brief die daarbij hoort."),
        TAB,
    )  # fmt: skip


def _kept(page: CasePage, step: StepView) -> Mapping[str, object]:
    """Return what the form starts with: the plan as kept, else what is known of the incident."""
    found = _of_step(page, step)[0]
    if found is not None and found.level:
        return data_of(_plan(found))
    today = local_date(clock.now())
    return {"starts_on": today, "ground_on_1": local_date(page.head.opened_at)}


def _of_step(page: CasePage, step: StepView) -> tuple[Measure | None, str]:
    """Return the measure a step is about, if it has a record, and the name of who decided it."""
    wanted = steps.subject_of(step)
    rows = queries.list_of_case(current_actor(), page.head.id)
    found = next((one for one in rows if one.measure.id == wanted), None)
    return (found.measure, found.decider) if found else (None, "")


def _plan(row: Measure) -> Plan:
    places = queries.locations_of(row.organisation_id, [row.id]).get(row.id, set())
    return plans.plan_of(row, places)


def _beside(page: CasePage, step: StepView) -> dict[str, object]:
    actor, (found, decider) = current_actor(), _of_step(page, step)
    house = accounts.get_organisation(actor).name
    hearing = imposing.hearing_of(found) if found else None
    since = found.starts_on if found else None
    return {
        "step": own_step.again(page, step),
        "measure": found,
        "decider": decider,
        "told": telling,
        "plan": _plan(found) if found else None,
        "hearing": hearing,
        "rungs": [telling.rung_words(one) for one in ladder.own_rungs()],
        "remedies": {
            labels.NATURE[nature]: text.replace("{organisatie}", house)
            for nature, text in labels.REMEDY.items()
        },
        "seen": encounters.since(actor, page.head.id, found.id, since) if found and since else (),
        "reviews": queries.reviews_of(actor, [found.id]) if found else [],
    }
