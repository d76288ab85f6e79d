"""The form of the dossier: what the employer states, and in which form each exhibit goes along."""

from collections.abc import Iterable
from typing import cast
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from vpt.prosecution import labels, planning
from vpt.prosecution.exhibits import Exhibit
from vpt.prosecution.planning import Plan
from vpt.prosecution.rules import Form
from vpt.prosecution.statement import LINE, LINES, LONG, TEXTS, Statement
from vpt.web.cases.forms import (
    CHOOSE,
    DATES,
    EARLIEST,
    LATEST,
    NO_DATE,
    TOO_LONG,
    VERSION,
    SpokenForm,
)
from vpt.web.i18n import translated as gettext

NONE_SEEN = -1
NO_COPY = _(
    "Van dit bestand is geen kopie zonder verborgen gegevens: die maken we alleen van foto’s, "
    "niet van een pdf, film, geluid of mail. Zet het op de lijst, of geef het origineel mee."
)
SHORT_TEXT, LONG_TEXT = Length(max=LINE, message=TOO_LONG), Length(max=LONG, message=TOO_LONG)


class RevisionForm(SpokenForm):
    """A form about the dossier that carries the revision the person saw."""

    revision = HiddenField()

    def seen(self) -> int:
        """Return the revision the person saw; one that no plan has when none came along."""
        sent = self.revision.raw_data
        found = VERSION.fullmatch(str(sent[0])) if sent else None
        return int(found[0]) if found else NONE_SEEN


class GiveForm(SpokenForm):
    """The share a dossier is added to."""

    share = HiddenField()

    def validate_share(self, field: Field) -> None:
        """Refuse what is no id."""
        try:
            UUID(str(field.data))
        except ValueError:
            raise ValidationError(CHOOSE) from None

    def to_share(self) -> UUID:
        """Hand over the share."""
        return UUID(str(self.share.data))


class ComposeForm(RevisionForm):
    """The employer's statement; `composing` adds a choice for every exhibit."""

    text = TextAreaField(
        _("Wat verklaart de werkgever?"),
        description=_("Lees dit na en pas het aan: de werkgever ondertekent het."),
        validators=[LONG_TEXT],
    )
    name = StringField(_("Wie ondertekent?"), validators=[SHORT_TEXT])
    function = StringField(_("Functie"), validators=[SHORT_TEXT])
    place = StringField(_("Plaats"), validators=[SHORT_TEXT])
    day = DateField(_("Dag"), format=DATES, validators=[Optional()])
    impact_service = TextAreaField(
        _("Wat deed dit met de dienstverlening?"),
        description=_("Bijvoorbeeld: de balie was een middag dicht."),
        validators=[LONG_TEXT],
    )
    impact_victim = TextAreaField(
        _("Wat deed dit met het slachtoffer?"),
        description=_("Schrijf dit samen met het slachtoffer. Zet hier geen medische gegevens in."),
        validators=[LONG_TEXT],
    )
    exhibit_names: tuple[str, ...] = ()

    def validate_day(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        if field.data and not EARLIEST <= field.data <= LATEST:
            raise ValidationError(NO_DATE)

    def to_plan(self, exhibits: Iterable[Exhibit]) -> Plan:
        """Hand over what was filled in."""
        texts = {name: self[name].data or "" for name in (*LINES, *TEXTS)}
        return Plan(
            revision=self.seen(),
            statement=Statement(day=self.day.data, **texts),
            exhibits={
                one.evidence.id: Form(self[planning.field_of(one.evidence.id)].data)
                for one in exhibits
            },
        )

    def exhibit_fields(self) -> list[RadioField]:
        """Return the choices for the exhibits, in their order."""
        return [cast("RadioField", self[name]) for name in self.exhibit_names]


def composing(exhibits: Iterable[Exhibit], plan: Plan, statement: Statement) -> ComposeForm:
    """Return the form for a case, filled with what was kept or proposed."""
    shown = list(exhibits)
    fields = {planning.field_of(one.evidence.id): _choice(one) for one in shown}
    made = type("CaseComposeForm", (ComposeForm,), {**fields, "exhibit_names": tuple(fields)})
    forms = {planning.field_of(one.evidence.id): one.form.value for one in shown}
    said = {name: getattr(statement, name) for name in (*LINES, *TEXTS, "day")}
    data = {"revision": str(plan.revision), **said, **forms}
    return cast("ComposeForm", made(data=data))


def _choice(one: Exhibit) -> RadioField:
    return RadioField(
        f"{one.number} · {one.evidence.title or ''}",
        description="" if one.has_copy else NO_COPY,
        choices=[(form.value, _called(form, one)) for form in one.offered],
        validators=[_must_choose],
    )


def _called(form: Form, one: Exhibit) -> str:
    as_it_is = form is Form.COPY and one.is_plain
    return gettext("Gaat mee zoals het is") if as_it_is else gettext(labels.FORM[form])


def _must_choose(_form: object, field: Field) -> None:
    if not field.data:
        raise ValidationError(CHOOSE)
