"""The short papers of a report: cover sheet, power of attorney, letter to the contact officer."""

from vpt.cases import wording
from vpt.documents.kinds.letter import Clause, LetterView
from vpt.documents.kinds.parts import Fact
from vpt.documents.kinds.vpt_cover_sheet import CoverSheetView
from vpt.police_reports import filing
from vpt.police_reports.paper import BY_EMPLOYER, Paper, shielded
from vpt.police_reports.rules import EMPLOYER, Talk

ASK = (
    "Wilt u deze aangifte opnemen en de code VPT op de registratie zetten? Zonder die code "
    "herkent het OM de zaak niet. Dit staat in de Eenduidige Landelijke Afspraken (ELA) van "
    "politie en OM, die gelden sinds 1 april 2010."
)
AGREEMENTS = (
    Fact("P1", "Agressie tegen mensen met een publieke taak krijgt voorrang."),
    Fact("P3", "Een aangifte wordt altijd opgenomen, nooit geweigerd."),
    Fact("P4", "De registratie krijgt de VPT-code, zodat het OM de zaak herkent."),
    Fact("P5", "De werkgever mag aangifte doen; de medewerker is dan getuige."),
    Fact("P6", "Het adres van de werkgever komt in het dossier, niet het huisadres."),
    Fact("P8", "Bij ernstige agressie overlegt de politie met het OM vóór heenzenden."),
)
"""From the study of the field, with our own numbers (domain dossier §1.4)."""
ANSWER = (
    Fact("Registratienummer", ""),
    Fact("VPT-code gezet", "ja / nee"),
    Fact("Naam en bureau", ""),
)
OFFICER = "De contactpersoon Veilige Publieke Taak"
SALUTATION = "Geachte heer of mevrouw,"
NO_COMPLAINT = Clause(
    heading="Wat deze volmacht niet is",
    text="Dit is geen klacht van het slachtoffer en geen bijzondere volmacht om namens het "
    "slachtoffer een klacht in te dienen.",
)
NO_NAMES = Clause(
    heading="Namen",
    text="In deze brief staan geen namen van slachtoffers en getuigen. Met ons kenmerk weten wij "
    "om welke zaak het gaat.",
)
BLANKS = ("Naam", "Functie", "Plaats en datum", "Handtekening")


def cover(paper: Paper) -> CoverSheetView:
    """Return the sheet for the desk; no person of the incident is named on it."""
    telling = paper.telling
    filed_by = BY_EMPLOYER if paper.report.filed_by == EMPLOYER else "Het slachtoffer"
    role = "; de medewerker is getuige" if paper.report.filed_by == EMPLOYER else ""
    officer = paper.officer
    number = ", ".join(part for part in (officer.name, officer.phone) if part) if officer else ""
    contacts = [
        Fact("VPT-contact politie", number),
        Fact("Contact werkgever", paper.contact()),
    ]
    return CoverSheetView(
        meta=paper.meta,
        ask=ASK,
        report=(
            Fact("Aangever", f"{filed_by}{role}"),
            Fact("Wanneer", wording.moment(telling.got.incident.occurred_from)),
        ),
        agreements=AGREEMENTS,
        address=shielded(paper),
        contacts=tuple(fact for fact in contacts if fact.value),
        answer=ANSWER,
        answer_address=paper.answer_address or None,
    )


def authority(paper: Paper) -> LetterView:
    """Return the power of attorney for whoever files in the employer's name."""
    name, organisation = paper.representative(), paper.telling.got.organisation.name
    incident = paper.telling.got.incident
    return LetterView(
        meta=paper.meta,
        facts=_facts(paper),
        subject="Volmacht om aangifte te doen",
        salutation="Aan de politie,",
        clauses=(
            Clause(
                text=f"{organisation} geeft hierbij volmacht aan {name} om namens de werkgever "
                "aangifte te doen van het incident hieronder, en om daarover stukken te geven "
                "en te ontvangen."
            ),
            Clause(
                heading="Voor welk incident",
                points=(
                    f"Kenmerk: {paper.meta.reference}",
                    f"Wanneer: {wording.moment(incident.occurred_from)}",
                    f"Slachtoffer: {paper.victim()}, medewerker van de werkgever",
                ),
            ),
        ),
        notices=(NO_COMPLAINT,),
        signature=(f"Namens {organisation},",),
        blanks=BLANKS,
    )


def escalation(paper: Paper) -> LetterView:
    """Return the letter to the contact officer about a refusal, or about a missing VPT code."""
    about, paper = filing.escalation_of(paper.report), paper.without_names()
    is_refusal = about is Talk.ESCALATED_REFUSAL
    return LetterView(
        meta=paper.meta,
        address=_address(paper),
        facts=_facts(paper),
        subject="Aangifte niet opgenomen" if is_refusal else "VPT-code ontbreekt",
        salutation=SALUTATION,
        clauses=_refusal(paper) if is_refusal else _code(paper),
        signature=(
            "Met vriendelijke groet,", paper.actor.name, paper.telling.got.organisation.name,
        ),
        notices=(NO_NAMES,),
    )  # fmt: skip


def _refusal(paper: Paper) -> tuple[Clause, ...]:
    station = paper.told("station") or "het politiebureau"
    return (
        Clause(
            text="Wij wilden aangifte doen van agressie tegen een medewerker met een publieke "
            f"taak. Dat is bij {station} niet gelukt: de aangifte is niet opgenomen."
        ),
        Clause(
            heading="De afspraak",
            text="Volgens de landelijke afspraken (ELA) wordt een aangifte altijd opgenomen en "
            "nooit geweigerd. In onze eigen nummering is dat P3.",
        ),
        Clause(
            heading="Wat wij vragen",
            points=(
                "Zorg dat de aangifte deze week wordt opgenomen.",
                "Laat ons weten bij wie en wanneer dat kan.",
                "Zet de VPT-code op de registratie.",
            ),
        ),
    )


def _code(paper: Paper) -> tuple[Clause, ...]:
    number = paper.told("number") or paper.told("record_number") or "nog niet bekend"
    asked = wording.day(paper.report.code_asked_on)
    when = f" Op {asked} hoorden wij dat de code ontbreekt." if asked else ""
    return (
        Clause(
            text="Wij deden aangifte van agressie tegen een medewerker met een publieke taak. "
            f"Het registratienummer is {number}.{when}"
        ),
        Clause(
            heading="De afspraak",
            text="Volgens de landelijke afspraken (ELA) krijgt de registratie de VPT-code, zodat "
            "het Openbaar Ministerie de zaak herkent. In onze eigen nummering is dat P4.",
        ),
        Clause(
            heading="Wat wij vragen",
            points=("Zet de VPT-code op de registratie.", "Laat ons weten wanneer dat is gedaan."),
        ),
    )


def _facts(paper: Paper) -> tuple[Fact, ...]:
    return (
        Fact("Datum", wording.day(paper.today)),
        Fact("Ons kenmerk", paper.meta.reference),
        Fact("Afzender", paper.domicile()),
    )


def _address(paper: Paper) -> tuple[str, ...]:
    if paper.officer is None:
        return (OFFICER, "Politie")
    return tuple(line for line in (paper.officer.name, OFFICER, paper.officer.place) if line)
