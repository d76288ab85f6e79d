"""Says a text on a page: the organisation's own words or the default, with the blanks filled."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import g
from flask_babel import get_locale
from flask_login import current_user
from markupsafe import Markup, escape

from vpt.accounts import organisations, texts
from vpt.accounts import queries as accounts
from vpt.accounts.models import Organisation
from vpt.accounts.texts import Blank, Said, TextKey
from vpt.core import clock
from vpt.core.actor import Role
from vpt.web.i18n import translated as _

PEOPLE: Mapping[Blank, Role] = {
    Blank.COUNSELLORS: Role.COUNSELLOR,
    Blank.PRIVACY_OFFICERS: Role.PRIVACY_OFFICER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A text, ready for a page: escaped, and marked when it is in another language."""

    paragraphs: tuple[Markup, ...]

    @property
    def line(self) -> Markup:
        """Return it as one paragraph."""
        return Markup(" ").join(self.paragraphs)


def own_text(name: str) -> Shown:
    """Return a text for the reader of this page; templates call it by the key of the text."""
    key, organisation = TextKey(name), _organisation()
    words = texts.current(organisation, key) if organisation else texts.Words()
    return shown(texts.said(key, words, str(get_locale())), organisation)


def shown(said: Said, organisation: Organisation | None) -> Shown:
    """Return words with their blanks filled for an organisation; None is nobody's page."""
    values = {one: _value(one, organisation) for one in texts.blanks_in(said.text)}
    whole = Said(text=texts.filled(said.text, values), language=said.language)
    is_foreign = said.language != str(get_locale())
    return Shown(
        paragraphs=tuple(
            Markup('<span lang="{}">{}</span>').format(said.language, part)
            if is_foreign
            else escape(part)
            for part in whole.paragraphs()
        )
    )


def _organisation() -> Organisation | None:
    """Return whose page this is; before signing in the only employer there is, if just one."""
    if current_user and current_user.is_authenticated:
        return accounts.get_organisation(g.actor)
    return organisations.find_only_employer()


def _value(blank: Blank, organisation: Organisation | None) -> str:
    if blank is Blank.ORGANISATION:
        return organisation.name if organisation else _("je werkgever")
    if blank is Blank.HELP:
        return (organisation.help_text if organisation else "") or _("je leidinggevende")
    people = (
        accounts.list_with_role(organisation.id, [PEOPLE[blank]], now=clock.now())
        if organisation
        else []
    )
    nobody = {
        Blank.COUNSELLORS: _("de vertrouwenspersoon van je organisatie"),
        Blank.PRIVACY_OFFICERS: _("vraag je leidinggevende wie dat is"),
    }
    return ", ".join(person.name for person in people) or nobody[blank]
