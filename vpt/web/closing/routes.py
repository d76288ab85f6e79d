"""Telling back, closing a case, and /rie: what the organisation has learnt to do."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.accounts import queries as accounts
from vpt.cases.chain import OPEN, StepView
from vpt.cases.rules import Hat
from vpt.cases.views import CasePage
from vpt.closing import feedback as telling
from vpt.closing import labels, queries, service
from vpt.closing.rules import LessonKind
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotAllowed, NotVisible
from vpt.infra.db import unit_of_work
from vpt.protocol.works import Work
from vpt.web import moments
from vpt.web.cases import acting, own_step, pages, words
from vpt.web.closing.forms import CloseForm, FeedbackForm, RiskSearchForm
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.navigation import Item
from vpt.web.rooms import CaseTab, work_url
from vpt.web.session import current_actor

bp = Blueprint("closing", __name__)

TAB = "closing"
ONE = "/dossiers/<uuid:case_id>"
STEP = f"{ONE}/stappen/<uuid:step_id>"
WORKS = {Work.FEEDBACK: "closing.feedback", Work.CLOSING: "closing.close"}
TABS = (
    CaseTab(
        key=TAB, title=lazy_gettext("Afsluiten"), endpoint="closing.index", place=110,
        is_shown=lambda page: page.may_close or (page.sees_file and bool(page.head.closed_at)),
    ),
)  # fmt: skip
ITEMS = (
    Item(
        title=lazy_gettext("RI&E"),
        endpoint="closing.risks",
        icon="guide",
        permissions=(Permission.CASE_READ_ALL,),
        place=58,
    ),
)


@bp.get(f"{ONE}/afsluiten")
@requires(Permission.CASE_READ)
def index(case_id: UUID) -> ResponseReturnValue:
    """Show what is missing before a case can close, and what it taught."""
    page = pages.fetch(case_id)
    return pages.render("closing/index.html", page, TAB, **_shown(page))


@bp.route(f"{STEP}/terugkoppelen", methods=["GET", "POST"])
@requires(Permission.CASE_READ)
def feedback(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Tell reporter and team what was done."""
    page, step = own_step.find(case_id, step_id, Work.FEEDBACK)
    today = clock.now().astimezone(moments.LOCAL).date()
    form = FeedbackForm(step.choices, data=acting.seen(page) | {"told_on": today})
    form.beside = lambda page: {"step": step, "may_send": page.may_message}
    return acting.change(
        "closing/feedback.html", page, form,
        lambda: telling.give(
            current_actor(), case_id, step.ref, form.to_told(),
            version=form.seen(), now=clock.now(),
        ),
        _("Vastgelegd wat je hebt verteld en wat jullie hiervan leren."),
        TAB,
    )  # fmt: skip


@bp.route(f"{STEP}/afsluiten", methods=["GET", "POST"])
@requires(Permission.CASE_CLOSE)
def close(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Close a case with its evaluation."""
    page, step = own_step.find(case_id, step_id, Work.CLOSING)
    if Hat.COORDINATOR not in page.hats:
        raise NotAllowed("not_your_part")
    people = accounts.list_colleagues(current_actor(), now=clock.now())
    form = CloseForm(step.choices, [(one.id, one.name) for one in people], data=acting.seen(page))
    form.beside = lambda page: {"step": step, **_shown(page)}
    return acting.change(
        "closing/close.html", page, form,
        lambda: service.close(
            current_actor(), case_id, step.ref, form.to_judged(),
            version=form.seen(), now=clock.now(),
        ),
        _("Het dossier is gesloten. De melder krijgt bericht."),
        TAB,
    )  # fmt: skip


@bp.get("/rie")
@requires(Permission.CASE_READ_ALL)
def risks() -> ResponseReturnValue:
    """Show the points for the risk inventory, soonest due first."""
    form = RiskSearchForm(request.args)
    found = queries.list_risks(
        current_actor(), form.state(), category=form.category(), after=request.args.get("na")
    )
    return render_template(
        "closing/risks.html",
        form=form,
        rows=found.rows,
        next_url=pages.further(found.after),
        first_url=pages.back_to_first(),
        today=clock.now().astimezone(moments.LOCAL).date(),
        words=words,
        moments=moments,
    )


@bp.post("/rie/<uuid:risk_id>")
@requires(Permission.CASE_READ_ALL)
def set_done(risk_id: UUID) -> ResponseReturnValue:
    """Say that a measure was taken, or not after all."""
    said = request.form.get("gedaan")
    if said not in {"ja", "nee"}:
        raise NotVisible("not_found")
    with unit_of_work():
        service.set_done(current_actor(), risk_id, done=said == "ja", now=clock.now())
    flash(_("Bijgewerkt."), "success")
    return redirect(url_for("closing.risks"))


def _shown(page: CasePage) -> dict[str, Any]:
    """Return the gate with the way to each step, and what was told, judged and learnt."""
    return {
        "gate": [_gap(page, gap.key, gap.title, gap.about) for gap in page.gaps],
        "learnt": queries.learnt(current_actor(), page.head.id),
        "lesson": _lesson,
        "score": _score,
    }


def _gap(page: CasePage, key: str, title: str, about: str) -> dict[str, str]:
    """Return a missing decision with the address of its step, when that is open already."""
    step = next(
        (
            one
            for one in page.steps
            if one.key == key and one.about == about and one.standing in OPEN
        ),
        None,
    )
    return {
        "title": f"{title} ({about})" if about else title,
        "url": _step_url(page, step) if step else "",
        "who": (step.assignee or step.party) if step else "",
    }


def _step_url(page: CasePage, step: StepView) -> str:
    plain = url_for("cases.step", case_id=page.head.id, step_id=step.id)
    return work_url(step, page.head.id) or plain


def _lesson(code: str) -> str:
    return _(labels.LESSON[LessonKind(code)])


def _score(score: int) -> str:
    return _(labels.SCORE[score])
