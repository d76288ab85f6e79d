"""Somebody leaves: their open work goes over and the account closes, in one action."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vpt.administration import access, leaving
from vpt.administration.leaving import Counts, Left
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken
from vpt.web import sentences
from vpt.web.guards import requires
from vpt.web.i18n import counted as ngettext
from vpt.web.i18n import translated as _
from vpt.web.partners import doing
from vpt.web.people import telling, words
from vpt.web.people.blueprint import ONE, bp
from vpt.web.people.forms import LeaveForm
from vpt.web.session import current_actor


@bp.route(f"{ONE}/vertrek", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def leave(user_id: UUID) -> ResponseReturnValue:
    """Show in numbers what somebody leaves behind, choose who takes over, and close the account."""
    actor, now = current_actor(), clock.now()
    user = access.get(actor, user_id)
    form = LeaveForm(leaving.list_takers(actor, user.id, now=now))
    done: list[Left] = []

    def act() -> None:
        done.append(leaving.deactivate(actor, user.id, form.to_plan(), now=now))

    if _left(form, act):
        flash(_told(user.name, done[0]), "success")
        return redirect(url_for("people.show", user_id=user.id))
    counts = leaving.load(actor, user.id, now=now)
    return render_template(
        "people/leave.html",
        form=form,
        user=user,
        counts=counts,
        is_me=user.id == actor.id,
        is_closed=user.disabled_at is not None,
        leads=telling.grouped(counts.posts, now=now),
        consequences=_consequences(counts),
        warnings=[str(words.LAST[one]) for one in counts.last_of if one in words.LAST],
    ), doing.status(form)


def _left(form: LeaveForm, act: Callable[[], object]) -> bool:
    """Do it; a refusal that belongs to no field stands at the box."""
    try:
        return doing.done(form, act)
    except RuleBroken as refusal:
        form.agreed.errors = [sentences.of(refusal)]
        return False


def _consequences(counts: Counts) -> list[str]:
    """Return what happens, before it does."""
    account = (
        _("Alle rollen hier stoppen meteen. Het account blijft open voor de andere organisatie.")
        if counts.is_elsewhere
        else _("Alle rollen stoppen meteen en het account sluit. Inloggen kan niet meer.")
    )
    work = _("Wie werk overneemt, krijgt bericht. Jij ziet alleen aantallen, geen dossiers.")
    kept = _("Wat deze persoon heeft gedaan en gemeld, blijft staan.")
    return [account, *([work] if counts.has_work else []), kept]


def _told(name: str, left: Left) -> str:
    moved = [
        ngettext("%(num)s dossier", "%(num)s dossiers", left.cases),
        ngettext("%(num)s stap", "%(num)s stappen", left.steps),
    ]
    said = _("%(name)s is vertrokken. Overgedragen: %(moved)s.", name=name, moved=", ".join(moved))
    if not left.waiting:
        return said
    count = left.waiting
    waits = ngettext("%(num)s plek wacht op akkoord.", "%(num)s plekken wachten op akkoord.", count)
    return f"{said} {waits}"
