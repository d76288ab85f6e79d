"""Who is at the head of a unit, and what it hangs under."""

from collections.abc import Mapping
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vpt.accounts import queries, units
from vpt.accounts.models import Unit
from vpt.accounts.rules import Post
from vpt.administration import confirming, moving
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.history.rules import Content
from vpt.web.administration import saving
from vpt.web.administration.saving import Result
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor
from vpt.web.units import showing, words
from vpt.web.units.blueprint import ONE, bp
from vpt.web.units.forms import DeputyForm, HeadForm, ParentForm

POSTS: Mapping[str, Post] = {"leidinggevende": Post.MANAGER, "vervanger": Post.DEPUTY}
"""What the address calls them."""


@bp.route(f"{ONE}/verplaatsen", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def move(unit_id: UUID) -> ResponseReturnValue:
    """Choose another place in the tree, tell what that does, and move."""
    actor, now = current_actor(), clock.now()
    unit = units.get(actor, unit_id)
    above = str(unit.parent_id) if unit.parent_id else ""
    given = {"parent_id": above, "version": units.seen_number(actor, unit_id)}
    form = ParentForm(showing.offered(actor, but=unit), data=given)
    result = saving.attempt(
        form,
        lambda: _elsewhere(form, unit),
        lambda: moving.move(actor, unit_id, form.parent(), seen=form.seen(), now=now),
    )
    if result is Result.SAVED:
        flash(_("De afdeling is verplaatst, met alles eronder."), "success")
        return redirect(url_for("units.edit", unit_id=unit_id))
    if result is Result.STALE:
        form.version.data = str(units.seen_number(actor, unit_id))
    does: list[str] = []
    if result is Result.LOOKED:
        before = moving.heads_above(actor, unit.parent_id, now=now)
        after = moving.heads_above(actor, form.parent(), now=now)
        does = words.of_moving(moving.reach_of(actor, unit_id, now=now), before, after)
    shown = render_template("units/move.html", form=form, unit=unit, does=does, result=result)
    return shown, saving.status(result)


@bp.route(f"{ONE}/leiding/<seat>", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def head(unit_id: UUID, seat: str) -> ResponseReturnValue:
    """Choose who leads a unit or stands in; a second person confirms it."""
    actor, now = current_actor(), clock.now()
    unit = units.get(actor, unit_id)
    kind = DeputyForm if _post(seat) is Post.DEPUTY else HeadForm
    form = kind(showing.colleagues(actor, now=now))
    given: list[bool] = []

    def ask() -> None:
        grant = form.to_grant(unit_id)
        given.append(confirming.ask(actor, form.user(), grant, now=now).is_given)

    result = saving.directly(form, ask)
    if result is Result.SAVED:
        done = _("Dat geldt vanaf nu.")
        waits = _("De coördinator of de functionaris gegevensbescherming moet dit goedkeuren.")
        flash(done if given[0] else waits, "success")
        return redirect(url_for("units.edit", unit_id=unit_id))
    return _page(form, unit, seat), saving.status(result)


def _page(form: HeadForm, unit: Unit, seat: str) -> str:
    return render_template(
        "units/head.html",
        form=form,
        unit=unit,
        seat=seat,
        title=words.POST[_post(seat)],
        is_held=_is_held(unit, _post(seat)),
        is_first_set_up=queries.get_organisation(current_actor()).set_up_at is None,
    )


def _is_held(unit: Unit, post: Post) -> bool:
    return (unit.deputy_id if post is Post.DEPUTY else unit.manager_id) is not None


def _post(seat: str) -> Post:
    if seat not in POSTS:
        raise NotVisible("not_found")
    return POSTS[seat]


def _elsewhere(form: ParentForm, unit: Unit) -> Content:
    """Return what would be stored; RuleBroken when the unit hangs there already."""
    if form.parent() == unit.parent_id:
        raise RuleBroken("unit_there_already", field="parent_id")
    return {"parent_id": form.parent_id.data}
