"""Example of an identity sheet; everybody in it is invented."""

from dataclasses import replace

from vpt.documents.kinds.example_case_file import META as CASE_META
from vpt.documents.kinds.identity_sheet import PROFILES, IdentityRow, IdentitySheetView

RECIPIENTS = {
    "prosecution": "Openbaar Ministerie Oost-Nederland (demo)",
    "police": "Politie Twente-Noord (demo), contactfunctionaris VPT",
}
META = replace(
    CASE_META,
    title="Identiteitsblad bij dossier",
    version="1",
    recipient=RECIPIENTS["prosecution"],
    classification="Zeer vertrouwelijk, niet in het strafdossier",
)
DOMICILE = "Gemeente Twentervoorde, Raadhuisplein 1, 7600 ZZ Twentervoorde"
HANDLING = (
    "In het dossier staan mensen onder een rolnummer. Dit blad zegt wie dat zijn. Het is een apart "
    "stuk, zodat het dossier gelezen kan worden zonder deze namen. Voeg dit blad niet bij de "
    "processtukken."
)


def example(profile: str = PROFILES[0]) -> IdentitySheetView:
    """Return a well-filled sheet as the given profile would get it."""
    if profile not in PROFILES:
        raise ValueError(f"unknown profile: {profile}")
    return IdentitySheetView(
        meta=replace(META, recipient=RECIPIENTS[profile]),
        handling=HANDLING,
        people=(
            IdentityRow(
                number="S1",
                role="Slachtoffer",
                name="Sanne de Wit (demo)",
                born="14 mei 1991",
                reachable=DOMICILE,
                details="Medewerker publiekszaken",
            ),
            IdentityRow(
                number="G1",
                role="Getuige",
                name="Çelik-O’Brien van ’t Hoff (demo)",
                born="2 januari 1988",
                reachable=DOMICILE,
            ),
            IdentityRow(
                number="V1",
                role="Veroorzaker",
                name="Johannes Wilhelmus van den Bovenkamp tot Nederveen-Geerdink (demo)",
                born="3 april 1980",
            ),
        ),
        not_included=("S2 doet aangifte onder nummer: de naam staat op geen enkel stuk.",),
    )


def empty_example() -> IdentitySheetView:
    """Return a sheet with nobody on it."""
    return IdentitySheetView(meta=META, handling=HANDLING, people=())
