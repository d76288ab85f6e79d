"""/beheer/teksten: what pages say in the organisation's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import shorten

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.accounts import queries
from vpt.accounts import texts as own
from vpt.accounts.models import Organisation
from vpt.accounts.texts import TEXTS, TextKey, Words
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible
from vpt.core.language import SOURCE
from vpt.history import queries as history
from vpt.history.rules import Kind, Seen
from vpt.web import own_texts
from vpt.web.administration import saving, showing
from vpt.web.administration.blueprint import ALL, bp
from vpt.web.administration.forms import BackForm, TextForm
from vpt.web.administration.saving import Result
from vpt.web.administration.showing import Back
from vpt.web.administration.words import BLANK, TEXT
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor
from vpt.web.telling_history import told

PAGE = f"{ALL}/teksten"
SHORT = 160
"""Characters of a text that the list shows."""
FIELDS: Mapping[str, str] = {
    "nl": lazy_gettext("Nederlands"),
    "en": lazy_gettext("Engels"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One text of the list."""

    slug: str
    title: str
    where: str
    excerpt: str
    is_own: bool


@bp.get(PAGE)
@requires(Permission.TEXTS_EDIT)
def texts() -> ResponseReturnValue:
    """Show every text that can be said in own words."""
    organisation = queries.get_organisation(current_actor())
    lines = []
    for key, words in TEXT.items():
        kept = own.current(organisation, key)
        full = " ".join(own.said(key, kept, SOURCE).paragraphs())
        lines.append(
            Line(
                slug=words.slug,
                title=words.title,
                where=words.where,
                excerpt=shorten(full, SHORT, placeholder="…"),
                is_own=bool(kept.nl),
            )
        )
    return render_template("administration/texts.html", lines=lines)


@bp.route(f"{PAGE}/<slug>", methods=["GET", "POST"])
@requires(Permission.TEXTS_EDIT)
def text(slug: str) -> ResponseReturnValue:
    """Show one text, and change it after seeing it as readers will."""
    key = _key(slug)
    number, kept = _number(key), _kept(key)
    form = TextForm(data={**kept.content(), "version": number})
    result = saving.attempt(
        form,
        lambda: own.checked(key, form.to_words()).content(),
        lambda: _store(key, form.to_words(), Seen(number=form.seen())),
    )
    if result is Result.SAVED:
        flash(_("De tekst is bewaard en staat nu op de pagina."), "success")
        return redirect(url_for("administration.text", slug=slug))
    if result is Result.STALE:
        number, kept = _number(key), _kept(key)
        form.version.data = str(number)
    return _page(key, form, kept, result), saving.status(result)


@bp.route(f"{PAGE}/<slug>/versies/<int:number>", methods=["GET", "POST"])
@requires(Permission.TEXTS_EDIT)
def text_version(slug: str, number: int) -> ResponseReturnValue:
    """Show how a text was, and put that back."""
    key, organisation_id = _key(slug), current_actor().organisation_id
    row = history.get(organisation_id, Kind.TEXTS, number, key)
    old, form = own.from_content(row.content), BackForm()
    result = saving.put_back(
        form, lambda: _store(key, old, Seen(number=form.seen(), back_to=number))
    )
    if result is Result.SAVED:
        flash(_("Dit is teruggezet: zo is het vanaf nu weer."), "success")
        return redirect(url_for("administration.text", slug=slug))
    form.version.data = str(_number(key))
    back = Back(
        set_at=row.set_at if row.number else None,
        rows=showing.differences(FIELDS, _kept(key).content(), old.content(), _word),
        consequences=_consequences(key),
        url=url_for("administration.text", slug=slug),
        title=str(TEXT[key].title),
    )
    return showing.version_page(form, result, back)


def _store(key: TextKey, new: Words, seen: Seen) -> None:
    own.change(current_actor(), key, new, seen, now=clock.now())


def _page(key: TextKey, form: TextForm, kept: Words, result: Result) -> str:
    organisation = queries.get_organisation(current_actor())
    new = own.checked(key, form.to_words()) if result is Result.LOOKED else kept
    return render_template(
        "administration/text.html",
        form=form,
        result=result,
        words=TEXT[key],
        about=TEXTS[key],
        blanks=[("{" + one + "}", BLANK[one]) for one in TEXTS[key].blanks],
        shown=own_texts.shown(own.said(key, new, SOURCE), organisation),
        shown_in_english=_in_english(key, new, organisation),
        default=own.Said(text=TEXTS[key].default, language=SOURCE).paragraphs(),
        present=showing.lines(FIELDS, kept.content(), _word),
        rows=showing.differences(FIELDS, kept.content(), new.content(), _word),
        consequences=_consequences(key),
        history=told(
            history.list_versions(organisation.id, Kind.TEXTS, key),
            FIELDS,
            lambda number: url_for(
                "administration.text_version", slug=TEXT[key].slug, number=number
            ),
            now=clock.now(),
        ),
    )


def _in_english(key: TextKey, new: Words, organisation: Organisation) -> own_texts.Shown | None:
    """Return what an English reader gets; None when that is the Dutch."""
    said = own.said(key, new, "en")
    return own_texts.shown(said, organisation) if said.language != SOURCE else None


def _consequences(key: TextKey) -> list[str]:
    return [_("Iedereen ziet deze tekst meteen op de pagina."), str(TEXT[key].where)]


def _word(_name: str, value: object) -> str:
    return str(value) if value else _("De gewone tekst")


def _key(slug: str) -> TextKey:
    found = next((key for key, words in TEXT.items() if words.slug == slug), None)
    if found is None:
        raise NotVisible("not_found")
    return found


def _kept(key: TextKey) -> Words:
    return own.current(queries.get_organisation(current_actor()), key)


def _number(key: TextKey) -> int:
    return history.newest_number(current_actor().organisation_id, Kind.TEXTS, key)
