"""The forms of what is set about the organisation as a whole."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, HiddenField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from vpt.accounts.hours import Hours
from vpt.accounts.organisations import MOST, Details
from vpt.accounts.texts import Words
from vpt.core.errors import DomainError
from vpt.core.officehours import WEEK
from vpt.core.worktime import WorkCalendar
from vpt.documents import logo
from vpt.documents.house import NewStyle
from vpt.incidents import words
from vpt.web import sentences
from vpt.web.administration import closingdays
from vpt.web.cases.forms import LONG, TIMES, TOO_LONG, SpokenForm, as_version
from vpt.web.i18n import translated as gettext
from vpt.web.police_reports.forms import line

STYLE_FIELDS = {"logo_": "logo", "house_colour_": "colour", "return_address_": "return_address"}
"""Which field a refusal of the house style is about, by how its code begins."""
MOST_TEXT = 20_000
"""Characters a browser may send at all; each text has a limit of its own."""
NAME = _("Vul de naam van je organisatie in.")


def a_time(label: Any) -> TimeField:
    """Return a field for a time of the day."""
    return TimeField(label, format=TIMES, validators=[Optional()])


def no_bsn(_form: object, field: Field) -> None:
    """Refuse a citizen service number: everybody reads these words."""
    if words.holds_bsn(field.data or ""):
        raise ValidationError(sentences.SENTENCES["bsn_refused"])


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


class WholeForm(SettingForm):
    """A setting of which nothing is required: only a page of ours posts it, with its version."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse what is no form of ours."""
        return bool(super().validate(extra_validators)) and bool(self.version.raw_data)


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
        validators=[Length(max=MOST["help_text"], message=TOO_LONG), no_bsn],
    )

    def to_details(self) -> Details:
        """Hand over the typed values."""
        names = ("name", "code", "sector", "region", "domicile", "help_text")
        return Details(**{one: self[one].data or "" for one in names})


class HoursForm(WholeForm):
    """Office hours per weekday, closing days, and the two days that are a choice."""

    mon_from = a_time(_("Maandag van"))
    mon_until = a_time(_("Maandag tot"))
    tue_from = a_time(_("Dinsdag van"))
    tue_until = a_time(_("Dinsdag tot"))
    wed_from = a_time(_("Woensdag van"))
    wed_until = a_time(_("Woensdag tot"))
    thu_from = a_time(_("Donderdag van"))
    thu_until = a_time(_("Donderdag tot"))
    fri_from = a_time(_("Vrijdag van"))
    fri_until = a_time(_("Vrijdag tot"))
    sat_from = a_time(_("Zaterdag van"))
    sat_until = a_time(_("Zaterdag tot"))
    sun_from = a_time(_("Zondag van"))
    sun_until = a_time(_("Zondag tot"))
    closing_days = TextAreaField(
        _("Dagen waarop jullie dicht zijn"),
        description=_(
            "Elke dag op een eigen regel, zoals 24-12-2026. Een periode mag ook: "
            "24-12-2026 t/m 31-12-2026. Feestdagen hoef je niet op te schrijven."
        ),
        validators=[Length(max=LONG, message=TOO_LONG)],
    )
    liberation_day_free = BooleanField(_("Op 5 mei zijn jullie elk jaar dicht"))
    good_friday_free = BooleanField(_("Op Goede Vrijdag zijn jullie elk jaar dicht"))

    @classmethod
    def of(cls, calendar: WorkCalendar, number: int) -> "HoursForm":
        """Return the form, filled with what holds now."""
        given: dict[str, object] = {
            "version": number,
            "closing_days": closingdays.write(calendar.closing_days),
            "liberation_day_free": calendar.liberation_day_free,
            "good_friday_free": calendar.good_friday_free,
        }
        for name, hours in zip(WEEK, calendar.office_hours, strict=True):
            given[f"{name}_from"], given[f"{name}_until"] = hours or (None, None)
        return cls(data=given)

    def validate_closing_days(self, field: Field) -> None:
        """Refuse a line that is no day, and name it."""
        try:
            closingdays.read(field.data or "")
        except ValueError as problem:
            words = gettext("“%(line)s” is geen dag. Schrijf 24-12-2026.", line=str(problem))
            raise ValidationError(words) from problem

    def to_hours(self) -> Hours:
        """Hand over the typed values."""
        return Hours(
            week=tuple((self[f"{one}_from"].data, self[f"{one}_until"].data) for one in WEEK),
            closing_days=closingdays.read(self.closing_days.data or ""),
            liberation_day_free=bool(self.liberation_day_free.data),
            good_friday_free=bool(self.good_friday_free.data),
        )


class ColourForm(WholeForm):
    """One colour, of which the shades are made."""

    base = line(
        _("Jullie kleur"),
        _(
            "Als # met zes tekens, zoals #154273. De afdeling communicatie weet welke. "
            "Leeg is de kleur van VPT."
        ),
        20,
    )


class StyleForm(WholeForm):
    """How papers look: a logo, a colour for titles, and the sender's line in the window."""

    loses_file = True
    """Read by the error summary: a browser never fills in a file again."""
    logo = FileField(
        _("Nieuw logo"),
        description=_("PNG of JPEG, hoogstens 2 MB. Laat leeg om het logo te houden."),
    )
    no_logo = BooleanField(_("Geen logo: op papier staat dan de naam"))
    colour = line(
        _("Kleur van titels en lijnen op papier"),
        _("Als # met zes tekens, zoals #154273. Leeg is de kleur van VPT."),
        20,
    )
    return_address = line(
        _("Retouradres"),
        _(
            "Eén regel boven het adres in het venster van de envelop. Leeg is de naam en het adres "
            "van je organisatie."
        ),
    )

    def to_style(self) -> NewStyle:
        """Hand over the typed values; a logo that is not chosen stays what it was."""
        content = self.logo.data.read(logo.LIMIT + 1) if self.logo.data else b""
        taken_away = b"" if self.no_logo.data else None
        return NewStyle(
            logo=content or taken_away,
            colour=self.colour.data or "",
            return_address=self.return_address.data or "",
        )

    def refuse(self, error: DomainError) -> bool:
        """Put a refusal at the field it is about."""
        for start, name in STYLE_FIELDS.items():
            if error.code.startswith(start):
                self[name].errors = [sentences.of(error)]
                return True
        return super().refuse(error)


class TextForm(WholeForm):
    """A text in own words, in Dutch and in English."""

    nl = TextAreaField(
        _("In het Nederlands"), validators=[Length(max=MOST_TEXT, message=TOO_LONG), no_bsn]
    )
    en = TextAreaField(
        _("In het Engels"), validators=[Length(max=MOST_TEXT, message=TOO_LONG), no_bsn]
    )

    def to_words(self) -> Words:
        """Hand over the typed words."""
        return Words(nl=self.nl.data or "", en=self.en.data or "")
