"""The form that warns colleagues at a location."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    Field,
    HiddenField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from vpt.accounts.places import Place
from vpt.attention.queries import NoticeView
from vpt.attention.rules import MOST_TEXT, Alarm
from vpt.incidents import words
from vpt.web.cases.forms import (
    DATES,
    EARLIEST,
    LATEST,
    NO_DATE,
    NO_TIME,
    SHORT,
    TIMES,
    TOO_LONG,
    SpokenForm,
)
from vpt.web.moments import LOCAL

NO_NAMES = _(
    "Schrijf geen namen, telefoonnummers of adressen op. Zeg wat je ziet of hoort, niet wie het is."
)
USUAL = timedelta(days=2)


class NoticeForm(SpokenForm):
    """What to watch for, what to do, where, and until when."""

    watch_for = TextAreaField(
        _("Waar letten collega’s op?"),
        description=NO_NAMES,
        validators=[
            InputRequired(_("Schrijf op waar collega’s op moeten letten.")),
            Length(max=MOST_TEXT, message=TOO_LONG),
        ],
    )
    what_to_do = TextAreaField(
        _("Wat doen ze dan?"),
        description=_("Bijvoorbeeld: spreek de bezoeker niet alleen aan en bel de beveiliging."),
        validators=[
            InputRequired(_("Schrijf op wat collega’s moeten doen.")),
            Length(max=MOST_TEXT, message=TOO_LONG),
        ],
    )
    locations = SelectMultipleField(
        _("Voor welke locaties?"), validators=[InputRequired(_("Kies minstens één locatie."))]
    )
    from_day = DateField(
        _("Vanaf welke dag?"),
        format=DATES,
        description=_("Leeg is: nu meteen."),
        validators=[Optional()],
    )
    from_time = TimeField(_("Vanaf hoe laat?"), format=TIMES, validators=[Optional()])
    until_day = DateField(
        _("Tot en met welke dag?"),
        format=DATES,
        description=_("Hoogstens 14 dagen. Daarna eindigt het bericht vanzelf."),
        validators=[InputRequired(NO_DATE)],
    )
    until_time = TimeField(_("Tot hoe laat?"), format=TIMES, validators=[InputRequired(NO_TIME)])
    reference = StringField(
        _("Hoort het bij een dossier?"),
        description=_("Het kenmerk, zoals GTV-2026-000123-K. Lezers zien dit niet."),
        validators=[Length(max=SHORT, message=TOO_LONG)],
    )
    follows = HiddenField()

    def offer(self, places: Iterable[Place], *, now: datetime) -> None:
        """Fill in what the page knows."""
        self.locations.choices = [(str(one.id), one.name) for one in places]
        if not self.is_submitted():
            until = (now + USUAL).astimezone(LOCAL)
            self.until_day.data, self.until_time.data = until.date(), time(18)

    def prolong(self, earlier: NoticeView, location_ids: Iterable[UUID]) -> None:
        """Begin with the words and places of an earlier notice."""
        self.watch_for.data, self.what_to_do.data = earlier.watch_for, earlier.what_to_do
        self.locations.data = [str(one) for one in location_ids]
        self.follows.data = str(earlier.id)

    def validate_from_day(self, field: Field) -> None:
        """Refuse a day nobody can mean."""
        _ensure_sane(field.data)

    def validate_from_time(self, field: Field) -> None:
        """Refuse a time without a day."""
        if field.data is not None and self.from_day.data is None and not self.from_day.errors:
            raise ValidationError(NO_DATE)

    def validate_until_day(self, field: Field) -> None:
        """Refuse a day nobody can mean."""
        _ensure_sane(field.data)

    def to_alarm(self, case_id: UUID | None, *, now: datetime) -> Alarm:
        """Hand over the typed notice; without a first day it begins now."""
        return Alarm(
            watch_for=words.clean(self.watch_for.data),
            what_to_do=words.clean(self.what_to_do.data),
            location_ids=frozenset(UUID(one) for one in self.locations.data or ()),
            starts_at=_moment(self.from_day.data, self.from_time.data or time()) or now,
            ends_at=cast("datetime", _moment(self.until_day.data, self.until_time.data)),
            case_id=case_id,
        )

    def earlier_id(self) -> UUID | None:
        """Return which notice this one prolongs; None for a new one or when it is no id."""
        return as_id(self.follows.data)


def as_id(text: Any) -> UUID | None:
    """Return an id out of an address or hidden field; None when it is none."""
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _ensure_sane(on: date | None) -> None:
    if on and not EARLIEST <= on <= LATEST:
        raise ValidationError(NO_DATE)


def _moment(on: date | None, clock: time | None) -> datetime | None:
    if on is None or clock is None:
        return None
    return datetime.combine(on, clock, LOCAL).astimezone(UTC)
