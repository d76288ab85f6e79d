"""The forms of a victim's own page about a police report."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired

from vpt.police_reports import labels
from vpt.web.cases.forms import CHOOSE, SpokenForm
from vpt.web.police_reports.forms import choices_of, text


class WishForm(SpokenForm):
    """What a victim thinks of a police report."""

    wish = RadioField(_("Wat vind jij van aangifte?"), validators=[InputRequired(CHOOSE)])
    words = text(_("Wil je er iets bij zeggen?"), _("In je eigen woorden. Het hoeft niet."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wish.choices = choices_of(labels.OWN_WISH)


class OwnShieldForm(SpokenForm):
    """How a victim wants to stay out of the criminal file."""

    shield = RadioField(_("Wat kies je?"), validators=[InputRequired(CHOOSE)])
    shield_reason = text(
        _("Waarom wil je geen afscherming?"), _("Alleen nodig als je geen afscherming kiest.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shield.choices = choices_of(labels.SHIELD)


class RightsForm(SpokenForm):
    """What a victim wants to hear of the criminal case, and whether they want to complain."""

    wanted = RadioField(_("Wat wil je van de strafzaak horen?"), validators=[InputRequired(CHOOSE)])
    complaint_wish = RadioField(
        _("Wil je een klacht indienen?"),
        description=_("Dit is nog geen klacht. We helpen je om hem echt in te dienen."),
        validators=[InputRequired(CHOOSE)],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted.choices = choices_of(labels.OWN_WANTED)
        self.complaint_wish.choices = choices_of(labels.OWN_COMPLAINT)
