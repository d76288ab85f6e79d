"""/beheer/brieven: the letters of the organisation, and writing one."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken, StaleData
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.letters import editing, file_routes, showing, version_routes
from vpt.web.letters.blueprint import ALL, ONE, bp
from vpt.web.letters.editing import Desk
from vpt.web.rooms import Group, Setting
from vpt.web.session import current_actor

SETTINGS = (
    Setting(
        title=lazy_gettext("Brieven"),
        text=lazy_gettext(
            "De vaste tekst van de brieven aan wie agressief was: uitnodiging, waarschuwing, "
            "ontzegging."
        ),
        endpoint="letters.index",
        group=Group.WORDS,
        place=60,
        permissions=(Permission.TEXTS_EDIT,),
    ),
)
__all__ = ["SETTINGS", "bp", "file_routes", "version_routes"]


@bp.get(ALL)
@requires(Permission.TEXTS_EDIT)
def index() -> ResponseReturnValue:
    """Show every letter with the version that is used now."""
    return render_template("letters/index.html", lines=showing.lines(current_actor()))


@bp.route(ONE, methods=["GET", "POST"])
@requires(Permission.TEXTS_EDIT)
def edit(key: str) -> ResponseReturnValue:
    """Show a letter in its parts, change them, and look at what that does before keeping it."""
    desk = editing.opened(key)
    if request.method == "GET":
        return file_routes.page(desk)
    arranged = editing.rearranged(desk)
    if arranged is not None:
        return file_routes.page(arranged)
    if not (editing.is_form() and desk.form.validate()):
        return file_routes.page(desk), 422
    faults = showing.faults(desk.tried)
    if faults or editing.only_looks():
        editing.mark(desk.form, faults)
        return file_routes.page(desk, looks=not faults), 422 if faults else 200
    return _kept(desk)


def _kept(desk: Desk) -> ResponseReturnValue:
    """Store the words; whatever stops it keeps what was typed."""
    try:
        is_new = editing.store(desk, clock.now())
    except StaleData as stale:
        fresh: Any = editing.opened(desk.worded.key)
        fresh.form.seen.data = str(fresh.number)
        return file_routes.page(fresh, looks=True, stale=stale), 409
    except RuleBroken as refusal:
        editing.refuse(desk.form, refusal)
        return file_routes.page(desk), 422
    if is_new:
        flash(_("De brief is bewaard. Nieuwe brieven krijgen deze tekst."), "success")
    else:
        flash(_("Er is niets veranderd."), "info")
    return redirect(url_for("letters.edit", key=desk.worded.key))
