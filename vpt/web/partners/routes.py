"""/ketenpartners: the list, a new partner, and the end of working together."""

from collections.abc import Callable
from datetime import date
from typing import cast
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible
from vpt.partners import labels, organisations, queries
from vpt.web import moments
from vpt.web.guards import requires
from vpt.web.navigation import Item
from vpt.web.partners import contact_routes, doing, history, showing
from vpt.web.partners.blueprint import ALL, bp
from vpt.web.partners.forms import LastDayForm, PartnerForm
from vpt.web.rooms import Group, Setting
from vpt.web.session import current_actor

ITEMS = (
    Item(
        title=lazy_gettext("Ketenpartners"),
        endpoint="partners.index",
        icon="people",
        place=70,
        permissions=(Permission.PARTNERS_KEEP,),
        covers=(
            "partners.add_partner",
            "partners.end_partner",
            "partners.add_contact",
            "partners.contact",
            "partners.end_contact",
        ),
    ),
)
SETTINGS = (
    Setting(
        title=lazy_gettext("Ketenpartners"),
        text=lazy_gettext("Met wie je werkt bij politie, OM en gemeente, en wie je daar belt."),
        endpoint="partners.index",
        group=Group.CHAIN,
        place=390,
        permissions=(Permission.PARTNERS_KEEP,),
    ),
)
__all__ = ["ITEMS", "SETTINGS", "bp", "contact_routes"]


@bp.get(ALL)
@requires(Permission.PARTNERS_KEEP)
def index() -> ResponseReturnValue:
    """Show the partners, the contacts there, and who has an account."""
    today = doing.today()
    return render_template(
        "partners/index.html",
        overview=showing.overview(current_actor(), today),
        standings=showing.STANDING,
        parties=labels.PARTY,
        today=today,
        moments=moments,
        may_ask=current_actor().may(Permission.CASE_RECORD_PARTNER),
    )


@bp.route(f"{ALL}/nieuw", methods=["GET", "POST"])
@requires(Permission.PARTNERS_KEEP)
def add_partner() -> ResponseReturnValue:
    """Choose an organisation to work with, or add one that nobody had yet."""
    form = PartnerForm(queries.directory(), data={"valid_from": doing.today()})
    if doing.done(form, _begin(form)):
        flash(_("De ketenpartner staat erbij. Voeg nu een contactpersoon toe."), "success")
        return redirect(url_for("partners.index"))
    return render_template("partners/add_partner.html", form=form), doing.status(form)


@bp.route(f"{ALL}/<uuid:partner_id>/einde", methods=["GET", "POST"])
@requires(Permission.PARTNERS_KEEP)
def end_partner(partner_id: UUID) -> ResponseReturnValue:
    """Stop working with a partner, with all its contacts and accounts."""
    partner = _partner(partner_id)
    form = LastDayForm(data={"valid_until": doing.today()})

    def act() -> None:
        organisations.end(
            current_actor(), partner_id, cast("date", form.valid_until.data), now=clock.now()
        )

    if doing.done(form, act):
        flash(_("De laatste dag van de samenwerking is bewaard."), "success")
        return redirect(url_for("partners.index"))
    past = history.of_partner(current_actor(), partner.id)
    page = render_template("partners/end_partner.html", form=form, partner=partner, history=past)
    return page, doing.status(form)


def _begin(form: PartnerForm) -> Callable[[], None]:
    def act() -> None:
        actor, now, chosen = current_actor(), clock.now(), form.chosen()
        since = cast("date", form.valid_from.data)
        if chosen is not None:
            organisations.begin(actor, chosen, since, now=now)
        else:
            organisations.found(
                actor, form.name.data or "", str(form.kind.data or ""), since, now=now
            )

    return act


def _partner(partner_id: UUID) -> queries.Partner:
    found = [one for one in queries.partners(current_actor()) if one.id == partner_id]
    if not found:
        raise NotVisible("not_found")
    return found[0]
