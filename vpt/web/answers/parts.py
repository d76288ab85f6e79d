"""The parts of the answer form: one for every question a partner can be asked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, SelectField
from wtforms.validators import ValidationError

from vpt.answers import labels
from vpt.answers.queries import About
from vpt.answers.rules import Given
from vpt.claims import amounts
from vpt.core.errors import DomainError, RuleBroken
from vpt.outcomes import meanings
from vpt.sharing.rules import Ask
from vpt.web import sentences
from vpt.web.answers.showing import name_of
from vpt.web.cases.forms import SpokenForm
from vpt.web.i18n import translated as gettext
from vpt.web.police_reports.forms import a_day, line, text

CHOOSE = _("Kies wat van toepassing is.")
NAMED = {"reason": "text", "on": "hearing_on", "awards": "amount", "status": "outcome"}
"""Fields of the chain, as refusals name them, that are called otherwise here."""
NO_CODE, OTHER_CODE = "", "other"


class Part(SpokenForm):
    """The answer to one question; a part nobody filled in is no answer."""

    class Meta(SpokenForm.Meta):
        """The form around the parts carries the token."""

        csrf = False

    ask: Ask
    keeps = False
    explained: frozenset[str] = frozenset()
    """The outcomes that the chain takes with a reason only."""
    subject = RadioField(_("Waarover gaat uw antwoord?"), validate_choice=False)
    things: Sequence[About] = ()
    told: Sequence[Mapping[str, Any]] = ()
    """What was answered before, to be shown above the part."""
    is_told = False
    """Whether everything asked here was answered: then the part stands folded, below the rest."""

    def __init__(self, things: Sequence[About], formdata: Any) -> None:
        super().__init__(formdata=formdata, prefix=f"{self.ask}-")
        self.things = things
        self.subject.choices = [(str(one.id), name_of(one)) for one in things]
        if "outcome" in self:
            known = labels.OUTCOME[self.ask]
            nothing = (NO_CODE, gettext(labels.NOTHING_YET[self.ask]))
            self["outcome"].choices = [
                nothing,
                *((str(code), gettext(label)) for code, label in known.items()),
            ]
            self["outcome"].data = self["outcome"].data or NO_CODE

    def fold(self) -> None:
        """Let the part come folded; its first choice says no longer that nothing happened yet."""
        self.is_told = True
        if "outcome" in self:
            nothing = (NO_CODE, gettext(labels.NOTHING_YET[Ask.POLICE_NEWS]))
            self["outcome"].choices = [nothing, *self["outcome"].choices[1:]]

    @property
    def title(self) -> str:
        """Return the question."""
        return gettext(labels.TITLE[self.ask])

    @property
    def intro(self) -> str:
        """Return what stands under the question."""
        return gettext(labels.INTRO[self.ask])

    @property
    def has_choice(self) -> bool:
        """Tell whether there is more than one thing the answer can be about."""
        return len(self.things) > 1

    def is_filled(self) -> bool:
        """Tell whether anything was answered here."""
        return any(self._typed(field) for field in self if field is not self.subject)

    def validate_subject(self, field: Field) -> None:
        """Ask what the answer is about when there is more than one thing it can be."""
        known = {str(one.id) for one in self.things}
        if self.has_choice and str(field.data) not in known:
            raise ValidationError(gettext("Kies waarover het gaat."))

    def validate_outcome(self, field: Field) -> None:
        """Ask for a choice when only something beside it was filled in."""
        if str(field.data or "") not in labels.OUTCOME[self.ask]:
            raise ValidationError(CHOOSE)

    def validate_text(self, field: Field) -> None:
        """Ask why here: the chain does not ask it of an answer that has to wait."""
        asks_why = bool(self.explained) and self._typed(self["outcome"]) in self.explained
        if asks_why and not self._typed(field):
            raise ValidationError(sentences.of(RuleBroken("reason_required")))

    def given(self) -> Given:
        """Hand over what was answered."""
        about = next((one for one in self.things if str(one.id) == self.subject.data), None)
        return Given(
            ask=self.ask,
            subject_id=(about or self.things[0]).id,
            values={name: text for name, text in self.values().items() if text},
        )

    def values(self) -> dict[str, str]:
        """Return every field as text; days as ISO dates."""
        return {field.short_name: self._typed(field) for field in self if field is not self.subject}

    def refuse(self, error: DomainError) -> bool:
        """Put a refusal of the chain at the field it is about, else at the first one."""
        name = str(error.details.get("field") or "")
        name = NAMED.get(name, name)
        if name not in self:
            name = "text" if error.code == "reason_required" and "text" in self else ""
        field = self[name] if name else next(one for one in self if one is not self.subject)
        field.errors = [sentences.of(error)]
        return True

    def _typed(self, field: Field) -> str:
        if isinstance(field.data, date):
            return field.data.isoformat()
        if field.data is None and field.raw_data:
            return str(field.raw_data[0]).strip()
        return str(field.data or "").strip()


class RegistrationPart(Part):
    """The numbers of a police report, and who has it."""

    ask = Ask.REGISTRATION
    number = line(
        _("Registratienummer"), _("Het nummer in uw systeem, bijvoorbeeld 2026123456."), 80
    )
    record_number = line(_("PV-nummer"), _("Begint vaak met PL."), 80)
    officer = line(_("Behandelaar bij de politie"), _("Wie heeft de zaak bij de politie?"))
    station = line(_("Bureau"))


class CodePart(Part):
    """Whether the VPT code was set."""

    ask = Ask.VPT_CODE
    explained = frozenset({"not_obtained"})
    outcome = RadioField(_("VPT-code"), validate_choice=False)
    text = text(_("Waarom niet?"), _("Nodig als de code er niet komt."))


class NewsPart(Part):
    """How a report stands at the police."""

    ask = Ask.POLICE_NEWS
    explained = frozenset({"stopped"})
    outcome = RadioField(_("Stand van zaken"), validate_choice=False)
    text = text(_("Toelichting"), _("Nodig als u stopt: schrijf waarom."))


class Sitting(Part):
    """A part that can name a hearing."""

    hearing_on = a_day(_("Dag van de zitting"))
    hearing_time = line(_("Tijd"), _("Bijvoorbeeld 13:30."), 20)
    court = line(_("Rechtbank en zaal"), _("Bijvoorbeeld: Rechtbank Overijssel, Almelo."))


class DecisionPart(Sitting):
    """What the prosecution decided about one suspect."""

    ask = Ask.DECISION
    outcome = RadioField(_("Beslissing"), validate_choice=False)
    decided_on = a_day(_("Datum van de beslissing"))
    number = line(_("Parketnummer"), _("Bijvoorbeeld 08/123456-26."), 80)
    code = SelectField(_("Sepotcode"), validate_choice=False)
    dismissal_code = line(_("Andere sepotcode"), _("Staat de code niet in de lijst? Typ hem."), 8)
    uplift = RadioField(
        _("Is of wordt de strafeis verhoogd omdat het om een publieke taak gaat?"),
        validate_choice=False,
    )
    text = text(_("Toelichting"), _("Nodig bij “Iets anders”. Het slachtoffer leest dit niet."))

    def __init__(self, things: Sequence[About], formdata: Any) -> None:
        super().__init__(things, formdata)
        known = meanings.dismissal_codes().values()
        locale = str(get_locale())
        listed = [(one.code, f"{one.code} – {meanings.told(one.title, locale)}") for one in known]
        self.code.choices = [(NO_CODE, gettext("Kies een code")), *listed]
        self.uplift.choices = [(str(key), gettext(word)) for key, word in labels.UPLIFT.items()]

    def values(self) -> dict[str, str]:
        """Return the fields; a code that was typed goes before one that was chosen."""
        typed = super().values()
        chosen = typed.pop("code")
        typed["dismissal_code"] = typed["dismissal_code"] or chosen
        return typed


class JudgmentPart(Sitting):
    """What happened before the court."""

    ask = Ask.JUDGMENT
    outcome = RadioField(_("Uitspraak"), validate_choice=False)
    decided_on = a_day(_("Datum van de uitspraak"))
    ending = RadioField(_("Hoe liep het af?"), validate_choice=False)
    amount = line(_("Schadevergoeding in euro’s"), _("Bijvoorbeeld 1.250,00."), 20)
    final_on = a_day(_("Onherroepelijk op"))
    ecli = line(_("ECLI-nummer"), _("Als de uitspraak is gepubliceerd."), 80)
    text = text(_("Toelichting"), _("Bijvoorbeeld de straf. Het slachtoffer leest dit niet."))

    def __init__(self, things: Sequence[About], formdata: Any) -> None:
        super().__init__(things, formdata)
        self.ending.choices = [(str(key), gettext(word)) for key, word in labels.ENDING.items()]

    def validate_amount(self, field: Field) -> None:
        """Refuse what is no amount; nothing is guessed or rounded."""
        if (field.data or "").strip():
            try:
                amounts.cents(str(field.data))
            except RuleBroken as refusal:
                raise ValidationError(sentences.of(refusal)) from None

    def values(self) -> dict[str, str]:
        """Return the fields; the amount in cents."""
        typed = super().values()
        if typed["amount"]:
            typed["amount"] = str(amounts.cents(typed["amount"]))
        return typed


class MayorPart(Part):
    """What the mayor decided."""

    ask = Ask.MAYOR
    outcome = RadioField(_("Maatregel"), validate_choice=False)
    starts_on = a_day(_("Geldt vanaf"))
    ends_on = a_day(_("Geldt tot en met"))
    area = line(_("Wat geldt er, en waar?"), _("Bijvoorbeeld: gebiedsverbod stationsplein."))
    text = text(_("Toelichting"), _("Nodig als er geen maatregel komt: schrijf waarom."))


PARTS: Mapping[Ask, type[Part]] = {
    Ask.REGISTRATION: RegistrationPart,
    Ask.VPT_CODE: CodePart,
    Ask.POLICE_NEWS: NewsPart,
    Ask.DECISION: DecisionPart,
    Ask.JUDGMENT: JudgmentPart,
    Ask.MAYOR: MayorPart,
}
