"""/beheer/afdelingen: the tree of units, each with its history."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.accounts import queries, units
from vpt.administration import moving
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.history import queries as versions
from vpt.history.rules import Kind
from vpt.infra.db import unit_of_work
from vpt.web.administration import saving
from vpt.web.administration.forms import BackForm, SettingForm
from vpt.web.administration.saving import Result
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.rooms import Group, Setting
from vpt.web.session import current_actor
from vpt.web.units import head_routes, showing, words
from vpt.web.units.blueprint import ALL, ONE, bp
from vpt.web.units.forms import NameForm, UnitForm

__all__ = ["bp", "head_routes"]

SETTINGS = (
    Setting(
        title=lazy_gettext("Afdelingen"),
        text=lazy_gettext("Wat onder wat hangt, wie leiding geeft en wie vervangt."),
        endpoint="units.index",
        group=Group.ORGANISATION,
        place=40,
    ),
)


@bp.get(ALL)
@requires(Permission.CONFIGURE)
def index() -> ResponseReturnValue:
    """Show the tree."""
    return render_template("units/index.html", lines=showing.tree(current_actor()))


@bp.route(f"{ALL}/nieuw", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def add() -> ResponseReturnValue:
    """Add a unit."""
    actor = current_actor()
    form = UnitForm(showing.offered(actor))
    result = saving.directly(
        form,
        lambda: units.add(actor, form.name.data or "", parent_id=form.parent(), now=clock.now()),
    )
    if result is Result.SAVED:
        flash(_("De afdeling staat erbij. Kies nu wie leiding geeft."), "success")
        return redirect(url_for("units.index"))
    return render_template("units/add.html", form=form), saving.status(result)


@bp.route(ONE, methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def edit(unit_id: UUID) -> ResponseReturnValue:
    """Show a unit and give it another name; 409 when a colleague was first."""
    actor, now = current_actor(), clock.now()
    unit = units.get(actor, unit_id)
    form = NameForm(data={"name": unit.name, "version": units.seen_number(actor, unit_id)})
    result = saving.directly(
        form,
        lambda: units.rename(actor, unit_id, form.name.data or "", seen=form.seen(), now=now),
    )
    if result is Result.SAVED:
        flash(_("De naam is bewaard."), "success")
        return redirect(url_for("units.edit", unit_id=unit_id))
    if result is Result.STALE:
        form.version.data = str(units.seen_number(actor, unit_id))
    return _page(form, unit_id, is_stale=result is Result.STALE), saving.status(result)


@bp.route(f"{ONE}/sluiten", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def close(unit_id: UUID) -> ResponseReturnValue:
    """Tell what closing does, and close the unit."""
    actor, now = current_actor(), clock.now()
    unit = units.get(actor, unit_id)
    form = BackForm(data={"version": units.seen_number(actor, unit_id)})
    result = saving.put_back(form, lambda: units.close(actor, unit_id, seen=form.seen(), now=now))
    if result is Result.SAVED:
        flash(_("De afdeling is gesloten."), "success")
        return redirect(url_for("units.index"))
    form.version.data = str(units.seen_number(actor, unit_id))
    shown = render_template(
        "units/close.html",
        form=form,
        unit=unit,
        result=result,
        does=words.of_closing(moving.reach_of(actor, unit_id, now=now)),
    )
    return shown, 409 if form.problem else saving.status(result)


@bp.post(f"{ONE}/openen")
@requires(Permission.CONFIGURE)
def reopen(unit_id: UUID) -> ResponseReturnValue:
    """Open a closed unit again; 409 with the reason when that cannot be."""
    with unit_of_work():
        units.reopen(current_actor(), unit_id, seen=BackForm().seen(), now=clock.now())
    flash(_("De afdeling is weer open."), "success")
    return redirect(url_for("units.edit", unit_id=unit_id))


@bp.route(f"{ONE}/versie/<int:number>", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def version(unit_id: UUID, number: int) -> ResponseReturnValue:
    """Show an earlier version beside the present one, and put it back."""
    actor, now = current_actor(), clock.now()
    unit = units.get(actor, unit_id)
    old = versions.get(actor.organisation_id, Kind.UNIT, number, str(unit_id)).content
    form = BackForm(data={"version": units.seen_number(actor, unit_id)})
    result = saving.put_back(
        form, lambda: moving.put_back(actor, unit_id, number, seen=form.seen(), now=now)
    )
    if result is Result.SAVED:
        flash(_("De oude versie geldt weer."), "success")
        return redirect(url_for("units.edit", unit_id=unit_id))
    form.version.data = str(units.seen_number(actor, unit_id))
    unit = units.get(actor, unit_id)
    shown = render_template(
        "units/version.html",
        form=form,
        unit=unit,
        number=number,
        result=result,
        rows=showing.differences(actor, unit, old),
        does=_what_back_does(unit_id, old["parent_id"]),
    )
    return shown, 409 if form.problem else saving.status(result)


def _what_back_does(unit_id: UUID, parent_id: str | None) -> list[str]:
    """Return what putting an old version back does; more when the unit moves with it."""
    actor, now = current_actor(), clock.now()
    present = units.get(actor, unit_id).parent_id
    old = UUID(parent_id) if parent_id else None
    told = [_("Naam, plek en open of gesloten worden weer zoals toen. Wie leiding geeft blijft.")]
    if old == present:
        return told
    before = moving.heads_above(actor, present, now=now)
    after = moving.heads_above(actor, old, now=now)
    return [*told, *words.of_moving(moving.reach_of(actor, unit_id, now=now), before, after)]


def _page(form: SettingForm, unit_id: UUID, *, is_stale: bool) -> str:
    actor, now = current_actor(), clock.now()
    unit = units.get(actor, unit_id)
    people = queries.names(one for one in (unit.manager_id, unit.deputy_id) if one)
    every = queries.list_units(actor, with_closed=True)
    return render_template(
        "units/edit.html",
        form=form,
        unit=unit,
        is_stale=is_stale,
        people=people,
        me=actor.id,
        days=showing.days(unit),
        above=showing.full_names(every).get(unit.parent_id) if unit.parent_id else "",
        below=[one for one in every if one.parent_id == unit.id],
        places=[one for one in queries.list_locations(actor) if one.unit_id == unit.id],
        waiting=showing.waiting(actor, unit_id),
        posts=words.POST,
        history=showing.history(actor, unit, now=now),
    )
