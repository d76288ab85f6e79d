"""The QR codes of places: on sheets for the wall, and the short address behind them."""

from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vpt.accounts import queries
from vpt.administration import sheets
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.documents import house, issue
from vpt.documents.kinds.registry import KINDS
from vpt.web.documents import words
from vpt.web.guards import requires
from vpt.web.headers import as_file
from vpt.web.locations.blueprint import ALL, bp
from vpt.web.locations.forms import POSTER, SheetForm
from vpt.web.session import current_actor

EVERY_STAFF = (Permission.INCIDENT_REPORT,)


@bp.get(f"{ALL}/qr")
@requires(Permission.CONFIGURE)
def codes() -> ResponseReturnValue:
    """Choose for which places, and draw the sheet; it holds nobody, so nothing is kept of it."""
    actor = current_actor()
    form = SheetForm(queries.list_locations(actor), request.args)
    if not form.is_asked() or not form.validate():
        shown = render_template("locations/codes.html", form=form)
        return shown, 422 if form.errors else 200
    view: Any
    if form.sheet.data == POSTER:
        kind, view = sheets.POSTER, sheets.posters(actor, form.chosen(), now=clock.now())
    else:
        kind = sheets.STICKERS
        view = sheets.stickers(actor, form.chosen(), form.many(), now=clock.now())
    return _file(kind, house.dressed(view, actor.organisation_id))


@bp.get("/plek/<code>")
@requires(*EVERY_STAFF)
def typed(code: str) -> ResponseReturnValue:
    """Lead whoever typed the address under a QR code to the form for that place."""
    return redirect(url_for("incidents.report", plek=code))


def _file(key: str, view: Any) -> Response:
    kind = KINDS[key]
    response = Response(kind.render(view, ()), mimetype=issue.MEDIA_TYPE)
    return as_file(response, words.file_name(view.meta.reference, kind.title, "locaties", 1))
