"""The forms about damage: an item, a line of the ledger, the claim form, and how steps end."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, cast
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    Field,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from vpt.claims import amounts, labels, rules
from vpt.claims.ledger import Entry
from vpt.claims.rules import Claimant, EntryKind, ItemKind, Proof, Route
from vpt.claims.service import Item
from vpt.claims.totals import Party
from vpt.claims.views import ItemView
from vpt.core.errors import RuleBroken
from vpt.documents.kinds.damage_statement import PROFILES
from vpt.partners.disclosure import Profile
from vpt.web import sentences
from vpt.web.cases.forms import (
    CHOOSE,
    DATES,
    EARLIEST,
    LATEST,
    LONG,
    NO_DATE,
    SHORT,
    TOO_LONG,
    WHY,
    ChangeForm,
    SpokenForm,
)
from vpt.web.documents import words
from vpt.web.i18n import translated as gettext
from vpt.web.incidents.parts import line

MOST_WHAT = 300
HOW_MUCH = _("Bijvoorbeeld 85,00 of 1.234,56.")


def amount_field(label: Any) -> StringField:
    """Return a field for an amount in euros, typed the Dutch way."""
    needed = InputRequired(_("Vul een bedrag in."))
    too_long = Length(max=SHORT, message=TOO_LONG)
    return StringField(label, description=HOW_MUCH, validators=[needed, too_long])


def day_field(label: Any, *validators: Any) -> DateField:
    """Return a field for a day."""
    return DateField(label, format=DATES, validators=list(validators))


class AmountForm(ChangeForm):
    """A form with an amount and a day."""

    def validate_amount(self, field: Field) -> None:
        """Refuse what is no amount; nothing is guessed or rounded."""
        try:
            amounts.cents(str(field.data))
        except RuleBroken as refusal:
            raise ValidationError(sentences.of(refusal)) from refusal

    def _ensure_day(self, field: Field) -> None:
        if field.data and not EARLIEST <= field.data <= LATEST:
            raise ValidationError(NO_DATE)


class OwnItemForm(AmountForm):
    """Damage a victim bears."""

    kind = SelectField(_("Wat voor schade is het?"), validators=[InputRequired(CHOOSE)])
    what = StringField(
        _("Omschrijf het kort"),
        description=_("Bijvoorbeeld: bril, glazen gebarsten."),
        validators=[
            InputRequired(_("Omschrijf kort wat de schade is.")),
            Length(max=MOST_WHAT, message=TOO_LONG),
        ],
    )
    incurred_on = day_field(_("Op welke dag?"), InputRequired(NO_DATE))
    amount = amount_field(_("Bedrag in euro’s"))
    proof = RadioField(_("Wat laat de schade zien?"), validators=[InputRequired(CHOOSE)])
    insured = BooleanField(_("Hiervoor is iemand verzekerd"))
    insurer = line(_("Bij wie?"), SHORT)
    paid_by = line(_("Heeft iemand dit al betaald? Wie?"), SHORT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [("", gettext("Kies")), *kinds(Claimant.VICTIM)]
        self.proof.choices = proofs(Proof.TO_FOLLOW, Proof.NONE)

    def validate_incurred_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        self._ensure_day(field)

    def to_item(self) -> Item:
        """Hand over the item; whose it is follows from who is signed in."""
        return Item(
            party=Party(Claimant.VICTIM),
            kind=ItemKind(self.kind.data),
            incurred_on=cast("date", self.incurred_on.data),
            amount_cents=amounts.cents(str(self.amount.data)),
            what=str(self.what.data),
            proof=Proof(self.proof.data),
            insured=self.insured.data,
            insurer=self.insurer.data or "",
            paid_by=self.paid_by.data or "",
        )


class ItemForm(OwnItemForm):
    """Damage of anybody, with its proof from the case and the way it is claimed."""

    party = SelectField(_("Wie heeft de schade?"), validators=[InputRequired(CHOOSE)])
    evidence = SelectField(_("Welk bewijs uit het dossier?"), validators=[Optional()])
    route = SelectField(_("Hoe halen we het terug?"), validators=[Optional()])
    route_reason = TextAreaField(
        _("Waarom een andere route?"), validators=[Length(max=LONG, message=TOO_LONG)]
    )

    def __init__(
        self,
        parties: Iterable[tuple[str, str]],
        files: Iterable[tuple[str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.party.choices = [("", gettext("Kies")), *parties]
        self.kind.choices = {
            gettext(labels.CLAIMANT[claimant]): list(kinds(claimant)) for claimant in Claimant
        }
        self.proof.choices = proofs(*Proof)
        self.evidence.choices = [("", gettext("Kies een stuk")), *files]
        self.route.choices = [
            ("", gettext("Volg het voorstel")),
            *((str(one), gettext(label)) for one, label in labels.ROUTE.items()),
        ]

    def to_item(self) -> Item:
        """Hand over the item."""
        return replace(
            super().to_item(),
            party=party_of(self.party.data),
            evidence_id=UUID(self.evidence.data) if self.evidence.data else None,
            route=Route(self.route.data) if self.route.data else None,
            route_reason=self.route_reason.data or "",
        )


class EntryForm(AmountForm):
    """A line of the ledger."""

    kind = RadioField(_("Wat boek je?"), validators=[InputRequired(CHOOSE)])
    party = SelectField(_("Voor wie?"), validators=[InputRequired(CHOOSE)])
    amount = amount_field(_("Bedrag in euro’s"))
    booked_on = day_field(_("Op welke dag?"), InputRequired(NO_DATE))
    item = SelectField(_("Voor welke schadepost?"), validators=[Optional()])
    note = line(_("Toelichting"), MOST_WHAT)

    def __init__(
        self,
        parties: Iterable[tuple[str, str]],
        items: Iterable[tuple[str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(str(one), gettext(label)) for one, label in labels.ENTRY.items()]
        self.party.choices = [("", gettext("Kies")), *parties]
        self.item.choices = [("", gettext("Voor alles samen")), *items]

    def validate_booked_on(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        self._ensure_day(field)

    def to_entry(self) -> Entry:
        """Hand over the line."""
        return Entry(
            party=party_of(self.party.data),
            kind=EntryKind(self.kind.data),
            amount_cents=amounts.cents(str(self.amount.data)),
            booked_on=cast("date", self.booked_on.data),
            item_id=UUID(self.item.data) if self.item.data else None,
            note=self.note.data or "",
        )


class CorrectForm(ChangeForm):
    """Why a line of the ledger was a mistake."""

    reason = TextAreaField(
        _("Wat klopt er niet aan deze regel?"),
        validators=[InputRequired(WHY), Length(max=LONG, message=TOO_LONG)],
    )


class RemoveForm(ChangeForm):
    """Nothing but the version: the item goes off the list."""


class StatementForm(SpokenForm):
    """The reader of a damage statement."""

    profile = RadioField(_("Voor wie is de schadestaat?"), validators=[InputRequired(CHOOSE)])

    def __init__(self) -> None:
        super().__init__()
        readers = [one for one in PROFILES if one != Profile.VICTIM]
        self.profile.choices = [(one, words.profile(one)) for one in readers]

    def to_profile(self) -> Profile:
        """Hand over the reader's profile."""
        return Profile(self.profile.data)


def kinds(claimant: Claimant) -> Iterable[tuple[str, str]]:
    """Return the kinds of damage a claimant can have, in words."""
    return [(str(one), gettext(labels.KIND[one])) for one in rules.KINDS_OF[claimant]]


def proofs(*which: Proof) -> list[tuple[str, str]]:
    """Return ways to show damage, in words."""
    return [(str(one), gettext(labels.PROOF[one])) for one in which]


def party_of(code: str) -> Party:
    """Return the party a form names; the choices have been checked."""
    claimant, _colon, victim = code.partition(":")
    return Party(Claimant(claimant), UUID(victim) if victim else None)


def filled(item: ItemView) -> dict[str, Any]:
    """Return an item as its form shows it for correction."""
    return {
        "party": item.party.code,
        "kind": str(item.kind),
        "what": item.what,
        "incurred_on": item.incurred_on,
        "amount": amounts.typed(item.amount_cents),
        "proof": str(item.proof),
        "evidence": str(item.evidence_id or ""),
        "insured": item.insured,
        "insurer": item.insurer,
        "paid_by": item.paid_by,
        "route": str(item.route) if item.is_overruled else "",
        "route_reason": item.route_reason,
    }
