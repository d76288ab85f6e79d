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
    # edits
    "protocol_unreadable": _("Dit concept is niet te lezen. Upload een bestand dat wel klopt."),
    "layout_unusual": _(
        "Het bestand is hier zo geschreven dat we het niet veilig kunnen veranderen. Download "
        "het, verander het in het bestand en upload het weer."
    ),
    "party_unknown": _("Kies wie dit doet."),
    "phase_unknown": _("Kies een fase."),
    "text_place_unknown": _("Deze tekst staat niet in het protocol."),
    "text_missing": _("Vul de Nederlandse tekst in."),
    "text_unwritable": _("In deze tekst staat een teken dat hier niet kan. Typ hem opnieuw."),
    "term_unknown": _("Kies een termijn, en vul een heel getal in."),
    "anchor_unknown": _("Kies vanaf wanneer de termijn telt."),
    "repeat_missing": _("Deze stap komt niet terug. Er is dus geen termijn voor de volgende keer."),
    "key_taken": _("Deze naam bestaat al in het protocol. Kies een andere."),
    "key_wrong": _("Deze naam kan hier niet. Kies een andere."),
    "outcome_missing": _("Een stap heeft minstens één uitkomst nodig."),
    "outcome_in_use": _("Andere stappen wachten op deze uitkomst: %(steps)s."),
    "step_mandatory": _("Deze stap hoort er altijd bij. Je kunt hem niet weghalen."),
    "step_in_use": _("Andere stappen hebben deze stap nodig: %(steps)s."),
    "step_of_reference": _("Dit kan alleen bij een eigen stap van je organisatie."),
    "fact_foreign": _("Een eigen stap legt alleen eigen feiten vast."),
    "fact_in_use": _("Stappen gebruiken dit feit: %(steps)s."),
    "fact_type_own": _("Een eigen feit is een ja, een datum of een korte tekst."),
    "review_note_required": _("Schrijf op wat er anders moet. Eén of twee zinnen is genoeg."),
}
