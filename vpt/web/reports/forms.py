"""What a reporter adds, takes back or thinks of the handling."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, MultipleFileField, RadioField, TextAreaField
from wtforms.validators import InputRequired

from vpt.cases import labels
from vpt.web.cases.forms import SpokenForm, as_version
from vpt.web.i18n import translated as gettext


class AdditionForm(SpokenForm):
    """Text and files to add; handled by the page set of reporting."""

    text = TextAreaField(_("Wat wil je toevoegen?"))
    files = MultipleFileField(
        _("Foto’s, berichten of opnames"), description=_("Je kunt meer bestanden tegelijk kiezen.")
    )


class WithdrawForm(SpokenForm):
    """Why a report is taken back."""

    version = HiddenField()
    reason = RadioField(
        _("Waarom trek je de melding in?"), validators=[InputRequired(_("Maak een keuze."))]
    )

    def offer(self, version: int) -> None:
        """Fill in what the page knows."""
        self.reason.choices = [(key, gettext(label)) for key, label in labels.WITHDRAW.items()]
        if not self.is_submitted():
            self.version.data = str(version)

    def seen(self) -> int:
        """Return the version of the case the person saw; 0 when it is no number."""
        return as_version(self.version.data)
