"""Dutch sentences for what is refused about papers: whether there is one, and its house style."""

from flask_babel import lazy_gettext as _

PAPERS = {
    "document_made_meanwhile": _(
        "Een collega maakte dit document op hetzelfde moment. Probeer het nog een keer."
    ),
    "document_destroyed": _("Dit document is vernietigd. Dat het bestond, blijft geregistreerd."),
    "document_withdrawn": _("Dit document is al ingetrokken."),
    "profile_unknown": _("Kies voor wie het dossier is."),
    "profile_not_for_kind": _("Dit document wordt voor deze ontvanger niet gemaakt."),
    "kind_unknown": _("Dit soort document bestaat niet."),
    "purpose_unknown": _("Kies waarvoor het dossier nodig is."),
    "metadata_changed": _("Dit bestand vertelt nu iets anders dan je zag. Kijk opnieuw."),
    "house_colour_invalid": _("Geef de kleur als # met zes tekens, bijvoorbeeld #154273."),
    "house_colour_faint": _(
        "Deze kleur is te licht op wit papier: het contrast is %(ratio)s en moet 4,5 of meer zijn. "
        "Kies een donkerder kleur."
    ),
    "return_address_long": _(
        "Het retouradres is te lang voor één regel in het venster: hoogstens %(most)s tekens."
    ),
    "logo_svg": _("Een SVG-bestand kan hier niet. Bewaar het logo als PNG of JPEG."),
    "logo_type": _("Dit is geen PNG of JPEG. Bewaar het logo als PNG of JPEG."),
    "logo_large": _("Dit logo is te groot: hoogstens %(most)s MB."),
    "logo_pixels": _("Dit logo heeft te veel beeldpunten: hoogstens %(most)s miljoen."),
    "logo_small": _("Dit logo is te grof voor papier: minstens %(least)s beeldpunten breed."),
    "logo_blank": _("Op deze afbeelding staat niets: ze is helemaal wit."),
    "logo_broken": _("Dit bestand is beschadigd. Bewaar het logo opnieuw als PNG of JPEG."),
}
