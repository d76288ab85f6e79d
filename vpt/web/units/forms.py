"""The forms of a unit: its name, what it hangs under, and who is at its head."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from vpt.accounts.grants import Grant
from vpt.accounts.rules import Post
from vpt.accounts.units import LONGEST_NAME
from vpt.web.administration.forms import SettingForm
from vpt.web.cases.forms import CHOOSE, TOO_LONG
from vpt.web.i18n import translated as gettext
from vpt.web.police_reports.forms import a_day

NAME = _("Vul de naam van de afdeling in.")
Choices = Iterable[tuple[str, str]]


class NameForm(SettingForm):
    """What a unit is called."""

    name = StringField(
        _("Naam"),
        description=_("Zoals iedereen de afdeling of het team noemt."),
        validators=[InputRequired(NAME), Length(max=LONGEST_NAME, message=TOO_LONG)],
    )


class ParentForm(SettingForm):
    """What a unit hangs under."""

    parent_id = SelectField(
        _("Hangt onder"),
        description=_("Wie daar leiding geeft, ziet ook wat hieronder gebeurt."),
    )

    def __init__(self, units: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parent_id.choices = [("", gettext(_("Niets: het is een hoogste afdeling"))), *units]

    def parent(self) -> UUID | None:
        """Hand over the unit above; None for the top."""
        return UUID(self.parent_id.data) if self.parent_id.data else None


class UnitForm(ParentForm):
    """A new unit."""

    name = StringField(
        _("Naam"),
        description=_("Zoals iedereen de afdeling of het team noemt."),
        validators=[InputRequired(NAME), Length(max=LONGEST_NAME, message=TOO_LONG)],
    )


class HeadForm(SettingForm):
    """Who leads a unit."""

    user_id = SelectField(_("Collega"), validators=[InputRequired(CHOOSE)])

    def __init__(self, people: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user_id.choices = [("", gettext(_("Kies een collega"))), *people]

    def to_grant(self, unit_id: UUID) -> Grant:
        """Hand over the place at the head of the unit."""
        return Grant(unit_id=unit_id, post=Post.MANAGER)

    def user(self) -> UUID:
        """Hand over who it is."""
        return UUID(self.user_id.data)


class DeputyForm(HeadForm):
    """Who stands in, and between which days."""

    first_day = a_day(_("Eerste dag"))
    last_day = a_day(_("Laatste dag"))

    def to_grant(self, unit_id: UUID) -> Grant:
        """Hand over the place with its days."""
        return Grant(
            unit_id=unit_id,
            post=Post.DEPUTY,
            first_day=self.first_day.data,
            last_day=self.last_day.data,
        )
