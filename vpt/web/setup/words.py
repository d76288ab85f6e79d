"""Words of the first set-up: its parts, and why a trial mail did not leave or arrive."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from vpt.administration.setting_up import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class PartWords:
    """A part in words: what it is, what holds while nobody looked, and where it is done."""

    title: str
    text: str
    endpoint: str
    default: str = ""


PARTS: Mapping[Part, PartWords] = {
    Part.ORGANISATION: PartWords(
        title=_("De organisatie"),
        text=_("Naam, code en adres. Vul later aan waar collega’s hulp vinden."),
        endpoint="administration.organisation",
    ),
    Part.HOURS: PartWords(
        title=_("Werktijden"),
        text=_("Op deze tijden tellen termijnen in werkuren en werkdagen."),
        endpoint="setup.hours",
        default=_("Nu: maandag tot en met vrijdag van 8.30 tot 17.00 uur."),
    ),
    Part.PROTOCOL: PartWords(
        title=_("Ketenprotocol"),
        text=_("Wie na een melding wat doet, en binnen welke termijn."),
        endpoint="setup.protocol",
        default=_("Nu: het referentieprotocol. Nieuwe meldingen volgen het al."),
    ),
    Part.MAIL: PartWords(
        title=_("Mail"),
        text=_("Uitnodigingen en herinneringen gaan per mail."),
        endpoint="setup.mail",
        default=_("Nu: nog niet geprobeerd. Uitnodigingen wachten tot de mail werkt."),
    ),
    Part.SEAL: PartWords(
        title=_("Zegel"),
        text=_("Elk document krijgt een zegel, zodat een ontvanger ziet dat het echt is."),
        endpoint="setup.seal",
        default=_("Nu: een eigen zegel, gemaakt bij het begin. Het werkt al."),
    ),
    Part.PLACES: PartWords(
        title=_("Afdelingen en locaties"),
        text=_("Waar je collega’s werken, en wie daar leiding geeft."),
        endpoint="setup.places",
        default=_("Nu: nog geen. Meldingen komen bij de coördinator."),
    ),
    Part.PEOPLE: PartWords(
        title=_("Mensen"),
        text=_("Nodig minstens een coördinator uit: die behandelt wat nog geen afdeling heeft."),
        endpoint="setup.people",
        default=_("Nu: alleen jij."),
    ),
}

MAIL_PROBLEM: Mapping[str, tuple[str, str]] = {
    "not_configured": (
        _("Er is nog geen mailserver ingesteld"),
        _("Zet op de server VPT_MAIL_URL, zoals smtp://naam:wachtwoord@mail.organisatie.nl:587, "
          "en VPT_MAIL_FROM. Start daarna opnieuw."),
    ),
    "name": (
        _("De naam van de mailserver bestaat niet"),
        _("Kijk in VPT_MAIL_URL na of de naam na de @ klopt, en of de server namen kan opzoeken."),
    ),
    "refused": (
        _("Daar luistert geen mailserver"),
        _("De machine is er, maar neemt op deze poort niets aan. Kijk de poort in VPT_MAIL_URL na: "
          "meestal 587, 465 of 25."),
    ),
    "silent": (
        _("De mailserver geeft geen antwoord"),
        _("Waarschijnlijk houdt een firewall de verbinding tegen. Vraag of deze server naar die "
          "poort mag."),
    ),
    "certificate": (
        _("Het certificaat van de mailserver is niet te vertrouwen"),
        _("Het is verlopen, hoort bij een andere naam of komt van een onbekende uitgever. Gebruik "
          "de naam die in het certificaat staat, of laat het vernieuwen."),
    ),
    "encryption": (
        _("Versleutelen lukt niet"),
        _("Gebruik smtp:// op poort 587 en smtps:// op poort 465; andersom werkt het niet."),
    ),
    "no_encryption": (
        _("De mailserver versleutelt niet"),
        _("Daarom is het wachtwoord niet verstuurd. Gebruik een mailserver met STARTTLS, of "
          "smtps://."),
    ),
    "sign_in": (
        _("De mailserver kent deze naam en dit wachtwoord niet"),
        _("Kijk ze in VPT_MAIL_URL na. Bijzondere tekens schrijf je met %-codes, zoals %40 voor "
          "een apenstaartje."),
    ),
    "sender": (
        _("De mailserver weigert de afzender"),
        _("Zet in VPT_MAIL_FROM een adres dat deze mailserver mag gebruiken."),
    ),
    "recipient": (
        _("De mailserver weigert jouw adres"),
        _("Klopt je adres? Dan mag deze server waarschijnlijk geen mail naar buiten sturen. Vraag "
          "het de beheerder van de mailserver."),
    ),
    "content": (
        _("De mailserver neemt de mail niet aan"),
        _("Kijk in het logboek van de mailserver waarom, bijvoorbeeld een spamfilter of een "
          "limiet."),
    ),
    "greeting": (
        _("De mailserver breekt het gesprek af"),
        _("Op deze poort antwoordt iets anders dan een mailserver, of de server weigert deze "
          "machine. Kijk naam en poort in VPT_MAIL_URL na."),
    ),
    "unsupported": (
        _("De mailserver kan niet wat gevraagd wordt"),
        _("Meestal kent de server op deze poort geen aanmelding met naam en wachtwoord. Haal ze "
          "uit VPT_MAIL_URL, of gebruik poort 587."),
    ),
    "address": (
        _("VPT_MAIL_URL of VPT_MAIL_FROM klopt niet"),
        _("Schrijf VPT_MAIL_URL als smtp://naam:wachtwoord@server:poort en VPT_MAIL_FROM als een "
          "gewoon mailadres."),
    ),
    "folder": (
        _("In de map voor mail kan niet worden geschreven"),
        _("Kijk na van wie de map in VPT_MAIL_URL is."),
    ),
    "unreachable": (
        _("De mailserver is niet bereikbaar"),
        _("Kijk naam en poort in VPT_MAIL_URL na, en of deze server naar buiten mag."),
    ),
}  # fmt: skip
