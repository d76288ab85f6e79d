"""Dutch words for the codes of police reports; honest ones, for whoever has to choose."""

from collections.abc import Mapping

from vpt.core.language import mark
from vpt.incidents.offences import Need
from vpt.police_reports.readiness import Basic
from vpt.police_reports.rules import (
    EMPLOYER,
    VICTIM,
    Code,
    Filing,
    Manner,
    NameKnown,
    OwnWish,
    Shield,
    Talk,
    Wanted,
    Wish,
)

FILED_BY: Mapping[str, str] = {
    EMPLOYER: mark("De werkgever"),
    VICTIM: mark("Het slachtoffer"),
}
WISH: Mapping[str, str] = {
    Wish.AGREES: mark("Het slachtoffer is het ermee eens"),
    Wish.OBJECTS: mark("Het slachtoffer wil dit niet"),
    Wish.NO_VIEW: mark("Het slachtoffer laat de keuze aan ons"),
    Wish.NOT_ASKED: mark("We konden het nog niet bespreken"),
}
SHIELD: Mapping[str, str] = {
    "": mark("Nog niet gekozen"),
    Shield.DOMICILE: mark("Adres van de werkgever (domicilie)"),
    Shield.NUMBER: mark("Aangifte onder nummer"),
    Shield.NONE: mark("Geen afscherming"),
}
NAME_KNOWN: Mapping[str, str] = {
    NameKnown.YES: mark("Ja, de veroorzaker kent de naam"),
    NameKnown.NO: mark("Nee"),
    NameKnown.UNKNOWN: mark("Dat weten we niet"),
}
STATE: Mapping[str, str] = {
    Filing.DECIDED: mark("Nog te doen"),
    Filing.APPOINTMENT: mark("Afspraak gemaakt"),
    Filing.TAKEN: mark("Opgenomen"),
    Filing.REFUSED: mark("Geweigerd"),
    Filing.GIVEN_UP: mark("Toch niet gedaan"),
}
CODE: Mapping[str, str] = {
    "": mark("Nog niet nagevraagd"),
    Code.PRESENT: mark("Staat erin"),
    Code.MISSING: mark("Ontbreekt"),
    Code.NOT_OBTAINED: mark("Komt er niet"),
}
MANNER: Mapping[str, str] = {
    Manner.IN_PERSON: mark("Het slachtoffer heeft zelf om vervolging gevraagd"),
    Manner.BY_PROXY: mark("Iemand anders, met een bijzondere schriftelijke volmacht"),
    Manner.EMPLOYER_REPORT: mark("Alleen met de aangifte van de werkgever"),
}
TALK: Mapping[str, str] = {
    Talk.REFUSED: mark("De politie nam de aangifte niet op"),
    Talk.CODE_ASKED: mark("Gevraagd naar de VPT-code"),
    Talk.RELEASE_ASKED: mark("Gevraagd of het OM is geraadpleegd"),
    Talk.ESCALATED_REFUSAL: mark("Brief over de weigering aan de contactpersoon"),
    Talk.ESCALATED_CODE: mark("Brief over de VPT-code aan de contactpersoon"),
}
WANTED: Mapping[str, str] = {
    Wanted.BOTH: mark("Op de hoogte blijven en gehoord worden"),
    Wanted.INFORMED: mark("Alleen op de hoogte blijven"),
    Wanted.NEITHER: mark("Niet op de hoogte blijven"),
    Wanted.UNKNOWN: mark("Nog niet besproken"),
}
COMPLAINT_WISH: Mapping[str, str] = {
    "yes": mark("Ja, het slachtoffer dient zelf een klacht in"),
    "no": mark("Nee"),
    "later": mark("Dat beslist het slachtoffer later"),
}
OWN_WISH: Mapping[str, str] = {
    OwnWish.AGREES: mark("Ja, doe aangifte"),
    OwnWish.OBJECTS: mark("Nee, ik wil dit niet"),
    OwnWish.NO_VIEW: mark("Ik laat de keuze aan jullie"),
    OwnWish.TALK: mark("Ik wil er eerst over praten"),
}
OWN_WANTED: Mapping[str, str] = {
    Wanted.BOTH: mark("Ik wil op de hoogte blijven en gehoord worden"),
    Wanted.INFORMED: mark("Ik wil alleen op de hoogte blijven"),
    Wanted.NEITHER: mark("Ik wil er niets meer over horen"),
    Wanted.UNKNOWN: mark("Dat weet ik nog niet"),
}
OWN_COMPLAINT: Mapping[str, str] = {
    "yes": mark("Ja, ik wil een klacht indienen"),
    "no": mark("Nee, ik wil geen klacht indienen"),
    "later": mark("Dat beslis ik later"),
}
SHIELD_MEANS: Mapping[str, str] = {
    Shield.DOMICILE: mark(
        "In het dossier van de politie staat je naam, met het adres van je werk. Brieven van "
        "politie en OM komen op je werk aan. Dit kan bijna altijd en is onze standaard."
    ),
    Shield.NUMBER: mark(
        "In plaats van je naam staat er een nummer. De politie beslist of het mag. Kent de "
        "veroorzaker je naam al? Dan verbergt een nummer niets meer. En de rechter kan het nummer "
        "later opheffen, dus we kunnen niet beloven dat je naam geheim blijft."
    ),
    Shield.NONE: mark(
        "Je huisadres kan in het dossier komen, en de verdachte mag dat dossier lezen. Kies dit "
        "alleen als je het echt wilt."
    ),
}
NEED: Mapping[str, tuple[str, str]] = {
    Basic.MOMENT: (
        mark("Dag en tijd"),
        mark("Met een tijd kan de politie beelden en getuigen zoeken."),
    ),
    Basic.PLACE: (mark("Plaats"), mark("Waar het gebeurde, zo precies als het kan.")),
    Basic.PERPETRATOR: (
        mark("Naam of beschrijving van de veroorzaker"),
        mark("Weet je geen naam? Beschrijf dan hoe iemand eruitzag."),
    ),
    Basic.SEVEN_WS: (
        mark("Antwoord op de zeven W’s"),
        mark("Wie, wat, waar, waarmee, op welke wijze, wanneer en waarom: dat vraagt de politie."),
    ),
    Need.FUNCTION_AND_TASK: (
        mark("Functie en taak op dat moment"),
        mark("Daaraan ziet de politie dat het om de publieke taak ging."),
    ),
    Need.SERVICE_IMPACT: (
        mark("Gevolg voor het werk"),
        mark("Bijvoorbeeld: de balie ging een uur dicht."),
    ),
    Need.LITERAL_WORDS: (
        mark("De letterlijke woorden"),
        mark("Precies wat er is gezegd of geschreven, hoe grof ook."),
    ),
    Need.INJURY: (
        mark("Het letsel of de pijn"),
        mark("Wat deed pijn, wat was te zien, is er een arts geweest?"),
    ),
    Need.PROOF: (
        mark("Bewijs"),
        mark("Beelden, berichten, foto’s: wat er is, staat bij Bewijs."),
    ),
}
"""What a report needs: its name, and why."""
PAPER = (
    mark("Voorbereiding van de aangifte (PIF)"),
    mark("VPT-voorblad"),
    mark("Volmacht"),
    mark("Brief aan de contactpersoon"),
)
"""Titles of the papers, as `documents.kinds.registry` has them, for extraction."""
