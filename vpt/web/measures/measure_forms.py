"""The forms for imposing a measure, letting it go, and looking back at it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    Field,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from vpt.cases.chain import Choice
from vpt.core.errors import DomainError, RuleBroken
from vpt.measures import labels, ladder
from vpt.measures.ladder import Nature
from vpt.measures.reviewing import Verdict
from vpt.measures.rules import Ground, Plan, Service
from vpt.web.cases.forms import CHOOSE, LONG, TOO_LONG, WHY, ChangeForm
from vpt.web.i18n import translated as gettext
from vpt.web.incidents.parts import line
from vpt.web.measures.reaction_forms import ADDRESS, day, ensure_sane

GROUNDS = (1, 2, 3)
WHAT = _("Wat deed of zei de ander?")
ON = _("Op welke dag?")


def prose(label: Any, hint: Any = "", most: int = LONG) -> TextAreaField:
    """Return a field for longer text with a hint."""
    return TextAreaField(
        label, description=hint, validators=[Optional(), Length(max=most, message=TOO_LONG)]
    )


class GateForm(ChangeForm):
    """A form that puts every refusal of the gate at its own field."""

    def refuse(self, error: DomainError) -> bool:
        """Put all breaches at their fields; True when at least one has a place here."""
        breaches = error.details.get("breaches") or ()
        if not isinstance(breaches, tuple) or not breaches:
            return super().refuse(error)
        placed = [super(GateForm, self).refuse(_as_error(one)) for one in breaches]
        return any(placed)


def _as_error(breach: Any) -> RuleBroken:
    return RuleBroken(breach.code, field=breach.field)


class PlaceForm(GateForm):
    """Where a measure holds, and what reception needs to act on it."""

    area = prose(
        _("Waar en waarvoor geldt het?"),
        _("De ander leest dit. Bijvoorbeeld: u komt niet in het stadskantoor en de bibliotheek."),
    )
    everywhere = BooleanField(_("Het geldt op al onze locaties"))
    locations = SelectMultipleField(_("Of alleen op deze locaties"), validators=[Optional()])
    instruction = prose(
        _("Wat doen collega’s als deze persoon komt?"),
        _("Dit ziet de receptie. Schrijf niet op wat er is gebeurd."), 1000,
    )  # fmt: skip
    call = line(_("Wie bellen ze dan?"))
    starts_on = day(_("Eerste dag"))
    ends_on = day(
        _("Laatste dag"),
        _("Hoogstens een jaar. De maatregel stopt om 24:00 uur, ook op een vrije dag."),
    )

    def offer_locations(self, places: Iterable[tuple[UUID, str]]) -> None:
        """Fill the choices of locations."""
        self.locations.choices = [(str(one), name) for one, name in places]

    def validate_starts_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        ensure_sane(field)

    def validate_ends_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        ensure_sane(field)

    def to_locations(self) -> frozenset[UUID]:
        """Hand over the locations chosen."""
        return frozenset(UUID(one) for one in self.locations.data or () if one.strip())


class MeasureForm(PlaceForm):
    """A measure as somebody wants to impose it."""

    level = SelectField(_("Welke maatregel?"), validators=[InputRequired(CHOOSE)])
    nature = RadioField(_("Is het een besluit?"), default="", validators=[Optional()])
    ground_on_1 = DateField(ON, validators=[Optional()])
    ground_1 = prose(WHAT, _("Een hele zin. Schrijf “onze medewerker”, nooit een naam."))
    ground_on_2 = DateField(ON, validators=[Optional()])
    ground_2 = prose(WHAT)
    ground_on_3 = DateField(ON, validators=[Optional()])
    ground_3 = prose(WHAT)
    review_on = day(_("Opnieuw bekijken op"), _("Binnen drie maanden na het begin."))
    services = prose(
        _("Wat kan de ander blijven gebruiken, en hoe?"),
        _("Eén per regel, met een dubbele punt: “Paspoort aanvragen: op afspraak”."),
    )
    remedy = prose(
        _("Wat kan de ander ertegen doen?"), _("Laat leeg voor de tekst die hiernaast staat.")
    )
    is_delayed = BooleanField(_("Het bericht over de gegevens moet nog wachten"))
    delay_reason = prose(_("Waarom moet dat wachten?"), "", 1000)
    is_minor = BooleanField(_("De ander is minderjarig: de brief gaat naar de ouders"))
    parents = StringField(
        _("Namen van de ouders of verzorgers"), validators=[Length(max=200, message=TOO_LONG)]
    )
    address = prose(_("Naam en adres op de envelop"), "", ADDRESS)
    decider = SelectField(_("Wie beslist?"), validators=[Optional()])

    def offer(
        self, deciders: Iterable[tuple[UUID, str]], places: Iterable[tuple[UUID, str]]
    ) -> None:
        """Fill the choices that differ for each case."""
        locale = str(get_locale())
        self.level.choices = [("", gettext("Kies een maatregel"))] + [
            (one.key, f"{one.level} · {one.named(locale)}") for one in ladder.own_rungs()
        ]
        natures = [(str(one), gettext(label)) for one, label in labels.NATURE.items()]
        self.nature.choices = [("", gettext("Zoals de ladder voorstelt")), *natures]
        listed = [(str(one), name) for one, name in deciders]
        self.decider.choices = [("", gettext("Kies een collega met mandaat")), *listed]
        self.offer_locations(places)

    def to_plan(self, organisation: str) -> Plan:
        """Hand over the plan; the remedy that the law gives when nothing was typed."""
        rung = ladder.rung(self.level.data)
        fallback = rung.nature if rung else Nature.COMPLAINT
        nature = Nature(self.nature.data) if self.nature.data else fallback
        proposed = labels.REMEDY.get(nature, "").replace("{organisatie}", organisation)
        return Plan(
            level=self.level.data or "",
            nature=nature,
            grounds=self._grounds(),
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            review_on=self.review_on.data,
            everywhere=bool(self.everywhere.data),
            location_ids=self.to_locations(),
            area=self.area.data or "",
            services=tuple(services_of(self.services.data or "")),
            remedy=(self.remedy.data or "").strip() or proposed,
            instruction=self.instruction.data or "",
            call=self.call.data or "",
            delay_reason=self.delay_reason.data or "",
            is_delayed=bool(self.is_delayed.data),
            is_minor=bool(self.is_minor.data),
            parents=self.parents.data or "",
            address=self.address.data or "",
            decider_id=UUID(self.decider.data) if self.decider.data else None,
        )

    def _grounds(self) -> tuple[Ground, ...]:
        typed = [
            (self._fields[f"ground_on_{at}"].data, self._fields[f"ground_{at}"].data or "")
            for at in GROUNDS
        ]
        while len(typed) > 1 and not any(typed[-1]):
            typed.pop()
        return tuple(Ground(on, told) for on, told in typed)


def services_of(typed: str) -> Iterable[Service]:
    """Return the services typed one a line, as "what: how"."""
    for one in typed.splitlines():
        what, _colon, how = one.partition(":")
        if what.strip():
            yield Service(what.strip(), how.strip())


def data_of(plan: Plan) -> dict[str, Any]:
    """Return what a form starts with for a plan that was kept."""
    told: dict[str, Any] = {
        name: getattr(plan, name)
        for name in (
            "level", "starts_on", "ends_on", "review_on", "everywhere", "area", "remedy",
            "instruction", "call", "delay_reason", "is_delayed", "is_minor", "parents", "address",
        )
    }  # fmt: skip
    told["nature"] = plan.nature.value if plan.level else ""
    told["locations"] = [str(one) for one in plan.location_ids]
    told["services"] = "\n".join(f"{one.what}: {one.how}" for one in plan.services)
    told["decider"] = str(plan.decider_id or "")
    for at, ground in zip(GROUNDS, plan.grounds, strict=False):
        told |= {f"ground_on_{at}": ground.on, f"ground_{at}": ground.text}
    return told


class DropForm(ChangeForm):
    """Why there is no measure after all."""

    reason = TextAreaField(
        _("Waarom komt er toch geen maatregel?"),
        validators=[InputRequired(WHY), Length(max=LONG, message=TOO_LONG)],
    )


class ReviewForm(GateForm):
    """What a review comes to; the outcomes are those of the protocol."""

    outcome = RadioField(_("Is de maatregel nog nodig?"), validators=[InputRequired(CHOOSE)])
    conduct = prose(
        _("Hoe gedroeg de ander zich sinds het begin?"),
        _(
            "Deze tekst komt letterlijk in de brief aan de ander. Schrijf in de u-vorm, alleen "
            "over gedrag van de laatste tijd en niets over collega’s."
        ),
    )
    reason = prose(
        _("Waarom besluit je dit?"),
        _(
            "Ook deze tekst komt letterlijk in de brief aan de ander: geen aantekeningen voor "
            "jezelf, niets over collega’s."
        ),
    )
    ends_on = day(_("Nieuwe laatste dag"), _("Alleen bij verlengen, hoogstens een jaar."))
    next_on = day(_("Weer bekijken op"), _("Binnen drie maanden."))

    def __init__(self, offered: Iterable[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = [(one.key, one.title) for one in offered]

    def validate_ends_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        ensure_sane(field)

    def validate_next_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        ensure_sane(field)

    def to_verdict(self) -> Verdict:
        """Hand over the verdict."""
        return Verdict(
            outcome=str(self.outcome.data),
            conduct=self.conduct.data or "",
            reason=self.reason.data or "",
            ends_on=self.ends_on.data,
            next_on=self.next_on.data,
        )
