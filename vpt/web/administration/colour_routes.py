"""/beheer/kleuren: the colours of every page, shown on the page itself before they are stored."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from werkzeug.exceptions import NotFound

from vpt.accounts import colours as brand
from vpt.accounts import queries
from vpt.accounts.colours import SUBJECT
from vpt.core import clock, colours
from vpt.core.actor import Permission
from vpt.history import queries as history
from vpt.history.rules import Kind, Seen
from vpt.web.administration import saving, showing
from vpt.web.administration.blueprint import ALL, bp
from vpt.web.administration.forms import BackForm, ColourForm
from vpt.web.administration.saving import Result
from vpt.web.administration.showing import Back
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor
from vpt.web.telling_history import told

PAGE = f"{ALL}/kleuren"
FIELDS: Mapping[str, str] = {"base": lazy_gettext("Kleur")}
OWN = "#1b4f80"
"""The colour of VPT, for an organisation that chose none (app.css)."""
HEADER = ("600", colours.WHITE)
"""White letters on the colour instead of the other way round; the contrast is the same."""
WHERE: Mapping[tuple[str, str], str] = {
    ("500", colours.WHITE): lazy_gettext("Links en knoppen"),
    ("500", "50"): lazy_gettext("Links op een licht vlak"),
    ("600", colours.WHITE): lazy_gettext("Witte letters in de kop van elke pagina"),
    ("600", "100"): lazy_gettext("Nummers en pictogrammen"),
    ("700", "200"): lazy_gettext("Tellers in het menu"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How well words are read on a ground of these colours."""

    where: str
    ratio: str
    word: str
    ground: str


@bp.route(PAGE, methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def page_colours() -> ResponseReturnValue:
    """Show the colours of now, and others on this very page before they are stored."""
    number, kept = _number(), _kept()
    form = ColourForm(data={"base": kept, "version": number})
    result = saving.attempt(
        form,
        lambda: brand.content_of(brand.checked(form.base.data or "")),
        lambda: _store(form.base.data or "", Seen(number=form.seen())),
    )
    if result is Result.SAVED:
        flash(_("De kleuren zijn bewaard. Iedereen ziet ze vanaf de volgende pagina."), "success")
        return redirect(url_for("administration.page_colours"))
    if result is Result.STALE:
        number, kept = _number(), _kept()
        form.version.data = str(number)
    return _page(form, kept, result), saving.status(result)


@bp.route(f"{PAGE}/versies/<int:number>", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def page_colours_version(number: int) -> ResponseReturnValue:
    """Show an earlier colour, and put it back."""
    row = history.get(current_actor().organisation_id, Kind.ORGANISATION, number, SUBJECT)
    old, form = str(row.content.get("base", "")), BackForm()
    result = saving.put_back(form, lambda: _store(old, Seen(number=form.seen(), back_to=number)))
    if result is Result.SAVED:
        flash(_("Dit is teruggezet: zo is het vanaf nu weer."), "success")
        return redirect(url_for("administration.page_colours"))
    form.version.data = str(_number())
    back = Back(
        set_at=row.set_at if row.number else None,
        rows=_differences(_kept(), old),
        consequences=_consequences(),
        url=url_for("administration.page_colours"),
        title=_("Kleuren"),
    )
    return showing.version_page(form, result, back)


@bp.get(f"{PAGE}/voorbeeld/<base>.css")
@requires(Permission.CONFIGURE)
def colours_preview(base: str) -> ResponseReturnValue:
    """Return the variables of a colour that is only looked at."""
    colour = f"#{base}"
    if not colours.COLOUR.fullmatch(colour):
        raise NotFound
    lines = (f"--brand-{name}: {shade};" for name, shade in colours.shades(colour).items())
    return Response(f":root {{ {' '.join(lines)} }}\n", mimetype="text/css")


def _store(base: str, seen: Seen) -> None:
    brand.change(current_actor(), base, seen, now=clock.now())


def _page(form: ColourForm, kept: str, result: Result) -> str:
    new = brand.checked(form.base.data or "") if result is Result.LOOKED else kept
    looked = new or OWN
    return render_template(
        "administration/page_colours.html",
        form=form,
        result=result,
        looked=looked.removeprefix("#") if result is Result.LOOKED else "",
        shades=colours.shades(looked),
        readings=_readings(looked),
        present=showing.lines(FIELDS, brand.content_of(kept), _word),
        rows=_differences(kept, new),
        consequences=_consequences(),
        history=told(
            history.list_versions(current_actor().organisation_id, Kind.ORGANISATION, SUBJECT),
            FIELDS,
            lambda number: url_for("administration.page_colours_version", number=number),
            now=clock.now(),
        ),
    )


def _readings(base: str) -> list[Reading]:
    made = {**colours.shades(base), colours.WHITE: colours.WHITE}
    found = []
    for pair, where in WHERE.items():
        word, ground = reversed(pair) if pair == HEADER else pair
        ratio = f"{int(colours.contrast(made[word], made[ground]) * 10) / 10:.1f}"
        found.append(
            Reading(
                where=str(where),
                ratio=ratio.replace(".", ","),
                word=made[word],
                ground=made[ground],
            )
        )
    return found


def _differences(old: str, new: str) -> list[showing.Row]:
    return showing.differences(FIELDS, brand.content_of(old), brand.content_of(new), _word)


def _word(_name: str, value: object) -> str:
    return str(value) if value else _("De kleuren van VPT")


def _consequences() -> list[str]:
    return [
        _("Elke collega en elke ketenpartner die bij jullie werkt, ziet deze kleuren meteen."),
        _("De kleur van brieven en dossiers op papier kies je bij de huisstijl."),
    ]


def _kept() -> str:
    return brand.base_of(queries.get_organisation(current_actor()))


def _number() -> int:
    return history.newest_number(current_actor().organisation_id, Kind.ORGANISATION, SUBJECT)
