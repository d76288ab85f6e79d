"""Agreements inside a case: what was agreed about it, and how one of them ended."""

from uuid import UUID

from flask.typing import ResponseReturnValue

from vpt.core import clock
from vpt.core.actor import Permission
from vpt.meetings import agreements, labels, queries, service
from vpt.protocol.works import Work
from vpt.web.cases import acting, own_step
from vpt.web.cases import pages as case_pages
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.meetings import pages
from vpt.web.meetings.blueprint import bp
from vpt.web.meetings.forms import FollowUpForm
from vpt.web.session import current_actor

TAB = "meetings"


@bp.get("/dossiers/<uuid:case_id>/casusoverleg")
@requires(Permission.CASE_READ)
def of_case(case_id: UUID) -> ResponseReturnValue:
    """Show on which agendas a case stands and what was agreed about it."""
    page, actor = case_pages.fetch(case_id), current_actor()
    return case_pages.render(
        "meetings/of_case.html",
        page,
        TAB,
        stands=queries.stands(actor, case_id),
        agreements=agreements.of_case(actor, case_id, now=clock.now()),
        labels=labels,
        ending_kinds=pages.ENDING_KINDS,
        may_meet=actor.may(Permission.CASE_SHARE),
    )


@bp.route("/dossiers/<uuid:case_id>/stappen/<uuid:step_id>/afspraak", methods=["GET", "POST"])
@requires(Permission.CASE_READ)
def follow_up(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Keep how an agreement ended."""
    page, step = own_step.find(case_id, step_id, Work.AGREEMENT)
    actor, now = current_actor(), clock.now()
    agreed = agreements.of_step(actor, case_id, UUID(str(step.ref.subject)), now=now)
    form = FollowUpForm(step.choices, data=acting.seen(page))
    form.beside = lambda _page: {"step": step, "agreed": agreed}
    return acting.change(
        "meetings/follow_up.html", page, form,
        lambda: service.follow_up(
            current_actor(), case_id, step.ref, form.to_answer(),
            version=form.seen(), now=clock.now(),
        ),
        _("Vastgelegd hoe de afspraak afliep."),
        TAB,
    )  # fmt: skip
