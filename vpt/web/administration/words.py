"""Words for the first page of the administration."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from vpt.web.rooms import Group

GROUP: Mapping[Group, str] = {
    Group.ORGANISATION: _("De organisatie"),
    Group.PEOPLE: _("Mensen"),
    Group.CHAIN: _("De keten"),
    Group.WORDS: _("Brieven en teksten"),
}

DAY: Mapping[str, str] = {
    "mon": _("Maandag"),
    "tue": _("Dinsdag"),
    "wed": _("Woensdag"),
    "thu": _("Donderdag"),
    "fri": _("Vrijdag"),
    "sat": _("Zaterdag"),
    "sun": _("Zondag"),
}
