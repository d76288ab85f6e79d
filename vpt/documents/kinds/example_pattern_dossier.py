"""An invented pattern dossier, rich and empty, for tests and for looking at."""

from dataclasses import replace

from vpt.documents.kinds import example_incident_report as report
from vpt.documents.kinds.parts import Fact, FactGroup, MeasureRow, PersonRow
from vpt.documents.kinds.pattern_dossier import (
    PROFILES,
    BondRow,
    EventRow,
    IncidentPart,
    PatternDossierView,
)
from vpt.documents.meta import DocumentMeta

META = DocumentMeta(
    title="Patroondossier",
    reference="GTV-2026-000123-K",
    version="1",
    recipient="Politie",
    issued_at="23 maart 2026, 09:15 uur",
    issued_at_iso="2026-03-23T09:15:00+01:00",
    organisation="Gemeente Twenteveen (demo)",
    classification="Vertrouwelijk",
    demo=True,
)
PEOPLE = (
    PersonRow(
        number="S1",
        role="Slachtoffer",
        name="Op nummer",
        reachable="Stadhuisplein 1, 7500 AA Twenteveen",
    ),
    PersonRow(
        number="V1", role="Veroorzaker", name="Johannes van den Bovenkamp", details="Bezoeker"
    ),
)
MEASURE = MeasureRow(
    title="Maatregel 1",
    subject="V1",
    period="Vanaf 12 maart 2026",
    decided="Mehmet Yıldız, 12 maart 2026, 10:00 uur",
    state="Opgelegd",
)
POLICE_REPORT = FactGroup(
    title="Aangifte 1",
    facts=(Fact("Voor", "S1"), Fact("Registratienummer", "PL0600-2026-000000 (demo)")),
)


def _incident(number: int, day: str, words: str) -> IncidentPart:
    return IncidentPart(
        title=f"Incident {number}: {day}",
        summary="Bezoeker dreigt aan de balie na een afwijzing.",
        facts=report.FACTS,
        people=PEOPLE,
        literal_words=words,
        measures=(MEASURE,),
        police_reports=(POLICE_REPORT,),
    )


_RICH = PatternDossierView(
    meta=META,
    cover=(
        Fact("Incidenten", "3"),
        Fact("Periode", "10 januari tot en met 10 maart 2026"),
        Fact("Soorten agressie", "Bedreiging: 2\nVernieling: 1"),
    ),
    bonds=(
        BondRow(
            between="1 en 2",
            kind="Vermoedelijk dezelfde veroorzaker",
            reason="Zelfde klantnummer en dezelfde uitspraken.",
            made="12 maart 2026, Ineke ter Braak",
        ),
        BondRow(
            between="2 en 3",
            kind="Vergelding voor het andere incident",
            reason="Hij zei dat hij terugkwam vanwege de waarschuwing.",
            made="16 maart 2026, Ineke ter Braak",
        ),
    ),
    events=tuple(
        EventRow(
            number=str(number),
            at=day,
            reference=f"GTV-2026-00012{number}-K",
            where="Stadhuis, publiekshal",
            what="Bedreiging of intimidatie",
        )
        for number, day in enumerate(
            ("10 januari 2026, 10:40 uur", "2 februari 2026", "10 maart 2026, 10:40 uur"), 1
        )
    ),
    incidents=(
        _incident(1, "10 januari 2026", "Ik weet waar je parkeert."),
        _incident(2, "2 februari 2026", "Dit krijg je terug."),
        _incident(3, "10 maart 2026", "Ik had het gezegd."),
    ),
    not_included=("1 incident hoort ook bij dit patroon, maar staat niet in dit exemplaar.",),
)


def example(profile: str = PROFILES[0]) -> PatternDossierView:
    """Return a well-filled pattern dossier as a reader with this profile could get it."""
    recipients = {"internal": "Eigen organisatie", "police": "Politie"}
    recipients["prosecution"] = "Openbaar Ministerie"
    if profile not in recipients:
        raise ValueError(f"unknown profile: {profile}")
    return replace(_RICH, meta=replace(META, recipient=recipients[profile]))


def empty_example() -> PatternDossierView:
    """Return a pattern dossier in which nothing was recorded."""
    return PatternDossierView(meta=META, cover=(), bonds=(), events=(), incidents=())
