"""What somebody can do here by role, for roles whose own pages do not exist yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from vpt.core.actor import Role
from vpt.core.language import mark


@dataclass(frozen=True, slots=True)
class Room:
    """A title and plain words about what a role finds here now."""

    title: str
    text: str


ROOMS: Mapping[Role, Room] = {
    Role.SUPPORT_TEAM: Room(
        mark("Opvangteam"),
        mark("Wie jou nodig heeft voor nazorg, staat in je werkvoorraad. Je ziet van een dossier "
             "alleen de nazorg."),
    ),
    Role.COUNSELLOR: Room(
        mark("Vertrouwenspersoon"),
        mark("Het vertrouwelijke kanaal komt in een volgende versie. Collega’s bereiken je nu "
             "buiten dit systeem om. Jij ziet hier geen dossiers en niemand ziet jouw "
             "gesprekken."),
    ),
    Role.RECEPTION: Room(
        mark("Receptie en beveiliging"),
        mark("Je ziet de maatregelen die vandaag op jouw locaties gelden, met alleen wat je nodig "
             "hebt om te handelen. Wat je bekijkt, wordt vastgelegd."),
    ),
    Role.PRIVACY_OFFICER: Room(
        mark("Functionaris gegevensbescherming"),
        mark("Wie welk dossier bekeek, veranderde of afdrukte, wordt vanaf de eerste dag "
             "vastgelegd. De pagina’s om dat na te lopen komen in een volgende versie. Vraag tot "
             "die tijd een uitdraai aan de beheerder. Meldingen zelf lees je hier niet."),
    ),
    Role.AUDITOR: Room(
        mark("Auditor"),
        mark("Elke handeling wordt vastgelegd en verzegeld. De pagina’s om dat te toetsen komen in "
             "een volgende versie."),
    ),
    Role.ADMINISTRATOR: Room(
        mark("Functioneel beheer"),
        mark("Bij Beheer stel je alles in: mensen, afdelingen, locaties en teksten. Dossiers zie "
             "je als beheerder niet."),
    ),
    Role.ANALYST: Room(
        mark("Regio-analist"),
        mark("Regionale cijfers zonder persoonsgegevens komen in een volgende versie."),
    ),
}  # fmt: skip
