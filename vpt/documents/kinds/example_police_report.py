"""Examples of the papers of a police report; everybody in them is invented."""

from dataclasses import replace

from vpt.documents.kinds import example_case_file as file
from vpt.documents.kinds import example_incident_report as report
from vpt.documents.kinds.example_letter import empty, letter, meta
from vpt.documents.kinds.letter import Clause, LetterView
from vpt.documents.kinds.parts import Fact, FactGroup, PersonRow
from vpt.documents.kinds.police_report_preparation import PreparationView
from vpt.documents.kinds.vpt_cover_sheet import CoverSheetView

PREPARATION, COVER = "Voorbereiding van de aangifte (PIF)", "VPT-voorblad"
AUTHORITY, ESCALATION = "Volmacht", "Brief aan de contactpersoon"
POLICE = "Politie"
DOMICILE = "Domicilie bij de werkgever: Marktplein 1, 7500 AA Twenteveen"

WORK = (
    Fact("Werkgever", "Gemeente Twenteveen (demo)"),
    Fact("Functie", "Medewerker publieksbalie"),
    Fact("Taak op dat moment", "Uitleg geven over een afgewezen aanvraag"),
    Fact("Gevolg voor het werk", "De balie ging een uur dicht; drie afspraken verzet."),
)
SEVEN_WS = (
    Fact("Wie", "Een man van ongeveer 40 jaar"),
    Fact("Wat", "Hij bedreigde de medewerker en duwde het scherm omver."),
    Fact("Waar", "Aan balie 3; de medewerker stond achter de balie."),
    Fact("Waarmee", "Met woorden en met de vuist"),
    Fact("Op welke wijze", "Hard schreeuwend, op armlengte"),
    Fact("Wanneer", "Van 10:35 tot 10:50 uur"),
    Fact("Waarom", "Niet vastgelegd"),
)
OFFENCES = (
    FactGroup(
        title="Bedreiging",
        facts=(
            Fact("Artikel", "Wetboek van Strafrecht, artikel 285 (nog te toetsen)"),
            Fact("Klacht nodig", "Nee"),
        ),
    ),
)


def preparation(_profile: str) -> PreparationView:
    """Return a full preparation."""
    return PreparationView(
        meta=meta(PREPARATION, POLICE),
        filing=(
            Fact("Aangever", "Gemeente Twenteveen (demo), vertegenwoordigd door H. Jansen (demo)"),
            Fact("Bevoegdheid", "Volmacht van de werkgever, bijgevoegd"),
            Fact("Afscherming", DOMICILE),
            Fact("Contactpersoon", "I. ter Braak (demo), 074 123 00 00, ook in het weekend"),
        ),
        work=WORK,
        facts=report.FACTS,
        people=(
            *file.PEOPLE,
            PersonRow(
                number="G1",
                role="Getuige",
                name="Op nummer, bij de werkgever bekend",
                reachable="Marktplein 1, 7500 AA Twenteveen",
            ),
        ),
        narrative="De man sloeg met zijn vuist op de balie en boog zich over het scherm.",
        literal_words="“Ik weet waar je woont. Ik maak je kapot.”",
        seven_ws=SEVEN_WS,
        chronology="10:35 uur: de man komt binnen.\n10:42 uur: hij slaat op de balie.",
        harm=(Fact("Letsel", "Pijnlijke pols, geen arts nodig"), Fact("Schade", "Ja")),
        evidence=file.EVIDENCE,
        offences=OFFENCES,
        wishes=(
            Fact("Strafzaak", "Op de hoogte blijven en gehoord worden"),
            Fact("Klacht", "Nee"),
        ),
        readiness=(Fact("Dag en tijd", "Aanwezig"), Fact("Bewijs", "Ontbreekt nog")),
        prompts=(Fact("Slachtofferhulp", "aangeboden: ja / nee"), Fact("Voorkomen", "")),
    )


def empty_preparation() -> PreparationView:
    """Return a preparation of a case of which nothing was recorded."""
    return PreparationView(
        meta=meta(PREPARATION, POLICE), filing=(), work=(), facts=(), people=(), narrative="",
        seven_ws=(), chronology="", harm=(), evidence=(), offences=(), wishes=(), readiness=(),
        prompts=(),
    )  # fmt: skip


def cover(_profile: str) -> CoverSheetView:
    """Return a full cover sheet."""
    return CoverSheetView(
        meta=meta(COVER, POLICE),
        ask="Wilt u deze aangifte opnemen en de code VPT op de registratie zetten?",
        report=(
            Fact("Ons kenmerk", "GTV-2026-000123-K"),
            Fact("Werkgever", "Gemeente Twenteveen (demo)"),
            Fact("Aangever", "De werkgever; de medewerker is getuige"),
        ),
        agreements=(
            Fact("P1", "Agressie tegen mensen met een publieke taak krijgt voorrang."),
            Fact("P3", "Een aangifte wordt altijd opgenomen, nooit geweigerd."),
            Fact("P4", "De registratie krijgt de VPT-code, zodat het OM de zaak herkent."),
            Fact("P5", "De werkgever mag aangifte doen; de medewerker is dan getuige."),
            Fact("P6", "Het adres van de werkgever komt in het dossier, niet het huisadres."),
            Fact("P8", "Bij ernstige agressie overlegt de politie met het OM vóór heenzenden."),
        ),
        address=(Fact("Afscherming", DOMICILE),),
        contacts=(Fact("Contactpersoon VPT", "P. de Wit (demo), politie"),),
        answer=(Fact("Registratienummer", ""), Fact("VPT-code gezet", "ja / nee")),
        answer_address="https://vpt.twenteveen.example/antwoord/4k7mq2x9d5w3r8t6b1n0hcvj2e",
    )


def empty_cover() -> CoverSheetView:
    """Return a cover sheet of which nothing was recorded."""
    return CoverSheetView(
        meta=meta(COVER, POLICE), ask="", report=(), agreements=(), address=(), contacts=(),
        answer=(), answer_address="",
    )  # fmt: skip


def authority(_profile: str) -> LetterView:
    """Return a full power of attorney."""
    full = letter(
        AUTHORITY,
        Clause(
            text="Gemeente Twenteveen (demo) geeft hierbij volmacht aan H. Jansen (demo) om "
            "namens de werkgever aangifte te doen van het incident hieronder."
        ),
        Clause(
            heading="Voor welk incident",
            points=("Kenmerk: GTV-2026-000123-K", "Wanneer: 10 maart 2026, 10:40 uur"),
        ),
        notices=(
            Clause(
                heading="Wat deze volmacht niet is",
                text="Dit is geen klacht van het slachtoffer.",
            ),
        ),
    )
    return replace(
        full,
        meta=meta(AUTHORITY, POLICE),
        address=None,
        salutation="Aan de politie,",
        signature=("Namens Gemeente Twenteveen (demo),",),
        blanks=("Naam", "Functie", "Plaats en datum", "Handtekening"),
    )


def empty_authority() -> LetterView:
    """Return a power of attorney of which nothing may be shown."""
    return empty(AUTHORITY)


def escalation(_profile: str) -> LetterView:
    """Return a full letter to the contact officer."""
    full = letter(
        ESCALATION,
        Clause(text="Op 12 maart 2026 nam het bureau onze aangifte niet op."),
        Clause(
            heading="Wat wij vragen",
            points=("Neem de aangifte deze week op.", "Zet de VPT-code op de registratie."),
        ),
        notices=(Clause(heading="Namen", text="In deze brief staan geen namen."),),
    )
    return replace(
        full,
        meta=meta(ESCALATION, POLICE),
        address=("P. de Wit (demo)", "De contactpersoon Veilige Publieke Taak", "Eenheid Oost"),
        salutation="Geachte heer of mevrouw,",
    )


def empty_escalation() -> LetterView:
    """Return a letter to the contact officer of which nothing may be shown."""
    return empty(ESCALATION)
