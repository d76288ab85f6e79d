"""The forms that ask for a look in the register, and that allow or refuse it."""

from collections.abc import Iterable
from uuid import UUID

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from vpt.incidents.people import Involved
from vpt.measures.register_rules import MOST_REASON
from vpt.web.cases.forms import CHOOSE, SHORT, TOO_LONG, WHY, SpokenForm
from vpt.web.i18n import translated as gettext

YES, NO = "yes", "no"


class FindForm(FlaskForm):
    """The reference of the case one works on; asks only."""

    class Meta:
        """Read from the address: no token."""

        csrf = False

    kenmerk = StringField(
        _("Kenmerk van je dossier"),
        description=_("Zoals GTV-2026-000123-K."),
        validators=[Length(max=SHORT, message=TOO_LONG)],
    )


class AskForm(SpokenForm):
    """Whom to look for, and why."""

    person = RadioField(_("Over wie gaat het?"), validators=[InputRequired(CHOOSE)])
    reason = TextAreaField(
        _("Waarom is het nodig om te kijken?"),
        description=_(
            "Wat ga je anders doen als de persoon vaker voorkomt? De tweede persoon leest dit. "
            "Schrijf geen namen op."
        ),
        validators=[InputRequired(WHY), Length(max=MOST_REASON, message=TOO_LONG)],
    )

    def offer(self, people: Iterable[Involved]) -> None:
        """Fill in whom can be looked for, by role number."""
        self.person.choices = [
            (str(one.id), gettext("Veroorzaker %(number)s", number=one.ordinal)) for one in people
        ]

    def to_person(self) -> UUID:
        """Hand over who it is about."""
        return UUID(self.person.data)


class DecideForm(SpokenForm):
    """Allow or refuse, and why."""

    answer = RadioField(_("Mag je collega kijken?"), validators=[InputRequired(CHOOSE)])
    reason = TextAreaField(
        _("Waarom wel of niet?"),
        description=_("Is het nodig, en kan het niet met minder?"),
        validators=[InputRequired(WHY), Length(max=MOST_REASON, message=TOO_LONG)],
    )

    def offer(self) -> None:
        """Fill in what can be answered."""
        self.answer.choices = [(YES, gettext("Ja, één keer")), (NO, gettext("Nee"))]

    def is_yes(self) -> bool:
        """Tell whether the look is allowed."""
        return bool(self.answer.data == YES)
