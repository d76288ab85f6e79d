"""The chain of the example case: phases and steps as an employer in Twente would see them."""

from vpt.documents.kinds.parts import Phase, StepRow

PHASES = (
    Phase(title="Veiligheid en melding", progress="done", caption="4 van 4 gedaan"),
    Phase(title="Opvang en nazorg", progress="current", caption="1 van 2 gedaan"),
    Phase(title="Reactie op de veroorzaker", progress="current", caption="1 van 2 gedaan"),
    Phase(title="Aangifte en vervolging", progress="late", caption="2 van 4 gedaan, 1 te laat"),
    Phase(title="Afronding", progress="later", caption="Nog niet begonnen"),
)

_VERIFIED, _OWN = "geverifieerd", "eigen voorstel, niet geverifieerd"


def _step(number: str, title: str, party: str, due: str, *rest: str) -> StepRow:
    state, outcome, basis = rest
    return StepRow(
        number=number,
        title=title,
        party=party,
        due=due,
        state=state,
        outcome=outcome,
        basis=basis,
    )


STEPS = (
    _step(
        "S01",
        "Acute veiligheid",
        "Medewerker en leidinggevende",
        "Direct",
        "Gedaan op 10 maart 2026, 10:50 uur",
        "Veilig; beveiliging was ter plaatse",
        f"VAZ-2025, {_VERIFIED}",
    ),
    _step(
        "S02",
        "Eerste opvang van S1",
        "Leidinggevende",
        "10 maart 2026, 24:00 uur",
        "Gedaan op 10 maart 2026, 11:30 uur",
        "Aangeboden en aangenomen",
        f"VAZ-2025, {_VERIFIED}",
    ),
    _step(
        "S03",
        "Melden",
        "Medewerker",
        "11 maart 2026, 10:40 uur",
        "Gedaan op 10 maart 2026, 11:18 uur",
        "Ingediend",
        _OWN.capitalize(),
    ),
    _step(
        "S04",
        "Bewijs veiligstellen",
        "Coördinator",
        "12 maart 2026, 11:18 uur",
        "Gedaan op 10 maart 2026, 15:02 uur",
        "Camerabeelden en foto opgeslagen",
        _OWN.capitalize(),
    ),
    _step(
        "S05",
        "Beoordelen",
        "Leidinggevende en coördinator",
        "11 maart 2026, 17:00 uur",
        "Gedaan op 11 maart 2026, 09:40 uur",
        "Ernstig; mogelijk strafbaar",
        _OWN.capitalize(),
    ),
    _step(
        "S08",
        "Reactie op de veroorzaker V1",
        "Leidinggevende",
        "12 maart 2026, 11:18 uur",
        "Gedaan op 11 maart 2026, 16:10 uur",
        "Uitgenodigd voor een gesprek",
        f"HR-2011, {_VERIFIED}",
    ),
    _step(
        "S09",
        "Maatregel tegen V1",
        "Bevoegd leidinggevende",
        "20 maart 2026, 17:00 uur",
        "Loopt",
        "",
        _OWN.capitalize(),
    ),
    _step(
        "S10",
        "Besluit over aangifte door S1",
        "Coördinator en slachtoffer",
        "13 maart 2026, 09:40 uur",
        "Gedaan op 12 maart 2026, 14:00 uur",
        "De werkgever doet aangifte",
        "Politiek voorstel, geen wet; geverifieerd",
    ),
    _step(
        "S12",
        "Aangifte doen en VPT vermelden",
        "Werkgever",
        "14 maart 2026, 14:00 uur",
        "Gedaan op 13 maart 2026, 10:15 uur",
        "Opgenomen",
        f"Plicht {_VERIFIED}, termijn eigen voorstel",
    ),
    _step(
        "S13",
        "Controle van de VPT-code",
        "Coördinator",
        "20 maart 2026, 17:00 uur",
        "3 dagen te laat",
        "",
        f"Noodzaak {_VERIFIED}, termijn eigen voorstel",
    ),
    _step(
        "S18",
        "Tweede nazorggesprek met S1",
        "Leidinggevende en opvangteam",
        "25 maart 2026, 17:00 uur",
        "Loopt",
        "",
        f"Drie gesprekken {_VERIFIED}, termijn richtlijn",
    ),
    _step(
        "S20",
        "Beslissing van het OM over V1",
        "Openbaar Ministerie",
        "Geen termijn",
        "Wacht op het OM",
        "",
        "Externe partij",
    ),
    _step(
        "S26",
        "Afsluiten en leren",
        "Coördinator",
        "6 weken na de laatste stap",
        "Nog niet begonnen",
        "",
        _OWN.capitalize(),
    ),
)
