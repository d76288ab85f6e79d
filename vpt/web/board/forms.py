"""The form on which reception notes that somebody with a measure turned up."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any, cast
from uuid import UUID

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    RadioField,
    SelectField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, ValidationError

from vpt.accounts.places import Place
from vpt.incidents import words
from vpt.measures.board_rules import ENCOUNTER, MOST_TEXT, EncounterKind, Seen
from vpt.web.cases.forms import (
    CHOOSE,
    DATES,
    EARLIEST,
    LATEST,
    NO_DATE,
    NO_TIME,
    TIMES,
    TOO_LONG,
    SpokenForm,
)
from vpt.web.i18n import translated as gettext
from vpt.web.moments import LOCAL


class PlaceForm(FlaskForm):
    """Which place to show; asks only, so that the list can be kept as a bookmark."""

    class Meta:
        """Read from the address: no token."""

        csrf = False

    locatie = SelectField(_("Locatie"), default="")

    def offer(self, places: Iterable[Place], chosen: UUID | None) -> None:
        """Fill in what the page knows."""
        listed = [(str(one.id), one.name) for one in places]
        self.locatie.choices = [("", gettext("Alle locaties")), *listed]
        self.locatie.data = str(chosen or "")


class EncounterForm(SpokenForm):
    """What happened, when, and whether the police was called."""

    kind = RadioField(_("Wat gebeurde er?"), validators=[InputRequired(CHOOSE)])
    day = DateField(_("Op welke dag?"), format=DATES, validators=[InputRequired(NO_DATE)])
    time = TimeField(_("Hoe laat?"), format=TIMES, validators=[InputRequired(NO_TIME)])
    location = SelectField(_("Waar was dat?"))
    text = TextAreaField(
        _("Wat zag of hoorde je?"),
        description=_("Alleen feiten. Zet hier geen burgerservicenummer in."),
        validators=[
            InputRequired(_("Schrijf op wat je zag of hoorde. Eén zin is genoeg.")),
            Length(max=MOST_TEXT, message=TOO_LONG),
        ],
    )
    police_called = BooleanField(_("De politie is gebeld"))

    def offer(self, places: Iterable[tuple[UUID, str]], *, now: datetime) -> None:
        """Fill in what the page knows: the places, and now as the moment."""
        self.kind.choices = [(str(one), gettext(label)) for one, label in ENCOUNTER.items()]
        listed = [(str(place_id), name) for place_id, name in places]
        self.location.choices = [("", gettext("Niet op een locatie, of onbekend")), *listed]
        if not self.is_submitted():
            local = now.astimezone(LOCAL)
            self.day.data, self.time.data = local.date(), local.time().replace(second=0)
            if len(listed) == 1:
                self.location.data = listed[0][0]

    def validate_day(self, field: Field) -> None:
        """Refuse a day nobody can mean."""
        if field.data and not EARLIEST <= field.data <= LATEST:
            raise ValidationError(NO_DATE)

    def to_seen(self) -> Seen:
        """Hand over the typed note."""
        clock = cast("time", self.time.data)
        moment = datetime.combine(cast("Any", self.day.data), clock, LOCAL)
        return Seen(
            kind=EncounterKind(self.kind.data),
            happened_at=moment.astimezone(UTC),
            text=words.clean(self.text.data),
            police_called=bool(self.police_called.data),
            location_id=UUID(self.location.data) if self.location.data else None,
        )
