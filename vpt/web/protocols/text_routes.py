"""/beheer/protocol/concept/teksten: the words of the protocol that are of no single step."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vpt.core.actor import Permission
from vpt.core.errors import NotVisible
from vpt.protocol.definition import FactDefinition, Party, Phase, Protocol, Text
from vpt.protocol.edits import Of, SetText, TextPlace
from vpt.web.guards import requires
from vpt.web.protocols import doing
from vpt.web.protocols.blueprint import DRAFT, bp
from vpt.web.protocols.forms import WordsForm
from vpt.web.protocols.step_routes import fetch, open_draft, seen

TEXTS = f"{DRAFT}/teksten"
AFTER_REPORT = "after_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One text with where it stands."""

    place: TextPlace
    text: Text
    label: str

    @property
    def key(self) -> str:
        """Return what the address calls it."""
        return self.place.key or self.place.field


@bp.get(TEXTS)
@requires(Permission.PROTOCOL_EDIT)
def texts() -> ResponseReturnValue:
    """Show every text that belongs to no step, each with its own page."""
    _found, protocol = open_draft()
    return render_template("protocols/texts.html", groups=_groups(protocol), locale=doing.locale())


@bp.route(f"{TEXTS}/<text_of>/<text_key>", methods=["GET", "POST"])
@requires(Permission.PROTOCOL_EDIT)
def edit_text(text_of: str, text_key: str) -> ResponseReturnValue:
    """Change one text."""
    found, protocol = open_draft()
    listed = [one for _title, group in _groups(protocol) for one in group]
    words = next((one for one in listed if (one.place.of, one.key) == (text_of, text_key)), None)
    if words is None:
        raise NotVisible("not_found")
    form = WordsForm(data={"nl": words.text.nl, "en": words.text.en, **seen(found)})
    if doing.edited(form, found, lambda: [_edit(words.place, form)]):
        flash(_("De tekst is bewaard in het concept."), "success")
        return redirect(url_for("protocols.texts"))
    page = render_template(
        "protocols/edit_text.html", form=form, label=words.label, back=url_for("protocols.texts"),
        url=url_for("protocols.edit_text", text_of=text_of, text_key=text_key),
    )  # fmt: skip
    return page, doing.status(form)


@bp.route(f"{DRAFT}/stappen/<step_key>/uitkomsten/<outcome_key>", methods=["GET", "POST"])
@requires(Permission.PROTOCOL_EDIT)
def edit_outcome(step_key: str, outcome_key: str) -> ResponseReturnValue:
    """Change the words of one outcome of a step."""
    found, _protocol, step = fetch(step_key)
    ending = step.outcome(outcome_key)
    if ending is None:
        raise NotVisible("not_found")
    form = WordsForm(data={"nl": ending.title.nl, "en": ending.title.en, **seen(found)})
    place = TextPlace(of=Of.OUTCOME, key=step_key, outcome=outcome_key)
    back = url_for("protocols.edit_step", step_key=step_key)
    if doing.edited(form, found, lambda: [_edit(place, form)]):
        flash(_("De uitkomst is bewaard in het concept."), "success")
        return redirect(back)
    page = render_template(
        "protocols/edit_text.html", form=form, label=_("Een uitkomst van “%(step)s”",
        step=step.title.in_language(doing.locale())), back=back,
        url=url_for("protocols.edit_outcome", step_key=step_key, outcome_key=outcome_key),
    )  # fmt: skip
    return page, doing.status(form)


def _edit(place: TextPlace, form: WordsForm) -> SetText:
    nl, en = ((field.data or "").replace("\r\n", "\n").strip() for field in (form.nl, form.en))
    return SetText(place=place, nl=nl, en=en)


def _groups(protocol: Protocol) -> list[tuple[str, list[Words]]]:
    """Return the texts by what they belong to."""
    return [
        (_("Het protocol"), list(_of_protocol(protocol))),
        (_("Wie iets doet"), list(_titles(Of.PARTY, protocol.parties))),
        (_("Fasen"), list(_titles(Of.PHASE, protocol.phases))),
        (_("Feiten"), list(_titles(Of.FACT, _named(protocol)))),
    ]


def _of_protocol(protocol: Protocol) -> Iterable[Words]:
    named = {
        "title": (protocol.title, _("Naam van het protocol")),
        AFTER_REPORT: (protocol.after_report, _("Wat een melder leest na het versturen")),
    }
    for field, (text, label) in named.items():
        yield Words(place=TextPlace(of=Of.PROTOCOL, field=field), text=text, label=label)


def _named(protocol: Protocol) -> list[FactDefinition]:
    """Return the facts that the text itself declares; others have no words to change."""
    return [fact for key, fact in protocol.facts.items() if fact.title.nl != key]


def _titles(of: Of, things: Iterable[Party | Phase | FactDefinition]) -> Iterable[Words]:
    locale = doing.locale()
    for thing in things:
        place, label = TextPlace(of=of, key=thing.key), thing.title.in_language(locale)
        yield Words(place=place, text=thing.title, label=label)
