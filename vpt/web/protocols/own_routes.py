"""/beheer/protocol/concept/stappen/nieuw: a step of the organisation's own, and its outcomes."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vpt.core.actor import Permission
from vpt.core.errors import NotVisible
from vpt.protocol.edits import AddOutcome, RemoveOutcome
from vpt.revision import drafting
from vpt.web.guards import requires
from vpt.web.protocols import doing
from vpt.web.protocols.blueprint import STEPS, bp
from vpt.web.protocols.forms import DraftForm
from vpt.web.protocols.own_forms import NewStepForm, OutcomeForm
from vpt.web.protocols.step_routes import LOOK, example, fetch, open_draft, seen
from vpt.web.session import current_actor

FRESH = {"anchor": "opening", "due_kind": "working_days", "pausable": True, "optional": True}


@bp.route(f"{STEPS}/nieuw", methods=["GET", "POST"])
@requires(Permission.PROTOCOL_EDIT)
def add_step() -> ResponseReturnValue:
    """Add a step of the organisation's own, with how it can end."""
    found, protocol = open_draft()
    form = NewStepForm(protocol, doing.locale(), data={**FRESH, **seen(found)})
    looks = LOOK in request.form
    key = drafting.next_key(current_actor(), found.text) if request.method == "POST" else ""
    if not looks and doing.edited(form, found, lambda: [form.to_edit(key)]):
        flash(_("De stap staat in het concept: %(title)s.", title=form.title_nl.data), "success")
        return redirect(url_for("protocols.draft"))
    page = render_template(
        "protocols/add_step.html", form=form, example=example(protocol, form) if looks else ""
    )
    return page, 200 if looks and form.validate() else doing.status(form)


@bp.route(f"{STEPS}/<step_key>/uitkomsten/nieuw", methods=["GET", "POST"])
@requires(Permission.PROTOCOL_EDIT)
def add_outcome(step_key: str) -> ResponseReturnValue:
    """Add one more way an own step can end."""
    found, _protocol, step = fetch(step_key)
    form = OutcomeForm(data=seen(found))
    outcome = form.to_outcome() if form.validate_on_submit() else None
    back = url_for("protocols.edit_step", step_key=step_key)
    if outcome is not None and doing.edited(
        form, found, lambda: [AddOutcome(step=step_key, outcome=outcome)]
    ):
        flash(_("De uitkomst staat in het concept."), "success")
        return redirect(back)
    title = step.title.in_language(doing.locale())
    if not step.is_own:
        raise NotVisible("not_found")
    page = render_template("protocols/add_outcome.html", form=form, step=step, title=title)
    return page, doing.status(form)


@bp.route(f"{STEPS}/<step_key>/uitkomsten/<outcome_key>/weg", methods=["GET", "POST"])
@requires(Permission.PROTOCOL_EDIT)
def remove_outcome(step_key: str, outcome_key: str) -> ResponseReturnValue:
    """Take away one way an own step can end."""
    found, _protocol, step = fetch(step_key)
    ending = step.outcome(outcome_key)
    if ending is None or not step.is_own:
        raise NotVisible("not_found")
    form = DraftForm(data=seen(found))
    if doing.edited(form, found, lambda: [RemoveOutcome(step=step_key, outcome=outcome_key)]):
        flash(_("De uitkomst is uit het concept gehaald."), "success")
        return redirect(url_for("protocols.edit_step", step_key=step_key))
    title = ending.title.in_language(doing.locale())
    page = render_template(
        "protocols/remove_outcome.html", form=form, step=step, outcome=outcome_key, title=title
    )
    return page, doing.status(form)
