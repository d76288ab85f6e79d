"""The forms of people: looking somebody up, inviting, giving a role, being away, answering."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from vpt.accounts import labels
from vpt.accounts.models import Unit
from vpt.accounts.roles import Grant
from vpt.accounts.rules import LOCALES, REFUSALS, Post, Verdict
from vpt.administration.directory import Search, State
from vpt.administration.leaving import Plan, Taker
from vpt.administration.people import LONGEST_NAME, LONGEST_PHONE, Newcomer
from vpt.core.actor import Role
from vpt.core.plaintext import clean_line
from vpt.web.administration.forms import SettingForm
from vpt.web.cases.forms import CHOOSE, TOO_LONG, SpokenForm
from vpt.web.i18n import translated as gettext
from vpt.web.people import words
from vpt.web.police_reports.forms import a_day, line

LONGEST_ADDRESS = 254
YES = "ja"
POST_MARK = "plek:"
"""Before a place at the head of a unit, in the list that also holds roles."""


def roles_to_give(*, is_region: bool) -> list[Role]:
    """Return the roles an organisation gives: a partner's role comes with being a contact."""
    left_out = {Role.PARTNER} if is_region else {Role.PARTNER, Role.ANALYST}
    return [role for role in labels.ROLE if role not in left_out]


class SearchForm(SpokenForm):
    """Who to look for; everything stands in the address."""

    class Meta(SpokenForm.Meta):
        """Settings WTForms reads."""

        csrf = False

    zoek = line(_("Naam of e-mailadres"))
    afdeling = SelectField(_("Afdeling"), validators=[Optional()], validate_choice=False)
    rol = SelectField(_("Rol"), validators=[Optional()], validate_choice=False)
    wie = SelectField(_("Wie"), validators=[Optional()], validate_choice=False)

    def __init__(self, units: Iterable[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.afdeling.choices = [("", gettext(_("Alle afdelingen"))), *choices_of_units(units)]
        self.rol.choices = [
            ("", gettext(_("Alle rollen"))),
            *((str(role), gettext(name)) for role, name in labels.ROLE.items()),
        ]
        self.wie.choices = [(str(state), str(name)) for state, name in words.STATE.items()]

    def to_search(self, after: UUID | None) -> Search:
        """Hand over what was asked for; whatever is in no list counts as nothing."""
        roles, states = {str(one) for one in Role}, {str(one) for one in State}
        return Search(
            words=clean_line(self.zoek.data)[:LONGEST_ADDRESS],
            unit_id=as_id(self.afdeling.data),
            role=Role(self.rol.data) if self.rol.data in roles else None,
            state=State(self.wie.data) if self.wie.data in states else State.HERE,
            after=after,
        )


class InviteForm(SettingForm):
    """Somebody new, with the roles to begin with."""

    email = StringField(
        _("E-mailadres van het werk"),
        description=_("Hierheen gaat de uitnodiging. Het adres kun je later niet veranderen."),
        validators=[
            InputRequired(_("Vul het e-mailadres in.")),
            Length(max=LONGEST_ADDRESS, message=TOO_LONG),
        ],
    )
    name = StringField(
        _("Naam"),
        validators=[
            InputRequired(_("Vul de naam in.")),
            Length(max=LONGEST_NAME, message=TOO_LONG),
        ],
    )
    phone = line(_("Telefoon van het werk"), "", LONGEST_PHONE)
    locale = RadioField(_("Taal van de mail en de pagina’s"), validators=[Optional()])
    unit_id = SelectField(_("Afdeling waar deze persoon werkt"), validators=[Optional()])
    roles = SelectMultipleField(
        _("Rollen"), validators=[InputRequired(_("Kies minstens één rol."))]
    )

    def __init__(
        self, units: Iterable[Unit], offered: Iterable[Role], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.locale.choices = [(one, labels.LOCALE[one]) for one in LOCALES]
        self.unit_id.choices = [("", "–"), *choices_of_units(units)]
        self.roles.choices = [(str(role), gettext(labels.ROLE[role])) for role in offered]

    def to_newcomer(self) -> Newcomer:
        """Hand over who it is."""
        return Newcomer(
            email=self.email.data or "",
            name=self.name.data or "",
            phone=self.phone.data or "",
            locale=self.locale.data or LOCALES[0],
        )

    def to_grants(self) -> list[Grant]:
        """Hand over the roles, all in the same unit."""
        unit_id = as_id(self.unit_id.data)
        return [Grant(role=Role(one), unit_id=unit_id) for one in self.roles.data or []]


class GiveForm(SettingForm):
    """A role, or a place at the head of a unit, from a day until a day."""

    role = RadioField(_("Welke rol?"), validators=[InputRequired(CHOOSE)])
    unit_id = SelectField(
        _("Voor welke afdeling?"),
        description=_("Nodig voor een leidinggevende en voor het hoofd van een afdeling."),
        validators=[Optional()],
    )
    first_day = a_day(_("Vanaf"))
    last_day = a_day(_("Tot en met"))

    def __init__(
        self, units: Iterable[Unit], offered: Iterable[Role], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        posts = [(f"{POST_MARK}{post}", str(name)) for post, name in words.POST.items()]
        self.role.choices = [
            *((str(role), gettext(labels.ROLE[role])) for role in offered),
            *posts,
        ]
        self.unit_id.choices = [("", "–"), *choices_of_units(units)]

    def to_grant(self) -> Grant:
        """Hand over what is to be given."""
        chosen = str(self.role.data)
        is_post = chosen.startswith(POST_MARK)
        return Grant(
            role=Role.MANAGER if is_post else Role(chosen),
            post=Post(chosen.removeprefix(POST_MARK)) if is_post else Post.NONE,
            unit_id=as_id(self.unit_id.data),
            first_day=self.first_day.data,
            last_day=self.last_day.data,
        )


class AgreeForm(SpokenForm):
    """Something that is done once its consequences were read; the box only when it is serious."""

    agreed = BooleanField(_("Ik heb dit gelezen en wil het zo"))
    needs_agreement = False

    def validate_agreed(self, field: Any) -> None:
        """Ask for the box when the page warned."""
        if self.needs_agreement and not field.data:
            raise ValidationError(gettext(_("Vink aan dat je dit wilt.")))


class LeaveForm(AgreeForm):
    """Who takes over from somebody who leaves."""

    needs_agreement = True
    successor = SelectField(
        _("Wie neemt het open werk over?"),
        description=_(
            "Wie een dossier niet mag zien, krijgt het niet. Dan gaat het naar een coördinator."
        ),
        validators=[Optional()],
    )
    leads_too = BooleanField(
        _("Vraag deze collega ook als hoofd of vervanger van de afdelingen"),
        description=_("Dat wacht op akkoord van een coördinator of de FG."),
    )

    def __init__(self, takers: Iterable[Taker], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        away = gettext(_("nu afwezig"))
        self.successor.choices = [
            ("", gettext(_("Verdeel het over de coördinatoren"))),
            *((str(one.id), f"{one.name} ({away})" if one.is_away else one.name) for one in takers),
        ]

    def to_plan(self) -> Plan:
        """Hand over what was chosen."""
        return Plan(successor_id=as_id(self.successor.data), leads_too=bool(self.leads_too.data))


class AwayForm(SpokenForm):
    """From when until when somebody is away."""

    first_day = a_day(_("Eerste dag"), is_asked=True)
    last_day = a_day(_("Laatste dag"), is_asked=True)


class AnswerForm(SpokenForm):
    """Yes, or no with a reason from a closed list."""

    answer = RadioField(_("Wat is je antwoord?"), validators=[InputRequired(CHOOSE)])
    reason = RadioField(_("Waarom niet?"), validators=[Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer.choices = [
            (YES, gettext(_("Akkoord: deze persoon mag deze rol hebben"))),
            ("nee", gettext(_("Niet akkoord"))),
        ]
        self.reason.choices = [(str(one), str(words.VERDICT[one])) for one in REFUSALS]

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask why not as well."""
        is_valid = bool(super().validate(extra_validators))
        if not is_valid or self.answer.data == YES or self.reason.data:
            return is_valid
        self.reason.errors = [gettext(_("Kies een reden."))]
        return False

    def to_verdict(self) -> Verdict:
        """Hand over the answer: no verdict is a yes."""
        return Verdict.NONE if self.answer.data == YES else Verdict(str(self.reason.data))


def choices_of_units(units: Iterable[Unit]) -> list[tuple[str, str]]:
    """Return units in tree order, the lower ones set in."""
    return [(str(one.id), f"{'– ' * (one.path.count('/') - 1)}{one.name}") for one in units]


def as_id(text: object) -> UUID | None:
    """Return an identifier from the address or a list; None for anything else."""
    try:
        return UUID(str(text))
    except ValueError:
        return None
