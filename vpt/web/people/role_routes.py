"""Giving somebody a role, taking it away, and taking back what waits."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vpt.accounts.roles import Grant
from vpt.accounts.rules import Post
from vpt.administration import access, confirming, directory
from vpt.administration.directory import HeldRole
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible
from vpt.history.rules import Content
from vpt.web import moments
from vpt.web.administration import saving
from vpt.web.administration.saving import Result
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.partners import doing
from vpt.web.people import seeing, shared, telling, words
from vpt.web.people.blueprint import ONE, bp
from vpt.web.people.forms import POST_MARK, AgreeForm, GiveForm
from vpt.web.session import current_actor


@bp.route(f"{ONE}/rol", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def give(user_id: UUID) -> ResponseReturnValue:
    """Give a role after what it does was read; it waits when it opens cases."""
    actor, now = current_actor(), clock.now()
    user = access.get(actor, user_id)
    form = GiveForm(shared.units(), shared.offered())
    done: list[bool] = []

    def store() -> None:
        done.append(confirming.ask(actor, user.id, form.to_grant(), now=now).is_given)

    result = saving.attempt(form, lambda: _checked(form), store)
    if result is Result.SAVED:
        given = _("De rol is gegeven.") if done[0] else _("De rol wacht nu op akkoord.")
        flash(given, "success")
        return redirect(url_for("people.show", user_id=user.id))
    looked = form.to_grant() if result is Result.LOOKED else None
    return render_template(
        "people/give.html", form=form, user=user, notes=_notes(), **_told(looked, user.id, now)
    ), saving.status(result)


@bp.route(f"{ONE}/rol/<uuid:membership_id>/stoppen", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def end(user_id: UUID, membership_id: UUID) -> ResponseReturnValue:
    """Stop a role at once, after what that does was read."""
    actor, now = current_actor(), clock.now()
    user = access.get(actor, user_id)
    held = _held(user_id, lambda one: one.membership_id == membership_id)
    form = AgreeForm()
    warning = _warning(held, user.id)
    form.needs_agreement = bool(warning)
    if doing.done(form, lambda: confirming.end(actor, membership_id, now=now)):
        flash(_("De rol is gestopt."), "success")
        return redirect(url_for("people.show", user_id=user.id))
    return render_template(
        "people/end.html", form=form, user=user, held=held, telling=telling, warning=warning,
        url=url_for("people.end", user_id=user.id, membership_id=membership_id),
    ), doing.status(form)  # fmt: skip


@bp.route(f"{ONE}/afdeling/<uuid:unit_id>/<post>/stoppen", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def end_post(user_id: UUID, unit_id: UUID, post: str) -> ResponseReturnValue:
    """Take somebody away from the head of a unit, after what that does was read."""
    actor, now = current_actor(), clock.now()
    user = access.get(actor, user_id)
    held = _held(user_id, lambda one: one.unit_id == unit_id and post == one.post != Post.NONE)
    form = AgreeForm()
    if doing.done(form, lambda: confirming.end_post(actor, unit_id, held.post, now=now)):
        flash(_("De afdeling heeft hier nu niemand. Kies iemand anders."), "success")
        return redirect(url_for("people.show", user_id=user.id))
    return render_template(
        "people/end.html", form=form, user=user, held=held, telling=telling, warning="",
        url=url_for("people.end_post", user_id=user.id, unit_id=unit_id, post=post),
    ), doing.status(form)  # fmt: skip


@bp.post(f"{ONE}/aanvraag/<uuid:asked_id>/intrekken")
@requires(Permission.CONFIGURE)
def withdraw(user_id: UUID, asked_id: UUID) -> ResponseReturnValue:
    """Take back a role that waits."""
    actor = current_actor()
    user = access.get(actor, user_id)
    doing.tried(
        lambda: confirming.withdraw(actor, asked_id, now=clock.now()),
        _("De vraag om deze rol is ingetrokken."),
    )
    return redirect(url_for("people.show", user_id=user.id))


def _checked(form: GiveForm) -> Content:
    shared.ensure_placed(form.to_grant())
    return {name: form[name].data for name in ("role", "unit_id")} | _days(form)


def _told(looked: Grant | None, user_id: UUID, now: datetime) -> dict[str, object]:
    """Return what a role would do for somebody, once there is one to look at."""
    if looked is None:
        return {"is_looked": False, "consequences": [], "added": ()}
    known = seeing.find(user_id, current_actor(), now=now)
    had = known.permissions if known is not None else frozenset()
    return {
        "is_looked": True,
        "consequences": shared.consequences(looked, user_id, now=now),
        "added": seeing.added_by(looked.role, had),
    }


def _held(user_id: UUID, fits: Callable[[HeldRole], bool]) -> HeldRole:
    actor, now = current_actor(), clock.now()
    held = directory.held_roles(actor.organisation_id, [user_id], now=now)
    found = next((one for one in held.get(user_id, ()) if fits(one)), None)
    if found is None:
        raise NotVisible("not_found")
    return found


def _warning(held: HeldRole, user_id: UUID) -> str:
    """Return what goes wrong when nobody else has this role; empty when somebody has."""
    last = directory.is_last(current_actor(), user_id, held.role, now=clock.now())
    return str(words.LAST[held.role]) if last and held.role in words.LAST else ""


def _days(form: GiveForm) -> dict[str, str]:
    return {name: moments.day(form[name].data) for name in ("first_day", "last_day")}


def _notes() -> dict[str, str]:
    roles = {str(role): str(note) for role, note in words.ROLE_NOTE.items()}
    posts = {f"{POST_MARK}{post}": str(note) for post, note in words.POST_NOTE.items()}
    return roles | posts
