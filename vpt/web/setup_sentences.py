"""The Dutch sentences for refusals during the first set-up and the reading in of lists."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

SETUP: Mapping[str, str] = {
    "already_founded": _(
        "Iemand anders heeft de organisatie net gemaakt. Vraag die persoon om een uitnodiging."
    ),
    "nobody_confirms": _(
        "Er is nog niemand die rollen kan bevestigen. Nodig eerst een coördinator of een "
        "functionaris gegevensbescherming uit."
    ),
    "file_empty": _("Kies een bestand, of plak regels."),
    "file_large": _("Dit bestand is te groot. Het mag hoogstens %(most)s MB zijn."),
    "file_not_text": _("Dit is geen CSV-bestand. Kies in je spreadsheet ‘Opslaan als’ en dan CSV."),
    "quotes_open": _("Ergens staat een aanhalingsteken te veel of te weinig."),
    "column_unknown": _(
        "Deze kolommen kennen we niet: %(names)s. Kijk in het voorbeeld hoe ze heten."
    ),
    "column_twice": _("De kolom %(name)s staat er twee keer in."),
    "column_missing": _("De kolom %(name)s ontbreekt. De eerste regel is de kopregel."),
    "rows_none": _("Onder de kopregel staat niets."),
    "rows_many": _("Dit zijn te veel rijen. Lees er hoogstens %(most)s tegelijk in."),
    "cells_many": _("Deze rij heeft meer cellen dan de kopregel."),
    "row_twice": _("Dit staat ook in rij %(row)s, met iets anders erbij. Laat één rij over."),
    "cell_empty": _("Deze cel is leeg."),
    "path_gap": _("Er staat een > te veel."),
    "unit_unknown": _("De afdeling %(name)s bestaat niet, of de naam komt vaker voor."),
    "location_kind_unknown": _("Deze soort kennen we niet. Schrijf bijvoorbeeld balie of straat."),
    "name_differs": _("Dit e-mailadres hoort bij %(name)s."),
    "role_unknown": _("Hier staat een rol die we niet kennen."),
    "locale_unknown": _("Kies Nederlands of Engels."),
    "import_refused": _("Intussen klopt een rij niet meer. Er is niets bewaard."),
    "import_changed": _(
        "Intussen is er iets veranderd. Er is niets bewaard. Kijk nog een keer wat er gebeurt."
    ),
}
