"""The forms by which an incident is judged."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from vpt.assessment import labels, rules
from vpt.assessment.matrix import Matrix, Proposal
from vpt.assessment.rules import Injury, Inspection, Reply, TaskAnswers
from vpt.assessment.service import Inspected, Judgement, TaskResult
from vpt.cases.chain import Choice
from vpt.cases.people import PersonView
from vpt.cases.rules import Answer
from vpt.core.errors import DomainError
from vpt.incidents.taxonomy import Category
from vpt.web.cases import words
from vpt.web.cases.forms import (
    CHOOSE,
    DATES,
    EARLIEST,
    LATEST,
    LONG,
    NO_DATE,
    TOO_LONG,
    ChangeForm,
)
from vpt.web.i18n import in_dutch
from vpt.web.i18n import translated as gettext

MANAGER_READS = _("De leidinggevende leest dit niet.")


class JudgeForm(ChangeForm):
    """Kind, severity, proposed measures, and whether it may be criminal."""

    category = SelectField(_("Soort incident"), validators=[InputRequired(CHOOSE)])
    severity = RadioField(_("Ernst"), validators=[InputRequired(CHOOSE)])
    reason = TextAreaField(
        _("Waarom verander je soort of ernst?"),
        description=_("Alleen nodig als je iets verandert. De melder kan dit lezen."),
        validators=[Length(max=LONG, message=TOO_LONG)],
    )
    measures = SelectMultipleField(
        _("Wat stel je voor?"),
        description=_("Een voorstel: opleggen gebeurt later, na horen en met een mandaat."),
    )
    outcome = RadioField(_("Is het strafbaar?"), validators=[InputRequired(CHOOSE)])
    grounds = TextAreaField(
        _("Toelichting voor het dossier"),
        validators=[Length(max=rules.MOST_TEXT, message=TOO_LONG)],
    )

    matrix = HiddenField()

    def __init__(
        self,
        choices: Iterable[Choice],
        table: Matrix,
        proposals: Iterable[Proposal],
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._version = table.version
        self.category.choices = [(one.value, words.category(one.value)) for one in Category]
        self.severity.choices = [
            (str(one.level), in_dutch(f"{one.level}: {one.title}")) for one in table.severities
        ]
        self.measures.choices = [(one.measure.key, _proposed(one)) for one in proposals]
        self.outcome.choices = [(one.key, one.title) for one in choices]

    def to_judgement(self) -> Judgement:
        """Hand over the judgement."""
        return Judgement(
            category=str(self.category.data),
            severity=int(self.severity.data),
            outcome=str(self.outcome.data),
            measures=tuple(self.measures.data or ()),
            reason=self.reason.data or "",
            grounds=self.grounds.data or "",
            matrix_version=self.matrix.data or "",
        )

    def refuse(self, error: DomainError) -> bool:
        """Put a refusal at its field; a matrix that changed is the one seen from then on."""
        if error.code == "matrix_changed":
            self.matrix.data = self._version
        return super().refuse(error)


def _proposed(proposal: Proposal) -> str:
    advice = gettext(labels.ADVICE[proposal.advice])
    measure, level = proposal.measure.title, proposal.measure.level
    if level is None:
        return f"{measure}: {advice}"
    return gettext(
        "%(measure)s (trede %(level)s): %(advice)s", measure=measure, level=level, advice=advice
    )


def _question(label: str, hint: str) -> RadioField:
    return RadioField(label, description=hint, validators=[InputRequired(CHOOSE)])


class _AskingForm(ChangeForm):
    """Questions with yes, no, or not known yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        replies = [(one.value, gettext(label)) for one, label in labels.REPLY.items()]
        for field in self:
            if isinstance(field, RadioField) and field.name != "outcome":
                field.choices = replies


class TaskForm(_AskingForm):
    """The three questions of the VPT test."""

    public_task = _question(
        _("Doet het slachtoffer een publieke taak?"),
        _(
            "Een taak van de overheid, of een taak van algemeen belang in opdracht van de "
            "overheid. Ook het openbaar vervoer hoort erbij."
        ),
    )
    aimed_at_task = _question(
        _("Was het gericht op de functie of de taak?"),
        _(
            "Dit is de beslissende vraag. Ook in de vrije tijd of tegen familie kan het om het "
            "werk gaan."
        ),
    )
    by_colleague = _question(
        _("Is de veroorzaker een collega?"),
        _("Agressie tussen collega’s valt niet onder VPT."),
    )
    outcome = RadioField(_("Wat is de uitkomst?"), validators=[InputRequired(CHOOSE)])
    reason = TextAreaField(
        _("Waarom?"),
        description=_("Nodig bij “nee” of “twijfel”, en als je anders kiest dan de antwoorden."),
        validators=[Length(max=LONG, message=TOO_LONG)],
    )
    note = TextAreaField(
        _("Notitie voor het dossier"), validators=[Length(max=LONG, message=TOO_LONG)]
    )

    def __init__(self, choices: Iterable[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = [(one.key, one.title) for one in choices]

    def to_test(self) -> TaskResult:
        """Hand over answers and outcome."""
        return TaskResult(
            answers=TaskAnswers(
                public_task=Reply(self.public_task.data),
                aimed_at_task=Reply(self.aimed_at_task.data),
                by_colleague=Reply(self.by_colleague.data),
            ),
            answer=Answer(
                outcome=str(self.outcome.data),
                reason=self.reason.data or None,
                note=self.note.data or None,
            ),
        )


def _text(label: str, hint: str) -> TextAreaField:
    limit = Length(max=rules.MOST_TEXT, message=TOO_LONG)
    return TextAreaField(label, description=hint, validators=[limit])


class InjuryForm(_AskingForm):
    """What HR knows of one victim's injury, and what was done with it."""

    victim = SelectField(_("Om wie gaat het?"), validators=[InputRequired(CHOOSE)])
    death = _question(_("Is het slachtoffer overleden?"), "")
    admission = _question(
        _("Is het slachtoffer opgenomen in een ziekenhuis?"),
        _("Ook een dagopname telt. Behandeling zonder opname (poliklinisch) telt niet."),
    )
    lasting = _question(
        _("Is er blijvend letsel, of wordt dat verwacht?"),
        _("Ook blijvende psychische klachten tellen."),
    )
    long_absence = _question(
        _("Duurt het verzuim langer dan drie werkdagen?"),
        _("Dan komt het ongeval op de lijst van de werkgever (nog te toetsen)."),
    )
    outcome = RadioField(_("Wat is de uitkomst?"), validators=[InputRequired(CHOOSE)])
    on = DateField(
        _("Op welke dag is het gemeld?"),
        description=_("Nodig als het is gemeld."),
        format=DATES,
        validators=[Optional()],
    )
    function = StringField(
        _("Functie van het slachtoffer"),
        description=_("Komt in de melding, in plaats van de naam."),
        validators=[Length(max=rules.MOST_LINE, message=TOO_LONG)],
    )
    nature = _text(_("Aard van het letsel"), _("Zo kort als de melding nodig heeft."))
    account = _text(
        _("Wat is er gebeurd, voor de melding"),
        _("Zonder namen. Leeg is: de korte omschrijving van het dossier."),
    )
    measures = _text(_("Wat is er sindsdien gedaan?"), _("Bijvoorbeeld: spreekkamer gesloten."))
    explanation = _text(_("Toelichting"), MANAGER_READS)

    def __init__(self, victims: Iterable[PersonView], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = [
            (one.value, gettext(label)) for one, label in labels.INSPECTION.items()
        ]
        self.victim.choices = [(str(one.id), one.label) for one in victims]

    def validate_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        if field.data and not EARLIEST <= field.data <= LATEST:
            raise ValidationError(NO_DATE)

    def to_inspected(self) -> Inspected:
        """Hand over what HR knows."""
        return Inspected(
            involved_id=UUID(self.victim.data),
            injury=Injury(
                death=Reply(self.death.data),
                admission=Reply(self.admission.data),
                lasting=Reply(self.lasting.data),
                long_absence=Reply(self.long_absence.data),
                texts={name: self[name].data or "" for name in rules.TEXTS},
            ),
            outcome=Inspection(self.outcome.data),
            on=self.on.data,
        )
