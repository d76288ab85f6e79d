"""The form of a judgment or an adjournment, with an amount for every victim and the employer."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, RadioField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from vpt.cases.chain import Choice
from vpt.claims import amounts
from vpt.core.errors import DomainError, RuleBroken
from vpt.outcomes import labels
from vpt.outcomes.rules import BEHAVIOUR_ORDER, Award, Judgment, Verdict
from vpt.web import sentences
from vpt.web.cases.forms import CHOOSE, SHORT, TOO_LONG
from vpt.web.i18n import translated as gettext
from vpt.web.incidents.parts import choices_of
from vpt.web.outcomes.forms import OUTCOME, HearingForm, OrderForm, penalties, uplift, words
from vpt.web.police_reports.forms import a_day, line, text

Place = tuple[UUID, str]
Party = tuple[UUID | None, str]
"""A victim, or nobody's id for the employer, with how the page names them."""
HOW_MUCH = _("Bijvoorbeeld 850,00. Laat leeg als er niets is toegekend.")
MEASURE = (("yes", _("Ja")), ("no", _("Nee")), ("", _("Onbekend")))


class JudgmentForm(HearingForm, OrderForm):
    """What the court did; `for_parties` makes the class with a place for every amount."""

    parties: Sequence[Party] = ()
    outcome = RadioField(OUTCOME, validators=[InputRequired(CHOOSE)])
    decided_on = a_day(_("Wanneer was de zitting of uitspraak?"))
    ending = RadioField(_("Hoe liep het af?"), validators=[Optional()])
    penalties = penalties(_("Wat legde de rechter op?"))
    final_on = a_day(_("Onherroepelijk op"))
    is_appealed = BooleanField(_("Er is hoger beroep ingesteld"))
    uplift = uplift()
    ecli = line(_("ECLI-nummer"), _("Zoals ECLI:NL:RBOVE:2026:123. Alleen als het er is."), 80)
    has_ban = BooleanField(_("De rechter gaf een contactverbod of een locatieverbod"))
    text = text(_("Toelichting voor het dossier"))
    words = words()

    def offer(self, offered: Iterable[Choice], places: Iterable[Place]) -> None:
        """Fill what differs for each case; whether an award is final follows from its day."""
        shown = [one for one in offered if one.key != Verdict.CONVICTED_OPEN]
        self.outcome.choices = [(one.key, _title(one)) for one in shown]
        self.ending.choices = choices_of(labels.ENDING)
        self.penalties.choices = choices_of(labels.PENALTY)
        self.uplift.choices = choices_of(labels.UPLIFT)
        self.offer_locations(places)

    def refuse(self, error: DomainError) -> bool:
        """Put what is wrong with an award at the first amount."""
        if error.details.get("field") == "awards" and self.parties:
            self["amount_1"].errors = [sentences.of(error)]
            return True
        return super().refuse(error)

    def to_judgment(self) -> Judgment:
        """Hand over what the court did."""
        order = self.to_order(BEHAVIOUR_ORDER) if self.has_ban.data else None
        return Judgment(
            verdict=self.outcome.data,
            decided_on=self.decided_on.data,
            hearing=self.to_hearing(),
            ending=self.ending.data or "",
            penalties=tuple(self.penalties.data or ()),
            awards=tuple(self._awards()),
            final_on=self.final_on.data,
            is_appealed=True if self.is_appealed.data else None,
            order=order,
            uplift=self.uplift.data or "",
            ecli=self.ecli.data or "",
            text=self.text.data or "",
            words=self.words.data or "",
        )

    @property
    def amounts(self) -> list[tuple[Field, Field]]:
        """Return amount and measure of every victim, for the page."""
        numbers = range(1, len(self.parties) + 1)
        return [(self[f"amount_{number}"], self[f"measure_{number}"]) for number in numbers]

    def _awards(self) -> Iterable[Award]:
        for (victim_id, _name), (amount, measure) in zip(self.parties, self.amounts, strict=True):
            if (amount.data or "").strip():
                is_measure = {"yes": True, "no": False}.get(measure.data)
                cents = amounts.cents(amount.data)
                yield Award(
                    victim_id=victim_id,
                    to_employer=victim_id is None,
                    cents=cents,
                    is_measure=is_measure,
                )


def for_parties(victims: Sequence[Place]) -> type[JudgmentForm]:
    """Return the form of a case with these victims; the employer may have joined as well."""
    parties: tuple[Party, ...] = (*victims, (None, gettext("de werkgever")))
    fields: dict[str, Any] = {"parties": parties}
    for number, (_id, name) in enumerate(parties, 1):
        fields[f"amount_{number}"] = _amount(name)
        fields[f"measure_{number}"] = RadioField(
            gettext(
                "Legde de rechter voor %(who)s ook de schadevergoedingsmaatregel op?", who=name
            ),
            description=gettext("Dan int het CJIB het geld."),
            choices=MEASURE,
            default="",
            validators=[Optional()],
        )
    return type("JudgmentFormOfCase", (JudgmentForm,), fields)


def _amount(name: str) -> StringField:
    limits = [Optional(), Length(max=SHORT, message=TOO_LONG), _is_amount]
    label = gettext("Schadevergoeding voor %(who)s, in euro", who=name)
    return StringField(label, description=HOW_MUCH, validators=limits)


def _is_amount(_form: object, field: Field) -> None:
    try:
        amounts.cents(str(field.data))
    except RuleBroken as refusal:
        raise ValidationError(sentences.of(refusal)) from refusal


def _title(choice: Choice) -> str:
    """Return the title of an outcome; the day it became final has a field of its own."""
    is_award = choice.key == Verdict.CONVICTED_COMPENSATION
    return gettext(labels.VERDICT[choice.key]) if is_award else choice.title
