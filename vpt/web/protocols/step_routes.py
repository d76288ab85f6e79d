"""/beheer/protocol/concept/stappen: one step of the draft, changed or taken out."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vpt.cases import protocols
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible
from vpt.protocol.definition import Protocol, Step
from vpt.protocol.edits import MoveStep, RemoveStep
from vpt.revision.models import ProtocolDraft
from vpt.web.guards import requires
from vpt.web.protocols import doing, examples, faults, overview
from vpt.web.protocols.blueprint import STEPS, bp
from vpt.web.protocols.forms import DraftForm, PlaceForm
from vpt.web.protocols.step_forms import StepForm, shown
from vpt.web.session import current_actor

LOOK = "voorbeeld"


@bp.route(f"{STEPS}/<step_key>", methods=["GET", "POST"])
@requires(Permission.PROTOCOL_EDIT)
def edit_step(step_key: str) -> ResponseReturnValue:
    """Change a step of the draft; with an example of the term before it is stored."""
    found, protocol, step = fetch(step_key)
    form = StepForm(protocol, step, doing.locale(), data={**shown(step), **seen(found)})
    looks = LOOK in request.form
    if not looks and doing.edited(form, found, form.edits):
        flash(_("Bewaard in het concept: %(title)s.", title=form.title_nl.data), "success")
        return redirect(url_for("protocols.draft"))
    base = overview.base_of(current_actor(), found)
    page = render_template(
        "protocols/edit_step.html",
        form=form,
        step=step,
        example=example(protocol, form),
        is_own=step.is_own,
        may_go=step.optional or step.is_own,
        has_work=step.work is not None,
        title=step.title.in_language(doing.locale()),
        locale=doing.locale(),
        is_changed=step not in base.steps,
    )
    return page, 200 if looks and form.validate() else doing.status(form)


@bp.route(f"{STEPS}/<step_key>/plek", methods=["GET", "POST"])
@requires(Permission.PROTOCOL_EDIT)
def move_step(step_key: str) -> ResponseReturnValue:
    """Put a step in another place of the list."""
    found, protocol, step = fetch(step_key)
    titles = [(one.key, one.title.in_language(doing.locale())) for one in protocol.steps]
    form = PlaceForm([one for one in titles if one[0] != step_key], data=seen(found))
    behind = str(form.behind.data or "") or None
    if doing.edited(form, found, lambda: [MoveStep(step=step_key, behind=behind)]):
        flash(_("De stap staat nu ergens anders in de lijst."), "success")
        return redirect(url_for("protocols.draft"))
    page = render_template("protocols/move_step.html", form=form, step=step, title=_title(step))
    return page, doing.status(form)


@bp.route(f"{STEPS}/<step_key>/weg", methods=["GET", "POST"])
@requires(Permission.PROTOCOL_EDIT)
def remove_step(step_key: str) -> ResponseReturnValue:
    """Take an own or an optional step out of the draft."""
    found, _protocol, step = fetch(step_key)
    form = DraftForm(data=seen(found))
    if doing.edited(form, found, lambda: [RemoveStep(step=step_key)]):
        flash(_("De stap is uit het concept gehaald."), "success")
        return redirect(url_for("protocols.draft"))
    page = render_template("protocols/remove_step.html", form=form, step=step, title=_title(step))
    return page, doing.status(form)


def fetch(key: str) -> tuple[ProtocolDraft, Protocol, Step]:
    """Return the draft with a step of it; NotVisible when there is none, or nothing can be read."""
    found, protocol = open_draft()
    step = next((one for one in protocol.steps if one.key == key), None)
    if step is None:
        raise NotVisible("not_found")
    return found, protocol, step


def open_draft() -> tuple[ProtocolDraft, Protocol]:
    """Return the draft and its protocol; NotVisible while it cannot work: its page says why."""
    found = doing.draft()
    protocol, _fault = faults.of_text(found.text)
    if protocol is None:
        raise NotVisible("not_found")
    return found, protocol


def seen(found: ProtocolDraft) -> dict[str, object]:
    """Return what a form carries of the draft its writer sees."""
    return {"revision": found.revision}


def example(protocol: Protocol, form: StepForm) -> str:
    """Return what the typed term comes to."""
    typed = form.typed_terms()
    if typed is None:
        return ""
    calendar = protocols.calendar(current_actor().organisation_id)
    return examples.told(protocol, typed, calendar, clock.now())


def _title(step: Step) -> str:
    return step.title.in_language(doing.locale())
