"""The forms of chain partners: an organisation, a contact there, and a last day."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from vpt.partners import labels
from vpt.partners.officers import Person
from vpt.partners.queries import Partner
from vpt.partners.rules import PARTY_OF, Party
from vpt.web.cases.forms import CHOOSE, SpokenForm, as_version
from vpt.web.i18n import translated as gettext
from vpt.web.police_reports.forms import a_day, choices_of, line

NEW = "new"


class PartnerForm(SpokenForm):
    """An organisation to work with: one of the list that all employers share, or a new one."""

    partner = SelectField(
        _("Welke organisatie?"),
        description=_("Staat de organisatie er niet bij? Kies dan de onderste regel."),
        validators=[InputRequired(CHOOSE)],
    )
    name = line(
        _("Naam van de organisatie"),
        _("Alleen als zij niet in de lijst staat. Andere werkgevers zien deze naam ook."),
    )
    kind = RadioField(_("Wat voor organisatie is het?"), validators=[Optional()])
    valid_from = a_day(_("Vanaf"), is_asked=True)

    def __init__(
        self, directory: Iterable[tuple[UUID, str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        parties = {str(kind): gettext(labels.PARTY[party]) for kind, party in PARTY_OF.items()}
        self.kind.choices = list(parties.items())
        groups: dict[str, list[tuple[str, str]]] = {label: [] for label in parties.values()}
        for identifier, name, kind in directory:
            groups[parties[kind]].append((str(identifier), name))
        groups[gettext(_("Staat er niet bij"))] = [(NEW, gettext(_("Een andere organisatie")))]
        self.partner.choices = {
            gettext(_("Kies")): [("", "–")],
            **{label: rows for label, rows in groups.items() if rows},
        }

    def chosen(self) -> UUID | None:
        """Return which organisation of the list; None for a new one."""
        return None if self.partner.data == NEW else UUID(str(self.partner.data))


class PersonForm(SpokenForm):
    """Who a contact is at their work."""

    name = line(_("Naam"))
    place = line(_("Functie of bureau"))
    phone = line(_("Telefoon"))
    email = line(_("E-mailadres"), _("Hierheen gaat de link of de uitnodiging."))
    second_email = line(
        _("Tweede e-mailadres"),
        _("Bijvoorbeeld van het bureau. Hierheen gaat alleen de code van een link."),
    )
    is_vpt = BooleanField(
        _("Gaat over de VPT-afspraken"),
        description=_("Deze naam komt dan op het voorblad en op de brieven."),
    )
    valid_until = a_day(_("Tot en met"))

    def to_person(self) -> Person:
        """Hand over who it is."""
        return Person(
            name=self.name.data or "",
            place=self.place.data or "",
            phone=self.phone.data or "",
            email=self.email.data or "",
            second_email=self.second_email.data or "",
            is_vpt=bool(self.is_vpt.data),
        )


class ContactForm(PersonForm):
    """Somebody new, at a partner or elsewhere in the chain, from a day on."""

    where = SelectField(_("Waar werkt deze persoon?"), validators=[InputRequired(CHOOSE)])
    valid_from = a_day(_("Vanaf"), is_asked=True)

    def __init__(self, partners: Iterable[Partner], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(one.id), one.name) for one in partners]
        self.where.choices = {
            gettext(_("Kies")): [("", "–")],
            **({gettext(_("Ketenpartners")): known} if known else {}),
            gettext(_("Geen ketenpartner (alleen een contactpersoon)")): choices_of(labels.PARTY),
        }

    def place_of_work(self) -> str | UUID:
        """Return the party, or the partner organisation."""
        text = cast("str", self.where.data)
        return text if text in set(Party) else UUID(text)


class ChangedContactForm(PersonForm):
    """A contact to change; it carries the version the person saw."""

    version = HiddenField()

    def seen(self) -> int:
        """Return the version that was posted; 0 when none came along."""
        sent = self.version.raw_data
        return as_version(sent[0]) if sent else 0


class LastDayForm(SpokenForm):
    """Until when a partner is one, or a contact is."""

    valid_until = a_day(_("Tot en met"), is_asked=True)
