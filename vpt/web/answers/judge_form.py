"""The form in which a coordinator takes an answer as true, or leaves it out."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from vpt.core.errors import DomainError
from vpt.web import sentences
from vpt.web.cases.forms import CHOOSE, LONG, TOO_LONG, ChangeForm

ACCEPT, REFUSE = "accept", "refuse"


class JudgeForm(ChangeForm):
    """Whether an answer counts, and why not."""

    verdict = RadioField(
        _("Klopt dit antwoord?"),
        choices=[
            (ACCEPT, _("Ja, neem het over in het dossier")),
            (REFUSE, _("Nee, neem het niet over")),
        ],
        validators=[InputRequired(CHOOSE)],
    )
    reason = TextAreaField(
        _("Waarom neem je het niet over?"),
        description=_("Nodig bij “nee”. Het antwoord en je reden blijven in het dossier."),
        validators=[Length(max=LONG, message=TOO_LONG)],
    )

    def accepts(self) -> bool:
        """Tell whether the answer counts."""
        return bool(self.verdict.data == ACCEPT)

    def refuse(self, error: DomainError) -> bool:
        """Put what stands in the way of accepting at the choice itself."""
        if not super().refuse(error):
            self.verdict.errors = [sentences.of(error)]
        return True
