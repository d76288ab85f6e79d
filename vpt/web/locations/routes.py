"""/beheer/locaties: the places where people work, each with its history."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from vpt.accounts import locations, queries
from vpt.accounts.models import Location
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.history import queries as versions
from vpt.history.rules import Kind
from vpt.incidents import labels
from vpt.infra.db import unit_of_work
from vpt.web.administration import saving
from vpt.web.administration.forms import BackForm, SettingForm
from vpt.web.administration.saving import Result
from vpt.web.guards import requires
from vpt.web.locations import sheet_routes, showing, words
from vpt.web.locations.blueprint import ALL, ONE, bp
from vpt.web.locations.forms import LocationForm
from vpt.web.rooms import Group, Setting
from vpt.web.session import current_actor

__all__ = ["bp", "sheet_routes"]

SETTINGS = (
    Setting(
        title=lazy_gettext("Locaties"),
        text=lazy_gettext(
            "De plekken waar mensen werken: adres, balie, politie, huisregels en QR-vellen."
        ),
        endpoint="locations.index",
        group=Group.ORGANISATION,
        place=50,
    ),
)


@bp.get(ALL)
@requires(Permission.CONFIGURE)
def index() -> ResponseReturnValue:
    """List the places, closed ones last."""
    actor = current_actor()
    every = queries.list_locations(actor, with_closed=True)
    return render_template(
        "locations/index.html",
        places=sorted(every, key=lambda one: one.closed_at is not None),
        units=showing.unit_names(actor),
        kinds=labels.LOCATION_KIND,
    )


@bp.route(f"{ALL}/nieuw", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def add() -> ResponseReturnValue:
    """Add a place."""
    actor = current_actor()
    form = LocationForm(showing.offered_units(actor, None), data={"image_retention_days": 28})
    result = saving.directly(form, lambda: locations.add(actor, form.to_details(), now=clock.now()))
    if result is Result.SAVED:
        flash(_("De locatie staat erbij. Iedereen kan haar nu kiezen bij een melding."), "success")
        return redirect(url_for("locations.index"))
    return render_template("locations/add.html", form=form), saving.status(result)


@bp.route(ONE, methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def edit(location_id: UUID) -> ResponseReturnValue:
    """Show and change what is set about a place; 409 when a colleague was first."""
    actor, now = current_actor(), clock.now()
    location = locations.get(actor, location_id)
    form = LocationForm(showing.offered_units(actor, location), data=showing.filled(location))
    result = saving.directly(
        form,
        lambda: locations.change(
            actor, location_id, form.to_details(), version=form.seen(), now=now
        ),
    )
    if result is Result.SAVED:
        flash(_("De locatie is bewaard."), "success")
        return redirect(url_for("locations.edit", location_id=location_id))
    return _page(form, location_id, result), saving.status(result)


@bp.route(f"{ONE}/versie/<int:number>", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def version(location_id: UUID, number: int) -> ResponseReturnValue:
    """Show an earlier version beside the present one, and put it back."""
    actor, now = current_actor(), clock.now()
    location = locations.get(actor, location_id)
    old = versions.get(actor.organisation_id, Kind.LOCATION, number, str(location_id))
    form = BackForm(data={"version": location.version})
    result = saving.put_back(
        form,
        lambda: locations.put_back(actor, location_id, number, version=form.seen(), now=now),
    )
    if result is Result.SAVED:
        flash(_("De oude versie geldt weer."), "success")
        return redirect(url_for("locations.edit", location_id=location_id))
    location = locations.get(actor, location_id)
    form.version.data = str(location.version)
    present = locations.content_of(location)
    rows = showing.differences(present, old.content, showing.unit_names(actor))
    shown = render_template(
        "locations/version.html", form=form, place=location, rows=rows, number=number, result=result
    )
    return shown, saving.status(result)


@bp.route(f"{ONE}/sluiten", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def close(location_id: UUID) -> ResponseReturnValue:
    """Tell what closing does, and close the place."""
    actor = current_actor()
    location = locations.get(actor, location_id)
    form = SettingForm(data={"version": location.version})
    result = saving.directly(
        form, lambda: locations.close(actor, location_id, version=form.seen(), now=clock.now())
    )
    if result is Result.SAVED:
        flash(_("De locatie is gesloten."), "success")
        return redirect(url_for("locations.index"))
    form.version.data = str(locations.get(actor, location_id).version)
    shown = render_template("locations/close.html", form=form, place=location, result=result)
    return shown, saving.status(result)


@bp.post(f"{ONE}/openen")
@requires(Permission.CONFIGURE)
def reopen(location_id: UUID) -> ResponseReturnValue:
    """Open a closed place again; 409 with the reason when that cannot be."""
    with unit_of_work():
        locations.reopen(current_actor(), location_id, version=BackForm().seen(), now=clock.now())
    flash(_("De locatie is weer open."), "success")
    return redirect(url_for("locations.edit", location_id=location_id))


def _page(form: LocationForm, location_id: UUID, result: Result) -> str:
    actor, now = current_actor(), clock.now()
    location: Location = locations.get(actor, location_id)
    if result is Result.STALE:
        form.version.data = str(location.version)
    names = showing.unit_names(actor)
    present = locations.content_of(location)
    return render_template(
        "locations/edit.html",
        form=form,
        place=location,
        is_stale=result is Result.STALE,
        present=[
            (label, showing.told(name, present[name], names))
            for name, label in words.FIELDS.items()
        ],
        history=showing.history(actor, location, now=now),
    )
