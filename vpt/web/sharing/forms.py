"""The forms of sharing: one that travels through three pages, and what comes after."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from vpt.cases.views import EvidenceView
from vpt.infra.ids import new_id
from vpt.partners.disclosure import Section, disclose
from vpt.partners.queries import Officer
from vpt.partners.rules import PROFILE_OF, Party
from vpt.sharing import choosing, labels
from vpt.sharing.bases import bases_for
from vpt.sharing.choosing import Chosen
from vpt.sharing.rules import ASKS_OF, Ask, CodeWay, Door, Purpose
from vpt.web.cases.forms import CHOOSE, DATES, NO_DATE, TOO_LONG, WHY, ChangeForm
from vpt.web.i18n import translated as gettext
from vpt.web.incidents.parts import choices_of
from vpt.web.sharing import words

TO_WHOM = ("officer", "purpose", "door", "code_way")
WHAT = ("sections", "evidence", "asks", "question", "basis", "until")
LENGTH = Length(max=choosing.MOST, message=TOO_LONG)


class ShareForm(ChangeForm):
    """What is chosen for one recipient; each page shows a part and carries the rest along."""

    share = HiddenField()
    at = HiddenField()
    prepared = HiddenField()
    """For which party the parts were filled in beforehand."""
    officer = RadioField(_("Met wie deel je?"), validators=[InputRequired(CHOOSE)])
    purpose = SelectField(_("Waarvoor?"), validators=[InputRequired(CHOOSE)])
    door = RadioField(_("Hoe komt de ontvanger binnen?"), validators=[InputRequired(CHOOSE)])
    code_way = RadioField(
        _("Hoe gaat de code naar de ontvanger?"),
        description=_("Alleen bij een link. De link gaat per mail, de code nooit naar dat adres."),
        validators=[Optional()],
    )
    sections = SelectMultipleField(
        _("Wat deel je?"), validators=[InputRequired(_("Kies minstens één onderdeel."))]
    )
    evidence = SelectMultipleField(_("Welk bewijs gaat mee?"), validators=[Optional()])
    asks = SelectMultipleField(
        _("Wat vraag je de ontvanger?"),
        description=_("Het antwoord komt vanzelf bij de stap die erop wacht."),
        validators=[Optional()],
    )
    question = TextAreaField(
        _("Je vraag in eigen woorden"),
        description=_("Dit staat bovenaan bij de ontvanger. Noem hier geen namen."),
        validators=[LENGTH],
    )
    basis = RadioField(_("Op welke grond deel je dit?"), validators=[InputRequired(CHOOSE)])
    until = DateField(
        _("Tot en met welke dag?"),
        format=DATES,
        description=_("Daarna gaat het vanzelf dicht. Hoogstens een jaar."),
        validators=[InputRequired(NO_DATE)],
    )

    def offer(self, people: Sequence[Officer], exhibits: Iterable[EvidenceView]) -> None:
        """Fill the choices for this case and the contact chosen."""
        self.officer.choices = [(str(one.id), _told(one)) for one in people]
        self.door.choices = choices_of(labels.DOOR)
        self.code_way.choices = choices_of(labels.CODE_WAY)
        self.purpose.choices = [("", gettext("Kies waarvoor")), *choices_of(labels.PURPOSE)]
        found = [one for one in people if str(one.id) == self.officer.data]
        self.chosen = found[0] if found else None
        self._offer_what(exhibits)

    def _offer_what(self, exhibits: Iterable[EvidenceView]) -> None:
        party = Party(self.chosen.party) if self.chosen else Party.POLICE
        profile = PROFILE_OF[party]
        self.withheld = choosing.withheld(profile)
        parts = choosing.offered(profile)
        gives = Section.EVIDENCE in parts and disclose(profile).evidence_files
        self.sections.choices = [(one.value, words.section(one)) for one in parts]
        self.evidence.choices = [
            (str(one.id), f"{one.number} · {one.title}") for one in exhibits if gives
        ]
        self.asks.choices = [(one.value, words.asks([one])) for one in ASKS_OF[party]]
        self.basis.choices = [(one.key, words.basis(one.key)) for one in bases_for(party)]

    def prepare(self, today: date) -> None:
        """Fill in what fits the recipient, once for each kind of recipient."""
        party = self.chosen.party if self.chosen else ""
        if self.prepared.data == party:
            return
        self.prepared.data = party
        for field in (self.sections, self.evidence, self.asks):
            field.data = [choice[0] for choice in field.iter_choices()]
        self.basis.data = None
        self.until.data = self.until.data or today + choosing.STANDARD_END

    def fits(self, *names: str) -> bool:
        """Judge these fields only; the others are of a page that comes later or went before."""
        self.validate()
        for name, field in self._fields.items():
            if name not in {*names, "csrf_token"}:
                field.errors = ()
        return not self.errors

    def held(self, name: str) -> list[str]:
        """Return what was typed in a field of another page, as it was typed."""
        return [str(value) for value in self._fields[name].raw_data or []]

    def share_id(self) -> UUID:
        """Return the id the share will have: the same however often the form is sent."""
        try:
            return UUID(str(self.share.data))
        except ValueError:
            fresh = new_id()
            self.share.data = str(fresh)
            return fresh

    def to_whom(self) -> Chosen:
        """Hand over the first page's part of the choice."""
        way = CodeWay(self.code_way.data) if (self.code_way.data or "").strip() else None
        return Chosen(
            officer_id=UUID(self.officer.data),
            door=Door(self.door.data),
            purpose=Purpose(self.purpose.data),
            code_way=way,
            basis="",
            sections=frozenset(),
            evidence=frozenset(),
            until=date.max,
        )

    def to_chosen(self) -> Chosen:
        """Hand over the whole choice."""
        first = self.to_whom()
        return Chosen(
            officer_id=first.officer_id,
            door=first.door,
            purpose=first.purpose,
            code_way=first.code_way,
            basis=self.basis.data,
            sections=frozenset(Section(one) for one in _given(self.sections)),
            evidence=frozenset(UUID(one) for one in _given(self.evidence)),
            asks=tuple(Ask(one) for one in _given(self.asks)),
            question=self.question.data or "",
            until=cast("date", self.until.data),
        )


class RecallForm(ChangeForm):
    """Why a share is taken back."""

    reason = TextAreaField(
        _("Waarom trek je deze deling in?"),
        description=_("De ontvanger leest dit niet. Het staat in het dossier."),
        validators=[InputRequired(WHY), LENGTH],
    )


class SupplementForm(ChangeForm):
    """What a sender adds in the next copy."""

    words = TextAreaField(
        _("Wil je er iets bij zeggen?"),
        description=_("De ontvanger leest dit bij de aanvulling. Noem hier geen namen."),
        validators=[LENGTH],
    )
    evidence = SelectMultipleField(_("Welk bewijs gaat er nu bij?"), validators=[Optional()])

    def offer(self, exhibits: Iterable[EvidenceView], shared: Iterable[str], *, may: bool) -> None:
        """Fill the choices with the evidence this recipient does not have yet."""
        known = set(shared)
        self.evidence.choices = [
            (str(one.id), f"{one.number} · {one.title}")
            for one in exhibits
            if may and str(one.id) not in known
        ]

    def to_supplement(self) -> tuple[str, frozenset[UUID]]:
        """Hand over words and evidence."""
        return self.words.data or "", frozenset(UUID(one) for one in _given(self.evidence))


def _given(field: SelectMultipleField) -> list[str]:
    """Return what was marked; a field nobody has to fill in lets an empty value through."""
    return [one for one in field.data or () if one.strip()]


def _told(one: Officer) -> str:
    way = gettext("heeft een account") if one.user_id else gettext("zonder account")
    return f"{words.officer(one)} · {way}"
