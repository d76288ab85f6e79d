"""/beheer/huisstijl: logo, colour and return address on papers, with an example to look at."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from werkzeug.exceptions import NotFound

from vpt.accounts import queries
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken, StaleData
from vpt.documents import house, logo
from vpt.documents.house import Checked
from vpt.documents.kinds.registry import KINDS
from vpt.documents.meta import House
from vpt.history.rules import Content
from vpt.infra import storage
from vpt.infra.db import unit_of_work
from vpt.web.administration import saving, showing
from vpt.web.administration.blueprint import ALL, bp
from vpt.web.administration.forms import BackForm, StyleForm
from vpt.web.administration.saving import Result
from vpt.web.administration.showing import Back, Row
from vpt.web.documents import previewing
from vpt.web.guards import requires
from vpt.web.headers import as_file
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor
from vpt.web.telling_history import told

PAGE = f"{ALL}/huisstijl"
EXAMPLE, READER = "warning_letter", "accused"
"""A letter: it has a logo, titles, and an address in the window."""
FIELDS: Mapping[str, str] = {
    "logo": lazy_gettext("Logo"),
    "colour": lazy_gettext("Kleur"),
    "return_address": lazy_gettext("Retouradres"),
}


@bp.route(PAGE, methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def house_style() -> ResponseReturnValue:
    """Show how papers look, and change it; the example shows it before it is stored."""
    form = _form()
    result = Result.ASKED
    if request.method == "POST":
        result = _saved(form)
    if result is Result.SAVED:
        flash(_("De huisstijl is bewaard voor papieren die vanaf nu worden gemaakt."), "success")
        return redirect(url_for("administration.house_style"))
    if result is Result.STALE:
        form.version.data = str(_number())
    return _page(form, result), saving.status(result)


@bp.route(f"{PAGE}/voorbeeld.pdf", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def style_example() -> ResponseReturnValue:
    """Draw a letter in the style of now, or in what was typed: nothing is stored."""
    organisation_id = current_actor().organisation_id
    present = house.current(organisation_id)
    if request.method == "GET":
        return _drawn(present)
    form = _form()
    if not form.validate_on_submit():
        return _page(form, Result.REFUSED), 422
    try:
        looked = house.preview(form.to_style(), present, organisation_id)
    except RuleBroken as refusal:
        form.refuse(refusal)
        return _page(form, Result.REFUSED), 422
    return _drawn(looked)


@bp.route(f"{PAGE}/versies/<int:number>", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def house_style_version(number: int) -> ResponseReturnValue:
    """Show an earlier style, and put it back."""
    actor = current_actor()
    row, form = house.get(actor.organisation_id, number), BackForm()
    result = saving.put_back(
        form, lambda: house.put_back(actor, number, seen=form.seen(), now=clock.now())
    )
    if result is Result.SAVED:
        flash(_("Dit is teruggezet: zo is het vanaf nu weer."), "success")
        return redirect(url_for("administration.house_style"))
    form.version.data = str(_number())
    back = Back(
        set_at=row.set_at,
        rows=_differences(_kept(), house.content_of(row)),
        consequences=_consequences(),
        url=url_for("administration.house_style"),
        title=_("Huisstijl op papier"),
    )
    return showing.version_page(form, result, back)


@bp.get(f"{PAGE}/logo.png")
@requires(Permission.CONFIGURE)
def style_logo() -> ResponseReturnValue:
    """Return the logo of now."""
    found = house.current(current_actor().organisation_id).logo
    if found is None:
        raise NotFound
    return as_file(Response(found, mimetype=logo.MEDIA_TYPE), "logo.png", "inline")


for _view in (house_style, style_example):
    _view.takes_files = True  # type: ignore[attr-defined]  # read by SealedRequest


def _form() -> StyleForm:
    kept = _kept()
    given = {"colour": kept["colour"], "return_address": kept["return_address"]}
    return StyleForm(data={**given, "version": _number()})


def _saved(form: StyleForm) -> Result:
    if not form.validate_on_submit():
        return Result.REFUSED
    try:
        _store(house.check(form.to_style()), form.seen())
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return Result.REFUSED
    except StaleData:
        return Result.STALE
    return Result.SAVED


def _store(checked: Checked, seen: int) -> None:
    """Store a style; a logo that came along is kept only when its row is."""
    actor = current_actor()
    keyset_id = queries.get_organisation(actor).keyset_id
    if keyset_id is None:
        raise RuleBroken("no_keyset")
    try:
        with unit_of_work():
            house.set_style(actor, keyset_id, checked, now=clock.now(), seen=seen)
    except StaleData:
        if checked.logo:
            storage.discard(checked.logo)
        raise
    if checked.logo:
        storage.settle(checked.logo)


def _page(form: StyleForm, result: Result) -> str:
    kept = _kept()
    return render_template(
        "administration/house_style.html",
        form=form,
        result=result,
        has_logo=bool(kept["logo"]),
        present=showing.lines(FIELDS, kept, _word),
        consequences=_consequences(),
        history=told(
            house.list_versions(current_actor().organisation_id),
            FIELDS,
            lambda number: url_for("administration.house_style_version", number=number),
            now=clock.now(),
        ),
    )


def _drawn(look: House) -> Response:
    view: Any = KINDS[EXAMPLE].example(READER)
    name = queries.get_organisation(current_actor()).name
    meta = replace(view.meta, preview=True, house=look, organisation=name)
    return previewing.answer(KINDS[EXAMPLE].render(replace(view, meta=meta), ()))


def _consequences() -> list[str]:
    return [
        _("Dit geldt voor brieven, dossiers en andere papieren die vanaf nu worden gemaakt."),
        _("Papieren die al zijn gemaakt, blijven zoals ze zijn."),
    ]


def _differences(now: Content, then: Content) -> list[Row]:
    rows = showing.differences(FIELDS, now, then, _word)
    if now["logo"] and then["logo"] and now["logo"] != then["logo"]:
        words = _("Het logo van nu"), _("Het logo van toen")
        rows.insert(0, Row(label=str(FIELDS["logo"]), before=words[0], after=words[1]))
    return rows


def _word(name: str, value: object) -> str:
    if name == "logo":
        return _("Een logo") if value else _("Geen logo, de naam")
    empty = {"colour": _("De kleur van VPT"), "return_address": _("Naam en adres")}
    return str(value) if value else empty[name]


def _kept() -> Content:
    return house.content_of(house.newest(current_actor().organisation_id))


def _number() -> int:
    return house.newest_number(current_actor().organisation_id)
