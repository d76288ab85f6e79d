"""Dutch words for the codes of damage."""

from collections.abc import Mapping

from vpt.claims.rules import Claimant, EntryKind, ItemKind, Proof, Route, Way
from vpt.core.language import mark

CLAIMANT: Mapping[Claimant, str] = {
    Claimant.VICTIM: mark("Slachtoffer"),
    Claimant.EMPLOYER: mark("Werkgever"),
    Claimant.INSURER: mark("Verzekeraar"),
}
KIND: Mapping[ItemKind, str] = {
    ItemKind.PAIN: mark("Smartengeld"),
    ItemKind.GOODS: mark("Kleding en spullen"),
    ItemKind.MEDICAL: mark("Medische kosten"),
    ItemKind.OWN_RISK: mark("Eigen risico"),
    ItemKind.TRAVEL: mark("Reiskosten"),
    ItemKind.COMMUNICATION: mark("Telefoon, print en post"),
    ItemKind.LEGAL_HELP: mark("Juridische hulp"),
    ItemKind.LOST_INCOME: mark("Gemiste inkomsten"),
    ItemKind.HOUSEHOLD_HELP: mark("Huishoudelijke hulp"),
    ItemKind.EMPLOYER_GOODS: mark("Eigen spullen van de werkgever"),
    ItemKind.WAGE_LOSS: mark("Doorbetaald loon"),
    ItemKind.REINTEGRATION: mark("Re-integratie"),
    ItemKind.OTHER: mark("Iets anders"),
}
PROOF: Mapping[Proof, str] = {
    Proof.EVIDENCE: mark("Bewijs in het dossier"),
    Proof.TO_FOLLOW: mark("Bon volgt"),
    Proof.NONE: mark("Geen bon"),
}
ROUTE: Mapping[Route, str] = {
    Route.CRIMINAL: mark("Voegen in de strafzaak"),
    Route.CIVIL: mark("Via de civiele rechter"),
    Route.INSURER: mark("Via de verzekeraar"),
    Route.STATE_FUND: mark("Schadefonds Geweldsmisdrijven"),
}
REASON: Mapping[str, str] = {
    "direct_damage": mark(
        "Dit is rechtstreekse schade van het slachtoffer. Die hoort in de strafzaak."
    ),
    "employer_goods": mark(
        "De werkgever mag zich voegen met schade aan eigen spullen, niet met andere schade."
    ),
    "employer_costs": mark(
        "Doorbetaald loon en re-integratie haalt een werkgever via de civiele rechter terug."
    ),
    "not_direct": mark("Andere schade van de werkgever gaat via de civiele rechter."),
    "insured": mark("Dit is verzekerd. De verzekeraar gaat voor; het eigen risico niet."),
    "insurer_recovers": mark("Een verzekeraar haalt zelf terug wat is uitbetaald."),
    "state_fund": mark(
        "Ernstig letsel door geweld, veroorzaker onbekend: het slachtoffer kan het fonds vragen."
    ),
}
WAY: Mapping[Way, str] = {
    Way.DIGITAL: mark("Digitaal"),
    Way.POST: mark("Per post"),
    Way.AT_HEARING: mark("Op de zitting"),
    Way.NOT_RETURNED: mark("Niet teruggestuurd"),
}
ENTRY: Mapping[EntryKind, str] = {
    EntryKind.AWARDED: mark("Toegewezen"),
    EntryKind.RECEIVED: mark("Ontvangen"),
    EntryKind.ADVANCE: mark("Voorschot van de staat"),
}
