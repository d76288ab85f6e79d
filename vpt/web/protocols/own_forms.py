"""The form of a new step of the organisation's own, with its outcomes and the facts they record."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Form, FormField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from vpt.protocol.definition import FactType, Need, Protocol, Scope, Step, Text
from vpt.protocol.edits import AddStep, NewFact, NewOutcome, NewStep
from vpt.web.cases.forms import CHOOSE
from vpt.web.i18n import translated as gettext
from vpt.web.police_reports.forms import line
from vpt.web.protocols import choices, words
from vpt.web.protocols.forms import DraftForm
from vpt.web.protocols.step_forms import NEEDED, TITLE, StepForm

SCOPES = (Scope.CASE, Scope.VICTIM, Scope.PERPETRATOR, Scope.MEASURE, Scope.POLICE_REPORT)
"""About whom or what an own step can be."""
RECORDS = {
    "": _("niets"),
    FactType.FLAG: _("dat het zo is"),
    FactType.DATE: _("een datum"),
    FactType.TEXT: _("een korte tekst"),
}
NEEDS = {
    Need.REASON: _("een uitleg"),
    Need.DATE: _("een datum"),
    Need.NUMBER: _("een nummer"),
    Need.DOCUMENT: _("een document"),
}


class OutcomePart(Form):
    """One way the step can end; without a name it is none."""

    nl = line(_("Uitkomst"), _("Bijvoorbeeld: Besproken met het team."), TITLE)
    en = line(_("Uitkomst in het Engels"), most=TITLE)
    requires = SelectMultipleField(_("Wat moet iemand dan invullen?"), validators=[Optional()])
    records = SelectField(_("Wat legt deze uitkomst vast?"), validators=[Optional()])
    fact_nl = line(
        _("Naam van dat feit"),
        _("Bijvoorbeeld: Het team is bijgepraat. Andere stappen kunnen erop wachten."),
        TITLE,
    )
    fact_en = line(_("Naam van dat feit in het Engels"), most=TITLE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.requires.choices = [(str(one), str(label)) for one, label in NEEDS.items()]
        self.records.choices = [(str(one), str(label)) for one, label in RECORDS.items()]

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the name of what is recorded, and of an outcome that has more than that."""
        is_right = bool(super().validate(extra_validators))
        if self.records.data and not _typed(self.fact_nl):
            self.fact_nl.errors = [str(NEEDED)]
            is_right = False
        if (self.records.data or self.requires.data) and not _typed(self.nl):
            self.nl.errors = [str(NEEDED)]
            is_right = False
        return is_right

    def to_outcome(self) -> NewOutcome | None:
        """Return the outcome; None when nothing was typed."""
        if not _typed(self.nl):
            return None
        return NewOutcome(
            title=Text(_typed(self.nl), _typed(self.en)),
            requires=frozenset(Need(one) for one in self.requires.data or ()),
            fact=self._fact(),
        )

    def _fact(self) -> NewFact | None:
        if not self.records.data:
            return None
        title = Text(_typed(self.fact_nl), _typed(self.fact_en))
        return NewFact(title=title, type=FactType(self.records.data))


class OutcomeForm(DraftForm):
    """One more way an own step can end."""

    ending = FormField(OutcomePart, label=_("De uitkomst"))

    def to_outcome(self) -> NewOutcome | None:
        """Return the outcome; None, said at the field, without a name."""
        part: OutcomePart = self.ending.form
        found = part.to_outcome()
        if found is None:
            part.nl.errors = [str(NEEDED)]
        return found


class NewStepForm(StepForm):
    """A step of the organisation's own."""

    scope = SelectField(_("Voor wie of wat is deze stap?"), validators=[InputRequired(CHOOSE)])
    behind = SelectField(_("Na welke stap staat hij in de lijst?"), validators=[Optional()])
    first = FormField(OutcomePart, label=_("Eerste uitkomst"))
    second = FormField(OutcomePart, label=_("Tweede uitkomst"))
    third = FormField(OutcomePart, label=_("Derde uitkomst"))

    def __init__(self, protocol: Protocol, locale: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(protocol, None, locale, *args, **kwargs)
        self.scope.choices = [(str(one), gettext(words.SCOPE[one])) for one in SCOPES]
        unchosen = ("", gettext(_("Kies")))
        self.party.choices = [unchosen, *choices.parties(protocol, locale)]
        self.phase.choices = [unchosen, *choices.phases(protocol, locale)]
        titles = [(one.key, one.title.in_language(locale)) for one in protocol.steps]
        self.behind.choices = [("", gettext(_("Helemaal achteraan"))), *titles]

    def scope_of(self, step: Step | None) -> Scope:
        """Offer what a step about what was chosen can read."""
        chosen = self.scope.data or Scope.CASE
        return Scope(chosen) if chosen in set(SCOPES) else Scope.CASE

    def parts(self) -> Iterator[OutcomePart]:
        """Return the outcomes, filled in or not."""
        for field in (self.first, self.second, self.third):
            yield field.form

    def outcomes(self) -> tuple[NewOutcome, ...]:
        """Return the outcomes that were filled in."""
        found = (part.to_outcome() for part in self.parts())
        return tuple(one for one in found if one is not None)

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for at least one outcome."""
        is_right = super().validate(extra_validators)
        if not any(_typed(part.nl) for part in self.parts()):
            self.first.form.nl.errors = [str(NEEDED)]
            return False
        return is_right

    def to_edit(self, key: str) -> AddStep:
        """Return the step as an edit."""
        step = NewStep(
            title=self.words("title"),
            why=self.words("why"),
            reporter=self.words("reporter"),
            basis=self.words("basis"),
            phase=str(self.phase.data),
            party=str(self.party.data),
            due=self.due(),
            target=self.target(),
            outcomes=self.outcomes(),
            anchor=str(self.anchor.data),
            scope=Scope(self.scope.data),
            when=self.condition(),
            after=tuple(self.after.data or ()),
            gate=bool(self.gate.data),
            pausable=bool(self.pausable.data),
            optional=bool(self.optional.data),
        )
        return AddStep(step=step, behind=str(self.behind.data or "") or None, key=key)


def _typed(field: Any) -> str:
    return (field.data or "").strip()
