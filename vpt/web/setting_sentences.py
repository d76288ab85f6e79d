"""The Dutch sentences for refusals about the organisation, its units and places."""

from flask_babel import lazy_gettext as _

SETTINGS = {
    "setting_changed": _("Een collega was je voor. Kijk wat er is veranderd."),
    "setting_empty": _("Vul dit veld in."),
    "setting_long": _("Deze tekst is te lang. Gebruik hoogstens %(most)s tekens."),
    "code_invalid": _("Een code heeft 2 tot 6 hoofdletters of cijfers, zoals GTV."),
    "code_taken": _("Deze code is al van een andere organisatie. Kies een andere."),
    "code_fixed": _("De code blijft %(kept)s: er zijn al meldingen met deze code in hun kenmerk."),
    # office hours
    "hours_half": _("Vul beide tijden in, of laat ze allebei leeg."),
    "hours_reversed": _("De eindtijd ligt niet na de begintijd. Kijk de tijden na."),
    "hours_none": _("Jullie zijn op minstens één dag in de week open."),
    "closing_day_far": _("%(on)s ligt te ver weg. Kijk de dag na."),
    "closing_days_many": _("Dit zijn te veel dagen: hoogstens %(most)s."),
    # colours of the pages
    "brand_invalid": _("Geef de kleur als # met zes tekens, bijvoorbeeld #154273."),
    "brand_faint": _(
        "Met deze kleur zijn letters niet goed te lezen: het contrast is %(ratio)s en moet 4,5 of "
        "meer zijn. De dichtstbijzijnde kleur die wel kan, is %(fitting)s."
    ),
    # own texts
    "text_long": _("Deze tekst heeft %(length)s tekens. Er passen er hoogstens %(most)s."),
    "text_blank": _("{%(name)s} kan hier niet. Kies een invulplek uit de lijst."),
    "text_brace": _("Hier staat een losse accolade. Een invulplek schrijf je als {organisatie}."),
    "text_dutch_first": _("Schrijf eerst de Nederlandse tekst: die is de basis."),
}
