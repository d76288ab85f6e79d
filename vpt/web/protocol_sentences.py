"""The Dutch sentences for refusals about changing the chain protocol."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

PROTOCOLS: Mapping[str, str] = {
    "no_protocol": _("Je organisatie heeft nog geen ketenprotocol. Rond eerst de inrichting af."),
    "draft_exists": _("Een collega is al aan een concept begonnen. Werk daarin verder."),
    "draft_moved": _("Een collega heeft het concept intussen veranderd."),
    "draft_gone": _("Het concept is er niet meer: een collega gaf het uit of gooide het weg."),
    "nothing_changed": _("Er is niets veranderd."),
    "protocol_too_long": _("Dit bestand is te groot: hoogstens %(most)s duizend tekens."),
    "protocol_no_text": _("Kies een bestand. In dit bestand staat geen protocol."),
    "version_coming": _(
        "Versie %(number)s komt er al aan. Trek die eerst in, of wacht tot die geldt."
    ),
    "version_in_effect": _(
        "Deze versie geldt al, of is al ingetrokken. Geef een nieuwe versie uit om terug te gaan."
    ),
    "version_not_in_force": _("Intussen geldt een andere versie. Kijk die na."),
    "effective_in_past": _("Deze dag is al geweest. Kies vandaag of later."),
    "effective_too_far": _("Kies een dag binnen een jaar."),
    "owner_unable": _("Kies een coördinator of een protocoleigenaar."),
    "review_note_required": _("Schrijf op wat er anders moet. Eén of twee zinnen is genoeg."),
}
