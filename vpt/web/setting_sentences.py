"""The Dutch sentences for refusals about the organisation, its units and places."""

from flask_babel import lazy_gettext as _

SETTINGS = {
    "setting_changed": _("Een collega was je voor. Kijk wat er is veranderd."),
    "setting_empty": _("Vul dit veld in."),
    "setting_long": _("Deze tekst is te lang. Gebruik hoogstens %(most)s tekens."),
    "code_invalid": _("Een code heeft 2 tot 6 hoofdletters of cijfers, zoals GTV."),
    "code_taken": _("Deze code is al van een andere organisatie. Kies een andere."),
    "code_fixed": _("De code blijft %(kept)s: er zijn al meldingen met deze code in hun kenmerk."),
}
