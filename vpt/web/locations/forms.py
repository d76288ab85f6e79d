"""The forms of a place: what is set about it, and which places a sheet is for."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import (
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from vpt.accounts.locations import LONGEST_RETENTION, MOST, LocationDetails
from vpt.accounts.models import Location, Unit
from vpt.incidents import labels
from vpt.web.administration.forms import SettingForm
from vpt.web.cases.forms import CHOOSE, TOO_LONG, SpokenForm
from vpt.web.i18n import translated as gettext
from vpt.web.police_reports.forms import line

NAME = _("Vul in hoe iedereen deze plek noemt.")
NO_DAYS = _("Vul een aantal dagen in.")
DAYS = _("Vul een aantal dagen in van 1 tot en met %(max)d.")
STICKERS, POSTER = "stickers", "poster"
COPIES = (1, 2, 4, 8)
SUBMITTED = "maak"
"""Comes along with the button: an address without it only opens the form."""
NO_WORKPLACE = "private_home"
"""A kind of place that a report can have, and no employer has."""


class LocationForm(SettingForm):
    """Everything that is set about a place."""

    name = StringField(
        _("Naam"),
        description=_("Zoals iedereen de plek noemt. Deze naam staat in het meldformulier."),
        validators=[InputRequired(NAME), Length(max=MOST["name"], message=TOO_LONG)],
    )
    kind = SelectField(_("Soort plek"), validators=[InputRequired(CHOOSE)])
    unit_id = SelectField(
        _("Afdeling"),
        description=_("Wie hier werkt, ziet waarschuwingen en maatregelen voor deze plek."),
    )
    address = line(_("Adres"), _("Straat, nummer, postcode en plaats."), MOST["address"])
    image_retention_days = IntegerField(
        _("Hoeveel dagen bewaren de camera’s beelden?"),
        description=_("Daarna zijn de beelden weg. De stap om beelden te bewaren rekent hiermee."),
        validators=[InputRequired(NO_DAYS), NumberRange(1, LONGEST_RETENTION, DAYS)],
    )
    desk_phone = line(
        _("Telefoon van de balie"),
        _("Van de balie of beveiliging, niet van een persoon."),
        MOST["desk_phone"],
    )
    police_station = line(
        _("Dichtstbijzijnde politiebureau"),
        _("Naam en adres van het bureau. Bij gevaar belt iedereen 112."),
        MOST["police_station"],
    )
    house_rules = TextAreaField(
        _("Huisregels"),
        description=_("Elke regel op een nieuwe regel. Ze staan op de poster en bij de receptie."),
        validators=[Length(max=MOST["house_rules"], message=TOO_LONG)],
    )

    def __init__(self, units: Iterable[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [
            (code, gettext(label))
            for code, label in labels.LOCATION_KIND.items()
            if code != NO_WORKPLACE
        ]
        self.kind.choices = [("", gettext(_("Kies"))), *kinds]
        everywhere = gettext(_("De hele organisatie"))
        self.unit_id.choices = [("", everywhere), *((str(one.id), one.name) for one in units)]

    def to_details(self) -> LocationDetails:
        """Hand over what was filled in."""
        return LocationDetails(
            name=self.name.data or "",
            kind=cast("str", self.kind.data),
            unit_id=UUID(self.unit_id.data) if self.unit_id.data else None,
            address=self.address.data or "",
            image_retention_days=cast("int", self.image_retention_days.data),
            desk_phone=self.desk_phone.data or "",
            police_station=self.police_station.data or "",
            house_rules=self.house_rules.data or "",
        )


class SheetForm(SpokenForm):
    """For which places a sheet is drawn; its choice stands in the address and changes nothing."""

    class Meta(SpokenForm.Meta):
        """Settings WTForms reads."""

        csrf = False

    plek = SelectMultipleField(
        _("Voor welke locaties?"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[InputRequired(_("Kies minstens één locatie."))],
    )
    sheet = RadioField(
        _("Wat wil je maken?"),
        choices=[
            (STICKERS, _("Stickers: een vel A4 met 8 stickers om uit te knippen")),
            (POSTER, _("Posters: een A5 per locatie, met 112, de balie en de huisregels")),
        ],
        default=STICKERS,
        validators=[InputRequired(CHOOSE)],
    )
    copies = SelectField(
        _("Hoeveel stickers per locatie?"),
        choices=[(str(number), str(number)) for number in COPIES],
        default="1",
        validators=[InputRequired(CHOOSE)],
    )

    def __init__(self, places: Iterable[Location], asked: MultiDict[str, str]) -> None:
        super().__init__(asked if SUBMITTED in asked else None)
        self._is_asked = SUBMITTED in asked
        self.plek.choices = [(str(one.id), one.name) for one in places]
        if not self._is_asked:
            self.plek.data = asked.getlist("plek")

    def is_asked(self) -> bool:
        """Tell whether the form was sent, rather than opened for a place."""
        return self._is_asked

    def chosen(self) -> list[UUID]:
        """Hand over the places."""
        return [UUID(one) for one in self.plek.data or []]

    def many(self) -> int:
        """Hand over how many stickers of each."""
        return int(self.copies.data)
