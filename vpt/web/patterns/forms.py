"""The forms that link cases, take a link away and issue the pattern dossier."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from vpt.documents.kinds.pattern_dossier import PROFILES
from vpt.partners.disclosure import Profile
from vpt.patterns import labels
from vpt.patterns.rules import LinkKind, NewLink
from vpt.web.cases.forms import CHOOSE, SHORT, TOO_LONG, WHY, ChangeForm, SpokenForm
from vpt.web.documents import words
from vpt.web.i18n import translated as gettext

REASON_LENGTH = 600
REASON = [InputRequired(WHY), Length(max=REASON_LENGTH, message=TOO_LONG)]


class LinkForm(ChangeForm):
    """Which case belongs to this one, in what way, and why somebody thinks so."""

    reference = StringField(
        _("Welk dossier hoort hierbij?"),
        description=_("Het nummer, zoals GTV-2026-000123-K. Je moet dat dossier zelf kunnen zien."),
        validators=[
            InputRequired(_("Vul het nummer van het dossier in.")),
            Length(max=SHORT, message=TOO_LONG),
        ],
    )
    kind = RadioField(_("Wat bindt ze?"), validators=[InputRequired(CHOOSE)])
    reason = TextAreaField(
        _("Waarom denk je dat?"),
        description=_("Wat je zag of las. Dit staat ook in het patroondossier."),
        validators=REASON,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(str(one), gettext(label)) for one, label in labels.KIND.items()]

    def to_link(self) -> NewLink:
        """Hand over the link."""
        return NewLink(
            reference=str(self.reference.data),
            kind=LinkKind(self.kind.data),
            reason=str(self.reason.data),
        )


class UnlinkForm(ChangeForm):
    """Why two cases do not belong together after all."""

    reason = TextAreaField(_("Waarom klopt deze koppeling niet?"), validators=REASON)


class DossierForm(SpokenForm):
    """For whom the pattern dossier is."""

    profile = RadioField(_("Voor wie is het patroondossier?"), validators=[InputRequired(CHOOSE)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profile.choices = [(one, words.profile(one)) for one in PROFILES]

    def to_profile(self) -> Profile:
        """Hand over the profile."""
        return Profile(self.profile.data)
