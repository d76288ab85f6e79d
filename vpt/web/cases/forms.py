"""The forms that change a case: its steps, who handles it, opening it again, and messages."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, cast
from uuid import UUID

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from vpt.cases import labels
from vpt.cases.chain import Choice
from vpt.cases.rules import Answer, PauseReason
from vpt.cases.views import CasePage
from vpt.core.errors import DomainError
from vpt.web import parking, sentences
from vpt.web.i18n import translated as gettext
from vpt.web.incidents.parts import Sentences
from vpt.web.moments import LOCAL

LONG, SHORT = 4000, 80
TOO_LONG = _("Deze tekst is te lang. Gebruik hoogstens %(max)d tekens.")
CHOOSE = _("Maak een keuze.")
WHY = _("Leg uit waarom. Eén of twee zinnen is genoeg.")
NO_DATE = _("Vul een datum in die bestaat, zoals 14-03-2026.")
NO_TIME = _("Vul een tijd in, zoals 14:30.")
DATES = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
TIMES = ["%H:%M", "%H:%M:%S"]
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
VERSION = re.compile(r"[0-9]{1,9}")
FIELD_OF = {
    "reason_required": "reason",
    "date_required": "on",
    "number_required": "number",
    "document_required": "document",
    "outcome_unknown": "outcome",
    "anchor_in_future": "day",
    "assignee_unable": "user",
    "assignee_is_party": "user",
    "assignee_excluded": "user",
    "leading_unknown": "reference",
    "leading_closed": "reference",
    "not_a_leading_report": "reference",
    "is_leading_itself": "reference",
    "fact_permanent": "fact",
    "fact_scope": "fact",
    "gate_open": "outcome",
}
"""Which field of a form a refusal belongs to."""


def as_version(text: object) -> int:
    """Return the version a hidden field holds; 0, which no case has, when it is no number."""
    found = VERSION.fullmatch(str(text))
    return int(found[0]) if found else 0


class SpokenForm(FlaskForm):
    """A form that says WTForms' own refusals in our words, and outlives the session of its page."""

    keeps = True
    """Read by the form macro: what is typed here is kept when the session ends first."""

    class Meta(FlaskForm.Meta):
        """Settings WTForms reads."""

        def wrap_formdata(self, form: object, formdata: Any) -> Any:
            """Return what was posted, or what its writer had typed before the session ended."""
            posted = super().wrap_formdata(form, formdata)
            return parking.recall() if posted is None and formdata is not None else posted

        def get_translations(self, form: object) -> Sentences:
            """Return our sentences."""
            return Sentences()

    def refuse(self, error: DomainError) -> bool:
        """Put a refusal at the field it is about; False when it is about no field here."""
        name = str(error.details.get("field") or FIELD_OF.get(error.code, ""))
        if name not in self._fields:
            return False
        self._fields[name].errors = [sentences.of(error)]
        return True


class ChangeForm(SpokenForm):
    """A form that changes a case: it carries the version the person saw."""

    version = HiddenField()
    beside: Callable[[CasePage], Mapping[str, Any]] | None = None
    """What the page of a room shows beside the form, asked for when the page is drawn."""

    def seen(self) -> int:
        """Return the version of the case the person saw; 0 when none came along.

        What was posted counts, never what the page would have put in a fresh form.
        """
        sent = self.version.raw_data
        return as_version(sent[0]) if sent else 0


class AnswerForm(ChangeForm):
    """How a step ends, and what the chosen outcome asks for."""

    outcome = RadioField(_("Wat is de uitkomst?"), validators=[InputRequired(CHOOSE)])
    reason = TextAreaField(_("Waarom?"), validators=[Length(max=LONG, message=TOO_LONG)])
    on = DateField(_("Datum"), format=DATES, validators=[Optional()])
    number = StringField(_("Nummer"), validators=[Length(max=SHORT, message=TOO_LONG)])
    document = StringField(_("Welk document?"), validators=[Length(max=SHORT, message=TOO_LONG)])
    note = TextAreaField(
        _("Notitie voor het dossier"),
        description=_("Feiten en afspraken. Zet hier geen burgerservicenummer in."),
        validators=[Length(max=LONG, message=TOO_LONG)],
    )

    NEEDS: Mapping[str, str] = {
        "reason": "reason",
        "date": "on",
        "number": "number",
        "document": "document",
    }

    def __init__(self, choices: Iterable[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._outcomes = tuple(choices)
        self.outcome.choices = [(one.key, one.title) for one in self._outcomes]

    def asked(self) -> list[tuple[Field, str]]:
        """Return the fields at least one outcome needs, each with the outcomes that need it."""
        found = []
        for need, name in self.NEEDS.items():
            titles = [one.title for one in self._outcomes if need in one.requires]
            if len(titles) == len(self._outcomes):
                found.append((self[name], gettext("Nodig.")))
            elif titles:
                listed = ", ".join(f"“{title}”" for title in titles)
                found.append((self[name], gettext("Nodig bij: %(outcomes)s.", outcomes=listed)))
        return found

    def validate_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        if field.data and not EARLIEST <= field.data <= LATEST:
            raise ValidationError(NO_DATE)

    def to_answer(self) -> Answer:
        """Hand over the typed answer."""
        return Answer(
            outcome=self.outcome.data,
            reason=self.reason.data or None,
            on=self.on.data,
            number=self.number.data or None,
            document=self.document.data or None,
            note=self.note.data or None,
        )


class WaiveForm(ChangeForm):
    """Why a step is not needed."""

    reason = TextAreaField(
        _("Waarom is deze stap niet nodig?"),
        validators=[InputRequired(WHY), Length(max=LONG, message=TOO_LONG)],
    )


class PauseForm(ChangeForm):
    """Why the clock of a step stands still."""

    reason = RadioField(_("Waarom staat de stap stil?"), validators=[InputRequired(CHOOSE)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.choices = [(str(one), gettext(label)) for one, label in labels.PAUSE.items()]

    def to_reason(self) -> PauseReason:
        """Hand over the reason."""
        return PauseReason(self.reason.data)


class AssignForm(ChangeForm):
    """Who does a step, or handles a case."""

    user = SelectField(_("Collega"), validators=[InputRequired(CHOOSE)])

    def __init__(self, people: Iterable[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(user_id), name) for user_id, name in people]
        self.user.choices = [("", gettext("Kies een collega")), *listed]

    def to_user(self) -> UUID:
        """Hand over the account."""
        return UUID(self.user.data)


class AnchorForm(ChangeForm):
    """From which moment a term really counts."""

    day = DateField(_("Datum"), format=DATES, validators=[InputRequired(NO_DATE)])
    time = TimeField(_("Tijd"), format=TIMES, validators=[InputRequired(NO_TIME)])
    reason = TextAreaField(
        _("Waarom klopt het moment niet?"),
        validators=[InputRequired(WHY), Length(max=LONG, message=TOO_LONG)],
    )

    def validate_day(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        if field.data and not EARLIEST <= field.data <= LATEST:
            raise ValidationError(NO_DATE)

    def to_correction(self) -> tuple[datetime, str]:
        """Hand over moment and reason."""
        on, clock = cast("date", self.day.data), cast("time", self.time.data)
        return datetime.combine(on, clock, LOCAL), str(self.reason.data)


class ResumeForm(ChangeForm):
    """Nothing but the version: the clock runs again."""


class ReopenForm(ChangeForm):
    """Why a closed case opens again."""

    reason = TextAreaField(
        _("Waarom gaat dit dossier weer open?"),
        validators=[InputRequired(WHY), Length(max=LONG, message=TOO_LONG)],
    )


class MessageForm(SpokenForm):
    """One message."""

    text = TextAreaField(
        _("Je bericht"),
        validators=[
            InputRequired(_("Schrijf eerst een bericht.")),
            Length(max=LONG, message=TOO_LONG),
        ],
    )


class ReleaseForm(SpokenForm):
    """Somebody saw what an original tells; `shown` stands for exactly that."""

    shown = HiddenField()
    seen = BooleanField(
        _("Ik heb gezien wat dit bestand vertelt. Het origineel mag mee."),
        validators=[InputRequired(_("Lees wat het bestand vertelt en zet dan dit vinkje."))],
    )
