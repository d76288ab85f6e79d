"""Words of reading lists in: the kinds, what happens to a row, and what is good to know."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from vpt.administration.importing import Act
from vpt.administration.lists import ListKind


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWords:
    """A list in words: its address, what a row is, and an example below the header."""

    path: str
    title: str
    text: str
    rules: tuple[str, ...]
    example: tuple[tuple[str, ...], ...]
    """Rows under the titles of all columns."""
    next_endpoint: str
    """The page that shows the result."""


KINDS: Mapping[ListKind, KindWords] = {
    ListKind.UNITS: KindWords(
        path="afdelingen",
        title=_("Afdelingen"),
        text=_("Elke rij is een afdeling of team, met alles erboven."),
        rules=(
            _("Schrijf wat erboven hangt ervoor, met een >: Sociaal domein > Team Noord."),
            _("Wat erboven nog niet bestaat, wordt ook gemaakt. Wat er al is, blijft."),
        ),
        example=(("Sociaal domein",), ("Sociaal domein > Team Noord",), ("Publiekszaken > Balie",)),
        next_endpoint="units.index",
    ),
    ListKind.LOCATIONS: KindWords(
        path="locaties",
        title=_("Locaties"),
        text=_("Elke rij is een plek waar mensen werken."),
        rules=(
            _("Bestaat een locatie met deze naam al, dan verandert wat er in de rij staat. Een "
              "lege cel laat staan wat er is."),
            _("De afdeling moet al bestaan. Schrijf het hele pad, of alleen de naam als die één "
              "keer voorkomt."),
            _("Soort is bijvoorbeeld: balie, publiekshal, straat, huisbezoek, voertuig of school."),
        ),
        example=(
            ("Balie stadhuis", "Balie of loket", "Marktplein 1, 7600 AA Voorbeeld",
             "Publiekszaken > Balie", "28", "0900 000 0000", "", "Geen wapens. Geen geschreeuw."),
        ),
        next_endpoint="locations.index",
    ),
    ListKind.PEOPLE: KindWords(
        path="mensen",
        title=_("Mensen"),
        text=_("Elke rij is een collega. Wie nieuw is, krijgt een uitnodiging per mail."),
        rules=(
            _("Meer rollen scheid je met een + of een komma. Geen rol is medewerker."),
            _("Rollen zijn: medewerker, leidinggevende, coördinator, HR, opvangteam, "
              "vertrouwenspersoon, receptie, FG, auditor, beheerder, protocoleigenaar."),
            _("De eerste leidinggevende van een afdeling zonder leiding komt aan het hoofd ervan."),
            _("Wie hier al werkt, krijgt alleen de rollen erbij die nog ontbreken."),
        ),
        example=(
            ("Sanne de Wit (demo)", "sanne@voorbeeld.example", "Publiekszaken > Balie",
             "medewerker", "", "Nederlands"),
            ("Mehmet Leider (demo)", "mehmet@voorbeeld.example", "Publiekszaken > Balie",
             "leidinggevende + opvangteam", "", "Nederlands"),
        ),
        next_endpoint="people.index",
    ),
}  # fmt: skip
BY_PATH: Mapping[str, ListKind] = {words.path: kind for kind, words in KINDS.items()}
ACT: Mapping[Act, tuple[str, str]] = {
    Act.ADD: (_("Nieuw"), "ok"),
    Act.CHANGE: (_("Verandert"), "warning"),
    Act.SAME: (_("Blijft zo"), "neutral"),
    Act.REFUSED: (_("Klopt niet"), "error"),
}
NOTE: Mapping[str, str] = {
    "copy": _("Deze rij staat er twee keer in en telt één keer."),
    "heads": _("Komt aan het hoofd van de afdeling."),
}
