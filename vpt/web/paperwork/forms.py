"""What somebody types over from a form on paper."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from vpt.cases.taking_over import WRITER, Writer
from vpt.incidents import rules
from vpt.web.cases.forms import CHOOSE, TOO_LONG, SpokenForm
from vpt.web.i18n import translated as gettext

MOST = rules.LONG_TEXT - 100
"""The line that says who wrote it goes with it."""


class TakeOverForm(SpokenForm):
    """Who wrote it, and what it says."""

    writer = RadioField(_("Wie schreef het formulier?"), validators=[InputRequired(CHOOSE)])
    text = TextAreaField(
        _("Wat staat erop?"),
        description=_("Neem het letterlijk over, ook de scheldwoorden. Verbeter niets."),
        validators=[
            InputRequired(_("Neem over wat er op het formulier staat.")),
            Length(max=MOST, message=TOO_LONG),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.writer.choices = [(one.value, gettext(label)) for one, label in WRITER.items()]

    def to_addition(self) -> tuple[Writer, str]:
        """Hand over who wrote what."""
        return Writer(self.writer.data), str(self.text.data)
