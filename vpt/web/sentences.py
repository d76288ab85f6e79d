"""The Dutch sentence for every refusal code."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from vpt.core.errors import DomainError

SENTENCES = {
    "page_not_for_role": _("Deze pagina hoort niet bij jouw rol."),
    "permission_missing": _("Dit mag je met jouw rol niet doen."),
    "not_found": _("Deze pagina bestaat niet, of is niet voor jou."),
}


def of(error: DomainError) -> str:
    """Return the sentence for a refusal, or a general one when the code has none."""
    sentence = SENTENCES.get(error.code)
    if sentence is None:
        return str(gettext("Dat kan nu niet. Ga terug en probeer het opnieuw."))
    return str(sentence) % error.details if error.details else str(sentence)
