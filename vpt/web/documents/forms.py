"""For whom and for what a case file is issued."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from vpt.cases import dossier
from vpt.partners.disclosure import Profile
from vpt.web.cases.forms import SpokenForm
from vpt.web.documents import words
from vpt.web.i18n import translated as gettext

CHOOSE = _("Maak een keuze.")


class IssueForm(SpokenForm):
    """The reader and the purpose of a case file."""

    profile = RadioField(_("Voor wie is het dossier?"), validators=[InputRequired(CHOOSE)])
    purpose = SelectField(_("Waarvoor is het nodig?"), validators=[InputRequired(CHOOSE)])

    def __init__(self) -> None:
        super().__init__()
        self.profile.choices = [
            (one, f"{words.profile(one)}: {gettext(words.PROFILE_NOTES[one])}")
            for one in dossier.OF_STAFF
        ]
        purposes = [(key, gettext(label)) for key, label in words.PURPOSES.items()]
        self.purpose.choices = [("", gettext("Kies waarvoor")), *purposes]

    def to_request(self) -> tuple[Profile, str]:
        """Hand over the reader's profile and the purpose."""
        return Profile(self.profile.data), str(self.purpose.data)


class WithdrawForm(SpokenForm):
    """Why a document no longer holds: chosen, so that nobody is named in it."""

    why = RadioField(_("Waarom trek je dit document in?"), validators=[InputRequired(CHOOSE)])

    def __init__(self) -> None:
        super().__init__()
        self.why.choices = [(key, gettext(label)) for key, label in words.WITHDRAWALS.items()]
