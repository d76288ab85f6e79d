"""/maatregelen: today's measures for reception, as a page, as a list to print, and encounters."""

from datetime import datetime
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, lazy_gettext

from vpt.accounts.places import open_only
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken
from vpt.infra.db import unit_of_work
from vpt.measures import board, encounters, labels, ladder
from vpt.measures.board import Board
from vpt.web import moments
from vpt.web.board.forms import EncounterForm, PlaceForm
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.navigation import Item
from vpt.web.session import current_actor

bp = Blueprint("board", __name__)

ITEMS = (
    Item(
        title=lazy_gettext("Maatregelen vandaag"),
        short=lazy_gettext("Maatregelen"),
        endpoint="board.index",
        icon="ban",
        permissions=(Permission.MEASURES_TODAY,),
        covers=("board.note",),
        place=45,
    ),
)


@bp.get("/maatregelen")
@requires(Permission.MEASURES_TODAY)
def index() -> ResponseReturnValue:
    """Show the measures that are in force today at this person's places."""
    now = clock.now()
    shown, form = _board(now=now), PlaceForm(request.args)
    form.offer(open_only(shown.places), shown.chosen)
    return _page("board/index.html", shown, now=now, form=form)


@bp.get("/maatregelen/daglijst")
@requires(Permission.MEASURES_TODAY)
def day_list() -> ResponseReturnValue:
    """Show the same list plainly, made to be printed."""
    now = clock.now()
    return _page("board/day_list.html", _board(now=now, printed=True), now=now)


@bp.route("/maatregelen/<uuid:measure_id>/gezien", methods=["GET", "POST"])
@requires(Permission.MEASURES_TODAY)
def note(measure_id: UUID) -> ResponseReturnValue:
    """Note that somebody with a measure turned up."""
    actor, now = current_actor(), clock.now()
    with unit_of_work():
        row = board.view_one(actor, measure_id, now=now)
    form = EncounterForm()
    places = board.board_places(actor, now=now)
    form.offer([(one.id, one.name) for one in open_only(places)], now=now)
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return _page("board/note.html", row, now=now, form=form), status
    try:
        with unit_of_work():
            encounters.note(actor, measure_id, form.to_seen(), now=now)
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return _page("board/note.html", row, now=now, form=form), 422
    flash(_("Genoteerd. De behandelaar en de coördinator hebben bericht gekregen."), "success")
    return redirect(url_for("board.index"))


def _board(*, now: datetime, printed: bool = False) -> Board:
    with unit_of_work():
        return board.view(current_actor(), now=now, location_id=_location(), printed=printed)


def _location() -> UUID | None:
    """Return the place asked for; anything that is no place narrows to nothing."""
    asked = request.args.get("locatie", "")
    if not asked:
        return None
    try:
        return UUID(asked)
    except ValueError:
        return UUID(int=0)


def _page(template: str, shown: object, *, now: datetime, **context: object) -> str:
    return render_template(
        template,
        shown=shown,
        named={key: rung.named(str(get_locale())) for key, rung in ladder.rungs().items()},
        issuers=labels.ISSUER,
        moments=moments,
        now=now,
        **context,
    )
