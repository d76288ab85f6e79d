"""Words for the parts of a letter, and for what happened to them."""

from flask_babel import lazy_gettext

from vpt.measures.comparing import How
from vpt.web.i18n import translated as _

FIELD = {
    "subject": lazy_gettext("Onderwerp"),
    "clauses": lazy_gettext("De brief zelf"),
    "notices": lazy_gettext("Onder de handtekening"),
    "verified": lazy_gettext("Nagekeken door een jurist"),
    "text": lazy_gettext("De hele tekst"),
}
HOW = {
    How.NEW: lazy_gettext("Nieuw deel"),
    How.GONE: lazy_gettext("Weggehaald"),
    How.MOVED: lazy_gettext("Verplaatst"),
    How.CHANGED: lazy_gettext("Veranderd"),
}


def place(section: str, number: int) -> str:
    """Return which part of a letter it is; `number` counts from 0."""
    if section == "subject":
        return str(FIELD[section])
    return _("%(where)s, deel %(number)s", where=str(FIELD[section]), number=number + 1)
