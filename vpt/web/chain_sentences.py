"""Dutch sentences for what is refused when news of police, prosecution, court or mayor comes in."""

from flask_babel import lazy_gettext as _

CHAIN = {
    "dismissal_code_required": _("Kies de sepotcode, of vul zelf de code in die het OM noemde."),
    "hearing_day_missing": _("Vul de dag van de zitting in."),
    "hearing_before_decision": _("De zitting kan niet vóór deze dag zijn. Kijk beide dagen na."),
    "ending_required": _("Kies hoe het afliep: vrijspraak, of iets anders."),
    "award_missing": _(
        "Vul het bedrag van de schadevergoeding in, of kies een andere uitkomst."
    ),
    "final_before_judgment": _("Onherroepelijk kan niet vóór de uitspraak zijn."),
    "already_corrected": _("Dit bericht is al gecorrigeerd. Corrigeer de nieuwe regel."),
    "correction_empty": _("Er verandert niets. Pas aan wat niet klopte."),
}
