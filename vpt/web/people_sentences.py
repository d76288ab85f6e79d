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
}
