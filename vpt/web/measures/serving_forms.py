"""The forms for proof of service, and for measures of mayor, prosecutor and court."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, SelectField
from wtforms.validators import InputRequired

from vpt.measures import labels, ladder
from vpt.measures.rules import Issuer, Served
from vpt.measures.serving import External, Proof
from vpt.web.cases.forms import CHOOSE, ChangeForm
from vpt.web.incidents.parts import choices_of, line
from vpt.web.measures.measure_forms import PlaceForm
from vpt.web.measures.reaction_forms import day, ensure_sane


class ServeForm(ChangeForm):
    """How and when a letter reached somebody."""

    how = RadioField(_("Hoe is de brief uitgereikt?"), validators=[InputRequired(CHOOSE)])
    on = day(_("Op welke dag?"))
    number = line(_("Nummer van het bewijs"), 80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.how.choices = choices_of(labels.SERVED)

    def validate_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        ensure_sane(field)

    def to_proof(self) -> Proof:
        """Hand over the proof."""
        return Proof(how=Served(self.how.data), on=self.on.data, number=self.number.data or "")


class ExternalForm(PlaceForm):
    """A measure of an authority as its paper says."""

    person = SelectField(_("Voor wie?"), validators=[InputRequired(CHOOSE)])
    level = SelectField(_("Welke maatregel?"), validators=[InputRequired(CHOOSE)])
    issuer = RadioField(_("Wie legde hem op?"), validators=[InputRequired(CHOOSE)])
    number = line(_("Nummer van het besluit"), 80)

    def offer(self, people: Iterable[tuple[UUID, str]], places: Iterable[tuple[UUID, str]]) -> None:
        """Fill the choices that differ for each case."""
        locale = str(get_locale())
        self.person.choices = [(str(one), name) for one, name in people]
        self.level.choices = [(one.key, one.named(locale)) for one in ladder.external_rungs()]
        self.issuer.choices = choices_of(labels.ISSUER)
        self.offer_locations(places)

    def to_external(self) -> External:
        """Hand over the measure."""
        return External(
            involved_id=UUID(self.person.data),
            level=str(self.level.data),
            issuer=Issuer(self.issuer.data),
            number=self.number.data or "",
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            area=self.area.data or "",
            instruction=self.instruction.data or "",
            call=self.call.data or "",
            everywhere=bool(self.everywhere.data),
            location_ids=self.to_locations(),
        )
