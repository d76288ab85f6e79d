"""Which period the register is about, and for whom it is made."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired

from vpt.documents.kinds.registry import KINDS
from vpt.partners.disclosure import Profile
from vpt.statistics import labels, register
from vpt.statistics.rules import Part, Period, periods, read
from vpt.web.cases.forms import CHOOSE, SpokenForm
from vpt.web.i18n import translated as gettext
from vpt.web.statistics import words

WHOLE = "jaar"


class PeriodForm(FlaskForm):
    """The period somebody looks at; asks only."""

    class Meta:
        """Read from the address: no token."""

        csrf = False

    jaar = SelectField(_("Jaar"))
    deel = SelectField(_("Deel van het jaar"))

    def __init__(self, years: range, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.jaar.choices = [(str(year), str(year)) for year in reversed(years)]
        _whole, *parts = periods(range(years[-1], years[-1] + 1))
        self.deel.choices = [
            (WHOLE, gettext("Hele jaar")),
            *((f"{one.part}{one.number}", gettext(labels.inner(one))) for one in parts),
        ]

    def to_period(self) -> Period | None:
        """Hand over the period, or None for what cannot be chosen."""
        if not self.validate():
            return None
        part = "" if self.deel.data == WHOLE else f"-{self.deel.data}"
        return read(f"{self.jaar.data}{part}")


class MakeForm(SpokenForm):
    """The reader of a register, and its period."""

    periode = HiddenField()
    profile = RadioField(_("Voor wie is het register?"), validators=[InputRequired(CHOOSE)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profile.choices = [
            (one, words.reader(Profile(one))) for one in KINDS[register.KIND].profiles
        ]

    def to_period(self) -> Period | None:
        """Hand over the period, or None for a code that is none."""
        return read(self.periode.data or "")

    def to_profile(self) -> Profile:
        """Hand over for whom it is."""
        return Profile(self.profile.data)


def fields_of(period: Period) -> dict[str, Any]:
    """Return the period as the fields of the form that chooses it."""
    part = f"{period.part}{period.number}" if period.part is not Part.YEAR else WHOLE
    return {"jaar": str(period.year), "deel": part}
