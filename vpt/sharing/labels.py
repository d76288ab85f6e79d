"""Dutch words for the codes of shares."""

from collections.abc import Mapping

from vpt.core.language import mark
from vpt.partners.disclosure import Section
from vpt.sharing.rules import Ask, CodeWay, Door, Purpose, ReceiptKind, Standing

PURPOSE: Mapping[str, str] = {
    Purpose.REPORT: mark("Aangifte doen of aanvullen"),
    Purpose.PROSECUTION: mark("Vervolging"),
    Purpose.PUBLIC_ORDER: mark("Openbare orde en veiligheid"),
    Purpose.CLAIM: mark("Schadeclaim"),
}
DOOR: Mapping[str, str] = {
    Door.ACCOUNT: mark("Met een eigen account"),
    Door.LINK: mark("Met een link en een code"),
}
CODE_WAY: Mapping[str, str] = {
    CodeWay.TELEPHONE: mark("Ik bel de code door"),
    CodeWay.SECOND_ADDRESS: mark("Mail de code naar het tweede adres"),
}
STANDING: Mapping[str, str] = {
    Standing.OPEN: mark("Gedeeld"),
    Standing.ACCEPTED: mark("In behandeling genomen"),
    Standing.REJECTED: mark("Niet aangenomen"),
    Standing.EXPIRED: mark("Verlopen"),
    Standing.RECALLED: mark("Ingetrokken"),
}
ASK: Mapping[str, str] = {
    Ask.REGISTRATION: mark("Het registratienummer van de aangifte"),
    Ask.VPT_CODE: mark("Of de VPT-code erop staat"),
    Ask.POLICE_NEWS: mark("Hoe het staat met de aangifte"),
    Ask.DECISION: mark("Wat het OM besluit"),
    Ask.JUDGMENT: mark("Zitting en vonnis"),
    Ask.MAYOR: mark("Wat de burgemeester besluit"),
}
RECEIPT: Mapping[str, str] = {
    ReceiptKind.SENT: mark("Gedeeld"),
    ReceiptKind.CODE_MADE: mark("Code gemaakt"),
    ReceiptKind.CODE_RIGHT: mark("Goede code ingevuld"),
    ReceiptKind.CODE_WRONG: mark("Verkeerde code ingevuld"),
    ReceiptKind.BLOCKED: mark("Link geblokkeerd na te veel verkeerde codes"),
    ReceiptKind.OPENED: mark("Geopend"),
    ReceiptKind.DOWNLOADED: mark("Dossier gedownload"),
    ReceiptKind.EVIDENCE_DOWNLOADED: mark("Bewijs gedownload"),
    ReceiptKind.ACCEPTED: mark("In behandeling genomen"),
    ReceiptKind.REJECTED: mark("Niet aangenomen"),
    ReceiptKind.ANSWERED: mark("Antwoord gegeven"),
    ReceiptKind.SUPPLEMENTED: mark("Aanvulling gestuurd"),
    ReceiptKind.RECALLED: mark("Ingetrokken"),
}
SECTION: Mapping[str, str] = {
    Section.SUMMARY: mark("Samenvatting"),
    Section.CASE: mark("Stand van het dossier"),
    Section.CIRCUMSTANCES: mark("Wat, waar en wanneer"),
    Section.PEOPLE: mark("Betrokkenen"),
    Section.NARRATIVE: mark("Het verhaal"),
    Section.LITERAL_WORDS: mark("Letterlijke woorden"),
    Section.SEVEN_WS: mark("De zeven W’s"),
    Section.CONSEQUENCES: mark("Letsel, verzuim en schade"),
    Section.ADDENDA: mark("Latere aanvullingen"),
    Section.EVIDENCE: mark("Bewijs"),
    Section.CUSTODY: mark("Wie het bewijs in handen had"),
    Section.POLICE_REPORTS: mark("Aangifte"),
    Section.MEASURES: mark("Maatregelen"),
    Section.CHAIN: mark("Verloop in de keten"),
    Section.HISTORY: mark("Interne geschiedenis"),
    Section.NOTES: mark("Notities van collega’s"),
    Section.AFTERCARE: mark("Opvang en nazorg"),
    Section.MEDICAL: mark("Medische gegevens"),
}
HOLDS: Mapping[str, str] = {
    Section.SUMMARY: mark("één zin over wat er gebeurde"),
    Section.CIRCUMSTANCES: mark("tijd, plaats, soort agressie en ernst"),
    Section.PEOPLE: mark("wie erbij waren, zo bekend als deze ontvanger mag weten"),
    Section.NARRATIVE: mark("wat de melder schreef"),
    Section.LITERAL_WORDS: mark("wat er precies is gezegd"),
    Section.SEVEN_WS: mark("wie, wat, waar, waarmee, hoe, wanneer en waarom"),
    Section.ADDENDA: mark("wat de melder later toevoegde"),
    Section.EVIDENCE: mark("de lijst met vingerafdrukken; hieronder kies je welk bewijs"),
    Section.CUSTODY: mark("wie wanneer wat met het bewijs deed"),
    Section.POLICE_REPORTS: mark("wie aangifte doet, wanneer en met welk nummer"),
    Section.MEASURES: mark("wat tegen de veroorzaker is besloten"),
    Section.CHAIN: mark("de stappen met datum en uitkomst; geen nazorg"),
}
"""What each part holds, for whom chooses."""
