"""Dutch sentences for why a document cannot be sealed, so not be issued, now."""

from flask_babel import lazy_gettext as _

SEALS = {
    "no_seal": _(
        "Er is nog geen zegel om documenten mee te ondertekenen. "
        "Vraag je functioneel beheerder om er een te maken."
    ),
    "seal_expired": _(
        "Het zegel van je organisatie is verlopen op %(on)s. "
        "Vraag je functioneel beheerder om een nieuw zegel."
    ),
    "seal_key_differs": _(
        "De sleutel van het zegel hoort niet bij het certificaat. Vraag je functioneel beheerder."
    ),
    "seal_unproven": _(
        "Het certificaat van het zegel of van de tijdstempeldienst kan niet worden nagegaan. "
        "Vraag je functioneel beheerder."
    ),
    "token_module": _(
        "Het token met het zegel is niet bereikbaar: de software ervoor ontbreekt. "
        "Vraag je functioneel beheerder."
    ),
    "token_unreachable": _(
        "Het token met het zegel is niet bereikbaar. Vraag je functioneel beheerder."
    ),
    "token_pin": _("Het token met het zegel weigert de pincode. Vraag je functioneel beheerder."),
    "token_key": _(
        "De sleutel van het zegel staat niet op het token. Vraag je functioneel beheerder."
    ),
    "token_certificate": _(
        "Het certificaat van het zegel staat niet op het token. Vraag je functioneel beheerder."
    ),
    "tsa_silent": _(
        "De tijdstempeldienst antwoordt niet. Zonder tijdstempel wordt er geen document gemaakt."
    ),
    "tsa_wrong": _(
        "De tijdstempeldienst gaf geen geldig antwoord. "
        "Zonder tijdstempel wordt er geen document gemaakt."
    ),
    "tsa_sign_in": _(
        "De tijdstempeldienst weigert de inloggegevens. Vraag je functioneel beheerder."
    ),
    "tsa_untrusted": _(
        "De tijdstempeldienst is niet de dienst die is ingesteld. Vraag je functioneel beheerder."
    ),
}
