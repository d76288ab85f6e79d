"""What is left after founding: an overview of the parts, each with its own page."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from vpt.accounts import hours as working
from vpt.accounts import queries as accounts
from vpt.administration import setting_up
from vpt.administration.setting_up import Part
from vpt.cases import protocols
from vpt.core import clock, officehours
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken
from vpt.documents import seals
from vpt.infra import sealing
from vpt.infra.db import unit_of_work
from vpt.web import moments, sentences
from vpt.web.administration.seal_routes import LEVEL
from vpt.web.administration.words import DAY
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.protocols import showing
from vpt.web.session import current_actor
from vpt.web.setup import words
from vpt.web.setup.blueprint import bp
from vpt.web.setup.forms import AdoptForm

ALL = "/beheer/inrichten"


@bp.get(ALL)
@requires(Permission.CONFIGURE)
def overview() -> ResponseReturnValue:
    """Show what works already and what is left to do."""
    return render_template(
        "setup/overview.html",
        progress=setting_up.progress(current_actor()),
        parts=words.PARTS,
        moments=moments,
    )


@bp.post(f"{ALL}/afronden")
@requires(Permission.CONFIGURE)
def end() -> ResponseReturnValue:
    """End the first set-up: from now on two people open cases for somebody."""
    try:
        with unit_of_work():
            setting_up.end(current_actor(), now=clock.now())
    except RuleBroken as refusal:
        flash(sentences.of(refusal), "error")
        return redirect(url_for("setup.overview"))
    flash(_("De inrichting is afgerond. Alles blijft te wijzigen bij Beheer."), "success")
    return redirect(url_for("administration.index"))


@bp.route(f"{ALL}/werktijden", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def hours() -> ResponseReturnValue:
    """Show when the organisation works, and ask whether that is right."""
    if _is_confirmed(Part.HOURS):
        return redirect(url_for("setup.overview"))
    calendar = working.current(accounts.get_organisation(current_actor()))
    days = zip(officehours.WEEK, calendar.office_hours, strict=True)
    said = [
        (DAY[name], f"{day[0]:%H:%M}–{day[1]:%H:%M}" if day else _("Dicht")) for name, day in days
    ]
    return render_template("setup/hours.html", days=said)


@bp.route(f"{ALL}/protocol", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def protocol() -> ResponseReturnValue:
    """Show the chain protocol in words and as a drawing; adopt it and name who keeps it right."""
    actor, now, form = current_actor(), clock.now(), AdoptForm()
    form.offer(setting_up.list_owners(actor, now=now))
    if form.validate_on_submit():
        with unit_of_work():
            setting_up.adopt(actor, form.to_owner(), now=now)
        flash(_("Jullie werken met dit protocol."), "success")
        return redirect(url_for("setup.overview"))
    held, locale = protocols.current(actor.organisation_id, now=now), str(get_locale())
    page = render_template(
        "setup/protocol.html",
        form=form,
        protocol=held.protocol,
        phases=showing.phases(held.protocol, locale),
        drawing=showing.drawing(held.protocol, locale),
    )
    return page, 422 if form.is_submitted() else 200


@bp.route(f"{ALL}/zegel", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def seal() -> ResponseReturnValue:
    """Show the seal that was made at founding."""
    if _is_confirmed(Part.SEAL):
        return redirect(url_for("setup.overview"))
    rows = seals.list_all(current_actor().organisation_id)
    return render_template(
        "setup/seal.html",
        seal=next((row for row in rows if row.retired_at is None), None),
        level=LEVEL[sealing.configured().level],
        moments=moments,
    )


@bp.get(f"{ALL}/plekken")
@requires(Permission.CONFIGURE)
def places() -> ResponseReturnValue:
    """Lead to units and locations: one by one, or a list at once."""
    return render_template("setup/places.html", progress=setting_up.progress(current_actor()))


@bp.get(f"{ALL}/mensen")
@requires(Permission.CONFIGURE)
def people() -> ResponseReturnValue:
    """Lead to inviting people: one by one, or a list at once."""
    return render_template("setup/people.html", progress=setting_up.progress(current_actor()))


def _is_confirmed(part: Part) -> bool:
    """Note that somebody found a part right, when that is what was posted."""
    if request.method != "POST":
        return False
    with unit_of_work():
        setting_up.tick(current_actor(), part, now=clock.now())
    return True
