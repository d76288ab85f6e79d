"""The pages of the steps of support: safety, first support, aftercare; and the safety log."""

from uuid import UUID

from flask.typing import ResponseReturnValue

from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotAllowed
from vpt.core.worktime import local_date
from vpt.protocol.works import Work
from vpt.support import queries, safety, service
from vpt.web.cases import acting, own_step, pages
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.navigation import CASES
from vpt.web.session import current_actor
from vpt.web.support import showing
from vpt.web.support.blueprint import bp
from vpt.web.support.forms import AftercareForm, SafetyForm, SafetyStepForm, TalkForm

ONE = "/dossiers/<uuid:case_id>"
STEP = f"{ONE}/stappen/<uuid:step_id>"


@bp.route(f"{STEP}/veiligheid", methods=["GET", "POST"])
@requires(Permission.CASE_READ)
def safety_step(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Write down what was done to make people safe, and how it stands now."""
    page, step = own_step.find(case_id, step_id, Work.SAFETY)
    form = SafetyStepForm(step.choices, data=showing.opened(page))
    form.beside = lambda page: showing.safety(page, step)
    return acting.change(
        "support/safety.html", page, form,
        lambda: safety.finish(
            current_actor(), case_id, step.ref, (str(form.outcome.data), form.to_entry()),
            version=form.seen(), now=clock.now(),
        ),
        _("Vastgelegd. Je kunt het veiligheidslog later nog aanvullen."),
    )  # fmt: skip


@bp.route(f"{ONE}/veiligheidslog", methods=["GET", "POST"])
@requires(Permission.CASE_READ)
def safety_log(case_id: UUID) -> ResponseReturnValue:
    """Show what was done to make people safe, and add to it, also afterwards."""
    page = pages.fetch(case_id)
    form = SafetyForm(data=showing.opened(page))
    if form.is_submitted() and not page.hats & safety.KEEPERS:
        raise NotAllowed("not_your_part")
    form.beside = lambda page: showing.safety(page, None)
    return acting.change(
        "support/safety_log.html", page, form,
        lambda: safety.add(current_actor(), case_id, form.to_entry(), now=clock.now()),
        _("Toegevoegd aan het veiligheidslog."),
        "support",
    )  # fmt: skip


@bp.route(f"{STEP}/opvang", methods=["GET", "POST"])
@requires(Permission.CASE_READ)
def first_support(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Keep the first talk with a victim."""
    page, step = own_step.find(case_id, step_id, Work.FIRST_SUPPORT)
    form = TalkForm(step.choices, data=acting.seen(page))
    form.beside = lambda page: showing.talk(page, step)
    return acting.change(
        "support/first_support.html", page, form,
        lambda: service.support_first(
            current_actor(), case_id, step.ref, form.to_talk(),
            version=form.seen(), now=clock.now(),
        ),
        _("De eerste opvang is vastgelegd."),
        "support",
    )  # fmt: skip


@bp.route(f"{STEP}/nazorg", methods=["GET", "POST"])
@requires(*CASES)
def aftercare(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Keep a later talk with a victim, with referral and return to work."""
    page, step = own_step.find(case_id, step_id, Work.AFTERCARE)
    beside = showing.talk(page, step)
    form = AftercareForm(
        step.choices,
        data=acting.seen(page) | ({"outcome": "declined"} if beside["declined_at"] else {}),
        may_note=queries.may_note(current_actor(), page, step),
        today=local_date(clock.now()),
    )
    form.beside = lambda drawn: beside if drawn is page else showing.talk(drawn, step)
    return acting.change(
        "support/aftercare.html", page, form,
        lambda: service.care_after(
            current_actor(), case_id, step.ref, form.to_talk(),
            version=form.seen(), now=clock.now(),
        ),
        _("Het gesprek is vastgelegd."),
        "support",
    )  # fmt: skip
