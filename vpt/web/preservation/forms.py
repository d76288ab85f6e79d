"""The forms about sources of evidence."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    Field,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from vpt.cases.chain import Choice
from vpt.cases.rules import Answer
from vpt.cases.views import EvidenceView
from vpt.preservation import labels, rules
from vpt.preservation.models import EvidenceSource
from vpt.preservation.rules import Change, NewSource, SourceKind, State
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
from vpt.web.i18n import translated as gettext

NO_NUMBER = _("Vul een heel getal in.")
WHERE = _("Waar is het en wie beheert het?")
FILLED = _("Vul in waar het is en wie het beheert.")


class _PlacedForm(ChangeForm):
    """Where a source is and how long it lasts."""

    place = StringField(
        WHERE,
        description=_("Bijvoorbeeld: camera hal, facilitair beheer. Zet hier geen slachtoffer in."),
        validators=[InputRequired(FILLED), Length(max=rules.MOST_PLACE, message=TOO_LONG)],
    )
    keep_until = DateField(_("Tot welke dag is het er zeker nog?"), format=DATES)

    def validate_keep_until(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        if field.data and not EARLIEST <= field.data <= LATEST:
            raise ValidationError(NO_DATE)


class AddForm(_PlacedForm):
    """A source somebody knows of."""

    kind = RadioField(_("Wat is het?"), validators=[InputRequired(CHOOSE)])
    keep_until = DateField(
        _("Tot welke dag is het er zeker nog?"),
        description=_("Leeg is: de gewone bewaartermijn van deze locatie voor beelden."),
        format=DATES,
        validators=[Optional()],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(one.value, gettext(label)) for one, label in labels.KIND.items()]

    def to_source(self) -> NewSource:
        """Hand over the source."""
        return NewSource(
            kind=SourceKind(self.kind.data),
            place=str(self.place.data),
            keep_until=self.keep_until.data,
        )


class SourceForm(_PlacedForm):
    """How a source stands now."""

    state = RadioField(_("Hoe staat het ervoor?"), validators=[InputRequired(CHOOSE)])
    keep_until = DateField(
        _("Tot welke dag is het er zeker nog?"),
        description=_("Leeg is: er is geen vaste termijn."),
        format=DATES,
        validators=[Optional()],
    )
    evidence = SelectField(
        _("Welk bestand bij Bewijs is het?"),
        description=_("Alleen als het is veiliggesteld en het bestand al in het dossier staat."),
        validators=[Optional()],
    )
    reason = TextAreaField(
        _("Waarom is het niet beschikbaar?"),
        description=_("Nodig bij “niet beschikbaar”. Eén of twee zinnen is genoeg."),
        validators=[Length(max=rules.MOST_REASON, message=TOO_LONG)],
    )

    def __init__(self, files: Iterable[EvidenceView], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state.choices = [(one.value, gettext(label)) for one, label in labels.STATE.items()]
        listed = [(str(one.id), f"{one.number} · {one.title}") for one in files]
        self.evidence.choices = [("", gettext("Geen bestand in dit dossier")), *listed]

    def to_change(self) -> Change:
        """Hand over what somebody knows now."""
        return Change(
            place=str(self.place.data),
            keep_until=self.keep_until.data,
            state=State(self.state.data),
            evidence_id=UUID(self.evidence.data) if self.evidence.data else None,
            reason=self.reason.data or "",
        )


class FinishForm(ChangeForm):
    """How securing the evidence ended."""

    outcome = RadioField(_("Wat is de uitkomst?"), validators=[InputRequired(CHOOSE)])
    reason = TextAreaField(
        _("Waarom is er geen bewijs?"),
        description=_(
            "Nodig als er geen bewijs is. Wat je per bron schreef, hoef je niet over te nemen."
        ),
        validators=[Length(max=LONG, message=TOO_LONG)],
    )
    note = TextAreaField(
        _("Notitie voor het dossier"), validators=[Length(max=LONG, message=TOO_LONG)]
    )

    def __init__(self, choices: Iterable[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = [(one.key, one.title) for one in choices]

    def to_answer(self) -> Answer:
        """Hand over the typed answer."""
        return Answer(
            outcome=self.outcome.data,
            reason=self.reason.data or None,
            note=self.note.data or None,
        )


class VersionForm(ChangeForm):
    """Nothing but the version: one click."""


def of_source(source: EvidenceSource) -> dict[str, str | date | None]:
    """Return what the form of a source begins with."""
    return {
        "place": source.place,
        "keep_until": source.keep_until,
        "state": source.state,
        "evidence": str(source.evidence_id or ""),
        "reason": source.reason,
    }
