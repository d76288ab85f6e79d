"""The search forms above the worklist and the list of cases."""

from collections.abc import Iterable
from uuid import UUID

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import Length

from vpt.accounts.models import Unit
from vpt.cases import labels
from vpt.cases.rules import CaseSearch, CaseStatus, Lateness, WorkFilters
from vpt.incidents import words as words_rule
from vpt.incidents.taxonomy import Category
from vpt.protocol.definition import Step
from vpt.web.cases import words
from vpt.web.i18n import translated as gettext

LONGEST = 80
ALL = ("", _("Alles"))


class _SearchForm(FlaskForm):
    """A form that only asks: no token, and a value that does not exist is no filter."""

    class Meta:
        """Read from the address, so that a search can be kept as a bookmark."""

        csrf = False

    eenheid = SelectField(_("Eenheid"), choices=[ALL], default="")
    soort = SelectField(_("Soort"), choices=[ALL], default="")

    def _fill(self, units: Iterable[Unit]) -> None:
        self.eenheid.choices = [ALL, *((str(unit.id), unit.name) for unit in units)]
        self.soort.choices = [ALL, *((str(one), words.category(one)) for one in Category)]

    def _chosen(self, name: str) -> str | None:
        field = self[name]
        known = {str(value) for value, _label in field.choices}
        if field.data not in known:
            field.data = ""
        return field.data or None

    def _unit(self) -> UUID | None:
        chosen = self._chosen("eenheid")
        return UUID(chosen) if chosen else None


class WorkForm(_SearchForm):
    """What somebody wants to see of the worklist."""

    wanneer = SelectField(_("Wanneer"), choices=[ALL], default="")
    stap = SelectField(_("Stap"), choices=[ALL], default="")
    mij = BooleanField(_("Alleen wat aan mij is toegewezen"))

    def offer(self, units: Iterable[Unit], steps: Iterable[Step]) -> None:
        """Fill the lists to choose from."""
        self._fill(units)
        self.wanneer.choices = [
            ALL,
            *((str(one), gettext(label)) for one, label in labels.LATENESS.items()),
        ]
        self.stap.choices = [ALL, *((one.key, words.say(one.title)) for one in steps)]

    def to_filters(self) -> WorkFilters:
        """Hand over typed filters."""
        when = self._chosen("wanneer")
        return WorkFilters(
            unit_id=self._unit(),
            step=self._chosen("stap"),
            category=self._chosen("soort"),
            lateness=Lateness(when) if when else None,
            mine=bool(self.mij.data),
        )


class CaseForm(_SearchForm):
    """What somebody looks for among the cases."""

    zoek = StringField(
        _("Kenmerk of locatie"),
        validators=[Length(max=LONGEST)],
    )
    stand = SelectField(_("Stand"), choices=[ALL], default="")

    def offer(self, units: Iterable[Unit]) -> None:
        """Fill the lists to choose from."""
        self._fill(units)
        self.stand.choices = [
            ALL,
            *((str(one), gettext(label)) for one, label in labels.STATUS.items()),
        ]

    def to_search(self) -> CaseSearch:
        """Hand over a typed search."""
        status = self._chosen("stand")
        return CaseSearch(
            text=words_rule.clean(self.zoek.data)[:LONGEST] or None,
            category=self._chosen("soort"),
            status=CaseStatus(status) if status else None,
            unit_id=self._unit(),
        )
