"""Words for the first page of the administration."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from vpt.accounts.texts import Blank, TextKey
from vpt.web.rooms import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class TextWords:
    """What a text is called, where it stands, and its part of the address."""

    slug: str
    title: str
    where: str


GROUP: Mapping[Group, str] = {
    Group.ORGANISATION: _("De organisatie"),
    Group.PEOPLE: _("Mensen"),
    Group.CHAIN: _("De keten"),
    Group.WORDS: _("Brieven en teksten"),
}

DAY: Mapping[str, str] = {
    "mon": _("Maandag"),
    "tue": _("Dinsdag"),
    "wed": _("Woensdag"),
    "thu": _("Donderdag"),
    "fri": _("Vrijdag"),
    "sat": _("Zaterdag"),
    "sun": _("Zondag"),
}

TEXT: Mapping[TextKey, TextWords] = {
    TextKey.REPORT_INTRO: TextWords(
        slug="melden",
        title=_("Boven het meldformulier"),
        where=_("Staat onder de titel van de pagina Melden. Houd het bij één of twee zinnen."),
    ),
    TextKey.AFTER_SENDING: TextWords(
        slug="na-het-versturen",
        title=_("Na het versturen van een melding"),
        where=_("Staat op de pagina die een collega ziet zodra de melding is verstuurd."),
    ),
    TextKey.COUNSELLOR_ROUTE: TextWords(
        slug="vertrouwenspersoon",
        title=_("Als een collega het deed"),
        where=_(
            "Staat in het meldformulier als iemand kiest dat een collega het deed. Agressie tussen "
            "collega’s hoort niet in dit register: wijs hier de weg naar de vertrouwenspersoon."
        ),
    ),
    TextKey.PRIVACY: TextWords(
        slug="privacy",
        title=_("Privacyverklaring"),
        where=_("Staat op de pagina Privacy, onderaan elke pagina te vinden."),
    ),
    TextKey.SIGN_IN_HELP: TextWords(
        slug="inloggen",
        title=_("Hulp bij inloggen"),
        where=_(
            "Staat onder het inlogformulier. Werken er meer organisaties op deze installatie, dan "
            "staat daar de gewone tekst: voor het inloggen weten we nog niet bij wie iemand werkt."
        ),
    ),
}
"""In the order of the list."""

BLANK: Mapping[Blank, str] = {
    Blank.ORGANISATION: _("de naam van je organisatie"),
    Blank.HELP: _("de tekst “Hulp, nu meteen” bij de gegevens van je organisatie"),
    Blank.COUNSELLORS: _("de namen van de vertrouwenspersonen"),
    Blank.PRIVACY_OFFICERS: _("de naam van de functionaris gegevensbescherming"),
}
"""What stands where a blank was."""
