"""/ketenpartners/contactpersonen: a contact, until when, and the account."""

from datetime import date
from typing import cast
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vpt.accounts import outsiders
from vpt.accounts.rules import AccountStanding
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, StaleData
from vpt.partners import admission, labels, officers, queries
from vpt.web import moments
from vpt.web.guards import requires
from vpt.web.partners import doing, history, showing
from vpt.web.partners.blueprint import CONTACTS, ONE, bp
from vpt.web.partners.forms import ChangedContactForm, ContactForm, LastDayForm
from vpt.web.session import current_actor


@bp.route(f"{CONTACTS}/nieuw", methods=["GET", "POST"])
@requires(Permission.CASE_RECORD_PARTNER)
def add_contact() -> ResponseReturnValue:
    """Add somebody to call, to share with, or to invite."""
    actor, today = current_actor(), doing.today()
    given = {"where": request.args.get("bij", ""), "valid_from": today, "is_vpt": False}
    form = ContactForm(showing.current(actor, today), data=given)
    made: list[UUID] = []

    def act() -> None:
        made.append(
            officers.add(
                actor,
                form.place_of_work(),
                form.to_person(),
                valid_from=cast("date", form.valid_from.data),
                valid_until=form.valid_until.data,
                now=clock.now(),
            )
        )

    if doing.done(form, act):
        flash(_("De contactpersoon staat erbij."), "success")
        return redirect(url_for("partners.contact", officer_id=made[0]))
    return render_template("partners/add_contact.html", form=form), doing.status(form)


@bp.route(ONE, methods=["GET", "POST"])
@requires(Permission.PARTNERS_KEEP)
def contact(officer_id: UUID) -> ResponseReturnValue:
    """Show a contact and change it; 409 with what a colleague made of it when they were first."""
    kept = _contact(officer_id)
    form = ChangedContactForm(data=_shown(kept))

    def act() -> None:
        officers.change(
            current_actor(),
            officer_id,
            form.to_person(),
            valid_until=form.valid_until.data,
            version=form.seen(),
            now=clock.now(),
        )

    try:
        if doing.done(form, act):
            flash(_("De gegevens zijn bewaard."), "success")
            return redirect(url_for("partners.contact", officer_id=officer_id))
    except StaleData:
        kept = _contact(officer_id)
        form.version.data = str(kept.version)
        return _page(form, kept, is_stale=True), 409
    return _page(form, kept), doing.status(form)


@bp.route(f"{ONE}/einde", methods=["GET", "POST"])
@requires(Permission.PARTNERS_KEEP)
def end_contact(officer_id: UUID) -> ResponseReturnValue:
    """Let somebody be a contact until a day; their account opens nothing of ours after it."""
    kept = _contact(officer_id)
    form = LastDayForm(data={"valid_until": doing.today()})

    def act() -> None:
        officers.end(
            current_actor(), officer_id, cast("date", form.valid_until.data), now=clock.now()
        )

    if doing.done(form, act):
        flash(_("De einddatum is bewaard."), "success")
        return redirect(url_for("partners.index"))
    return render_template("partners/end_contact.html", form=form, kept=kept), doing.status(form)


@bp.post(f"{ONE}/uitnodigen")
@requires(Permission.CASE_RECORD_PARTNER)
def invite(officer_id: UUID) -> ResponseReturnValue:
    """Give a contact an account, or send the link again."""
    doing.tried(
        lambda: admission.invite(current_actor(), officer_id, now=clock.now()),
        _("Het account is klaar. Wie nog geen wachtwoord heeft, krijgt een mail met een link."),
    )
    return redirect(url_for("partners.contact", officer_id=officer_id))


@bp.post(f"{ONE}/intrekken")
@requires(Permission.CASE_RECORD_PARTNER)
def withdraw(officer_id: UUID) -> ResponseReturnValue:
    """Shut a contact's account out of what we share, at once."""
    doing.tried(
        lambda: admission.withdraw(current_actor(), officer_id, now=clock.now()),
        _("Het account opent vanaf nu niets meer van jouw organisatie."),
    )
    return redirect(url_for("partners.contact", officer_id=officer_id))


def _contact(officer_id: UUID) -> queries.Officer:
    found = queries.officer(current_actor(), officer_id)
    if found is None:
        raise NotVisible("not_found")
    return found


def _shown(kept: queries.Officer) -> dict[str, object]:
    names = ("name", "place", "phone", "email", "second_email", "is_vpt", "valid_until", "version")
    return {name: getattr(kept, name) for name in names}


def _standing(kept: queries.Officer) -> AccountStanding | None:
    return outsiders.standings([kept.user_id])[kept.user_id] if kept.user_id else None


def _page(form: ChangedContactForm, kept: queries.Officer, *, is_stale: bool = False) -> str:
    partners = {one.id: one for one in queries.partners(current_actor())}
    partner = partners.get(kept.partner_id) if kept.partner_id else None
    return render_template(
        "partners/contact.html",
        form=form,
        kept=kept,
        is_stale=is_stale,
        partner=partner,
        standing=_standing(kept),
        standings=showing.STANDING,
        parties=labels.PARTY,
        today=doing.today(),
        moments=moments,
        may_admit=current_actor().may(Permission.CASE_RECORD_PARTNER),
        history=history.of_contact(current_actor(), kept.id),
    )
