"""Reacting to one perpetrator: inviting, hearing, and what was heard after an urgent measure."""

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from vpt.cases.chain import StepView
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible
from vpt.measures import hearing, queries
from vpt.measures.models import Hearing
from vpt.protocol.works import Work
from vpt.web.cases import acting, own_step
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.measures import steps
from vpt.web.measures.blueprint import MEASURE, ONE, STEP, TAB, bp
from vpt.web.measures.reaction_forms import HearForm, InviteForm, TalkForm
from vpt.web.moments import LOCAL
from vpt.web.session import current_actor


@bp.route(f"{STEP}/reactie", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def react(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Record how the employer reacted to one perpetrator and what that person said."""
    page, step = own_step.find(case_id, step_id, Work.REACTION)
    form = HearForm(step.choices, data=acting.seen(page))
    form.beside = lambda now_page: _beside(now_page, step)
    return acting.change(
        "measures/react.html", page, form,
        lambda: hearing.record(
            current_actor(), case_id, step.ref, form.to_reaction(),
            version=form.seen(), now=clock.now(),
        ),
        _("Vastgelegd: %(title)s.", title=step.title),
        TAB,
    )  # fmt: skip


@bp.route(f"{ONE}/betrokkenen/<uuid:involved_id>/uitnodigen", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def invite(case_id: UUID, involved_id: UUID) -> ResponseReturnValue:
    """Invite somebody to tell their side; the letter follows from it."""
    page, step = steps.find_about(case_id, involved_id, Work.REACTION)
    before = queries.find_invitation(current_actor(), case_id, involved_id)
    form = InviteForm(data=acting.seen(page) | _told(before))
    form.beside = lambda now_page: _beside(now_page, step)
    return acting.change(
        "measures/invite.html", page, form,
        lambda: hearing.invite(
            current_actor(), case_id, step.ref, form.to_invitation(),
            version=form.seen(), now=clock.now(),
        ),
        _("De uitnodiging is bewaard. Bekijk de brief en maak hem."),
        TAB,
    )  # fmt: skip


@bp.route(f"{MEASURE}/gehoord", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def hear_later(case_id: UUID, measure_id: UUID) -> ResponseReturnValue:
    """Record the hearing that came after an urgent measure."""
    page = steps.open_page(case_id)
    if queries.get(current_actor(), case_id, measure_id).issuer:
        raise NotVisible("not_found")
    form = TalkForm(data=acting.seen(page))
    form.beside = lambda _page: {"measure_id": measure_id}
    return acting.change(
        "measures/hear_later.html", page, form,
        lambda: hearing.hear_later(
            current_actor(), case_id, measure_id, form.to_heard(),
            version=form.seen(), now=clock.now(),
        ),
        _("Het gesprek is vastgelegd."),
        TAB,
    )  # fmt: skip


def _told(before: Hearing | None) -> dict[str, object]:
    if before is None or before.planned_at is None:
        return {}
    at = before.planned_at.astimezone(LOCAL)
    return {**(before.invitation or {}), "on": at.date(), "at": at.time()}


def _beside(page: CasePage, step: StepView) -> dict[str, object]:
    before = queries.find_invitation(current_actor(), page.head.id, steps.subject_of(step))
    return {
        "step": own_step.again(page, step),
        "invited": before.planned_at if before else None,
        "person_id": steps.subject_of(step),
        "invite_url": url_for(
            "measures.invite", case_id=page.head.id, involved_id=steps.subject_of(step)
        ),
        "react_url": url_for("measures.react", case_id=page.head.id, step_id=step.id),
    }
