"""Dutch words for what partners are asked and answer; said to them, so in the polite form."""

from collections.abc import Mapping

from vpt.answers.rules import CodeSet, State, Wait
from vpt.core.language import mark
from vpt.outcomes.rules import Action, Ending, Ruling, Status, Uplift, Verdict, Via
from vpt.partners.rules import Party
from vpt.sharing.rules import Ask

TITLE: Mapping[str, str] = {
    Ask.REGISTRATION: mark("Nummers van de aangifte"),
    Ask.VPT_CODE: mark("Staat de VPT-code in uw systeem?"),
    Ask.POLICE_NEWS: mark("Hoe staat het met de zaak?"),
    Ask.DECISION: mark("Wat is de beslissing van het OM?"),
    Ask.JUDGMENT: mark("Wat is er op de zitting gebeurd?"),
    Ask.MAYOR: mark("Neemt de burgemeester een maatregel?"),
}
INTRO: Mapping[str, str] = {
    Ask.REGISTRATION: mark("Eén nummer is genoeg. Wat u nog niet weet, laat u leeg."),
    Ask.VPT_CODE: mark(
        "Met de code Veilige Publieke Taak herkent het OM dat dit geweld tegen een werknemer "
        "met een publieke taak is."
    ),
    Ask.POLICE_NEWS: mark("Het slachtoffer krijgt dit te horen, in gewone woorden."),
    Ask.DECISION: mark("Het slachtoffer hoort wat de beslissing betekent en wat nog kan."),
    Ask.JUDGMENT: mark("Alleen nodig als er een zitting is geweest."),
    Ask.MAYOR: mark("Het slachtoffer en de werkgever weten dan waar zij aan toe zijn."),
}
NOTHING_YET: Mapping[str, str] = {
    Ask.VPT_CODE: mark("Nog niet nagekeken"),
    Ask.POLICE_NEWS: mark("Hier nu geen antwoord op"),
    Ask.DECISION: mark("Nog geen beslissing"),
    Ask.JUDGMENT: mark("Nog geen zitting geweest"),
    Ask.MAYOR: mark("Nog niet besloten"),
}
"""What stands first among the choices: this question is not answered now."""
CODE: Mapping[str, str] = {
    CodeSet.PRESENT: mark("Ja, de code staat erin"),
    CodeSet.MISSING: mark("Nee, nog niet"),
    CodeSet.NOT_OBTAINED: mark("Nee, en de code komt er ook niet"),
}
STATUS: Mapping[str, str] = {
    Status.IN_PROGRESS: mark("We zijn ermee bezig"),
    Status.SENT_TO_OM: mark("Het dossier is naar het OM"),
    Status.STOPPED: mark("We stoppen met de zaak"),
}
RULING: Mapping[str, str] = {
    Ruling.DISMISSAL: mark("Sepot: geen vervolging"),
    Ruling.CONDITIONAL_DISMISSAL: mark("Voorwaardelijk sepot"),
    Ruling.PENAL_ORDER: mark("Strafbeschikking"),
    Ruling.TRANSACTION: mark("Transactie"),
    Ruling.OM_HEARING: mark("OM-hoorzitting: de beslissing volgt nog"),
    Ruling.SUMMONS: mark("Dagvaarding: er komt een zitting"),
    Ruling.OTHER: mark("Iets anders"),
}
VERDICT: Mapping[str, str] = {
    Verdict.CONVICTED_COMPENSATION: mark("Veroordeeld, met schadevergoeding"),
    Verdict.CONVICTED: mark("Veroordeeld, zonder schadevergoeding"),
    Verdict.NOT_CONVICTED: mark("Niet veroordeeld"),
    Verdict.ADJOURNED: mark("Uitgesteld naar een andere dag"),
}
ENDING: Mapping[str, str] = {
    Ending.ACQUITTAL: mark("Vrijspraak"),
    Ending.DISCHARGE: mark("Ontslag van alle rechtsvervolging"),
    Ending.INADMISSIBLE: mark("OM niet-ontvankelijk"),
    Ending.OTHER: mark("Iets anders"),
}
ACTION: Mapping[str, str] = {
    Action.ORDERED: mark("Ja, een gebiedsverbod of andere maatregel"),
    Action.PERSON_CENTRED: mark("Nee, wel een persoonsgerichte aanpak"),
    Action.NONE: mark("Nee, geen maatregel"),
}
UPLIFT: Mapping[str, str] = {
    Uplift.YES: mark("Ja"),
    Uplift.NO: mark("Nee"),
    Uplift.UNKNOWN: mark("Niet bekend"),
}
OUTCOME: Mapping[str, Mapping[str, str]] = {
    Ask.VPT_CODE: CODE,
    Ask.POLICE_NEWS: STATUS,
    Ask.DECISION: RULING,
    Ask.JUDGMENT: VERDICT,
    Ask.MAYOR: ACTION,
}
"""What can be answered to each question, in the order of the form."""
CODED: Mapping[str, Mapping[str, str]] = {"uplift": UPLIFT, "ending": ENDING}
"""Further fields that hold a code."""
FIELD: Mapping[str, str] = {
    "outcome": mark("Antwoord"),
    "number": mark("Nummer"),
    "record_number": mark("PV-nummer"),
    "officer": mark("Wie de zaak heeft"),
    "station": mark("Bureau"),
    "dismissal_code": mark("Sepotcode"),
    "decided_on": mark("Datum"),
    "hearing_on": mark("Dag van de zitting"),
    "hearing_time": mark("Tijd van de zitting"),
    "court": mark("Rechtbank"),
    "uplift": mark("Hogere strafeis"),
    "ending": mark("Hoe het afliep"),
    "amount": mark("Schadevergoeding"),
    "final_on": mark("Onherroepelijk op"),
    "ecli": mark("ECLI-nummer"),
    "starts_on": mark("Vanaf"),
    "ends_on": mark("Tot en met"),
    "area": mark("Wat en waar"),
    "text": mark("Toelichting"),
}
"""Names of the fields, in the order in which an answer is shown."""
DAYS = frozenset({"decided_on", "hearing_on", "final_on", "starts_on", "ends_on"})

STATE: Mapping[str, str] = {
    State.APPLIED: mark("Verwerkt"),
    State.UNCONFIRMED: mark("Wacht op de coördinator"),
    State.ACCEPTED: mark("Aangenomen"),
    State.REFUSED: mark("Niet overgenomen"),
}
VIA: Mapping[str, str] = {
    Via.LINK: mark("Via de link"),
    Via.ACCOUNT: mark("Via het partnerportaal"),
    Via.DESK: mark("Via de code op het voorblad"),
    Via.TELEPHONE: mark("Telefonisch"),
}
WHY_IT_WAITS: Mapping[str, str] = {
    Wait.DESK: mark(
        "Dit kwam binnen via de code op het voorblad. Iedereen die het voorblad heeft, kan dit "
        "invullen. Kijk of het klopt, bijvoorbeeld door het bureau te bellen."
    ),
    Wait.ALREADY: mark(
        "De stap was al gedaan. Dit antwoord is anders dan wat er staat, of voegt iets toe."
    ),
    Wait.CLOSED: mark("Het dossier was al gesloten toen dit antwoord kwam."),
    Wait.NOT_OPEN: mark(
        "Er wachtte geen stap op dit antwoord: die staat op pauze, is niet meer nodig of is nog "
        "niet begonnen."
    ),
}
"""Said to the coordinator."""
WHAT_HAPPENS: Mapping[str, str] = {
    "": mark(
        "Uw antwoord staat in het dossier bij de werkgever. Is het nieuw voor het slachtoffer, dan "
        "krijgt die bericht in gewone woorden."
    ),
    Wait.DESK: mark("Uw antwoord is bewaard. De coördinator van de werkgever kijkt het na."),
    Wait.ALREADY: mark(
        "Hierover stond al een ander antwoord in het dossier. Uw antwoord is bewaard; de "
        "coördinator van de werkgever kijkt wat klopt en belt u als dat nodig is."
    ),
    Wait.CLOSED: mark(
        "De werkgever had dit dossier al gesloten. Uw antwoord is bewaard; de coördinator kijkt "
        "of het dossier weer open moet."
    ),
    Wait.NOT_OPEN: mark(
        "De werkgever had deze vraag nu niet open staan. Uw antwoord is bewaard; de coördinator "
        "kijkt het na."
    ),
}
"""Said to the partner, by why an answer waits; empty when it was applied."""
SUBJECT: Mapping[str, str] = {
    Ask.REGISTRATION: mark("Nummers van de aangifte"),
    Ask.VPT_CODE: mark("VPT-code"),
    Ask.POLICE_NEWS: mark("Stand bij de politie"),
    Ask.DECISION: mark("Beslissing van het OM"),
    Ask.JUDGMENT: mark("Zitting en uitspraak"),
    Ask.MAYOR: mark("Maatregel van de burgemeester"),
}
"""What an answer is about, for the coordinator."""
FROM: Mapping[str, str] = {
    Party.POLICE: mark("Politie"),
    Party.PROSECUTION: mark("Openbaar Ministerie"),
    Party.MUNICIPALITY: mark("Gemeente"),
    Party.INSURER: mark("Verzekeraar"),
}
KINDS: Mapping[str, str] = {
    State.APPLIED: "ok",
    State.UNCONFIRMED: "warning",
    State.ACCEPTED: "ok",
    State.REFUSED: "neutral",
}
"""The kind of badge for how an answer stands."""
