"""The Dutch sentences for refusals about people, roles, invitations and imports."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

PEOPLE: Mapping[str, str] = {
    "officer_changed": _("Een collega heeft deze contactpersoon intussen veranderd."),
    "email_of_account": _(
        "Met dit adres logt de contactpersoon in. Trek eerst het account in, of voeg een nieuwe "
        "contactpersoon toe."
    ),
    "contact_without_partner": _(
        "Een account hoort bij een ketenpartner. Voeg eerst de organisatie toe."
    ),
    "contact_ended": _("Deze contactpersoon is dat vandaag niet. Kijk de periode na."),
    "email_needed": _("Vul eerst een e-mailadres in."),
    "account_unfit": _(
        "Met dit e-mailadres kan geen account voor een ketenpartner worden gemaakt. Gebruik het "
        "werkadres bij de partner, of deel met een link."
    ),
    "account_closed": _("Dit account is afgesloten. Vraag het je functioneel beheerder."),
    "account_exists": _("Deze contactpersoon heeft al een account dat werkt."),
    "invited_just_now": _("Er is net een uitnodiging verstuurd. Wacht een uur voor de volgende."),
    # roles and the second person
    "own_role_end": _("Je kunt je eigen rol niet stoppen. Vraag een collega."),
    "own_request": _("Je vroeg hier zelf om. Een ander geeft akkoord."),
    "own_account": _("Dit is je eigen account. Vraag een collega."),
    "role_asked": _("Deze rol is al gevraagd en wacht op akkoord."),
    "role_unfit": _("Deze rol past hier niet. Kies een andere."),
    "request_decided": _("Hierover is al beslist."),
    "confirmer_new": _("Je hebt jouw rol nog geen dag. Een ander kan nu al akkoord geven."),
    "period_over": _("De dagen van deze rol zijn al voorbij."),
    "unit_needed": _("Kies een afdeling."),
    "unit_closed": _("Deze afdeling is gesloten. Kies een andere."),
    "deputy_is_manager": _("Deze persoon is zelf al hoofd van de afdeling."),
    "last_day_early": _("De laatste dag ligt vóór de eerste, of is al voorbij."),
    "dates_unfit": _("Het hoofd van een afdeling begint meteen. Laat de dagen leeg."),
    # accounts
    "person_known": _("Deze persoon werkt hier al, of wacht op akkoord. Zoek op naam."),
    "account_elsewhere": _(
        "Deze persoon werkt ook voor een andere organisatie. Aan het account zelf kun je daarom "
        "niets veranderen."
    ),
    "account_open": _("Dit account is al open."),
    "no_second_factor_yet": _("Er is nog geen code van de telefoon ingesteld."),
    # being away
    "absence_long": _("Dit is meer dan een jaar. Regel dan het vertrek of een andere rol."),
    "absence_overlaps": _("Er staan al dagen die hier samenvallen. Haal die eerst weg."),
    "absence_over": _("Deze dagen zijn al voorbij of weggehaald."),
}
