"""Forms of the first set-up; they check shape only."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, Field, SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from vpt.accounts.people import User
from vpt.accounts.rules import SHORT_CODE, OrganisationKind
from vpt.accounts.service import NewOrganisation
from vpt.web.accounts.forms import FILL_IN, NewPasswordForm, mail_address

LONG = _("Dit is te lang.")
LATER = "later"


class CodeForm(FlaskForm):
    """The code that the server shows."""

    code = StringField(_("Inrichtingscode"), validators=[InputRequired(FILL_IN), Length(max=40)])


class FoundForm(NewPasswordForm):
    """The organisation and its first administrator."""

    organisation = StringField(
        _("Naam van de organisatie"), validators=[InputRequired(FILL_IN), Length(2, 200, LONG)]
    )
    short_code = StringField(_("Code"), validators=[InputRequired(FILL_IN)])
    domicile = StringField(
        _("Adres van de organisatie"), validators=[InputRequired(FILL_IN), Length(max=300)]
    )
    name = StringField(_("Je naam"), validators=[InputRequired(FILL_IN), Length(max=120)])
    email = EmailField(
        _("Je e-mailadres"), validators=[InputRequired(FILL_IN), Length(max=254), mail_address]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, email="", **kwargs)
        self._account_email = str(self.email.data or "")

    def validate_short_code(self, field: Field) -> None:
        """Refuse what cannot lead a reference."""
        if not SHORT_CODE.fullmatch(self.to_code()):
            raise ValidationError(_("Gebruik 2 tot 6 letters of cijfers, zoals GTV."))

    def to_code(self) -> str:
        """Return the abbreviation in capitals."""
        return str(self.short_code.data or "").strip().upper()

    def to_organisation(self) -> NewOrganisation:
        """Hand the service typed values."""
        return NewOrganisation(
            name=str(self.organisation.data).strip(),
            code=self.to_code(),
            kind=OrganisationKind.EMPLOYER,
            domicile=str(self.domicile.data).strip(),
        )


class MailCodeForm(FlaskForm):
    """The code that stood in the trial mail."""

    code = StringField(_("Code uit de mail"), validators=[InputRequired(FILL_IN), Length(max=20)])


class AdoptForm(FlaskForm):
    """Who keeps the protocol right."""

    owner = SelectField(_("Wie houdt het protocol bij?"), validators=[InputRequired(FILL_IN)])

    def offer(self, people: Iterable[User]) -> None:
        """Offer these people, and nobody yet."""
        self.owner.choices = [(LATER, gettext("Dat weten we nog niet"))] + [
            (str(one.id), one.name) for one in people
        ]

    def to_owner(self) -> UUID | None:
        """Return who was chosen."""
        return None if self.owner.data == LATER else UUID(self.owner.data)
