"""Example of a reporter's own copy; everybody in it is invented."""

from vpt.documents.kinds.incident_report import PROFILES, IncidentReportView
from vpt.documents.kinds.parts import EvidenceRow, Fact, NextStep, Note, PersonRow
from vpt.documents.meta import DocumentMeta

META = DocumentMeta(
    title="Melding",
    reference="GTV-2026-000123-K",
    version="1",
    recipient="Sanne de Wit, melder",
    issued_at="10 maart 2026, 11:20 uur",
    issued_at_iso="2026-03-10T11:20:00+01:00",
    organisation="Gemeente Twentervoorde (demo)",
    classification="Vertrouwelijk",
    check_address="https://vpt.twentervoorde.example/verifieer/7K3M-9QXT-2B4D",
    demo=True,
)

SUMMARY = "Bedreiging en duwen aan de balie in het stadhuis; er is lichte schade."

FACTS = (
    Fact("Wanneer", "Dinsdag 10 maart 2026, 10:40 uur"),
    Fact("Waar", "Stadhuis, publiekshal, balie 3"),
    Fact("Manier van contact", "Persoonlijk, aan de balie"),
    Fact("Wat voor agressie", "Bedreiging met woorden\nDuwen of trekken"),
    Fact("Aanleiding", "Aanvraag voor een paspoort kon niet worden afgerond"),
    Fact("Ernst volgens de melder", "4 van 5"),
)

NARRATIVE = (
    "Meneer kwam zonder afspraak aan de balie voor een spoedpaspoort. Ik legde uit dat zijn foto "
    "niet voldeed en dat hij aan de overkant een nieuwe kon laten maken. Hij begon te schreeuwen "
    "dat hij al drie keer was weggestuurd en dat ik hem zat te pesten.\n"
    "Toen mijn collega erbij kwam, boog hij over de balie en duwde hij mij met twee handen tegen "
    "mijn schouders. Ik stootte met mijn heup tegen het bureau. Het scherm viel om en brak.\n"
    "De beveiliging heeft hem daarna naar buiten gebracht. Buiten sloeg hij nog met zijn vuist "
    "tegen het raam en riep hij dat hij wist hoe laat ik klaar was."
)

LITERAL_WORDS = (
    "Jij gaat dit regelen of ik wacht je straks buiten op.\nIk weet hoe laat jij klaar bent."
)

SEVEN_WS = (
    Fact("Wie", "Een man van ongeveer 45 jaar, 1,85 m, kort grijs haar, donkerblauwe jas"),
    Fact("Wat", "Bedreiging met woorden en twee keer duwen met beide handen"),
    Fact("Waar", "Publiekshal van het stadhuis, balie 3, en daarna buiten bij de ingang"),
    Fact("Waarmee", "Met de handen; geen wapen gezien"),
    Fact("Op welke manier", "Leunde over de balie, zette zich af en duwde tegen de schouders"),
    Fact("Wanneer", "10 maart 2026, van 10:40 tot ongeveer 10:50 uur"),
    Fact("Waarom", "Was boos omdat zijn aanvraag niet kon worden afgerond"),
)

PEOPLE = (
    PersonRow(
        number="S1",
        role="Slachtoffer, melder",
        name="Sanne de Wit",
        details="Medewerker publiekszaken",
        reachable="Gemeente Twentervoorde, Raadhuisplein 1, 7600 ZZ Twentervoorde",
    ),
    PersonRow(
        number="G1",
        role="Getuige",
        name="Çelik-O’Brien van ’t Hoff",
        details="Collega aan balie 4; hoorde de bedreiging en zag het duwen",
    ),
    PersonRow(
        number="V1",
        role="Veroorzaker",
        name="Naam bij de melder niet bekend",
        details="Bezoeker; stond met naam in de afspraken van die ochtend",
    ),
)

EVIDENCE = (
    EvidenceRow(
        number="B1",
        title="balie-3-scherm.jpg",
        kind="Foto, 2,1 MB",
        received="10 maart 2026, 11:05 uur, van de melder",
        sha256="7d865e959b2466918c9863afca942d0fb89d7c9ac0c99bafc3749504ded97730",
        note="Gebroken beeldscherm op balie 3",
    ),
)

ADDENDA = (
    Note(
        at="10 maart 2026, 13:15 uur",
        author="Sanne de Wit",
        text="Ik heb pijn aan mijn heup en ga vanmiddag langs de huisarts.",
    ),
)

NEXT_STEPS = (
    NextStep(
        what="Je leidinggevende vangt je op en bespreekt wat je nodig hebt.",
        who="Mehmet Yıldız, teamleider",
        by="10 maart 2026, 24:00 uur",
    ),
    NextStep(
        what="We beoordelen hoe ernstig het is en of aangifte mogelijk is.",
        who="Ineke ter Braak, VPT-coördinator",
        by="11 maart 2026, 17:00 uur",
    ),
    NextStep(
        what="De man hoort van ons dat we dit gedrag niet accepteren.",
        who="Mehmet Yıldız, teamleider",
        by="12 maart 2026, 11:00 uur",
    ),
)

CONTACTS = (
    Fact("Behandelaar", "Mehmet Yıldız, teamleider publiekszaken"),
    Fact("Opvangteam", "Via de receptie, elke werkdag van 08:30 tot 17:00 uur"),
    Fact("Direct gevaar", "Bel 112"),
)


def example(profile: str = PROFILES[0]) -> IncidentReportView:
    """Return a well-filled report; there is one profile, the reporter's."""
    if profile not in PROFILES:
        raise ValueError(f"unknown profile: {profile}")
    return IncidentReportView(
        meta=META,
        summary=SUMMARY,
        facts=FACTS,
        people=PEOPLE,
        narrative=NARRATIVE,
        literal_words=LITERAL_WORDS,
        seven_ws=SEVEN_WS,
        consequences=(
            Fact("Letsel", "Ja, gekneusde heup"),
            Fact("Schade", "Een beeldscherm van de organisatie"),
            Fact("Gevraagde hulp", "Gesprek met het opvangteam"),
        ),
        evidence=EVIDENCE,
        addenda=ADDENDA,
        next_steps=NEXT_STEPS,
        contacts=CONTACTS,
        not_included=(
            "De berichten tussen jou en je behandelaar staan op de pagina van je melding.",
        ),
    )


def empty_example() -> IncidentReportView:
    """Return a report with nothing in it but what is required."""
    return IncidentReportView(
        meta=META,
        summary=SUMMARY,
        facts=FACTS[:2],
        people=(),
        narrative="",
        literal_words="",
        seven_ws=(),
        consequences=(),
        evidence=(),
        addenda=(),
        next_steps=(),
        contacts=CONTACTS,
    )
