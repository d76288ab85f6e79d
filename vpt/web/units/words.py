"""Words for what is set about a unit, and what a change of it does."""

from collections.abc import Mapping

from flask_babel import lazy_gettext

from vpt.accounts.rules import Post
from vpt.administration.moving import Reach
from vpt.web.i18n import counted as ngettext
from vpt.web.i18n import translated as _

FIELDS: Mapping[str, str] = {
    "name": lazy_gettext("Naam"),
    "parent_id": lazy_gettext("Hangt onder"),
    "manager_id": lazy_gettext("Leidinggevende"),
    "deputy_id": lazy_gettext("Vervanger"),
    "deputy_from": lazy_gettext("Eerste dag van vervangen"),
    "deputy_until": lazy_gettext("Laatste dag van vervangen"),
    "is_closed": lazy_gettext("Open of gesloten"),
}
"""Every field the history of a unit can name."""
RESTORED = frozenset({"name", "parent_id", "is_closed"})
"""What an older version brings back."""
POST: Mapping[Post, str] = {
    Post.MANAGER: lazy_gettext("Leidinggevende"),
    Post.DEPUTY: lazy_gettext("Vervanger"),
}


def counts(reach: Reach) -> str:
    """Return what hangs in a branch, in numbers."""
    told = (
        (
            reach.units,
            ngettext("%(num)s afdeling eronder", "%(num)s afdelingen eronder", reach.units),
        ),
        (reach.locations, ngettext("%(num)s locatie", "%(num)s locaties", reach.locations)),
        (reach.people, ngettext("%(num)s persoon", "%(num)s mensen", reach.people)),
        (
            reach.open_cases,
            ngettext("%(num)s dossier dat loopt", "%(num)s dossiers die lopen", reach.open_cases),
        ),
        (
            reach.closed_cases,
            ngettext("%(num)s gesloten dossier", "%(num)s gesloten dossiers", reach.closed_cases),
        ),
    )
    return ", ".join(words for number, words in told if number) or _("niets")


def of_moving(reach: Reach, before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
    """Return what moving a branch does."""
    gone = [name for name in before if name not in after]
    new = [name for name in after if name not in before]
    told = [_("Dit gaat mee: %(counts)s.", counts=counts(reach))]
    if gone:
        told.append(_("Ziet deze dossiers niet meer als leiding: %(who)s.", who=", ".join(gone)))
    if new:
        told.append(_("Ziet deze dossiers voortaan wel: %(who)s.", who=", ".join(new)))
    if not gone and not new:
        told.append(_("Voor wie leiding geeft verandert er niets."))
    return [
        *told,
        _("Wie een dossier of stap nu behandelt, houdt die. Termijnen veranderen niet."),
        _("De coördinator en de functionaris gegevensbescherming krijgen bericht."),
    ]


def of_closing(reach: Reach) -> list[str]:
    """Return what closing a unit does."""
    return [
        _("Niemand kan deze afdeling nog kiezen: niet bij een persoon, een locatie of een filter."),
        _("Dit blijft eraan hangen: %(counts)s.", counts=counts(reach)),
        _("Dossiers die lopen gaan gewoon door, met dezelfde leidinggevende."),
        _("Geef de mensen en de locaties daarna een andere afdeling. Je kunt haar weer openen."),
    ]
