"""The report form: checks shape only and hands over one typed value."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    Field,
    FieldList,
    FormField,
    IntegerField,
    MultipleFileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, NumberRange, Optional

from vpt.core.worktime import AMSTERDAM
from vpt.incidents import labels, rules, taxonomy
from vpt.incidents.rules import BehaviourSeen, Report
from vpt.incidents.taxonomy import Category, Channel, Motive, Precision, Recipient, Relation
from vpt.web.incidents.parts import (
    DATES,
    NO_CHOICE,
    NO_DATE,
    NO_TIME,
    DamageForm,
    NamedForm,
    PartForm,
    PerpetratorForm,
    choices_of,
    line,
    pick,
    text,
)
from vpt.web.sentences import SENTENCES

DAY_PARTS = 6
LAST_DAY = date.max - timedelta(days=1)
"""The day after it can still be counted; refused later on, as every day to come."""
NO_BEHAVIOUR = SENTENCES["behaviour_missing"]
NO_PLACE = SENTENCES["place_missing"]
DEFAULTS: Mapping[str, list[str]] = {
    "precision": ["exact"],
    "relation": ["unknown"],
    "recipient": ["manager"],
    "motive": ["unknown"],
}


def seven_w(name: str) -> TextAreaField:
    """Return the field for one of the police's questions, by its name in the taxonomy."""
    return text(_(labels.SEVEN_WS[name][0]))


class ReportForm(PartForm):
    """Everything on the page. Only what, when and where are required."""

    categories = SelectMultipleField(
        _("Kies alles wat past"), choices=choices_of(labels.CATEGORY), validators=[Optional()]
    )
    subtypes = SelectMultipleField(
        _("Preciezer"), choices=choices_of(labels.SUBTYPE), validators=[Optional()]
    )
    day = DateField(_("Datum"), format=DATES, validators=[InputRequired(NO_DATE)])
    time = TimeField(_("Tijd"), format=["%H:%M", "%H:%M:%S"], validators=[InputRequired(NO_TIME)])
    precision = RadioField(
        _("Hoe precies weet je het?"), choices=choices_of(labels.PRECISION), default="exact"
    )
    until_day = DateField(_("Tot en met datum"), format=DATES, validators=[Optional()])
    until_time = TimeField(_("Tot tijd"), format="%H:%M", validators=[Optional()])
    location = SelectField(_("Locatie"), choices=[], default="", validators=[Optional()])
    place = line(_("Of beschrijf de plek"))
    location_kind = pick(_("Soort plek"), labels.LOCATION_KIND)
    channel = pick(_("Hoe ging het?"), labels.CHANNEL)
    activity = pick(_("Waar was je mee bezig?"), labels.ACTIVITY)
    motive = SelectField(_("Wat leek de aanleiding?"), choices=choices_of(labels.MOTIVE),
                         default="unknown")  # fmt: skip
    narrative = text(_("Vertel in je eigen woorden wat er gebeurde"))
    literal_words = text(_("Wat zei de ander letterlijk?"))
    who = seven_w("who")
    what = seven_w("what")
    where = seven_w("where")
    with_what = seven_w("with_what")
    in_which_way = seven_w("in_which_way")
    when = seven_w("when")
    why = seven_w("why")
    colleague = SelectField(_("Wie is het overkomen?"), choices=[], default="",
                            validators=[Optional()])  # fmt: skip
    other_victims = FieldList(FormField(NamedForm), min_entries=1, max_entries=10)
    relation = RadioField(
        _("Wie deed het?"), choices=choices_of(labels.RELATION), default="unknown"
    )
    known = BooleanField(_("Wij weten wie deze persoon is"))
    perpetrators = FieldList(FormField(PerpetratorForm), min_entries=1, max_entries=10)
    witnesses = FieldList(FormField(NamedForm), min_entries=1, max_entries=10)
    injured = BooleanField(_("Er is iemand gewond"))
    medical = text(_("Welk letsel, en welke hulp?"))
    absence_days = IntegerField(
        _("Dagen niet kunnen werken"),
        validators=[Optional(), NumberRange(0, rules.MOST_ABSENCE_DAYS)],
    )
    damaged = BooleanField(_("Er is iets kapot of gestolen"))
    damage = FieldList(FormField(DamageForm), min_entries=1, max_entries=10)
    weapon = BooleanField(_("Er was een wapen, of iets dat als wapen is gebruikt"))
    weapon_text = line(_("Welk wapen of voorwerp?"))
    police_present = BooleanField(_("De politie is ter plaatse geweest"))
    support = SelectMultipleField(
        _("Wat zou jou helpen?"), choices=choices_of(labels.SUPPORT), validators=[Optional()]
    )
    victim_score = RadioField(
        _("Hoe heftig was het voor jou?"), choices=choices_of(labels.SCORE), default="",
        validators=[Optional()],
    )  # fmt: skip
    recipient = RadioField(
        _("Wie moet dit oppakken?"), choices=choices_of(labels.RECIPIENT), default="manager"
    )
    files = MultipleFileField(_("Foto’s, schermafbeeldingen, mails, geluid of pdf"))

    @classmethod
    def of(cls, values: Mapping[str, list[str]], choices: Mapping[str, Any]) -> "ReportForm":
        """Return the form filled with raw values, with this organisation's choices."""
        form = cls(MultiDict({**DEFAULTS, **values})) if values else cls()
        form.location.choices = choices["location"]
        form.colleague.choices = choices["colleague"]
        return form

    @property
    def is_colleague(self) -> bool:
        """Return whether a colleague did it, which is another road."""
        return bool(self.relation.data == Relation.COLLEAGUE)

    def leaves(self) -> Iterator[Field]:
        """Yield every field that holds a value, also inside repeated groups."""
        for field in self:
            if isinstance(field, FieldList):
                for entry in field.entries:
                    yield from entry.form
            else:
                yield field

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the shape, and the two answers that may be given in more than one way."""
        valid = bool(super().validate(extra_validators))
        if not (self.categories.data or self.subtypes.data):
            self.blame("categories", NO_BEHAVIOUR)
        if not (self.location.data or self.place.data or self.location.errors):
            self.blame("place", NO_PLACE)
        for field in (self.location, self.colleague):
            if field.data and not _is_id(field.data):
                field.errors = [NO_CHOICE]
                valid = False
        for field in (self.categories, self.subtypes, self.support):
            # an empty first value makes WTForms forget what was wrong with the others
            if not set(field.data or ()) <= {choice[0] for choice in field.iter_choices()}:
                field.errors = [NO_CHOICE]
                valid = False
        return valid and not (self.categories.errors or self.place.errors)

    def count(self, *names: str) -> int:
        """Return how many of these fields or groups somebody filled in."""
        return sum(map(_is_filled, self._leaves_of(names)))

    def has_errors(self, *names: str) -> bool:
        """Return whether one of these fields or groups has an error."""
        return any(field.errors for field in self._leaves_of(names))

    def _leaves_of(self, names: Iterable[str]) -> Iterator[Field]:
        for field in self.leaves():
            if field.name.partition("-")[0] in names:
                yield field

    def blame(self, name: str, sentence: Any) -> None:
        """Put a refusal at the field it is about."""
        for field in self.leaves():
            if name in {field.name, field.short_name}:
                field.errors = [*field.errors, sentence]
                return
        self.form_errors.append(sentence)

    def to_report(self) -> Report:
        """Return the typed report. Only after the form was found valid."""
        begins, ends = self._span()
        words: dict[str, Any] = {name: self[name].data or "" for name in WORDS}
        flags: dict[str, Any] = {name: bool(self[name].data) for name in FLAGS}
        colleague, location = self.colleague.data, self.location.data
        return Report(
            behaviours=tuple(self._behaviours()),
            occurred_from=begins,
            occurred_until=ends,
            precision=Precision(self.precision.data),
            location_id=UUID(location) if location else None,
            colleague_id=UUID(colleague) if colleague else None,
            channel=Channel(self.channel.data) if self.channel.data else None,
            motive=Motive(self.motive.data),
            relation=Relation(self.relation.data),
            recipient=Recipient(self.recipient.data),
            perpetrator_known=self.known.data,
            victim_score=int(self.victim_score.data) if self.victim_score.data else None,
            support=tuple(self.support.data or ()),
            absence_days=self.absence_days.data,
            seven_ws={name: self[name].data or "" for name in taxonomy.SEVEN_WS},
            **self._people(),
            **flags,
            **words,
        )

    def _behaviours(self) -> Iterator[BehaviourSeen]:
        chosen = set(self.categories.data or taxonomy.SUBTYPES)
        subtypes = [s for s in self.subtypes.data or [] if taxonomy.CATEGORY_OF[s] in chosen]
        for subtype in subtypes:
            yield BehaviourSeen(category=taxonomy.CATEGORY_OF[subtype], subtype=subtype)
        covered = {taxonomy.CATEGORY_OF[subtype] for subtype in subtypes}
        for code in self.categories.data or []:
            if Category(code) not in covered:
                yield BehaviourSeen(category=Category(code))

    def _people(self) -> dict[str, Any]:
        groups: dict[str, Any] = {
            group.short_name: tuple(
                person for entry in group.entries if not (person := entry.form.to_person()).is_empty
            )
            for group in (self.other_victims, self.perpetrators, self.witnesses)
        }
        losses = (entry.form.to_damage() for entry in self.damage.entries)
        return {**groups, "damage": tuple(loss for loss in losses if loss.item)}

    def _span(self) -> tuple[datetime, datetime]:
        """Return when it happened: from the answer and how precise it is, in local time."""
        day: date = min(self.day.data or date.min, LAST_DAY)
        clock: time = self.time.data or time.min
        start = datetime.combine(day, clock, AMSTERDAM)
        midnight = datetime.combine(day, time.min, AMSTERDAM)
        if self.precision.data == Precision.DAY:
            return midnight, midnight + timedelta(days=1, minutes=-1)
        if self.precision.data == Precision.PART_OF_DAY:
            start = midnight + timedelta(hours=clock.hour // DAY_PARTS * DAY_PARTS)
            return start, start + timedelta(hours=DAY_PARTS, minutes=-1)
        if self.precision.data == Precision.PERIOD:
            until = self.until_day.data or day
            last = self.until_time.data or (time(23, 59) if until > day else clock)
            return start, datetime.combine(until, last, AMSTERDAM)
        return start, start


class AdditionForm(PartForm):
    """What somebody adds after sending."""

    text = text(_("Wat wil je toevoegen?"))
    files = MultipleFileField(_("Bestanden"))


FLAGS = ("injured", "damaged", "weapon", "police_present")
WORDS = (
    "place", "location_kind", "activity", "medical", "weapon_text", "narrative", "literal_words",
)  # fmt: skip


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _is_filled(field: Field) -> bool:
    """Return whether a field holds more than what it starts with."""
    start = field.default
    if isinstance(field, SelectField) and start is None and field.choices:
        start = next(field.iter_choices())[0]
    return bool(field.data) and field.data != start
