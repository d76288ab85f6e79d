"""The forms for what becomes known later: people, kind and severity, the same event, facts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from vpt.cases.by_hand import HandFact
from vpt.core import clock
from vpt.incidents import rules, taxonomy
from vpt.incidents.rules import Person
from vpt.incidents.taxonomy import Category, Role
from vpt.protocol.definition import FactContent
from vpt.web import moments
from vpt.web.cases import words
from vpt.web.cases.forms import (
    CHOOSE,
    DATES,
    EARLIEST,
    LATEST,
    LONG,
    NO_DATE,
    TOO_LONG,
    WHY,
    ChangeForm,
)
from vpt.web.i18n import translated as gettext
from vpt.web.incidents.parts import line, text

OLDEST = date(1900, 1, 1)
FIELDS = ("name", "surname", "phone", "email", "customer_number", "description")


class IdentityForm(ChangeForm):
    """Who somebody is, as far as it is known."""

    name = line(_("Voornaam"), rules.NAME_TEXT)
    surname = line(_("Achternaam"), rules.NAME_TEXT)
    birth_date = DateField(_("Geboortedatum"), format=DATES, validators=[Optional()])
    phone = line(_("Telefoon"), rules.NAME_TEXT)
    email = line(_("E-mailadres"), rules.NAME_TEXT)
    customer_number = line(_("Klantnummer of zaaknummer"), rules.NAME_TEXT)
    description = text(_("Beschrijving"), rules.SHORT_TEXT)

    def validate_birth_date(self, field: Field) -> None:
        """Refuse a date nobody is born on."""
        today = clock.now().astimezone(moments.LOCAL).date()
        if field.data and not OLDEST <= field.data <= today:
            raise ValidationError(NO_DATE)

    def to_person(self) -> Person:
        """Hand over the person."""
        typed: dict[str, Any] = {name: self[name].data or "" for name in FIELDS}
        return Person(**typed, birth_date=self.birth_date.data)


class AddPersonForm(IdentityForm):
    """Somebody who turned out to be involved."""

    role = RadioField(_("Wat is deze persoon?"), validators=[InputRequired(CHOOSE)])
    user = SelectField(_("Is het een collega?"), validators=[Optional()])

    def __init__(self, colleagues: Iterable[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [
            (Role.VICTIM.value, gettext("Slachtoffer")),
            (Role.PERPETRATOR.value, gettext("Veroorzaker")),
            (Role.WITNESS.value, gettext("Getuige")),
        ]
        listed = [(str(user_id), name) for user_id, name in colleagues]
        self.user.choices = [("", gettext("Nee, of ik weet het niet")), *listed]

    def to_role(self) -> Role:
        """Hand over the role."""
        return Role(self.role.data)

    def to_person(self) -> Person:
        """Hand over the person, with their account when it is a colleague."""
        account = UUID(self.user.data) if self.user.data else None
        return replace(super().to_person(), user_id=account)


class ClassifyForm(ChangeForm):
    """Kind and severity as assessed."""

    category = SelectField(_("Soort incident"), validators=[InputRequired(CHOOSE)])
    severity = RadioField(_("Ernst"), validators=[InputRequired(CHOOSE)])
    reason = TextAreaField(
        _("Waarom klopt de indeling niet?"),
        validators=[InputRequired(WHY), Length(max=LONG, message=TOO_LONG)],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.category.choices = [(one.value, words.category(one.value)) for one in Category]
        most = taxonomy.MOST_SEVERE
        self.severity.choices = [
            (str(level), gettext("%(level)s van %(most)s", level=level, most=most))
            for level in range(1, most + 1)
        ]

    def to_class(self) -> tuple[str, int]:
        """Hand over category and severity."""
        return str(self.category.data), int(self.severity.data)


class SameEventForm(ChangeForm):
    """Which case goes on for both."""

    reference = StringField(
        _("Nummer van het andere dossier"),
        description=_("Het nummer staat boven aan dat dossier, zoals ABC-2026-000123-K."),
        validators=[
            InputRequired(_("Vul het nummer van het andere dossier in.")),
            Length(max=40, message=TOO_LONG),
        ],
    )


class FactForm(ChangeForm):
    """One fact, with its date when it has one."""

    fact = SelectField(_("Welk feit?"), validators=[InputRequired(CHOOSE)])
    on = DateField(_("Datum"), format=DATES, validators=[Optional()])

    def __init__(self, facts: Sequence[HandFact], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._facts = {one.code: one for one in facts if one.is_date or one.value is None}
        listed = [(code, words.named(one)) for code, one in self._facts.items()]
        self.fact.choices = [("", gettext("Kies een feit")), *listed]

    def validate_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        if field.data and not EARLIEST <= field.data <= LATEST:
            raise ValidationError(NO_DATE)

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the date of a fact that is one."""
        is_valid = bool(super().validate(extra_validators))
        chosen = self._facts.get(str(self.fact.data))
        if chosen is not None and chosen.is_date and self.on.data is None and not self.on.errors:
            self.on.errors = [gettext("Vul de datum in.")]
            return False
        return is_valid

    def to_fact(self) -> tuple[tuple[str, UUID | None], FactContent]:
        """Hand over which fact about whom, and its value."""
        chosen = self._facts[self.fact.data]
        value: FactContent = self.on.data if chosen.is_date and self.on.data else True
        return (chosen.key, chosen.subject_id), value


class TakeBackForm(ChangeForm):
    """One fact that was not so."""

    fact = SelectField(_("Welk feit?"), validators=[InputRequired(CHOOSE)])

    def __init__(self, facts: Sequence[HandFact], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._facts = {one.code: one for one in facts if one.value is not None}
        self.fact.choices = [(code, words.named(one)) for code, one in self._facts.items()]

    def to_fact(self) -> tuple[str, UUID | None]:
        """Hand over which fact about whom."""
        chosen = self._facts[self.fact.data]
        return chosen.key, chosen.subject_id
