"""/melden: the report form, its draft, and the page after sending."""

from uuid import UUID

from flask import flash, jsonify, redirect, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import DomainError
from vpt.incidents import drafts
from vpt.infra.db import unit_of_work
from vpt.web import sentences
from vpt.web.errors import status_of
from vpt.web.guards import requires
from vpt.web.incidents import keeping, later_routes, opening, pages, sending, showing
from vpt.web.incidents.blueprint import bp
from vpt.web.session import current_actor

__all__ = ["bp", "later_routes"]

FORM_MEMORY = 12 * 1024 * 1024
"""What one text may weigh, so that a far too long one is answered at its field and kept."""
UNPROCESSABLE = 422


@bp.get("/melden")
@requires(Permission.INCIDENT_REPORT)
def report() -> ResponseReturnValue:
    """Show an empty form, or the own draft that was saved last."""
    actor = current_actor()
    filled = opening.opened(actor, request.args, now=clock.now())
    return showing.page(actor, showing.form_of(filled.values), filled)


@bp.post("/melden")
@requires(Permission.INCIDENT_REPORT, stranger=keeping.park)
def send() -> ResponseReturnValue:
    """Store the report, or show the page again with everything on it."""
    actor, page = current_actor(), pages.read(request.form.get(pages.FIELD))
    values = keeping.values_of(request.form)
    if page is None or not page.is_of(actor):
        return sending.of_another_page(actor, page, values)
    return sending.handle(actor, page, values)


@bp.post("/melden/concept")
@requires(Permission.INCIDENT_REPORT, stranger=keeping.park)
def draft() -> ResponseReturnValue:
    """Keep what was typed so far; answers in JSON, or goes back to the form without script."""
    actor, page = current_actor(), pages.read(request.form.get(pages.FIELD))
    if page is None or not page.is_of(actor):
        return jsonify(state="other_page"), 403
    values = keeping.values_of(request.form)
    if values.get("relation") == ["colleague"]:
        keeping.discard(actor, page)
        return jsonify(state="not_stored")
    try:
        saved = keeping.save(actor, page, values, now=clock.now())
    except DomainError as refusal:
        return jsonify(state=refusal.code, message=sentences.of(refusal)), status_of(refusal)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(state="saved", concept=str(saved.id))
    return redirect(url_for("incidents.report", concept=saved.id))


@bp.post("/melden/bestand")
@requires(Permission.INCIDENT_REPORT, stranger=keeping.park)
def upload() -> ResponseReturnValue:
    """Add files to the draft of this page."""
    actor, page = current_actor(), pages.read(request.form.get(pages.FIELD))
    if page is None or not page.is_of(actor):
        return jsonify(state="other_page"), 403
    values = keeping.values_of(request.form)
    saved, problems = keeping.save_with_files(actor, page, values, now=clock.now())
    files = [{"id": str(row.id), "title": row.title} for row in showing.files_of(actor, saved)]
    status = UNPROCESSABLE if problems else 200
    if request.accept_mimetypes.best == "application/json":
        return jsonify(files=files, problems=problems), status
    if problems:
        filled = showing.Filled(values=values, page=page, draft=saved, problems=problems)
        return showing.page(actor, showing.form_of(values), filled), UNPROCESSABLE
    return redirect(url_for("incidents.report", concept=saved.id))


@bp.post("/melden/concept/<uuid:draft_id>/weg")
@requires(Permission.INCIDENT_REPORT)
def discard(draft_id: UUID) -> ResponseReturnValue:
    """Throw an own draft away."""
    with unit_of_work():
        gone = drafts.discard(current_actor(), draft_id)
    keeping.remove_stored(gone)
    flash(_("Je concept is weggegooid."), "success")
    return redirect(url_for("incidents.report"))


for view in (send, draft, upload):
    view.form_memory = FORM_MEMORY  # type: ignore[attr-defined]  # read by SealedRequest
for view in (send, upload):
    view.takes_files = True  # type: ignore[attr-defined]  # read by SealedRequest


@bp.record_once
def _let_page_key_guard(state: BlueprintSetupState) -> None:
    """Exempt the draft's forms from the session's CSRF token: their signed page key guards them.

    The token dies with the session, and these forms must outlive it.
    """
    for view in (send, draft, upload):
        state.app.extensions["csrf"].exempt(view)
