"""Example of a damage statement; everybody in it is invented."""

from dataclasses import replace

from vpt.documents.kinds.damage_statement import (
    PROFILES,
    ClaimantPart,
    DamageRow,
    DamageStatementView,
)
from vpt.documents.kinds.parts import Fact
from vpt.documents.meta import DocumentMeta

RECIPIENTS = {
    "internal": "Eigen organisatie",
    "police": "Politie",
    "prosecution": "Openbaar Ministerie",
    "insurer": "Verzekeraar",
    "victim": "Sanne de Wit (demo)",
}
META = DocumentMeta(
    title="Schadestaat",
    reference="GTV-2026-000123-K",
    version="1",
    recipient=RECIPIENTS["internal"],
    issued_at="20 maart 2026, 15:05 uur",
    issued_at_iso="2026-03-20T15:05:00+01:00",
    organisation="Gemeente Twentervoorde (demo)",
    classification="Vertrouwelijk",
    demo=True,
)
DOMICILE = "Gemeente Twentervoorde, Raadhuisplein 1, 7600 ZZ Twentervoorde"
VICTIM = ClaimantPart(
    title="S1 Slachtoffer: Sanne de Wit (demo)",
    reachable=DOMICILE,
    rows=(
        DamageRow(
            number="1",
            kind="Smartengeld",
            on="10 maart 2026",
            proof="Bon volgt",
            route="Voegen in de strafzaak",
            amount="€ 750,00",
        ),
        DamageRow(
            number="2",
            kind="Kleding en spullen",
            what="Bril, glazen gebarsten",
            on="10 maart 2026",
            proof="B2",
            insured="Verzekerd bij Voorbeeld Verzekeringen",
            route="Via de verzekeraar",
            amount="€ 289,50",
        ),
        DamageRow(
            number="3",
            kind="Reiskosten",
            what="Naar de huisarts en het politiebureau",
            on="12 maart 2026",
            proof="Bon volgt",
            route="Voegen in de strafzaak",
            amount="€ 18,40",
        ),
    ),
    total="€ 1.057,90",
)
EMPLOYER = ClaimantPart(
    title="Werkgever: Gemeente Twentervoorde (demo)",
    reachable=DOMICILE,
    rows=(
        DamageRow(
            number="4",
            kind="Eigen spullen van de werkgever",
            what="Beeldscherm balie 3",
            on="10 maart 2026",
            proof="B1",
            route="Voegen in de strafzaak",
            amount="€ 312,00",
        ),
        DamageRow(
            number="5",
            kind="Doorbetaald loon",
            what="Vier werkdagen",
            on="16 maart 2026",
            proof="Bon volgt",
            route="Via de civiele rechter",
            amount="€ 684,00",
        ),
    ),
    total="€ 996,00",
)
INTEREST = (
    "In het officiële formulier “Verzoek tot schadevergoeding” wordt de wettelijke rente "
    "standaard gevraagd. Deze schadestaat rekent geen rente uit."
)


def example(profile: str = PROFILES[0]) -> DamageStatementView:
    """Return a well-filled statement as the given profile would get it."""
    if profile not in PROFILES:
        raise ValueError(f"unknown profile: {profile}")
    own_only = profile == "victim"
    return DamageStatementView(
        meta=replace(META, recipient=RECIPIENTS[profile]),
        summary="Bedreiging en duwen door een bezoeker, aan de balie",
        facts=(
            Fact("Wanneer", "10 maart 2026, 10:40 uur"),
            Fact("Waar", "Stadhuis, balie 3"),
        ),
        claimants=(VICTIM,) if own_only else (VICTIM, EMPLOYER),
        totals=(
            Fact("Slachtoffer S1", "€ 1.057,90"),
            *(() if own_only else (Fact("Werkgever", "€ 996,00"),)),
            Fact("Samen", "€ 1.057,90" if own_only else "€ 2.053,90"),
        ),
        routes=(
            Fact("Voegen in de strafzaak", "€ 768,40" if own_only else "€ 1.080,40"),
            Fact("Via de verzekeraar", "€ 289,50"),
            *(() if own_only else (Fact("Via de civiele rechter", "€ 684,00"),)),
        ),
        reasons=(
            "Voegen in de strafzaak: dit is rechtstreekse schade van het slachtoffer"
            f"{' (bron: AVW-VOEG, nagelezen)' if profile == 'internal' else ''}."
        ),
        interest=INTEREST,
        not_included=("Medische gegevens staan in het eigen dossier van het slachtoffer.",),
    )


def empty_example() -> DamageStatementView:
    """Return a statement with nothing on the list."""
    return DamageStatementView(
        meta=META, summary="", facts=(), claimants=(), totals=(), routes=(), reasons="", interest=""
    )
