"""Forms of signing in and of one's own account; they check shape only."""

from datetime import time
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, Field, PasswordField, RadioField, StringField, TimeField
from wtforms.validators import EqualTo, InputRequired, Length, Optional, ValidationError

from vpt.accounts import labels
from vpt.accounts.people import User
from vpt.accounts.rules import (
    EMAIL,
    LOCALES,
    PASSWORD_MAX,
    MailMode,
    Preferences,
    password_problem,
)

PROBLEMS = {
    "password_short": _("Kies een wachtwoord van minstens 12 tekens. Een zin mag ook."),
    "password_long": _("Kies een wachtwoord van hoogstens 200 tekens."),
    "password_guessable": _(
        "Dit wachtwoord is makkelijk te raden. Kies bijvoorbeeld vier woorden die niets met "
        "elkaar te maken hebben."
    ),
}
FILL_IN = _("Vul dit veld in.")
BOTH = _("Vul beide tijden in, of geen van beide.")


def mail_address(_form: FlaskForm, field: Field) -> None:
    """Refuse what is no mail address; for every form that asks for one."""
    if not EMAIL.fullmatch((field.data or "").strip()):
        raise ValidationError(_("Vul een e-mailadres in, zoals naam@organisatie.nl."))


class SignInForm(FlaskForm):
    """Who and the password."""

    email = EmailField(_("E-mailadres"), validators=[InputRequired(FILL_IN), mail_address])
    password = PasswordField(
        _("Wachtwoord"), validators=[InputRequired(FILL_IN), Length(max=PASSWORD_MAX)]
    )


class CodeForm(FlaskForm):
    """A one-time code."""

    code = StringField(_("Code van 6 cijfers"), validators=[InputRequired(FILL_IN), Length(max=20)])


class RecoveryForm(FlaskForm):
    """A recovery code."""

    code = StringField(_("Herstelcode"), validators=[InputRequired(FILL_IN), Length(max=40)])


class ForgottenForm(FlaskForm):
    """Whose password is forgotten."""

    email = EmailField(_("E-mailadres"), validators=[InputRequired(FILL_IN), mail_address])


class ConfirmForm(FlaskForm):
    """The password, once more, before something important."""

    current = PasswordField(
        _("Je wachtwoord van nu"), validators=[InputRequired(FILL_IN), Length(max=PASSWORD_MAX)]
    )


class NewPasswordForm(FlaskForm):
    """A new password, twice."""

    password = PasswordField(_("Nieuw wachtwoord"), validators=[InputRequired(FILL_IN)])
    again = PasswordField(
        _("Nog een keer"),
        validators=[
            InputRequired(FILL_IN),
            EqualTo("password", _("Dit is niet hetzelfde als het wachtwoord hierboven.")),
        ],
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._account_email = email

    def validate_password(self, field: Field) -> None:
        """Refuse what is short or guessable."""
        problem = password_problem(field.data or "", self._account_email)
        if problem is not None:
            raise ValidationError(PROBLEMS[problem])


class ChangePasswordForm(NewPasswordForm, ConfirmForm):
    """The password of now, and a new one."""


class PreferencesForm(FlaskForm):
    """Language, mail and quiet hours."""

    locale = RadioField(
        _("Taal"), choices=list(labels.LOCALE.items()), validators=[InputRequired(FILL_IN)]
    )
    mode = RadioField(
        _("Mail over je werk"),
        choices=[(str(mode), _(words)) for mode, words in labels.MAIL_MODE.items()],
        validators=[InputRequired(FILL_IN)],
    )
    quiet_from = TimeField(_("Geen mail vanaf"), validators=[Optional()])
    quiet_until = TimeField(_("Geen mail tot"), validators=[Optional()])

    @classmethod
    def of(cls, user: User) -> "PreferencesForm":
        """Return the form, filled with what somebody chose before."""
        return cls(
            data={
                "locale": user.locale if user.locale in LOCALES else LOCALES[0],
                "mode": user.mail.get("mode", MailMode.IMMEDIATE),
                "quiet_from": _time(user.mail.get("quiet_from")),
                "quiet_until": _time(user.mail.get("quiet_until")),
            }
        )

    def validate_quiet_from(self, _field: Field) -> None:
        """Ask for an end when there is a beginning; runs only when this one is filled in."""
        if self.quiet_until.data is None:
            raise ValidationError(BOTH)

    def validate_quiet_until(self, _field: Field) -> None:
        """Ask for a beginning when there is an end; runs only when this one is filled in."""
        if self.quiet_from.data is None:
            raise ValidationError(BOTH)

    def to_preferences(self) -> Preferences:
        """Hand the service typed values."""
        return Preferences(
            locale=self.locale.data,
            mode=MailMode(self.mode.data),
            quiet_from=_text(self.quiet_from.data),
            quiet_until=_text(self.quiet_until.data),
        )


def _time(stored: object) -> time | None:
    try:
        return time.fromisoformat(str(stored))
    except ValueError:
        return None


def _text(value: time | None) -> str:
    return value.isoformat("minutes") if value is not None else ""
