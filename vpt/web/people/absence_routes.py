"""Being away: one's own days on the account page, and a colleague's in the administration."""

from datetime import date
from typing import cast
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vpt.accounts import absences
from vpt.administration import access
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.worktime import local_date
from vpt.web import moments
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.partners import doing
from vpt.web.people.blueprint import ONE, bp
from vpt.web.people.forms import AwayForm
from vpt.web.session import current_actor

OWN = "/account/afwezig"


@bp.route(OWN, methods=["GET", "POST"])
@requires(Permission.INCIDENT_OWN)
def own_absence() -> ResponseReturnValue:
    """Say when you are away yourself."""
    me = current_actor().id
    return _page(me, url_for("people.own_absence"), back=url_for("accounts.account"), name="")


@bp.post(f"{OWN}/<uuid:absence_id>/intrekken")
@requires(Permission.INCIDENT_OWN)
def withdraw_own(absence_id: UUID) -> ResponseReturnValue:
    """Be back earlier, or not go at all."""
    _withdraw(absence_id)
    return redirect(url_for("people.own_absence"))


@bp.route(f"{ONE}/afwezig", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def absence(user_id: UUID) -> ResponseReturnValue:
    """Say when a colleague is away who cannot do so."""
    user = access.get(current_actor(), user_id)
    here = url_for("people.absence", user_id=user.id)
    return _page(user.id, here, back=url_for("people.show", user_id=user.id), name=user.name)


@bp.post(f"{ONE}/afwezig/<uuid:absence_id>/intrekken")
@requires(Permission.CONFIGURE)
def withdraw_absence(user_id: UUID, absence_id: UUID) -> ResponseReturnValue:
    """Take back the days of a colleague."""
    user = access.get(current_actor(), user_id)
    _withdraw(absence_id)
    return redirect(url_for("people.absence", user_id=user.id))


def _page(user_id: UUID, here: str, *, back: str, name: str) -> ResponseReturnValue:
    actor, now = current_actor(), clock.now()
    form = AwayForm()

    def act() -> None:
        first, last = cast("date", form.first_day.data), cast("date", form.last_day.data)
        absences.add(actor, user_id, first, last, now=now)

    if doing.done(form, act):
        flash(_("De dagen staan erbij."), "success")
        return redirect(here)
    today = local_date(now)
    return render_template(
        "people/away.html",
        form=form,
        here=here,
        back=back,
        name=name,
        is_own=user_id == actor.id,
        user_id=user_id,
        rows=absences.list_coming(actor.organisation_id, user_id, today),
        today=today,
        moments=moments,
    ), doing.status(form)


def _withdraw(absence_id: UUID) -> None:
    doing.tried(
        lambda: absences.withdraw(current_actor(), absence_id, now=clock.now()),
        _("De dagen zijn weggehaald. Wie al afwezig was, is er vanaf vandaag weer."),
    )
