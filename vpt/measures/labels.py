"""Dutch words for the codes of measures."""

from collections.abc import Mapping

from vpt.core.actor import Role
from vpt.core.language import mark
from vpt.measures.ladder import Nature
from vpt.measures.rules import Check, Issuer, Served, State

STATE: Mapping[str, str] = {
    State.PROPOSED: mark("Voorgesteld"),
    State.IMPOSED: mark("Opgelegd"),
    State.NOT_IMPOSED: mark("Niet opgelegd"),
    State.LIFTED: mark("Opgeheven"),
    State.ENDED: mark("Afgelopen"),
}
ISSUER: Mapping[str, str] = {
    Issuer.MAYOR: mark("Burgemeester"),
    Issuer.PROSECUTOR: mark("Officier van justitie"),
    Issuer.COURT: mark("Rechter"),
}
SERVED: Mapping[str, str] = {
    Served.IN_HAND: mark("Persoonlijk overhandigd"),
    Served.REGISTERED: mark("Aangetekend verstuurd"),
    Served.POST: mark("Met gewone post verstuurd"),
    Served.EMAIL: mark("Per e-mail verstuurd"),
    Served.BAILIFF: mark("Door een deurwaarder"),
}
NATURE: Mapping[str, str] = {
    Nature.COMPLAINT: mark("Geen besluit: klachtenprocedure"),
    Nature.DECISION: mark("Besluit (Awb): bezwaar binnen zes weken"),
}
CHECK: Mapping[Check, str] = {
    Check.GROUNDS: mark("Gronden met datum"),
    Check.HEARING: mark("Gehoord, of spoed met een reden"),
    Check.PERIOD: mark("Begin en einde, hoogstens een jaar"),
    Check.REVIEW: mark("Opnieuw bekijken binnen drie maanden"),
    Check.AREA: mark("Waar het geldt"),
    Check.SERVICES: mark("Wat beschikbaar blijft, en hoe"),
    Check.REMEDY: mark("Wat de ander ertegen kan doen"),
    Check.NOTICE: mark("Bericht over de gegevens, of een reden voor uitstel"),
    Check.ADDRESS: mark("Aan wie de brief gaat"),
    Check.DECIDER: mark("Beslist door iemand die mag beslissen"),
    Check.MANDATE: mark("Mandaat op die dag"),
}
REVIEW: Mapping[str, str] = {
    "kept": mark("Blijft tot de einddatum"),
    "extended": mark("Verlengd"),
    "ended": mark("Opgeheven"),
}
MANDATE_ROLE: Mapping[str, str] = {
    Role.MANAGER: mark("Leidinggevende"),
    Role.COORDINATOR: mark("Coördinator"),
    Role.HR: mark("HR"),
}
"""The roles that handle cases; only they can have a mandate."""

REMEDY: Mapping[Nature, str] = {
    Nature.COMPLAINT: (
        "Bent u het niet eens met deze maatregel? Dan kunt u een klacht indienen bij "
        "{organisatie}. Schrijf op waarom u het er niet mee eens bent. U hoort binnen de "
        "termijn van onze klachtenprocedure wat wij ervan vinden."
    ),
    Nature.DECISION: (
        "Bent u het niet eens met dit besluit? Dan kunt u binnen zes weken na de dag van "
        "verzending bezwaar maken bij {organisatie}. Zet in uw bezwaar uw naam en adres, "
        "de datum, om welk besluit het gaat en waarom u het er niet mee eens bent."
    ),
}
"""Proposed texts for a letter, so Dutch only; general knowledge (Awb 6:7, 9), to be checked."""
