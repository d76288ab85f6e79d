"""The Dutch sentence for every refusal code."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from vpt.core.errors import DomainError

SENTENCES = {
    "page_not_for_role": _("Deze pagina hoort niet bij jouw rol."),
    "permission_missing": _("Dit mag je met jouw rol niet doen."),
    "too_many_tries": _("Dit is te vaak geprobeerd. Probeer het over %(minutes)s minuten opnieuw."),
    "account_without_role": _("Dit account heeft nu geen rol. Vraag het je functioneel beheerder."),
    "demo_only": _("Met één klik inloggen kan alleen in de demo."),
    "link_spent": _("Deze link is al gebruikt of te oud. Vraag een nieuwe aan."),
    "nothing_to_confirm": _("De extra beveiliging is al ingesteld. Log opnieuw in."),
    "no_second_factor": _("Je logt in zonder code van je telefoon. Herstelcodes zijn niet nodig."),
    "own_role": _("Je kunt jezelf geen rol geven. Vraag een collega."),
    "role_held": _("Deze persoon heeft deze rol al."),
    "email_invalid": _("Dit e-mailadres klopt niet."),
    "not_found": _("Deze pagina bestaat niet, of is niet voor jou."),
}


def of(error: DomainError) -> str:
    """Return the sentence for a refusal, or a general one when the code has none."""
    sentence = SENTENCES.get(error.code)
    if sentence is None:
        return str(gettext("Dat kan nu niet. Ga terug en probeer het opnieuw."))
    return str(sentence) % error.details if error.details else str(sentence)
