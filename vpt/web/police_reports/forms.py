"""The forms of a report before it is filed: decision, shield and what goes on its papers."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    Field,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from vpt.cases.chain import Choice
from vpt.police_reports import labels, rules
from vpt.police_reports.service import Decided, Shielded
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

LINE = 200


def line(label: Any, description: Any = "", most: int = LINE) -> StringField:
    """Return a field for one line of text."""
    limits = [Length(max=most, message=TOO_LONG)]
    return StringField(label, description=description, validators=limits)


def text(label: Any, description: Any = "") -> TextAreaField:
    """Return a field for longer text."""
    limits = [Length(max=LONG, message=TOO_LONG)]
    return TextAreaField(label, description=description, validators=limits)


def a_day(label: Any, *, is_asked: bool = False) -> DateField:
    """Return a field for a date that somebody can mean."""
    asked = InputRequired(NO_DATE) if is_asked else Optional()
    return DateField(label, format=DATES, validators=[asked, _is_possible])


def choices_of(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Return the choices for a set of labelled codes."""
    return [(str(code), gettext(label)) for code, label in words.items() if str(code)]


def _is_possible(_form: object, field: Field) -> None:
    day = field.data
    if isinstance(day, date) and not EARLIEST <= day <= LATEST:
        raise ValidationError(NO_DATE)


class OutcomeForm(ChangeForm):
    """How a step ends; the outcomes are those of the protocol."""

    outcome = RadioField(_("Wat is de uitkomst?"), validators=[InputRequired(CHOOSE)])
    shown: Mapping[str, Any] = MappingProxyType({})
    """What the page shows around the form: the step, what is known, what we advise."""

    def __init__(self, offered: Iterable[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = [(one.key, one.title) for one in offered]


class DecisionForm(OutcomeForm):
    """Who files a report, and what the victim thinks of it."""

    wish = RadioField(
        _("Wat vindt het slachtoffer ervan?"),
        description=_("Bespreek het samen. Niemand hoeft tegen zijn wil naar de politie."),
        validators=[InputRequired(CHOOSE)],
    )
    said = text(
        _("Wat zei het slachtoffer?"),
        _("In eigen woorden. Alleen wie het dossier ziet, leest dit."),
    )
    reason = text(
        _("Waarom besluit je dit?"),
        _("Verplicht als er geen aangifte komt, of als de werkgever het tegen de wens in doet."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wish.choices = choices_of(labels.WISH)

    def to_decision(self) -> Decided:
        """Hand over the decision."""
        return Decided(
            choice=self.outcome.data,
            wish=self.wish.data,
            said=self.said.data or "",
            reason=self.reason.data or "",
        )


class ShieldForm(OutcomeForm):
    """How the victim's name and address stay out of the criminal file."""

    name_known = RadioField(
        _("Kent de veroorzaker de naam van het slachtoffer?"), validators=[InputRequired(CHOOSE)]
    )
    knows = BooleanField(_("Het slachtoffer weet dat een nummer dan niet helpt, en wil het toch."))
    reason = text(_("Waarom?"), _("Verplicht als het slachtoffer geen afscherming wil."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_known.choices = choices_of(labels.NAME_KNOWN)

    def to_shield(self) -> Shielded:
        """Hand over the choice."""
        return Shielded(
            outcome=self.outcome.data,
            name_known=self.name_known.data,
            reason=self.reason.data or "",
            knows=bool(self.knows.data),
        )


class DetailsForm(ChangeForm):
    """What goes on the papers of a report, besides what was reported."""

    function = line(_("Functie van het slachtoffer"), _("Bijvoorbeeld: medewerker publieksbalie."))
    task = line(
        _("Taak op dat moment"), _("Bijvoorbeeld: uitleg geven over een afgewezen aanvraag.")
    )
    impact = text(_("Gevolg voor het werk"), _("Bijvoorbeeld: de balie ging een uur dicht."))
    literal_words = text(
        _("Letterlijke woorden, als die nog niet in de melding staan"),
        _("Precies wat er is gezegd of geschreven."),
    )
    injury = text(
        _("Letsel en pijn"),
        _("Alleen wat het slachtoffer aan de politie wil vertellen. De verdachte leest dit later."),
    )
    chronology = text(
        _("Wat gebeurde er na elkaar?"), _("Per regel een moment. Noem ook eerdere voorvallen.")
    )
    representative = line(
        _("Wie doet aangifte namens de werkgever?"),
        _("Deze naam komt op de volmacht. Laat leeg als het slachtoffer zelf gaat."),
    )
    representative_function = line(_("Functie van die persoon"))
    contact = line(
        _("Contactpersoon voor de politie"), _("Bereikbaar via het adres van de werkgever.")
    )
    contact_phone = line(
        _("Telefoon op het werk"), _("Ook ’s avonds en in het weekend. Geen privénummer.")
    )
    own: str = ""
    """What the victim said themselves, shown above the choices."""
    wanted = RadioField(_("Wat wil het slachtoffer van de strafzaak horen?"), validate_choice=False)
    complaint_wish = RadioField(
        _("Wil het slachtoffer een klacht indienen?"),
        description=_("Alleen nodig bij feiten zoals belediging en stalking."),
        validate_choice=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted.choices = choices_of(labels.WANTED)
        self.complaint_wish.choices = choices_of(labels.COMPLAINT_WISH)

    def to_details(self) -> dict[str, str]:
        """Hand over what was typed; a choice nobody offered counts as none."""
        typed = {name: str(self[name].data or "") for name in rules.PREPARED}
        offered = {"wanted": labels.WANTED, "complaint_wish": labels.COMPLAINT_WISH}
        for name, known in offered.items():
            typed[name] = typed[name] if typed[name] in known else ""
        return typed
