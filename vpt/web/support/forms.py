"""The forms of support: what was done for safety, a talk, and what a victim says themselves."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, cast

from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    Field,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from vpt.cases.chain import Choice
from vpt.support import labels
from vpt.support.rules import Agreed, Back, Helper, Referral, Return, Safety, SafetyAct, Talk
from vpt.web.cases.forms import (
    CHOOSE,
    DATES,
    EARLIEST,
    LATEST,
    LONG,
    NO_DATE,
    NO_TIME,
    TIMES,
    TOO_LONG,
    ChangeForm,
    SpokenForm,
)
from vpt.web.i18n import translated as gettext
from vpt.web.moments import LOCAL


def _options(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(str(code), gettext(label)) for code, label in words.items()]


def _text(label: Any, **kwargs: Any) -> TextAreaField:
    return TextAreaField(label, validators=[Length(max=LONG, message=TOO_LONG)], **kwargs)


class SafetyForm(ChangeForm):
    """One line of the safety log."""

    acts = SelectMultipleField(_("Wat is er gedaan?"))
    day = DateField(_("Datum"), format=DATES, validators=[InputRequired(NO_DATE)])
    time = TimeField(_("Tijd"), format=TIMES, validators=[InputRequired(NO_TIME)])
    note = _text(
        _("Wat moeten anderen hierover weten?"),
        description=_("Bijvoorbeeld wie kwam helpen. Zet hier geen burgerservicenummer in."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acts.choices = _options(labels.SAFETY)

    def validate_day(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        _refuse_strange(field)

    def to_entry(self) -> Safety:
        """Hand over the line."""
        on, clock = cast("date", self.day.data), cast("time", self.time.data)
        return Safety(
            acts=tuple(SafetyAct(one) for one in self.acts.data or []),
            at=datetime.combine(on, clock, LOCAL),
            note=self.note.data or "",
        )


class SafetyStepForm(SafetyForm):
    """The line and how the step ends."""

    outcome = RadioField(_("Hoe staat het ervoor?"), validators=[InputRequired(CHOOSE)])

    def __init__(self, choices: Iterable[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = [(one.key, one.title) for one in choices]


class TalkForm(ChangeForm):
    """How a talk went and what was agreed."""

    outcome = RadioField(_("Hoe liep het gesprek af?"), validators=[InputRequired(CHOOSE)])
    feeling = RadioField(_("Hoe gaat het met je collega?"), validators=[Optional()])
    agreed = SelectMultipleField(_("Wat hebben jullie afgesproken?"))
    next_on = DateField(
        _("Wanneer spreken jullie elkaar weer?"), format=DATES, validators=[Optional()]
    )
    note = _text(
        _("Notitie van het gesprek"),
        description=_(
            "HR, het opvangteam en je collega zelf lezen dit. Zet hier geen burgerservicenummer in."
        ),
    )

    def __init__(self, choices: Iterable[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = [(one.key, one.title) for one in choices]
        self.feeling.choices = _options(labels.FEELING)
        self.agreed.choices = _options(labels.AGREED)

    def validate_next_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        _refuse_strange(field)

    def to_talk(self) -> Talk:
        """Hand over the talk."""
        return Talk(
            outcome=self.outcome.data,
            feeling=int(self.feeling.data) if self.feeling.data else None,
            agreed=tuple(Agreed(one) for one in self.agreed.data or []),
            next_on=self.next_on.data,
            note=self.note.data or "",
            private=self._typed("private"),
            referral=self._referral(),
            back=self._back(),
        )

    def _typed(self, name: str) -> str:
        field = self._fields.get(name)
        return (field.data or "") if field is not None else ""

    def _referral(self) -> Referral | None:
        return None

    def _back(self) -> Return | None:
        return None


class AftercareForm(TalkForm):
    """A later talk, with referral, return to work and a private note."""

    private = _text(
        _("Vertrouwelijke notitie"),
        description=_(
            "Alleen jij en je collega lezen dit. Niet de leidinggevende, niet HR, "
            "niet de coördinator."
        ),
    )
    helper = SelectField(_("Naar wie heb je doorverwezen?"), validators=[Optional()])
    referred_on = DateField(_("Op welke dag?"), format=DATES, validators=[Optional()])
    accepted = RadioField(_("Wil je collega dat?"), validators=[Optional()], default="")
    back = SelectField(_("Is je collega weer aan het werk?"), validators=[Optional()])
    since = DateField(_("Sinds wanneer?"), format=DATES, validators=[Optional()])
    needed = _text(
        _("Wat is er nodig om goed te kunnen werken?"),
        description=_("Bijvoorbeeld een andere plek of een collega erbij. Geen medische gegevens."),
    )

    def __init__(
        self, choices: Iterable[Choice], *args: Any, may_note: bool, today: date, **kwargs: Any
    ) -> None:
        super().__init__(choices, *args, **kwargs)
        self._today = today
        nothing = [("", gettext("Kies, als het zo is"))]
        self.helper.choices = nothing + _options(labels.HELPER)
        self.back.choices = nothing + _options(labels.BACK)
        self.accepted.choices = _options(labels.ACCEPTED)
        if not may_note:
            del self.private

    def validate_referred_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        _refuse_strange(field)

    def validate_since(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        _refuse_strange(field)

    def _referral(self) -> Referral | None:
        if not self.helper.data:
            return None
        answers: Mapping[str, bool] = {"yes": True, "no": False}
        return Referral(
            helper=Helper(self.helper.data),
            on=self.referred_on.data or self._today,
            accepted=answers.get(self.accepted.data or ""),
        )

    def _back(self) -> Return | None:
        if not self.back.data:
            return None
        return Return(
            back=Back(self.back.data), since=self.since.data, needed=self.needed.data or ""
        )


class CheckForm(SpokenForm):
    """How a victim says it goes, in two taps."""

    feeling = RadioField(_("Hoe gaat het met je?"), validators=[InputRequired(CHOOSE)])
    contact = RadioField(
        _("Wil je dat iemand contact met je opneemt?"), validators=[InputRequired(CHOOSE)]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.feeling.choices = _options(labels.FEELING)
        self.contact.choices = [("yes", gettext("Ja, graag")), ("no", gettext("Nee, nu niet"))]


class NoteForm(SpokenForm):
    """A note of one's own."""

    text = _text(
        _("Wat wil je onthouden?"),
        description=_("Alleen jij en wie jou helpt van het opvangteam lezen dit."),
    )


def _refuse_strange(field: Field) -> None:
    if field.data and not EARLIEST <= field.data <= LATEST:
        raise ValidationError(NO_DATE)
