"""Words for what is set about a place."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

FIELDS: Mapping[str, str] = {
    "name": _("Naam"),
    "kind": _("Soort plek"),
    "unit_id": _("Afdeling"),
    "address": _("Adres"),
    "image_retention_days": _("Hoe lang camera’s beelden bewaren"),
    "desk_phone": _("Telefoon van de balie"),
    "police_station": _("Dichtstbijzijnde politiebureau"),
    "house_rules": _("Huisregels"),
    "is_closed": _("Open of gesloten"),
}
"""Every field the history of a place can name."""
