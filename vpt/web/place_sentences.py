"""The Dutch sentences for refusals about units and places."""

from flask_babel import lazy_gettext as _

PLACES = {
    "kind_missing": _("Kies wat voor plek het is."),
    "location_name_taken": _("Zo heet al een andere locatie. Kies een naam die verschilt."),
    "no_place_chosen": _("Kies minstens één open locatie."),
    "phone_unclear": _("Schrijf een telefoonnummer met cijfers, zoals 053 123 45 67."),
    "unit_closed": _("Deze afdeling is gesloten. Kies een andere, of open haar eerst."),
    "unit_name_taken": _("Hier hangt al een afdeling met deze naam. Kies een andere naam."),
    "unit_there_already": _("Daar hangt de afdeling al onder. Kies een andere plek."),
    "unit_under_itself": _("Een afdeling kan niet onder zichzelf hangen. Kies een andere."),
    "own_reach": _(
        "Je leidt zelf de afdeling waar deze onder komt. Dan zou je jezelf dossiers laten zien. "
        "Vraag een andere beheerder."
    ),
    "unit_has_units": _(
        "Onder deze afdeling hangen nog open afdelingen (%(count)s). Sluit of verplaats die eerst."
    ),
    "tree_too_deep": _("De afdelingen hangen te diep onder elkaar. Kies een hogere plek."),
    "deputy_is_manager": _("De vervanger kan niet dezelfde persoon zijn als de leidinggevende."),
}
