"""The repeated parts of the report form, and the kinds of field it is made of."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    Form,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, NumberRange, Optional

from vpt.incidents import rules
from vpt.incidents.rules import Damage, Person

TOO_LONG = _("Deze tekst is te lang. Gebruik hoogstens %(max)d tekens.")
NO_DATE = _("Vul een datum in die bestaat, zoals 14-03-2026.")
NO_TIME = _("Vul een tijd in, zoals 14:30.")
NO_NUMBER = _("Vul een heel getal in.")
NO_CHOICE = _("Deze keuze bestaat niet meer. Kies opnieuw.")
DATES = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
NONE = ("", _("Kies, als je wilt"))
BUILT_IN: Mapping[str, Any] = {
    "Not a valid date value.": NO_DATE,
    "Not a valid time value.": NO_TIME,
    "Not a valid integer value.": NO_NUMBER,
    "Not a valid choice.": NO_CHOICE,
    "'%(value)s' is not a valid choice for this field.": NO_CHOICE,
    "'%(value)s' are not valid choices for this field.": NO_CHOICE,
}


class Sentences:
    """Says WTForms' own sentences in the language of the page."""

    def gettext(self, text: str) -> str:
        """Return our sentence for a built-in one."""
        return str(BUILT_IN.get(text, text))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return our sentence for a built-in one that counts."""
        return self.gettext(singular if n == 1 else plural)


class PartForm(Form):
    """A form that speaks our language. The page key guards it, so it has no CSRF token."""

    class Meta:
        """Settings WTForms reads."""

        csrf = False

        def get_translations(self, form: object) -> Sentences:
            """Return our sentences."""
            return Sentences()


def choices_of(words: Mapping[Any, str]) -> list[tuple[str, Any]]:
    """Return the choices for a set of labelled codes."""
    return [(str(code), _(label)) for code, label in words.items()]


def texts_of(form: Form) -> dict[str, Any]:
    """Return the texts of a small form by field name."""
    return {field.short_name: field.data or "" for field in form}


def line(label: Any, most: int = rules.SHORT_TEXT) -> StringField:
    """Return a field for one line of text."""
    return StringField(label, validators=[Optional(), Length(max=most, message=TOO_LONG)])


def text(label: Any, most: int = rules.LONG_TEXT) -> TextAreaField:
    """Return a field for longer text."""
    return TextAreaField(label, validators=[Optional(), Length(max=most, message=TOO_LONG)])


def pick(label: Any, words: Mapping[Any, str]) -> SelectField:
    """Return an optional choice."""
    choices = [NONE, *choices_of(words)]
    return SelectField(label, choices=choices, default="", validators=[Optional()])


class NamedForm(PartForm):
    """Somebody who was there."""

    name = line(_("Naam"), rules.NAME_TEXT)
    phone = line(_("Telefoon"), rules.NAME_TEXT)
    description = text(_("Wat zag of merkte deze persoon?"), rules.SHORT_TEXT)

    def to_person(self) -> Person:
        """Return the person."""
        return Person(**texts_of(self))


class PerpetratorForm(PartForm):
    """Somebody who did it, as far as the reporter knows."""

    name = line(_("Voornaam"), rules.NAME_TEXT)
    surname = line(_("Achternaam"), rules.NAME_TEXT)
    birth_date = DateField(_("Geboortedatum"), format=DATES, validators=[Optional()])
    customer_number = line(_("Klantnummer of zaaknummer"), rules.NAME_TEXT)
    phone = line(_("Telefoon"), rules.NAME_TEXT)
    email = line(_("E-mailadres"), rules.NAME_TEXT)
    description = text(_("Hoe zag deze persoon eruit?"), rules.SHORT_TEXT)

    def to_person(self) -> Person:
        """Return the person."""
        return Person(**{**texts_of(self), "birth_date": self.birth_date.data})


class DamageForm(PartForm):
    """Something that was damaged or taken."""

    item = line(_("Wat is er kapot of weg?"))
    euros = IntegerField(
        _("Geschat bedrag in euro’s"),
        validators=[Optional(), NumberRange(0, 10_000_000, _("Vul een bedrag in hele euro’s in."))],
    )
    owner = SelectField(
        _("Van wie is het?"),
        choices=[("organisation", _("Van mijn werkgever")), ("employee", _("Van mij"))],
        validators=[Optional()],
    )

    def to_damage(self) -> Damage:
        """Return the damage."""
        euros = self.euros.data
        return Damage(
            item=self.item.data or "",
            amount_cents=None if euros is None else euros * 100,
            owner=self.owner.data or "organisation",
        )
