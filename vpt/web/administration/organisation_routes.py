"""/beheer/organisatie: what papers and pages say about the organisation."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.accounts import organisations, queries
from vpt.accounts.organisations import Details
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.history import queries as history
from vpt.history.rules import Kind, Seen
from vpt.incidents import queries as incidents
from vpt.web.administration import saving, showing
from vpt.web.administration.blueprint import ALL, bp
from vpt.web.administration.forms import BackForm, OrganisationForm
from vpt.web.administration.saving import Result
from vpt.web.administration.showing import Back
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor
from vpt.web.telling_history import told

PAGE = f"{ALL}/organisatie"
FIELDS: Mapping[str, str] = {
    "name": lazy_gettext("Naam"),
    "code": lazy_gettext("Code"),
    "sector": lazy_gettext("Sector"),
    "region": lazy_gettext("Regio"),
    "domicile": lazy_gettext("Adres van de organisatie"),
    "help_text": lazy_gettext("Hulp, nu meteen"),
}


@bp.route(PAGE, methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def organisation() -> ResponseReturnValue:
    """Show what the organisation says about itself, and change it after its consequences."""
    number, kept = _number(), _kept()
    form = OrganisationForm(data={**kept.content(), "version": number})
    result = saving.attempt(
        form,
        lambda: organisations.checked(form.to_details()).content(),
        lambda: _store(form.to_details(), Seen(number=form.seen())),
    )
    if result is Result.SAVED:
        flash(_("De gegevens van je organisatie zijn bewaard."), "success")
        return redirect(url_for("administration.organisation"))
    if result is Result.STALE:
        number, kept = _number(), _kept()
        form.version.data = str(number)
    return _page(form, kept, result), saving.status(result)


@bp.route(f"{PAGE}/versies/<int:number>", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def organisation_version(number: int) -> ResponseReturnValue:
    """Show how it was, and put that back."""
    organisation_id = current_actor().organisation_id
    row = history.get(organisation_id, Kind.ORGANISATION, number)
    old = organisations.from_content(row.content)
    form = BackForm()

    result = saving.put_back(form, lambda: _store(old, Seen(number=form.seen(), back_to=number)))
    if result is Result.SAVED:
        flash(_("Dit is teruggezet: zo is het vanaf nu weer."), "success")
        return redirect(url_for("administration.organisation"))
    form.version.data = str(_number())
    back = Back(
        set_at=row.set_at if row.number else None,
        rows=showing.differences(FIELDS, _kept().content(), old.content()),
        consequences=_consequences(_kept(), old),
        url=url_for("administration.organisation"),
        title=_("De organisatie"),
    )
    return showing.version_page(form, result, back)


def _store(new: Details, seen: Seen) -> None:
    actor = current_actor()
    is_fixed = incidents.has_references(actor.organisation_id)
    organisations.change(actor, new, seen, is_code_fixed=is_fixed, now=clock.now())


def _page(form: OrganisationForm, kept: Details, result: Result) -> str:
    actor, now = current_actor(), clock.now()
    new = organisations.checked(form.to_details()) if result is Result.LOOKED else kept
    return render_template(
        "administration/organisation.html",
        form=form,
        result=result,
        is_code_fixed=incidents.has_references(actor.organisation_id),
        rows=showing.differences(FIELDS, kept.content(), new.content()),
        present=showing.lines(FIELDS, kept.content()),
        consequences=_consequences(kept, new),
        history=told(
            history.list_versions(actor.organisation_id, Kind.ORGANISATION),
            FIELDS,
            lambda number: url_for("administration.organisation_version", number=number),
            now=now,
        ),
    )


def _consequences(old: Details, new: Details) -> list[str]:
    """Return in words what changes for others."""
    said = {
        "name": _("De nieuwe naam komt op elke pagina en op papieren die vanaf nu worden gemaakt."),
        "code": _("Kenmerken van nieuwe meldingen beginnen vanaf nu met de nieuwe code."),
        "domicile": _(
            "Het nieuwe adres komt in plaats van huisadressen op papieren die vanaf nu worden "
            "gemaakt. Geef het nieuwe adres ook door aan politie en OM: post voor collega’s gaat "
            "naar dit adres."
        ),
        "help_text": _("Elke collega ziet de nieuwe hulptekst meteen bij de eigen meldingen."),
    }
    before, after = old.content(), new.content()
    found = [words for name, words in said.items() if before[name] != after[name]]
    papers = _("Papieren die al zijn gemaakt, blijven zoals ze zijn.")
    return [*found, papers] if found else []


def _kept() -> Details:
    return organisations.details_of(queries.get_organisation(current_actor()))


def _number() -> int:
    return history.newest_number(current_actor().organisation_id, Kind.ORGANISATION)
