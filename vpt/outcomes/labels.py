"""Dutch words for the codes of what the chain decided."""

from collections.abc import Mapping

from vpt.core.language import mark
from vpt.outcomes.rules import (
    Action,
    Ending,
    Happening,
    Penalty,
    Ruling,
    Status,
    Uplift,
    Verdict,
    Via,
)

KIND: Mapping[str, str] = {
    Happening.POLICE_NEWS: mark("Nieuws van de politie"),
    Happening.DECISION: mark("Beslissing van het OM"),
    Happening.JUDGMENT: mark("Zitting en uitspraak"),
    Happening.MAYOR: mark("Maatregel van de burgemeester"),
}
STATUS: Mapping[str, str] = {
    Status.IN_PROGRESS: mark("Politie is ermee bezig"),
    Status.NO_ANSWER: mark("Geen antwoord gekregen"),
    Status.SENT_TO_OM: mark("Dossier is naar het OM"),
    Status.STOPPED: mark("Politie stopt met de zaak"),
}
RULING: Mapping[str, str] = {
    Ruling.DISMISSAL: mark("Sepot (geen vervolging)"),
    Ruling.CONDITIONAL_DISMISSAL: mark("Voorwaardelijk sepot (geen vervolging, met een proeftijd)"),
    Ruling.PENAL_ORDER: mark("Strafbeschikking"),
    Ruling.TRANSACTION: mark("Transactie (schikking)"),
    Ruling.OM_HEARING: mark("OM-hoorzitting: de beslissing volgt nog"),
    Ruling.SUMMONS: mark("Dagvaarding: er komt een zitting"),
    Ruling.OTHER: mark("Iets anders"),
}
VERDICT: Mapping[str, str] = {
    Verdict.CONVICTED_COMPENSATION: mark("Veroordeeld, met schadevergoeding"),
    Verdict.CONVICTED_OPEN: mark("Veroordeeld, met schadevergoeding (nog niet onherroepelijk)"),
    Verdict.CONVICTED: mark("Veroordeeld, zonder schadevergoeding"),
    Verdict.NOT_CONVICTED: mark("Niet veroordeeld"),
    Verdict.ADJOURNED: mark("Uitgesteld naar een nieuwe dag"),
}
ACTION: Mapping[str, str] = {
    Action.ORDERED: mark("Maatregel genomen"),
    Action.PERSON_CENTRED: mark("Persoonsgerichte aanpak"),
    Action.NONE: mark("Geen maatregel"),
}
CODE: Mapping[str, Mapping[str, str]] = {
    Happening.POLICE_NEWS: STATUS,
    Happening.DECISION: RULING,
    Happening.JUDGMENT: VERDICT,
    Happening.MAYOR: ACTION,
}
"""The outcomes of each kind; the titles in a protocol are the organisation's own."""
VIA: Mapping[str, str] = {
    Via.TELEPHONE: mark("Telefonisch of per brief"),
    Via.LINK: mark("Zelf beantwoord via de beveiligde link"),
    Via.ACCOUNT: mark("Zelf beantwoord met een account"),
    Via.DESK: mark("Via de code op het voorblad"),
}
UPLIFT: Mapping[str, str] = {
    Uplift.YES: mark("Ja, hoger geëist"),
    Uplift.NO: mark("Nee"),
    Uplift.UNKNOWN: mark("Onbekend"),
}
ENDING: Mapping[str, str] = {
    Ending.ACQUITTAL: mark("Vrijspraak"),
    Ending.DISCHARGE: mark("Ontslag van alle rechtsvervolging"),
    Ending.INADMISSIBLE: mark("Het OM mocht niet vervolgen"),
    Ending.OTHER: mark("Iets anders"),
}
ENDING_MEANS: Mapping[str, str] = {
    Ending.ACQUITTAL: mark("De rechter vindt niet bewezen dat de verdachte dit deed."),
    Ending.DISCHARGE: mark(
        "Het is bewezen, maar het feit of de verdachte is volgens de rechter niet strafbaar."
    ),
    Ending.INADMISSIBLE: mark("De rechter mocht deze zaak niet inhoudelijk beoordelen."),
}
PENALTY: Mapping[str, str] = {
    Penalty.FINE: mark("Geldboete"),
    Penalty.COMMUNITY_SERVICE: mark("Taakstraf"),
    Penalty.PRISON: mark("Gevangenisstraf"),
    Penalty.SUSPENDED_PRISON: mark("Voorwaardelijke gevangenisstraf"),
    Penalty.HOSPITAL_ORDER: mark("Tbs"),
    Penalty.BEHAVIOUR_ORDER: mark("Gedragsaanwijzing of bijzondere voorwaarden"),
    Penalty.CONTACT_BAN: mark("Contactverbod"),
    Penalty.LOCATION_BAN: mark("Locatieverbod"),
    Penalty.APOLOGY: mark("Excuses aanbieden"),
    Penalty.OTHER: mark("Iets anders"),
}
GROUP: Mapping[str, str] = {
    "technical": mark("Technisch sepot"),
    "policy": mark("Beleidssepot"),
}
CODE_STATE: Mapping[str, str] = {
    "present": mark("Ja"),
    "missing": mark("Nee"),
    "": mark("Nog niet bekend"),
}
