"""Example of a dossier for the prosecutor; everybody in it is invented."""

from dataclasses import replace
from hashlib import sha256

from vpt.documents.kinds import example_case_file as case
from vpt.documents.kinds import example_damage_statement as damage
from vpt.documents.kinds import example_incident_report as report
from vpt.documents.kinds import example_pictures as pictures
from vpt.documents.kinds.parts import CustodyRow, Fact, PersonRow
from vpt.documents.kinds.prosecution_dossier import (
    PROFILES,
    ChronologyRow,
    EmployerStatement,
    ExhibitRow,
    Picture,
    ProsecutionDossierView,
)

META = replace(
    case.META,
    title="Dossier voor het Openbaar Ministerie",
    version="1",
    recipient=case.RECIPIENTS["prosecution"],
)
COVER = (
    Fact("Publieke taak", "Dienstverlening aan burgers: het openbaar bestuur (gemeente)"),
    Fact("Werkgever", "Gemeente Twentervoorde (demo), Publiekszaken"),
    Fact("Functie", "Medewerker publiekszaken"),
    Fact("Taak op dat moment", "Een aanvraag voor een paspoort behandelen aan de balie"),
    Fact(
        "Wat is afgesproken",
        "Dit is agressie tegen iemand met een publieke taak. Voor deze zaken gelden de Eenduidige "
        "Landelijke Afspraken (ELA) tussen politie en Openbaar Ministerie: de zaak krijgt "
        "voorrang, is in de systemen herkenbaar als VPT-zaak en de schade wordt vanaf het begin "
        "bijgehouden. Een hogere strafeis is het uitgangspunt van het Openbaar Ministerie.",
    ),
)
PEOPLE = (
    PersonRow(
        number="S1",
        role="Slachtoffer",
        name="Op nummer",
        details="Medewerker publiekszaken",
        reachable=damage.DOMICILE,
    ),
    PersonRow(number="G1", role="Getuige", name="Op nummer", details="Collega aan balie 4"),
    PersonRow(
        number="G2",
        role="Getuige",
        name="Op nummer",
        details="Beveiliger; bracht V1 naar buiten en zag dat V1 tegen het raam sloeg",
    ),
    case.PEOPLE[-1],
)
CHRONOLOGY = (
    ChronologyRow(
        at="10 maart 2026, 10:40 uur", what="V1 komt zonder afspraak aan balie 3", who="S1",
        source="Melding",
    ),
    ChronologyRow(
        at="10 maart 2026, 10:46 uur",
        what="V1 bedreigt S1 en duwt S1 twee keer met beide handen tegen de schouders",
        who="S1, G1",
        source="Melding, B2",
    ),
    ChronologyRow(
        at="10 maart 2026, 10:50 uur", what="De beveiliging brengt V1 naar buiten", who="G2",
        source="Melding, B3",
    ),
    ChronologyRow(
        at="10 maart 2026, 11:18 uur", what="Gemeld bij de werkgever", who="S1", source="Melding"
    ),
    ChronologyRow(
        at="10 maart 2026, 15:02 uur",
        what="Beelden van camera 4 veiliggesteld",
        who="Beveiliging stadhuis",
        source="Beheer van het bewijs",
    ),
    ChronologyRow(
        at="13 maart 2026", what="Aangifte opgenomen, registratienummer PL0600-2026-000000 (demo)",
        who="Politie", source="Aangifte",
    ),
    ChronologyRow(
        at="24 maart 2026", what="Het stadhuis wordt V1 voor drie maanden ontzegd",
        who="Werkgever", source="Besluit",
    ),
)  # fmt: skip
LONG_TITLE = (
    "Foto van de gang naar de publiekshal met daarop de deur waardoor V1 naar buiten is gebracht "
    "en het raam waartegen V1 met de vuist heeft geslagen, genomen vanaf balie 4"
)
OBJECTS = (
    ("Foto van het gebroken beeldscherm op balie 3", "Foto", "jpg", "2,1 MB"),
    ("Camerabeelden van de publiekshal, 10:35 tot 10:55 uur, zonder geluid", "Video", "mp4",
     "184 MB"),
    ("Verklaring van getuige G1", "Pdf", "pdf", "96 kB"),
    ("Schermafdruk van berichten aan het algemene telefoonnummer", "Foto", "png", "1,4 MB"),
    (LONG_TITLE, "Foto", "jpg", "3,6 MB"),
    ("Geluidsopname van de telefoonoproep naar de beveiliging", "Geluid", "m4a", "5,2 MB"),
    ("Afspraken van die ochtend, uitdraai uit het afsprakensysteem", "Pdf", "pdf", "41 kB"),
    ("Bon van de hersteller van het beeldscherm", "Pdf", "pdf", "120 kB"),
)  # fmt: skip
FORMS = ("Kopie", "Alleen vermeld", "Kopie", "Origineel")
MANY = 40
DESCRIBED = (
    ("B1", "Het gebroken beeldscherm, gezien vanaf de balie", pictures.desk()),
    ("B4", "Berichten aan het algemene telefoonnummer", pictures.message()),
    ("B5", "De gang met de deur", pictures.corridor()),
    ("B9", "De plek waar S1 stond", pictures.desk(1280, 960)),
    ("B12", "Uitsnede uit een bericht", pictures.desk(320, 200)),
    ("B17", "De gang, van de andere kant; een foto in drukkleuren", pictures.corridor(mode="CMYK")),
    ("B20", "De deur van dichtbij", pictures.corridor(900, 1400)),
    ("B28", "Een foto die bij het overzetten is afgebroken", pictures.BROKEN),
)
STATEMENT = EmployerStatement(
    text=(
        "Gemeente Twentervoorde verklaart dat het slachtoffer op 10 maart 2026 voor ons aan het "
        "werk was en daarbij een publieke taak uitvoerde. De functie van deze medewerker is: "
        "medewerker publiekszaken. De taak op dat moment was: een aanvraag voor een paspoort "
        "behandelen.\n"
        "De agressie was gericht tegen het slachtoffer vanwege deze functie of taak.\n"
        "Wij vinden agressie tegen onze medewerkers niet acceptabel. Wij vragen het Openbaar "
        "Ministerie om deze zaak te behandelen volgens de Eenduidige Landelijke Afspraken voor "
        "veilige publieke taken."
    ),
    name="Mehmet Yıldız (demo)",
    function="Teamleider publiekszaken, bevoegd namens de werkgever",
    place="Twentervoorde",
    day="23 maart 2026",
    sealed_words=(
        "Dit dossier draagt ook een digitaal zegel van de werkgever. Daarmee is te zien dat er na "
        "het opmaken niets in het dossier is veranderd."
    ),
)
IMPACT_SERVICE = (
    "Balie 3 was twee dagen dicht. Elf afspraken zijn verzet. Aan balie 2 en 4 werkte een week "
    "lang een extra beveiliger."
)
IMPACT_VICTIM = (
    "S1 heeft een gekneusde heup, slaapt slecht en werkt sindsdien niet meer alleen aan de balie. "
    "S1 wil geïnformeerd worden over de zitting en wil daar worden gehoord."
)
CONTACTS = (
    Fact("Werkgever", "Ineke ter Braak, VPT-coördinator, 000 000 00 01 (demo)"),
    Fact("Politie", "Contactfunctionaris VPT, politie Twente-Noord (demo)"),
    Fact("Gemeente", "Team openbare orde en veiligheid, Gemeente Twentervoorde (demo)"),
)
NUMBERS = (
    Fact("Zaaknummer werkgever", "GTV-2026-000123-K"),
    Fact("Registratienummer politie", "PL0600-2026-000000 (demo)"),
    Fact("Parketnummer", "08-000000-26 (demo)"),
)


def exhibits(count: int = MANY) -> tuple[ExhibitRow, ...]:
    """Return this many exhibits, with titles of every length."""
    return tuple(_exhibit(number) for number in range(1, count + 1))


def _exhibit(number: int) -> ExhibitRow:
    title, kind, suffix, size = OBJECTS[(number - 1) % len(OBJECTS)]
    form = FORMS[(number - 1) % len(FORMS)]
    return ExhibitRow(
        number=f"B{number}",
        title=title,
        kind=kind,
        size=size,
        source="Camerasysteem van het stadhuis, camera 4" if kind == "Video" else "Van de melder",
        secured="10 maart 2026, 15:02 uur, door de beveiliging van het stadhuis",
        sha256=sha256(f"B{number}".encode()).hexdigest(),
        form=form,
        inside="" if form == FORMS[1] else f"B{number}.{suffix}",
        note="Afgegeven op een gegevensdrager" if kind == "Video" else "",
    )


def placed(count: int = len(DESCRIBED)) -> tuple[Picture, ...]:
    """Return this many pictures, of every shape there is, and one that cannot be decoded."""
    return tuple(
        Picture(
            number=number,
            caption=caption,
            described=f"{caption}. Getekend voorbeeld.",
            jpeg=jpeg,
            sha256=sha256(jpeg).hexdigest(),
        )
        for number, caption, jpeg in (DESCRIBED[at % len(DESCRIBED)] for at in range(count))
    )


def example(profile: str = PROFILES[0]) -> ProsecutionDossierView:
    """Return a well-filled supplement: everything a dossier can hold, and what is new in it."""
    if profile not in PROFILES:
        raise ValueError(f"unknown profile: {profile}")
    return ProsecutionDossierView(
        meta=replace(META, version="2"),
        number="2",
        news=(
            "Nieuw bewijsstuk: B40, bon van de hersteller van het beeldscherm.",
            "De VPT-code staat op de aangifte: bevestigd door de politie op 16 maart 2026.",
        ),
        cover=COVER,
        summary=report.SUMMARY,
        facts=report.FACTS,
        people=PEOPLE,
        chronology=CHRONOLOGY,
        narrative=report.NARRATIVE,
        literal_words=report.LITERAL_WORDS,
        seven_ws=report.SEVEN_WS,
        exhibits=exhibits(),
        custody=(*case.CUSTODY, *_handled()),
        pictures=placed(),
        damage=(replace(damage.VICTIM, title="S1 Slachtoffer"), damage.EMPLOYER),
        damage_totals=(Fact("Samen", "€ 2.053,90"),),
        impact_service=IMPACT_SERVICE,
        impact_victim=IMPACT_VICTIM,
        measures=case.MEASURES,
        police_reports=case.POLICE_REPORTS,
        numbers=NUMBERS,
        contacts=CONTACTS,
        statement=STATEMENT,
        not_included=(
            "Namen van mensen met een nummer staan alleen op het identiteitsblad.",
            "Gegevens over gezondheid en nazorg horen niet bij het strafdossier.",
        ),
    )


def _handled() -> tuple[CustodyRow, ...]:
    return tuple(
        CustodyRow(
            at="14 maart 2026, 09:30 uur",
            exhibit=f"B{number}",
            who="Ineke ter Braak",
            what="Toegevoegd; controlegetal berekend bij ontvangst",
        )
        for number in range(4, MANY + 1)
    )


def empty_example() -> ProsecutionDossierView:
    """Return a dossier of which nothing is recorded."""
    return ProsecutionDossierView(
        meta=META,
        cover=(),
        summary="",
        facts=(),
        people=(),
        chronology=(),
        narrative="",
        literal_words="",
        seven_ws=(),
        exhibits=(),
        custody=(),
        pictures=(),
        damage=(),
        damage_totals=(),
        impact_service="",
        impact_victim="",
        measures=(),
        police_reports=(),
        numbers=(),
        contacts=(),
        not_included=(),
    )
