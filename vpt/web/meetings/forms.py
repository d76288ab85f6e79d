"""The forms of a joint case meeting: plan, add a case, decide, end it, and how agreements ended."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from vpt.cases.chain import Choice
from vpt.cases.rules import Answer
from vpt.meetings import labels, rules
from vpt.meetings.queries import Partner
from vpt.meetings.rules import Decided, Decision
from vpt.web.cases.forms import (
    CHOOSE,
    DATES,
    LONG,
    NO_DATE,
    SHORT,
    TOO_LONG,
    ChangeForm,
    SpokenForm,
    as_version,
)
from vpt.web.i18n import translated as gettext

PARTNER = "partner"
"""Stands in the list of people for the partner itself."""


class PlanForm(SpokenForm):
    """With whom, and when."""

    partner = SelectField(_("Met welke partner?"), validators=[InputRequired(CHOOSE)])
    held_on = DateField(_("Op welke dag?"), format=DATES, validators=[InputRequired(NO_DATE)])

    def __init__(self, partners: Iterable[Partner], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(one.id), one.name) for one in partners]
        self.partner.choices = [("", gettext("Kies een partner")), *listed]

    def to_plan(self) -> tuple[UUID, date]:
        """Hand over partner and day."""
        return UUID(self.partner.data), cast("date", self.held_on.data)


class SeenForm(SpokenForm):
    """Nothing but the version of the meeting that the person saw."""

    version = HiddenField()

    def seen(self) -> int:
        """Return that version; 0, which no meeting has, when none came along."""
        sent = self.version.raw_data
        return as_version(sent[0]) if sent else 0


class AddForm(SeenForm):
    """A case by its reference."""

    reference = StringField(
        _("Welk dossier moet erbij?"),
        description=_("Het nummer, zoals GTV-2026-000123-K."),
        validators=[
            InputRequired(_("Vul het nummer van het dossier in.")),
            Length(max=SHORT, message=TOO_LONG),
        ],
    )


class CloseForm(SeenForm):
    """Who were there."""

    present = TextAreaField(
        _("Wie waren erbij?"),
        description=_("Namen van de mensen aan tafel, met een komma ertussen."),
        validators=[Length(max=rules.MOST_PRESENT, message=TOO_LONG)],
    )


class DecideForm(SeenForm):
    """What the meeting decided about one case."""

    decision = RadioField(_("Wat spreken jullie af?"), validators=[InputRequired(CHOOSE)])
    text = TextAreaField(
        _("Wat wordt er gedaan?"),
        description=_("Eén ding, in gewone woorden. Zonder namen van slachtoffer of veroorzaker."),
        validators=[Length(max=rules.MOST_TEXT, message=TOO_LONG)],
    )
    user = SelectField(_("Wie doet het?"), validators=[Optional()])
    due_on = DateField(_("Voor welke dag?"), format=DATES, validators=[Optional()])

    def __init__(
        self, partner: str, people: Iterable[tuple[UUID, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.decision.choices = [(str(one), gettext(label)) for one, label in labels.CHOICE.items()]
        listed = [(str(user_id), name) for user_id, name in people]
        self.user.choices = [("", gettext("Kies wie het doet")), (PARTNER, partner), *listed]

    def to_decided(self) -> Decided:
        """Hand over the decision."""
        who = self.user.data
        return Decided(
            decision=Decision(self.decision.data),
            text=self.text.data or "",
            by_partner=who == PARTNER,
            owner_id=UUID(who) if who and who != PARTNER else None,
            due_on=self.due_on.data,
        )


class FollowUpForm(ChangeForm):
    """How an agreement ended."""

    outcome = RadioField(_("Is het gelukt?"), validators=[InputRequired(CHOOSE)])
    reason = TextAreaField(
        _("Waarom niet?"),
        description=_("Alleen nodig als het niet is gedaan."),
        validators=[Length(max=LONG, message=TOO_LONG)],
    )

    def __init__(self, choices: Iterable[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = [(one.key, one.title) for one in choices]

    def to_answer(self) -> Answer:
        """Hand over how it ended."""
        return Answer(outcome=self.outcome.data, reason=self.reason.data or None)
