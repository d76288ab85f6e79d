"""The forms by which the steps about damage end: with an outcome, or with the claim form."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from vpt.cases.chain import Choice
from vpt.cases.rules import Answer
from vpt.claims import joining, labels
from vpt.claims.joining import Returned
from vpt.claims.rules import Way
from vpt.web.cases.forms import CHOOSE, EARLIEST, LATEST, LONG, NO_DATE, TOO_LONG, ChangeForm
from vpt.web.claims.forms import day_field
from vpt.web.i18n import translated as gettext


class OutcomeForm(ChangeForm):
    """How a step about damage ends; a reason where the outcome asks for one."""

    outcome = RadioField(_("Wat is de uitkomst?"), validators=[InputRequired(CHOOSE)])
    reason = TextAreaField(_("Waarom?"), validators=[Length(max=LONG, message=TOO_LONG)])

    def __init__(self, choices: Sequence[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = [(one.key, one.title) for one in choices]
        asking = [f"“{one.title}”" for one in choices if "reason" in one.requires]
        self.reason.description = gettext("Nodig bij: %(outcomes)s.", outcomes=", ".join(asking))

    def to_answer(self) -> Answer:
        """Hand over the typed answer."""
        return Answer(outcome=self.outcome.data, reason=self.reason.data or None)


class ClaimForm(OutcomeForm):
    """How the prosecution's claim form went back."""

    way = RadioField(_("Hoe ging het formulier terug?"), validators=[InputRequired(CHOOSE)])
    returned_on = day_field(_("Wanneer?"), Optional())
    barcode = StringField(
        _("Cijfers van de streepjescode"),
        description=_("Zoals ze op het papieren formulier staan. Niet verplicht."),
        validators=[Length(max=joining.MOST_BARCODE, message=TOO_LONG)],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = [(str(one), gettext(label)) for one, label in labels.WAY.items()]

    def validate_returned_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        if field.data and not EARLIEST <= field.data <= LATEST:
            raise ValidationError(NO_DATE)

    def to_returned(self) -> Returned:
        """Hand over how it went back."""
        return Returned(
            answer=self.to_answer(),
            way=Way(self.way.data),
            returned_on=self.returned_on.data,
            barcode=self.barcode.data or "",
        )
