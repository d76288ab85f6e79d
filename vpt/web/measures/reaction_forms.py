"""The forms for hearing a perpetrator: how it went, and the invitation."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, cast

from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, RadioField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from vpt.cases.chain import Choice
from vpt.measures.hearing import Heard, Invitation
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
)
from vpt.web.incidents.parts import line, text
from vpt.web.moments import LOCAL

ADDRESS = 400


def day(label: Any, hint: Any = "", *, required: bool = False) -> DateField:
    """Return a field for a date."""
    checks = [InputRequired(NO_DATE)] if required else [Optional()]
    return DateField(label, description=hint, format=DATES, validators=checks)


def ensure_sane(field: Field) -> None:
    """Refuse a date nobody can mean."""
    if field.data and not EARLIEST <= field.data <= LATEST:
        raise ValidationError(NO_DATE)


class TalkForm(ChangeForm):
    """What somebody said when they were heard."""

    on = day(_("Wanneer was het gesprek?"))
    present = line(_("Wie waren erbij, met hun functie?"))
    own_view = text(_("Wat zei de ander, in eigen woorden?"))
    agreed = text(_("Wat spraken jullie af?"))

    def validate_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        ensure_sane(field)

    def to_heard(self, outcome: str = "heard_later", reason: str = "") -> Heard:
        """Hand over what was said."""
        return Heard(
            outcome=outcome,
            on=self.on.data,
            present=self.present.data or "",
            own_view=self.own_view.data or "",
            agreed=self.agreed.data or "",
            reason=reason,
        )


class HearForm(TalkForm):
    """How the reaction to one perpetrator ends; the outcomes are those of the protocol."""

    outcome = RadioField(_("Hoe heb je gereageerd?"), validators=[InputRequired(CHOOSE)])
    reason = TextAreaField(
        _("Waarom spoed, of waarom kan een reactie niet?"),
        validators=[Length(max=LONG, message=TOO_LONG)],
    )

    def __init__(self, offered: Iterable[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = [(one.key, one.title) for one in offered]

    def to_reaction(self) -> Heard:
        """Hand over how it went."""
        return self.to_heard(str(self.outcome.data), self.reason.data or "")


class InviteForm(ChangeForm):
    """When and where somebody is expected, and where the letter goes."""

    on = day(_("Op welke dag?"), required=True)
    at = TimeField(_("Hoe laat?"), format=TIMES, validators=[InputRequired(NO_TIME)])
    place = StringField(_("Waar?"), validators=[Length(max=200, message=TOO_LONG)])
    contact = StringField(
        _("Hoe kan de ander ons bereiken?"),
        description=_("Een algemeen nummer of adres van de organisatie, geen eigen nummer."),
        validators=[Length(max=200, message=TOO_LONG)],
    )
    address = TextAreaField(
        _("Naam en adres op de envelop"), validators=[Length(max=ADDRESS, message=TOO_LONG)]
    )
    parents = line(_("Minderjarig? Vul de namen van de ouders of verzorgers in."))

    def validate_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        ensure_sane(field)

    def to_invitation(self) -> Invitation:
        """Hand over the invitation."""
        at = datetime.combine(cast("date", self.on.data), cast("time", self.at.data), LOCAL)
        return Invitation(
            at=at,
            place=self.place.data or "",
            contact=self.contact.data or "",
            address=self.address.data or "",
            parents=self.parents.data or "",
        )
