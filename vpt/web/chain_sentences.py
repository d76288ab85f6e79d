"""Dutch sentences for what is refused about news of the chain and in joint case meetings."""

from flask_babel import lazy_gettext as _

CHAIN = {
    "dismissal_code_required": _("Kies de sepotcode, of vul zelf de code in die het OM noemde."),
    "hearing_day_missing": _("Vul de dag van de zitting in."),
    "hearing_before_decision": _("De zitting kan niet vóór deze dag zijn. Kijk beide dagen na."),
    "ending_required": _("Kies hoe het afliep: vrijspraak, of iets anders."),
    "award_missing": _("Vul het bedrag van de schadevergoeding in, of kies een andere uitkomst."),
    "final_before_judgment": _("Onherroepelijk kan niet vóór de uitspraak zijn."),
    "already_corrected": _("Dit bericht is al gecorrigeerd. Corrigeer de nieuwe regel."),
    "correction_empty": _("Er verandert niets. Pas aan wat niet klopte."),
    # joint case meetings
    "meeting_changed": _("Een collega was je voor. Kijk wat er is veranderd."),
    "meeting_over": _("Dit overleg is geweest of afgelast. Er verandert niets meer aan."),
    "meeting_exists": _("Op die dag is al een overleg met deze partner gepland."),
    "meeting_ahead": _("Dit overleg moet nog komen. Rond het af op de dag zelf of daarna."),
    "meeting_begun": _("In dit overleg is al iets besloten. Rond het af."),
    "day_too_far": _("Deze dag is te ver weg. Kies een dag binnen een jaar."),
    "case_is_closed": _("Dit dossier is gesloten. Op de agenda horen open dossiers."),
    "item_exists": _("Dit dossier staat al op de agenda."),
    "item_decided": _("Dit dossier is al besproken. Het blijft op de agenda staan."),
    "agenda_full": _("De agenda is vol: er kunnen hoogstens %(most)s dossiers op."),
    "decision_unknown": _("Kies wat jullie afspreken."),
    "agreement_required": _("Schrijf op wat er wordt gedaan."),
    "due_required": _("Vul in voor welke dag het klaar is."),
    "owner_required": _("Kies wie het doet."),
    "present_required": _("Schrijf op wie erbij waren."),
    # the register over a period
    "register_too_long": _(
        "In deze periode staan meer dan %(most)s incidenten. Kies een kortere periode."
    ),
    # the dossier for the prosecutor
    "dossier_changed": _("Een collega heeft dit dossier voor het OM intussen veranderd."),
    "dossier_withdrawn": _("Dit dossier is ingetrokken. Maak eerst een nieuw."),
    "already_shared": _("Dit dossier zit al in deze deling."),
    "original_unseen": _("Bekijk eerst wat dit bestand over zichzelf vertelt."),
}
