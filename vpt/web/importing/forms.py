"""Forms of reading lists in."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, FileField, HiddenField, TextAreaField
from wtforms.validators import Optional


class ListForm(FlaskForm):
    """A list: a file, or lines from a spreadsheet."""

    file = FileField(_("Bestand (CSV)"), validators=[Optional()])
    lines = TextAreaField(_("Of plak hier de regels, met de kopregel erbij"))


class StoreForm(FlaskForm):
    """The list that was looked at, and what it would do."""

    text = HiddenField()
    seen = HiddenField()
    invites = BooleanField(_("Stuur wie nieuw is meteen een uitnodiging"), default=True)
