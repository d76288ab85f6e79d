"""Example of a case file; everybody in it is invented."""

from dataclasses import replace

from vpt.documents.kinds import example_incident_report as report
from vpt.documents.kinds.case_file import PROFILES, CaseFileView
from vpt.documents.kinds.example_chain import PHASES, STEPS
from vpt.documents.kinds.parts import (
    CustodyRow,
    EvidenceRow,
    Fact,
    FactGroup,
    HistoryRow,
    MeasureRow,
    Note,
    PersonRow,
)

RECIPIENTS = {
    "internal": "Eigen organisatie",
    "police": "Politie Twente-Noord (demo), contactfunctionaris VPT",
    "prosecution": "Openbaar Ministerie Oost-Nederland (demo)",
    "municipality": "Gemeente Twentervoorde (demo), team openbare orde en veiligheid",
    "insurer": "Verzekeraar (demo), afdeling schade",
    "board": "Bestuur en ondernemingsraad",
    "accused": "Betrokkene",
    "victim": "Sanne de Wit (demo), slachtoffer",
}
SHARE = "deling 3"
WATERMARK = "Politie Twente-Noord (demo) · deling 3 · 23 maart 2026"
NEWS = (
    "Nieuw bewijs: B3, verklaring-getuige-g1.pdf.",
    "Stap gedaan: VPT-code gecontroleerd (De code staat erop).",
)

META = replace(
    report.META,
    title="Dossier",
    version="2",
    recipient=RECIPIENTS["internal"],
    issued_at="23 maart 2026, 09:15 uur",
    issued_at_iso="2026-03-23T09:15:00+01:00",
)

CASE = (
    Fact("Stand", "In behandeling"),
    Fact("Behandelaar", "Mehmet Yıldız, teamleider publiekszaken"),
    Fact("Coördinator", "Ineke ter Braak"),
    Fact("Onderdeel", "Publiekszaken, stadhuis"),
    Fact("Protocol", "Ketenprotocol Twente, versie 3, van kracht vanaf 1 januari 2026"),
    Fact("Verloop", "8 van 13 stappen gedaan, 1 stap te laat"),
)

PEOPLE = (
    *report.PEOPLE[:2],
    PersonRow(
        number="V1",
        role="Veroorzaker",
        name="Johannes Wilhelmus van den Bovenkamp tot Nederveen-Geerdink",
        details="Bezoeker; geboren op 3 april 1980\nGeen eerdere meldingen bekend",
    ),
)

EVIDENCE = (
    *report.EVIDENCE,
    EvidenceRow(
        number="B2",
        title="camera-publiekshal-20260310-1035-1055.mp4",
        kind="Video, 184 MB",
        received="10 maart 2026, 15:02 uur, van de beveiliging",
        sha256="2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
        note="Beelden van camera 4, zonder geluid",
    ),
    EvidenceRow(
        number="B3",
        title="verklaring-getuige-g1.pdf",
        kind="Pdf, 96 kB",
        received="11 maart 2026, 08:50 uur, van getuige G1",
        sha256="fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9",
    ),
)

CUSTODY = (
    CustodyRow(
        at="10 maart 2026, 11:05 uur", exhibit="B1", who="Sanne de Wit", what="Foto toegevoegd"
    ),
    CustodyRow(
        at="10 maart 2026, 15:02 uur",
        exhibit="B2",
        who="Beveiliging stadhuis",
        what="Beelden overgezet van het camerasysteem; controlegetal berekend bij ontvangst",
    ),
    CustodyRow(
        at="11 maart 2026, 08:50 uur", exhibit="B3", who="Ineke ter Braak", what="Toegevoegd"
    ),
    CustodyRow(
        at="13 maart 2026, 10:15 uur",
        exhibit="B2",
        who="Ineke ter Braak",
        what="Kopie op gegevensdrager afgegeven aan de politie; controlegetal gelijk",
    ),
)

POLICE_REPORTS = (
    FactGroup(
        title="Aangifte van 13 maart 2026",
        facts=(
            Fact("Wie doet aangifte", "De werkgever, namens S1"),
            Fact("Bescherming", "Domicilie: S1 is bereikbaar via de werkgever"),
            Fact("Opgenomen door", "Politie Twente-Noord (demo)"),
            Fact("Registratienummer", "PL0600-2026-000000 (demo)"),
            Fact("VPT-code", "Nog niet bevestigd"),
        ),
    ),
)

MEASURES = (
    MeasureRow(
        title="2 – Waarschuwingsbrief",
        subject="V1",
        period="Vanaf 12 maart 2026",
        decided="Mehmet Yıldız, teamleider, op 12 maart 2026; aangetekend verzonden",
        grounds="Bedreigen en duwen van een medewerker aan de balie",
        state="Bezorgd op 13 maart 2026",
    ),
    MeasureRow(
        title="5 – Gebouwontzegging stadhuis",
        subject="V1",
        period="Van 24 maart tot en met 23 juni 2026; herziening op 12 mei 2026",
        decided="In voorbereiding; V1 is op 19 maart 2026 gehoord",
        grounds=(
            "De woorden en het duwen waren gericht tegen een medewerker in functie. Producten en "
            "diensten blijven bereikbaar: V1 kan schriftelijk en op afspraak op een andere plek "
            "terecht."
        ),
        state="Nog niet van kracht",
    ),
)

HISTORY = (
    HistoryRow(at="10 maart 2026, 11:18 uur", who="Sanne de Wit", what="Melding ingediend"),
    HistoryRow(
        at="10 maart 2026, 11:30 uur", who="Mehmet Yıldız", what="Eerste opvang van S1 vastgelegd"
    ),
    HistoryRow(
        at="11 maart 2026, 09:40 uur",
        who="Ineke ter Braak",
        what="Beoordeeld als ernstig en mogelijk strafbaar",
    ),
    HistoryRow(
        at="12 maart 2026, 14:00 uur",
        who="Ineke ter Braak",
        what="Besluit over aangifte vastgelegd: de werkgever doet aangifte",
    ),
    HistoryRow(
        at="16 maart 2026, 10:00 uur",
        who="Systeem",
        what="Herinnering verstuurd aan de coördinator: controle van de VPT-code",
    ),
    HistoryRow(
        at="23 maart 2026, 09:15 uur", who="Ineke ter Braak", what="Dossier opgemaakt, versie 2"
    ),
)

ADDENDA = (
    Note(
        at="10 maart 2026, 13:15 uur",
        author="Sanne de Wit",
        text="De beveiliger die de man naar buiten bracht, heeft het raam nagekeken: geen schade.",
    ),
)

_RICH = CaseFileView(
    meta=META,
    summary=report.SUMMARY,
    case=CASE,
    facts=report.FACTS,
    people=PEOPLE,
    narrative=report.NARRATIVE,
    literal_words=report.LITERAL_WORDS,
    seven_ws=report.SEVEN_WS,
    consequences=(
        Fact("Letsel", "Ja"),
        Fact("Verzuim", "2 dagen"),
        Fact("Schade", "Een beeldscherm van de organisatie, € 289,00"),
    ),
    addenda=ADDENDA,
    evidence=EVIDENCE,
    custody=CUSTODY,
    police_reports=POLICE_REPORTS,
    measures=MEASURES,
    phases=PHASES,
    steps=STEPS,
    history=HISTORY,
    next_steps=report.NEXT_STEPS,
    contacts=report.CONTACTS,
    not_included=(
        "De berichten tussen de melder en de behandelaar horen niet bij het dossier.",
        "Gegevens over opvang, nazorg en gezondheid staan in het eigen dossier van S1.",
    ),
)

_STEPS_OUTSIDE = tuple(replace(step, basis="") for step in STEPS)
"""The codes of our own list of sources say nothing outside."""
_OTHERS = replace(
    _RICH,
    steps=_STEPS_OUTSIDE,
    case=None,
    consequences=None,
    addenda=None,
    history=None,
    next_steps=None,
    contacts=None,
)


def example(profile: str = PROFILES[0]) -> CaseFileView:
    """Return a well-filled case file as a reader with this profile could get it.

    The choice of sections is an illustration; the real one is made in `vpt.partners.disclosure`.
    """
    views = {
        "internal": replace(_RICH, next_steps=None, contacts=None),
        "police": replace(_OTHERS, addenda=ADDENDA, news=NEWS),
        "prosecution": _OTHERS,
        "municipality": replace(_OTHERS, literal_words=None, custody=None, police_reports=None),
        "insurer": CaseFileView(
            meta=META, summary=report.SUMMARY, facts=report.FACTS, evidence=EVIDENCE
        ),
        "board": CaseFileView(
            meta=META,
            summary=report.SUMMARY,
            facts=report.FACTS,
            phases=PHASES,
            steps=_STEPS_OUTSIDE,
        ),
        "accused": CaseFileView(meta=META, facts=report.FACTS, measures=MEASURES),
        "victim": CaseFileView(
            meta=META,
            summary=report.SUMMARY,
            facts=report.FACTS,
            people=report.PEOPLE,
            measures=MEASURES,
            next_steps=report.NEXT_STEPS,
            contacts=report.CONTACTS,
        ),
    }
    if profile not in views:
        raise ValueError(f"unknown profile: {profile}")
    meta = replace(META, recipient=RECIPIENTS[profile])
    if profile == "police":
        meta = replace(meta, share=SHARE, watermark=WATERMARK)
    return replace(views[profile], meta=meta)


def empty_example() -> CaseFileView:
    """Return a case file of a case that was opened a moment ago."""
    return CaseFileView(
        meta=META,
        summary=report.SUMMARY,
        case=CASE[:1],
        facts=report.FACTS[:2],
        people=(),
        narrative="",
        literal_words="",
        seven_ws=(),
        consequences=(),
        addenda=(),
        evidence=(),
        custody=(),
        police_reports=(),
        measures=(),
        phases=(),
        steps=(),
        history=(),
        next_steps=(),
        contacts=(),
    )
