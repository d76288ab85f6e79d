"""The forms of what is set about the organisation as a whole."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from vpt.accounts.organisations import MOST, Details
from vpt.web.cases.forms import TOO_LONG, SpokenForm, as_version
from vpt.web.police_reports.forms import line

NAME = _("Vul de naam van je organisatie in.")


class SettingForm(SpokenForm):
    """A setting: it carries the version the person saw, and what they were told of it."""

    version = HiddenField()
    shown = HiddenField()

    def seen(self) -> int:
        """Return the number of the version that was posted; 0 when none came along."""
        sent = self.version.raw_data
        return as_version(sent[0]) if sent else 0

    def shown_before(self) -> str:
        """Return for what the consequences were shown; empty when they were not."""
        sent = self.shown.raw_data
        return str(sent[0]) if sent else ""


class BackForm(SettingForm):
    """Nothing but the version that was seen: an older one is put back."""

    problem = ""
    """Why that cannot be, when it was refused."""


class OrganisationForm(SettingForm):
    """What papers and pages say about the organisation."""

    name = StringField(
        _("Naam"),
        description=_("Zoals op brieven en dossiers."),
        validators=[InputRequired(NAME), Length(max=MOST["name"], message=TOO_LONG)],
    )
    code = line(
        _("Code"),
        _("2 tot 6 hoofdletters of cijfers. Hiermee begint elk kenmerk, zoals GTV-2026-000123-K."),
        6,
    )
    sector = line(_("Sector"), _("Bijvoorbeeld: openbaar bestuur."), MOST["sector"])
    region = line(_("Regio"), _("Bijvoorbeeld: Twente."), MOST["region"])
    domicile = line(
        _("Adres van de organisatie"),
        _("Dit adres komt op papieren in plaats van het huisadres van een collega."),
        MOST["domicile"],
    )
    help_text = TextAreaField(
        _("Hulp, nu meteen"),
        description=_(
            "Wie kan een collega bellen, ook ’s avonds? Dit staat bij elke melding en op papier."
        ),
        validators=[Length(max=MOST["help_text"], message=TOO_LONG)],
    )

    def to_details(self) -> Details:
        """Hand over the typed values."""
        names = ("name", "code", "sector", "region", "domicile", "help_text")
        return Details(**{one: self[one].data or "" for one in names})
