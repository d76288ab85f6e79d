"""The form of one step: words, who, when and by when, in fields without any code."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from vpt.protocol import terms
from vpt.protocol.definition import Condition, Protocol, Scope, Step, Term, Text
from vpt.protocol.edits import (
    Edit,
    Of,
    SetAfter,
    SetAnchor,
    SetGate,
    SetOptional,
    SetParty,
    SetPausable,
    SetPhase,
    SetTerm,
    SetText,
    SetWhen,
    TermField,
    TextPlace,
)
from vpt.protocol.terms import write_anchor, write_term
from vpt.web.cases.forms import CHOOSE, TOO_LONG
from vpt.web.i18n import translated as gettext
from vpt.web.police_reports.forms import line, text
from vpt.web.protocols import choices
from vpt.web.protocols.forms import DraftForm

TITLE, WORDS, MOST = 120, 1500, 1000
NEEDED = _("Vul dit in: deze tekst is nodig.")
AMOUNT = _("Vul een heel getal in van 1 tot en met 1000.")
UNROLLED = _(
    "Deze termijn schuift niet door. Haal het vinkje weg, of kies dagen, weken of maanden."
)
UNCOUNTED = _(
    "Bij deze termijn hoort geen aantal. Laat dit leeg, of kies “een aantal” dagen of uren."
)
TEXTS = ("title", "why", "reporter", "basis")


def dutch_line(label: Any, description: Any = "") -> StringField:
    """Return a field for one line that may not be left out."""
    limits = [InputRequired(NEEDED), Length(max=TITLE, message=TOO_LONG)]
    return StringField(label, description=description, validators=limits)


def dutch_text(label: Any, description: Any = "") -> TextAreaField:
    """Return a field for a longer text that may not be left out."""
    limits = [InputRequired(NEEDED), Length(max=WORDS, message=TOO_LONG)]
    return TextAreaField(label, description=description, validators=limits)


def amount(label: Any) -> IntegerField:
    """Return a field for how many."""
    return IntegerField(
        label, validators=[Optional(), NumberRange(min=1, max=MOST, message=AMOUNT)]
    )


class StepForm(DraftForm):
    """A step as it is, and what somebody makes of it."""

    title_nl = dutch_line(_("Naam van de stap"))
    title_en = line(_("Naam in het Engels"), most=TITLE)
    why_nl = dutch_text(_("Waarom doen we dit?"), _("Dit leest wie de stap doet."))
    why_en = text(_("Waarom, in het Engels"))
    reporter_nl = dutch_text(_("Wat leest de melder?"), _("Staat bij “Mijn meldingen”."))
    reporter_en = text(_("Wat leest de melder, in het Engels"))
    basis_nl = dutch_text(
        _("Waarop berust dit?"), _("De afspraak, het beleid of de wet, in één of twee zinnen.")
    )
    basis_en = text(_("Waarop berust dit, in het Engels"))
    party = SelectField(_("Wie doet dit?"), validators=[InputRequired(CHOOSE)])
    phase = SelectField(_("Fase"), validators=[InputRequired(CHOOSE)])
    due_kind = SelectField(_("Binnen welke termijn?"), validators=[InputRequired(CHOOSE)])
    due_amount = amount(_("Hoeveel?"))
    due_statutory = BooleanField(
        _("Valt het einde op een zaterdag, zondag of feestdag, dan schuift het door"),
        description=_("Alleen voor termijnen uit de wet (Algemene termijnenwet). Niet voor uren."),
    )
    target_kind = SelectField(_("Waar streven we naar?"), validators=[Optional()])
    target_amount = amount(_("Hoeveel bij het streven?"))
    anchor = SelectField(_("Vanaf wanneer telt het?"), validators=[InputRequired(CHOOSE)])
    gate = BooleanField(
        _("Verplicht: nodig voordat een dossier dicht kan"),
        description=_("De stap moet zijn gedaan, of met een reden zijn overgeslagen."),
    )
    optional = BooleanField(
        _("Mag uit het protocol worden gehaald"),
        description=_("Alleen een stap met dit vinkje kan een organisatie weglaten."),
    )
    pausable = BooleanField(_("De termijn mag op pauze, met een reden"))
    when_all = SelectMultipleField(_("Alleen als dit allemaal klopt"), validators=[Optional()])
    when_any = SelectMultipleField(_("Als minstens één hiervan klopt"), validators=[Optional()])
    when_none = SelectMultipleField(_("Niet als één hiervan klopt"), validators=[Optional()])
    after = SelectMultipleField(_("Pas na deze stappen"), validators=[Optional()])

    def __init__(
        self, protocol: Protocol, step: Step | None, locale: str, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._step = step
        scope = self.scope_of(step)
        none = [(choices.NO_TARGET, gettext(_("geen apart streven")))]
        self.party.choices = choices.parties(protocol, locale)
        self.phase.choices = choices.phases(protocol, locale)
        due = step.due if step else None
        self.due_kind.choices = choices.terms(protocol, scope, due, locale)
        target = step.target if step else None
        self.target_kind.choices = none + choices.terms(protocol, scope, target, locale)
        self.anchor.choices = choices.anchors(protocol, step, scope, locale)
        self.after.choices = choices.before(protocol, step, scope, locale)
        held = step.when if step else Condition()
        for name in ("all", "any", "none"):
            listed = choices.members(protocol, scope, getattr(held, name), locale)
            self[f"when_{name}"].choices = listed

    def scope_of(self, step: Step | None) -> Scope:
        """Return what the step is about."""
        return step.scope if step else Scope.CASE

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for a number where the chosen term is counted, and refuse a new one elsewhere."""
        is_right = bool(super().validate(extra_validators))
        for name in ("due", "target"):
            kind, field = self[f"{name}_kind"].data, self[f"{name}_amount"]
            if field.errors:
                continue
            if kind in set(choices.COUNTED) and not field.data:
                field.errors = [str(AMOUNT)]
            elif kind not in set(choices.COUNTED) and field.data not in {None, self._held(name)}:
                field.errors = [str(UNCOUNTED)]
            is_right = is_right and not field.errors
        return is_right and self._may_roll()

    def _may_roll(self) -> bool:
        """Refuse that a term rolls on that the law does not roll: hours, a date, at once."""
        kind, held = self.due_kind.data, getattr(self._step, "due", None)
        is_kept = held is not None and kind == choices.term_choice(held) and held.statutory
        if self.due_statutory.data and kind not in choices.STATUTORY and not is_kept:
            self.due_statutory.errors = [str(UNROLLED)]
            return False
        return True

    def _held(self, name: str) -> int | None:
        """Return the number that stands there from before: it goes with the term it belonged to."""
        term = getattr(self._step, name, None)
        return term.amount if term else None

    def due(self) -> str:
        """Return the term as the file writes it."""
        is_statutory = bool(self.due_statutory.data)
        return choices.written(
            str(self.due_kind.data), self.due_amount.data, statutory=is_statutory
        )

    def target(self) -> str:
        """Return the target as the file writes it; empty for none."""
        return choices.written(str(self.target_kind.data or ""), self.target_amount.data)

    def words(self, name: str) -> Text:
        """Return a text in both languages."""
        nl, en = self[f"{name}_nl"].data or "", self[f"{name}_en"].data or ""
        return Text(_lines(nl), _lines(en))

    def condition(self) -> Condition:
        """Return when the step is needed."""
        return Condition(
            **{name: tuple(self[f"when_{name}"].data or ()) for name in ("all", "any", "none")}
        )

    def edits(self) -> list[Edit]:
        """Return what is different from the step as it was."""
        return list(self._edits(self._step)) if self._step else []

    def _edits(self, step: Step) -> Iterator[Edit]:
        yield from self._texts(step)
        if self.party.data != step.party:
            yield SetParty(step=step.key, party=str(self.party.data))
        if self.phase.data != step.phase:
            yield SetPhase(step=step.key, phase=str(self.phase.data))
        yield from self._terms(step)
        if not _same(self.condition(), step.when):
            yield SetWhen(step=step.key, when=self.condition())
        if set(self.after.data or ()) != set(step.after):
            yield SetAfter(step=step.key, after=tuple(self.after.data or ()))
        yield from self._switches(step)

    def _texts(self, step: Step) -> Iterator[Edit]:
        for name in TEXTS:
            held = step.basis.text if name == "basis" else getattr(step, name)
            said = self.words(name)
            if said != held:
                place = TextPlace(of=Of.STEP, key=step.key, field=name)
                yield SetText(place=place, nl=said.nl, en=said.en)

    def _terms(self, step: Step) -> Iterator[Edit]:
        if self.target() != _written(step.target) and not self.target():
            yield SetTerm(step=step.key, field=TermField.TARGET, term="")
        if self.due() != _written(step.due):
            yield SetTerm(step=step.key, field=TermField.DUE, term=self.due())
        if self.target() and self.target() != _written(step.target):
            yield SetTerm(step=step.key, field=TermField.TARGET, term=self.target())
        if self.anchor.data != write_anchor(step.anchor):
            yield SetAnchor(step=step.key, anchor=str(self.anchor.data))

    def _switches(self, step: Step) -> Iterator[Edit]:
        if bool(self.gate.data) != step.gate:
            yield SetGate(step=step.key, value=bool(self.gate.data))
        if bool(self.optional.data) != step.optional:
            yield SetOptional(step=step.key, value=bool(self.optional.data))
        if bool(self.pausable.data) != step.pausable:
            yield SetPausable(step=step.key, value=bool(self.pausable.data))

    def typed_terms(self) -> tuple[Term, Term | None] | None:
        """Return term and target as typed, for an example; None when they are none."""
        try:
            due, target = self.due(), self.target()
            return terms.parse_term(due), terms.parse_term(target) if target else None
        except ValueError:
            return None


def shown(step: Step) -> Mapping[str, Any]:
    """Return a step as the form shows it."""
    texts = {name: step.basis.text if name == "basis" else getattr(step, name) for name in TEXTS}
    return {
        **{f"{name}_nl": held.nl for name, held in texts.items()},
        **{f"{name}_en": held.en for name, held in texts.items()},
        "party": step.party,
        "phase": step.phase,
        "due_kind": choices.term_choice(step.due),
        "due_amount": step.due.amount or None,
        "due_statutory": step.due.statutory,
        "target_kind": choices.term_choice(step.target),
        "target_amount": (step.target.amount or None) if step.target else None,
        "anchor": write_anchor(step.anchor),
        "gate": step.gate,
        "optional": step.optional,
        "pausable": step.pausable,
        "when_all": list(step.when.all),
        "when_any": list(step.when.any),
        "when_none": list(step.when.none),
        "after": list(step.after),
    }


def _written(term: Term | None) -> str:
    return write_term(term) if term else ""


def _lines(typed: str) -> str:
    return typed.replace("\r\n", "\n").strip()


def _same(one: Condition, other: Condition) -> bool:
    return all(
        set(getattr(one, name)) == set(getattr(other, name)) for name in ("all", "any", "none")
    )
