"""The forms that hand over the work of somebody who leaves."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, HiddenField, SelectField
from wtforms.validators import InputRequired

from vpt.cases.handing_over import Plan
from vpt.cases.leaving import Load, UnitLoad
from vpt.core.errors import DomainError
from vpt.web import sentences
from vpt.web.cases.forms import CHOOSE, SpokenForm
from vpt.web.i18n import translated as gettext

PREFIX = "eenheid_"
NO_UNIT = "geen"
People = Iterable[tuple[UUID, str]]


class LeaverForm(SpokenForm):
    """Who leaves; asked in the address."""

    class Meta(SpokenForm.Meta):
        """A question changes nothing and needs no token."""

        csrf = False

    wie = SelectField(_("Wie vertrekt?"), validators=[InputRequired(CHOOSE)])

    def __init__(self, people: People, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(user_id), name) for user_id, name in people]
        self.wie.choices = [("", gettext("Kies een collega")), *listed]


class HandOverForm(SpokenForm):
    """Who takes over: one for all, and another one for a unit when that is better."""

    leaver = HiddenField()
    successor = SelectField(_("Wie neemt het werk over?"), validators=[InputRequired(CHOOSE)])
    with_units = BooleanField(_("De opvolger wordt ook leidinggevende of plaatsvervanger"))

    def units(self) -> list[Field]:
        """Return the fields that name another successor for one unit."""
        return [field for field in self if field.name.startswith(PREFIX)]

    def to_plan(self) -> Plan:
        """Hand over who takes what."""
        chosen = {field.name.removeprefix(PREFIX): field.data for field in self.units()}
        return Plan(
            successor_id=UUID(self.successor.data),
            by_unit={
                None if unit == NO_UNIT else UUID(unit): UUID(user)
                for unit, user in chosen.items()
                if user
            },
            with_units=bool(self.with_units.data),
        )

    def refuse(self, error: DomainError) -> bool:
        """Put a refusal at the field it is about; False when it is about no field here."""
        if error.details.get("field") != "successor":
            return False
        self.successor.errors = [sentences.of(error)]
        return True


def hand_over_form(load: Load, people: People) -> HandOverForm:
    """Return the form for one who leaves, with a field for each unit that has work."""
    listed = [(str(user_id), name) for user_id, name in people]
    apart = load.units if len(load.units) > 1 else ()
    fields = {_name(unit): _field(unit, listed) for unit in apart}
    made: HandOverForm = type("HandOverFormOf", (HandOverForm,), fields)()
    made.successor.choices = [("", gettext("Kies een collega")), *listed]
    made.leaver.data = str(load.user_id)
    return made


def _name(unit: UnitLoad) -> str:
    return f"{PREFIX}{unit.unit_id.hex if unit.unit_id else NO_UNIT}"


def _field(unit: UnitLoad, listed: list[tuple[str, str]]) -> SelectField:
    return SelectField(
        gettext(
            "%(unit)s: %(cases)s dossiers, %(steps)s stappen",
            unit=unit.name or gettext("Zonder eenheid"),
            cases=unit.cases,
            steps=unit.steps,
        ),
        choices=[("", gettext("Dezelfde opvolger")), *listed],
        default="",
    )
