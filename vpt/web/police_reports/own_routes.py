"""A victim's own page about the police report: how it stands, and what they want themselves."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vpt.cases.own import OwnCase
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.incidents.taxonomy import Role
from vpt.infra.db import unit_of_work
from vpt.police_reports import labels, own, wishing
from vpt.police_reports.own import OwnReports
from vpt.web import moments, sentences
from vpt.web.cases.forms import SpokenForm
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.police_reports import own_telling
from vpt.web.police_reports.blueprint import bp
from vpt.web.police_reports.own_forms import OwnShieldForm, RightsForm, WishForm
from vpt.web.reports import pages
from vpt.web.session import current_actor

OWN = "/mijn-meldingen/<uuid:case_id>/aangifte"
FORMS: dict[str, type[SpokenForm]] = {
    "wish": WishForm, "shield": OwnShieldForm, "rights": RightsForm,
}  # fmt: skip


@bp.get(OWN, endpoint="own")
@requires(Permission.INCIDENT_OWN)
def show(case_id: UUID) -> ResponseReturnValue:
    """Show a victim how a police report stands, and ask what they want."""
    return _page(case_id)


@bp.post(f"{OWN}/wens")
@requires(Permission.INCIDENT_OWN)
def say_wish(case_id: UUID) -> ResponseReturnValue:
    """Keep what a victim thinks of a police report."""
    form = WishForm()
    return _keep(
        case_id, "wish", form,
        lambda: wishing.say(
            current_actor(), case_id, form.wish.data, form.words.data or "", now=clock.now()
        ),
        _("Dank je wel. Wie over de aangifte beslist, ziet wat jij vindt."),
    )  # fmt: skip


@bp.post(f"{OWN}/afscherming")
@requires(Permission.INCIDENT_OWN)
def choose_shield(case_id: UUID) -> ResponseReturnValue:
    """Keep which shield a victim chooses."""
    form = OwnShieldForm()
    return _keep(
        case_id, "shield", form,
        lambda: wishing.choose_shield(
            current_actor(), case_id, form.shield.data, form.shield_reason.data or "",
            now=clock.now(),
        ),
        _("Je keuze is bewaard."),
    )  # fmt: skip


@bp.post(f"{OWN}/rechten")
@requires(Permission.INCIDENT_OWN)
def ask_rights(case_id: UUID) -> ResponseReturnValue:
    """Keep what a victim wants of the criminal case."""
    form = RightsForm()
    return _keep(
        case_id, "rights", form,
        lambda: wishing.ask_rights(
            current_actor(), case_id, form.wanted.data, form.complaint_wish.data, now=clock.now()
        ),
        _("Dank je wel. Dit staat klaar bij de voorbereiding van de aangifte."),
    )  # fmt: skip


def _keep(
    case_id: UUID, name: str, form: SpokenForm, act: Callable[[], object], done: str
) -> ResponseReturnValue:
    """Do the act and go back; 422 for what is wrong here, 409 for what no longer can be said."""
    if not form.validate_on_submit():
        return _page(case_id, name, form), 422
    try:
        with unit_of_work():
            act()
    except RuleBroken as refusal:
        if form.refuse(refusal):
            return _page(case_id, name, form), 422
        return _page(case_id, refused=sentences.of(refusal), words=_typed(form)), 409
    flash(done, "success")
    return redirect(url_for("police_reports.own", case_id=case_id))


def _typed(form: SpokenForm) -> str:
    """Return the words of a form that came too late, so that its writer can still copy them."""
    written = [form[name].data for name in ("words", "shield_reason") if name in form]
    return " ".join(text for text in written if text)


def _page(case_id: UUID, name: str = "", form: SpokenForm | None = None, **told: Any) -> str:
    page = pages.fetch(case_id)
    victim_id = _own_id(page)
    kept = own.of_victim(current_actor(), case_id, victim_id)
    now = clock.now()
    context: dict[str, Any] = {"refused": "", "words": ""} | told
    return render_template(
        "police_reports/own.html",
        page=page,
        case=page.head,
        kept=kept,
        labels=labels,
        told=own_telling.told(page, victim_id, kept, local_date(now)),
        forms_of=_forms(kept, name, form),
        wrong=form,
        moments=moments,
        now=now,
        **context,
    )


def _forms(kept: OwnReports, name: str, bound: SpokenForm | None) -> dict[str, SpokenForm]:
    """Return the forms as the victim last filled them in; one of them as it was just sent."""
    said = dict(kept.wish.said) if kept.wish else {}
    said["shield"] = said.get("shield") or kept.protection
    fresh = {key: kind(None, data=said) for key, kind in FORMS.items() if key != name}
    return {**fresh, **({name: bound} if bound else {})}


def _own_id(page: OwnCase) -> UUID:
    """Return the reader's own place as a victim; a reporter who is none has no such page."""
    mine = next((one for one in page.people if one.is_me and one.role == Role.VICTIM), None)
    if mine is None:
        raise NotVisible("not_found")
    return mine.id
