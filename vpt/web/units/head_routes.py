"""Who is at the head of a unit, and what it hangs under."""

from collections.abc import Mapping
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vpt.accounts import units
from vpt.accounts.rules import Post
from vpt.administration import confirming, moving
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.infra.db import unit_of_work
from vpt.web import sentences
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
        lambda: {"parent_id": form.parent_id.data},
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
    shown = render_template(
        "units/head.html", form=form, unit=unit, seat=seat, title=words.POST[_post(seat)]
    )
    return shown, saving.status(result)


@bp.post(f"{ONE}/leiding/<seat>/einde")
@requires(Permission.CONFIGURE)
def end_head(unit_id: UUID, seat: str) -> ResponseReturnValue:
    """Leave the place at the head of a unit empty."""
    units.get(current_actor(), unit_id)
    post = _post(seat)
    try:
        with unit_of_work():
            confirming.end_post(current_actor(), unit_id, post, now=clock.now())
    except (NotAllowed, NotVisible, RuleBroken) as refusal:
        flash(sentences.of(refusal), "error")
    else:
        flash(_("De plek is nu leeg. Kies iemand anders."), "success")
    return redirect(url_for("units.edit", unit_id=unit_id))


def _post(seat: str) -> Post:
    if seat not in POSTS:
        raise NotVisible("not_found")
    return POSTS[seat]
