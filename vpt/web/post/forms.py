"""The forms of the post register."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from vpt.core.errors import DomainError
from vpt.post import labels
from vpt.post.rules import KEPT_AT_MOST, NewLetter, Returned, Sender
from vpt.web import sentences
from vpt.web.cases.forms import CHOOSE, DATES, NO_DATE, TOO_LONG, SpokenForm, as_version
from vpt.web.i18n import translated as gettext


class LetterForm(SpokenForm):
    """A letter that came: for whom, when, from what kind of sender, where the envelope lies."""

    recipient = SelectField(_("Voor wie is de brief?"), validators=[InputRequired(CHOOSE)])
    received_on = DateField(
        _("Wanneer kwam de brief?"), format=DATES, validators=[InputRequired(NO_DATE)]
    )
    sender = RadioField(
        _("Wat voor afzender staat op de envelop?"),
        description=_("Maak de envelop niet open. Je collega ziet dit pas na het bekijken."),
        validators=[InputRequired(CHOOSE)],
    )
    kept = StringField(
        _("Waar ligt de dichte envelop?"),
        description=_("Bijvoorbeeld: kluis van de receptie. Schrijf niets over de inhoud."),
        validators=[
            InputRequired(_("Vul in waar de envelop ligt.")),
            Length(max=KEPT_AT_MOST, message=TOO_LONG),
        ],
    )

    def __init__(self, people: Iterable[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(user_id), name) for user_id, name in people]
        self.recipient.choices = [("", gettext("Kies een collega")), *listed]
        self.sender.choices = [(str(one), gettext(label)) for one, label in labels.SENDER.items()]

    def to_letter(self) -> NewLetter:
        """Hand over the letter."""
        return NewLetter(
            recipient_id=UUID(self.recipient.data),
            received_on=cast("date", self.received_on.data),
            sender=Sender(self.sender.data),
            kept=str(self.kept.data),
        )

    def refuse(self, error: DomainError) -> bool:
        """Put a refusal at the field it is about; False when it is about no field here."""
        name = str(error.details.get("field", ""))
        if name not in self._fields:
            return False
        self._fields[name].errors = [sentences.of(error)]
        return True


class LetterStateForm(SpokenForm):
    """Nothing but the version of the letter that was seen."""

    version = HiddenField()

    def seen(self) -> int:
        """Return the version the person saw; 0 when it is no number."""
        return as_version(self.version.data)


class GiveBackForm(LetterStateForm):
    """Why a letter goes back."""

    reason = RadioField(_("Waarom gaat de brief terug?"), validators=[InputRequired(CHOOSE)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.choices = [(str(one), gettext(label)) for one, label in labels.RETURNED.items()]

    def to_reason(self) -> Returned:
        """Hand over the reason."""
        return Returned(self.reason.data)
