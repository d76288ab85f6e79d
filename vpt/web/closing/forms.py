"""The forms about telling back, closing with an evaluation, and the risk inventory."""

from collections.abc import Iterable, Sequence
from datetime import date
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
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from vpt.cases.chain import Choice
from vpt.cases.rules import Answer
from vpt.closing import labels, rules
from vpt.closing.feedback import Told
from vpt.closing.queries import RiskState
from vpt.closing.rules import LessonKind
from vpt.closing.service import WITH_LESSON, Judged, Risk
from vpt.core.language import mark
from vpt.incidents.taxonomy import Category
from vpt.web.cases import words
from vpt.web.cases.forms import (
    CHOOSE,
    DATES,
    EARLIEST,
    LATEST,
    LONG,
    NO_DATE,
    TOO_LONG,
    ChangeForm,
)
from vpt.web.i18n import translated as gettext

NOBODY = _("Geen namen, geen telefoonnummers: iedereen met deze lijst leest dit.")
STATES = {
    RiskState.OPEN: mark("Nog te doen"),
    RiskState.DONE: mark("Gedaan"),
    RiskState.ALL: mark("Alles"),
}


def long_text(label: Any, hint: Any = "", *needed: Any) -> TextAreaField:
    """Return a field for a longer text."""
    too_long = Length(max=LONG, message=TOO_LONG)
    return TextAreaField(label, description=hint, validators=[*needed, too_long])


def risk_line(label: Any, hint: Any = "") -> StringField:
    """Return a field for one plain line of the risk inventory."""
    too_long = Length(max=rules.MOST_LINE, message=TOO_LONG)
    return StringField(label, description=hint, validators=[Optional(), too_long])


class _DatedForm(ChangeForm):
    """A form whose days must be days somebody can mean."""

    def _ensure_day(self, field: Field) -> None:
        if field.data and not EARLIEST <= field.data <= LATEST:
            raise ValidationError(NO_DATE)


class FeedbackForm(_DatedForm):
    """What reporter and team heard, and what the team learnt."""

    outcome = RadioField(_("Aan wie is het verteld?"), validators=[InputRequired(CHOOSE)])
    reason = long_text(_("Waarom niet aan het team?"))
    told = long_text(
        _("Wat heb je de melder verteld?"),
        _("Wat is er gedaan, wat volgt er nog, en bij wie kan de melder terecht?"),
        InputRequired(_("Schrijf op wat je hebt verteld.")),
    )
    sends = BooleanField(_("Stuur dit ook als bericht aan de melder"))
    told_on = DateField(
        _("Wanneer vertelde je het?"), format=DATES, validators=[InputRequired(NO_DATE)]
    )
    team_met_on = DateField(
        _("Wanneer besprak je het met het team?"), format=DATES, validators=[Optional()]
    )
    lesson_kind = RadioField(_("Waar gaat de les over?"), validators=[InputRequired(CHOOSE)])
    lesson = long_text(_("Wat leren jullie hiervan?"))

    def __init__(self, choices: Sequence[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = [(one.key, one.title) for one in choices]
        self.lesson_kind.choices = [
            (str(one), gettext(label)) for one, label in labels.LESSON.items()
        ]

    def validate_told_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        self._ensure_day(field)

    def validate_team_met_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        self._ensure_day(field)

    def to_told(self) -> Told:
        """Hand over what was told and learnt."""
        return Told(
            answer=Answer(outcome=self.outcome.data, reason=self.reason.data or None),
            told=str(self.told.data),
            told_on=cast("date", self.told_on.data),
            team_met_on=self.team_met_on.data,
            lesson_kind=LessonKind(self.lesson_kind.data),
            lesson=self.lesson.data or "",
            sends=self.sends.data,
        )


class CloseForm(_DatedForm):
    """How the handling went, and a point for the risk inventory."""

    outcome = RadioField(_("Hoe sluit je dit dossier?"), validators=[InputRequired(CHOOSE)])
    in_time = RadioField(_("Was de reactie op tijd?"), validators=[InputRequired(CHOOSE)])
    chain_held = RadioField(_("Werkte de keten samen?"), validators=[InputRequired(CHOOSE)])
    went_well = long_text(_("Wat ging goed?"), "", InputRequired(_("Schrijf op wat er goed ging.")))
    went_wrong = long_text(_("Wat kan beter?"))
    risk = risk_line(_("Welk risico bleek?"), NOBODY)
    cause = risk_line(_("Waardoor komt het?"))
    measure = risk_line(_("Wat gaan jullie doen?"))
    owner = SelectField(_("Wie zorgt dat het gebeurt?"), validators=[Optional()])
    due_on = DateField(_("Voor welke dag?"), format=DATES, validators=[Optional()])

    def __init__(
        self,
        choices: Sequence[Choice],
        people: Iterable[tuple[UUID, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = [(one.key, one.title) for one in choices]
        scores = [(str(one), gettext(label)) for one, label in labels.SCORE.items()]
        self.in_time.choices = self.chain_held.choices = scores
        listed = [(str(user_id), name) for user_id, name in people]
        self.owner.choices = [("", gettext("Kies een collega")), *listed]

    def validate_due_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        self._ensure_day(field)

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the whole point of the risk inventory when the case closes with one."""
        is_valid = bool(super().validate(extra_validators))
        if self.outcome.data != WITH_LESSON:
            return is_valid
        missing = [one for one in (self.owner, self.due_on) if not one.data and not one.errors]
        for field in missing:
            field.errors = [gettext("Dit is nodig voor een punt in de RI&E.")]
        return is_valid and not missing

    def to_judged(self) -> Judged:
        """Hand over the evaluation, with its point when anything of it was filled in."""
        return Judged(
            outcome=str(self.outcome.data),
            in_time=int(self.in_time.data),
            chain_held=int(self.chain_held.data),
            went_well=str(self.went_well.data),
            went_wrong=self.went_wrong.data or "",
            risk=self._risk(),
        )

    def _risk(self) -> Risk | None:
        typed = any((self.risk.data, self.cause.data, self.measure.data, self.owner.data))
        if self.outcome.data != WITH_LESSON and not typed:
            return None
        return Risk(
            risk=self.risk.data or "",
            cause=self.cause.data or "",
            measure=self.measure.data or "",
            owner_id=UUID(self.owner.data) if self.owner.data else UUID(int=0),
            due_on=self.due_on.data or EARLIEST,
        )


class RiskSearchForm(FlaskForm):
    """Which points of the risk inventory somebody wants to see; read from the address."""

    class Meta:
        """A search can be kept as a bookmark."""

        csrf = False

    stand = SelectField(_("Stand"))
    soort = SelectField(_("Soort incident"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stand.choices = [(str(one), gettext(label)) for one, label in STATES.items()]
        kinds = [(str(one), words.category(one)) for one in Category]
        self.soort.choices = [("", gettext("Alles")), *kinds]

    def state(self) -> RiskState:
        """Return the chosen state; one that does not exist is the first."""
        if self.stand.data not in set(RiskState):
            self.stand.data = str(RiskState.OPEN)
        return RiskState(self.stand.data)

    def category(self) -> str | None:
        """Return the chosen kind, or None for all."""
        if self.soort.data not in set(Category):
            self.soort.data = ""
        return self.soort.data or None
