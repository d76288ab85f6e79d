"""The forms of what the chain decided: police, prosecution and mayor."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from vpt.cases.chain import Choice
from vpt.outcomes import labels, meanings
from vpt.outcomes.correcting import LINES, TEXTS, Corrected
from vpt.outcomes.rules import (
    AREA_BAN,
    Action,
    Decision,
    Hearing,
    Mayor,
    Order,
    PoliceNews,
)
from vpt.web.cases.forms import CHOOSE, LONG, TOO_LONG, WHY, ChangeForm
from vpt.web.i18n import translated as gettext
from vpt.web.incidents.parts import choices_of
from vpt.web.measures.measure_forms import PlaceForm
from vpt.web.police_reports.forms import a_day, line, text

OUTCOME = _("Wat is de uitkomst?")
WORDS = _("Wat mag het slachtoffer hierover lezen?")
WORDS_HINT = _("Eén of twee gewone zinnen, zonder naam van de verdachte. Dit staat op de eigen "
               "pagina van het slachtoffer, onder onze uitleg.")  # fmt: skip
FREE = "free"
"""The choice that says: the code is not in the list."""


def words() -> TextAreaField:
    """Return the field for what the victim may read besides our explanation."""
    limits = [Optional(), Length(max=LONG, message=TOO_LONG)]
    return TextAreaField(WORDS, description=WORDS_HINT, validators=limits)


def penalties(label: Any) -> SelectMultipleField:
    """Return the field for what was imposed."""
    return SelectMultipleField(label, choices=list, validators=[Optional()])


def uplift() -> RadioField:
    """Return the field for whether the higher sentence was asked."""
    return RadioField(
        _("Vroeg het OM een hogere straf, omdat het een VPT-zaak is?"),
        description=_(
            "De landelijke afspraak is 200 procent hoger. Weet je het niet? Kies onbekend."
        ),
        validators=[Optional()],
    )


class PoliceForm(ChangeForm):
    """What the police said about a report."""

    outcome = RadioField(OUTCOME, validators=[InputRequired(CHOOSE)])
    decided_on = a_day(_("Wanneer sprak je ze?"))
    officer = line(_("Wie sprak je bij de politie?"))
    number = line(_("Registratienummer"), _("Alleen als je het nu hoort of als het anders is."), 80)
    record_number = line(_("PV-nummer"), _("Begint vaak met PL."), 80)
    text = text(
        _("Wat zei de politie?"), _("Voor het dossier. Verplicht als de politie stopt: waarom?")
    )
    words = words()

    def offer(self, offered: Iterable[Choice]) -> None:
        """Fill the outcomes of the protocol."""
        self.outcome.choices = [(one.key, one.title) for one in offered]

    def to_news(self) -> PoliceNews:
        """Hand over what they said."""
        return PoliceNews(
            status=self.outcome.data,
            said_on=self.decided_on.data,
            said_by=self.officer.data or "",
            number=self.number.data or "",
            record_number=self.record_number.data or "",
            text=self.text.data or "",
            words=self.words.data or "",
        )


class HearingForm(ChangeForm):
    """A form that may name a hearing."""

    hearing_on = a_day(_("Dag van de zitting"))
    hearing_time = line(_("Tijd"), _("Zoals 13:30."), 40)
    court = line(_("Welke rechter?"), _("Bijvoorbeeld: politierechter, rechtbank Overijssel."))
    place = line(_("Waar?"), _("Bijvoorbeeld: Egbert Gorterstraat 5, Almelo."))

    def to_hearing(self) -> Hearing:
        """Hand over day, time and place."""
        return Hearing(
            on=self.hearing_on.data,
            time=self.hearing_time.data or "",
            court=self.court.data or "",
            place=self.place.data or "",
        )


class DecisionForm(HearingForm):
    """What the prosecution decided about one suspect."""

    outcome = RadioField(OUTCOME, validators=[InputRequired(CHOOSE)])
    decided_on = a_day(_("Wanneer is dat beslist?"))
    number = line(_("Parketnummer"), _("Zoals 08/123456-26. Staat op elke brief van het OM."), 80)
    dismissal_code = SelectField(_("Sepotcode"), validators=[Optional()])
    free_code = line(_("Een andere code"), _("Alleen als die niet in de lijst staat."), 8)
    penalties = penalties(_("Wat houdt de straf in?"))
    uplift = uplift()
    text = text(_("Toelichting voor het dossier"), _("Verplicht bij “iets anders”."))
    words = words()

    def offer(self, offered: Iterable[Choice]) -> None:
        """Fill the outcomes of the protocol and the codes of the list."""
        locale = str(get_locale())
        self.outcome.choices = [(one.key, one.title) for one in offered]
        self.uplift.choices = choices_of(labels.UPLIFT)
        self.penalties.choices = choices_of(labels.PENALTY)
        self.dismissal_code.choices = [
            ("", gettext("Kies een code")),
            *(
                (one.code, _code_title(one, locale))
                for one in meanings.dismissal_codes().values()
            ),
            (FREE, gettext("Een andere code")),
        ]  # fmt: skip

    def to_decision(self) -> Decision:
        """Hand over the decision."""
        chosen = self.dismissal_code.data or ""
        return Decision(
            ruling=self.outcome.data,
            decided_on=self.decided_on.data,
            number=self.number.data or "",
            dismissal_code=(self.free_code.data or "") if chosen in {"", FREE} else chosen,
            hearing=self.to_hearing(),
            penalties=tuple(self.penalties.data or ()),
            uplift=self.uplift.data or "",
            text=self.text.data or "",
            words=self.words.data or "",
        )


class OrderForm(PlaceForm):
    """A form that may bring an order of mayor or court."""

    order_number = line(_("Kenmerk van het besluit"), "", 80)

    def to_order(self, level: str, involved_id: UUID | None = None) -> Order:
        """Hand over the order."""
        return Order(
            level=level,
            involved_id=involved_id,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            area=self.area.data or "",
            number=self.order_number.data or "",
            everywhere=bool(self.everywhere.data),
            location_ids=self.to_locations(),
            instruction=self.instruction.data or "",
            call=self.call.data or "",
        )

    @property
    def order_fields(self) -> list[Field]:
        """Return what belongs to the order, for the part of the page that folds."""
        names = ("starts_on", "ends_on", "area", "order_number", "locations", "instruction", "call")
        return [self[name] for name in names]


class MayorForm(OrderForm):
    """What the mayor did."""

    outcome = RadioField(OUTCOME, validators=[InputRequired(CHOOSE)])
    decided_on = a_day(_("Wanneer is dat beslist?"))
    person = SelectField(_("Voor wie geldt de maatregel?"), validators=[Optional()])
    text = text(_("Toelichting voor het dossier"), _("Verplicht als er geen maatregel komt."))
    words = words()

    def offer(
        self,
        offered: Iterable[Choice],
        people: Iterable[tuple[UUID, str]],
        places: Iterable[tuple[UUID, str]],
    ) -> None:
        """Fill what differs for each case."""
        self.outcome.choices = [(one.key, one.title) for one in offered]
        listed = [(str(one), name) for one, name in people]
        self.person.choices = listed or [("", gettext("Er is nog geen veroorzaker bekend"))]
        self.offer_locations(places)

    def to_mayor(self) -> Mayor:
        """Hand over what the mayor did."""
        chosen = (self.person.data or "").strip()
        person = UUID(chosen) if chosen else None
        is_ordered = self.outcome.data == Action.ORDERED
        return Mayor(
            action=self.outcome.data,
            decided_on=self.decided_on.data,
            order=self.to_order(AREA_BAN, person) if is_ordered else None,
            text=self.text.data or "",
            words=self.words.data or "",
        )


class CorrectionForm(ChangeForm):
    """How something should have been written down, and why it was not."""

    reason = TextAreaField(
        _("Wat klopte er niet?"),
        validators=[InputRequired(WHY), Length(max=LONG, message=TOO_LONG)],
    )
    decided_on = a_day(_("Wanneer was het?"))
    number = line(_("Nummer"), "", 80)
    dismissal_code = line(_("Sepotcode"), "", 8)
    hearing_time = line(_("Tijd van de zitting"), "", 40)
    court = line(_("Welke rechter?"))
    place = line(_("Waar?"))
    uplift = uplift()
    ecli = line(_("ECLI-nummer"), "", 80)
    text = text(_("Toelichting voor het dossier"))
    words = words()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.uplift.choices = choices_of(labels.UPLIFT)

    def to_correction(self) -> Corrected:
        """Hand over how it should have been."""
        return Corrected(
            reason=self.reason.data or "",
            decided_on=self.decided_on.data,
            dismissal_code=self.dismissal_code.data or "",
            uplift=self.uplift.data or "",
            texts={name: self[name].data or "" for name in (*LINES, *TEXTS)},
        )


def _code_title(code: meanings.DismissalCode, locale: str) -> str:
    title = f"{code.code} · {meanings.told(code.title, locale)}"
    return title if code.verified else gettext("%(title)s (nog te toetsen)", title=title)
