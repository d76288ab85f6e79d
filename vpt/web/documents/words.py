"""The words for kinds, readers and purposes of documents, and the names of their files."""

import re
from collections.abc import Mapping
from enum import StrEnum

from vpt.core.language import mark
from vpt.partners.disclosure import Profile
from vpt.web.i18n import translated as _


class State(StrEnum):
    """How an issued document stands."""

    VALID = "valid"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    DESTROYED = "destroyed"


STATES: Mapping[State, tuple[str, str]] = {
    State.VALID: (mark("Geldig"), "ok"),
    State.REPLACED: (mark("Vervangen"), "neutral"),
    State.WITHDRAWN: (mark("Ingetrokken"), "error"),
    State.DESTROYED: (mark("Vernietigd"), "neutral"),
}
"""Word and kind of badge."""
WITHDRAWALS: Mapping[str, str] = {
    "wrong_recipient": mark("Verkeerde ontvanger"),
    "error": mark("Fout in de inhoud"),
    "replaced": mark("Vervangen door een ander document"),
    "other": mark("Anders"),
}
SEALS: Mapping[str, str] = {
    "bb": mark("Zegel van de organisatie (PAdES B‑B)"),
    "bt": mark("Zegel met tijdstempel (PAdES B‑T)"),
    "blta": mark("Zegel met tijdstempel, lang houdbaar (PAdES B‑LTA)"),
}

PROFILES: Mapping[str, str] = {
    Profile.INTERNAL: mark("Eigen organisatie"),
    Profile.POLICE: mark("Politie"),
    Profile.PROSECUTION: mark("Openbaar Ministerie"),
    Profile.MUNICIPALITY: mark("Gemeente (openbare orde)"),
    Profile.REPORTER: mark("Melder"),
    Profile.ACCUSED: mark("Veroorzaker"),
    Profile.VICTIM: mark("Slachtoffer"),
    Profile.INSURER: mark("Verzekeraar"),
    Profile.HOLDER: mark("Beheerder van het bewijs"),
    Profile.INSPECTORATE: mark("Nederlandse Arbeidsinspectie"),
    Profile.BOARD: mark("Bestuur en ondernemingsraad"),
}
IN_FILE_NAMES: Mapping[str, str] = {
    Profile.INTERNAL: "intern",
    Profile.POLICE: "politie",
    Profile.PROSECUTION: "om",
    Profile.MUNICIPALITY: "gemeente",
    Profile.REPORTER: "melder",
    Profile.ACCUSED: "veroorzaker",
    Profile.VICTIM: "slachtoffer",
    Profile.INSURER: "verzekeraar",
    Profile.HOLDER: "beheerder",
    Profile.INSPECTORATE: "arbeidsinspectie",
    Profile.BOARD: "bestuur",
}
"""Readers as the name of a file says them: not translated, the papers are Dutch."""
PROFILE_NOTES: Mapping[str, str] = {
    Profile.INTERNAL: mark("alles behalve berichten, nazorg en medische gegevens"),
    Profile.POLICE: mark("verhaal, betrokkenen en bewijs; geen interne geschiedenis"),
    Profile.PROSECUTION: mark("verhaal, betrokkenen en bewijs; geen interne geschiedenis"),
    Profile.MUNICIPALITY: mark("wat er gebeurde en welke maatregel; slachtoffers met een nummer"),
    Profile.INSURER: mark("wat er gebeurde en het bewijs; niemand bij naam"),
    Profile.BOARD: mark("wat er gebeurde en hoe het loopt; niemand bij naam"),
    Profile.VICTIM: mark("wat er gebeurde en wat de organisatie doet; niemand anders bij naam"),
    Profile.ACCUSED: mark("alleen wat er gebeurde en welke maatregel; niemand anders bij naam"),
}
PURPOSES: Mapping[str, str] = {
    "handling": mark("Behandelen van dit dossier"),
    "police_report": mark("Aangifte doen of aanvullen"),
    "prosecution": mark("Vervolging"),
    "public_order": mark("Openbare orde en veiligheid"),
    "learning": mark("Leren en verbeteren"),
}
OWN_PURPOSES: Mapping[str, str] = {
    "preserve_evidence": mark("Bewijs laten bewaren"),
    "labour_inspectorate": mark("Melding aan de arbeidsinspectie"),
    "case_meeting": mark("Casusoverleg met een partner"),
    "report": mark("Gedeeld voor de aangifte"),
    "claim": mark("Gedeeld voor een schadeclaim"),
    "paper_form": mark("Op papier aanvullen"),
    "register": mark("Wettelijk register"),
}
"""Purposes that follow from the kind of paper: nobody chooses them."""
OWN_COPY = "own_copy"


def profile(code: str) -> str:
    """Return for whom a document is."""
    return _(PROFILES.get(code, code))


def purpose(code: str) -> str:
    """Return what a document was issued for."""
    known = {**PURPOSES, **OWN_PURPOSES}
    return _(known[code]) if code in known else profile(code)


def state(code: State) -> str:
    """Return how a document stands."""
    return _(STATES[code][0])


def state_kind(code: State) -> str:
    """Return the kind of badge for how a document stands."""
    return STATES[code][1]


def withdrawal(code: str) -> str:
    """Return why a document was withdrawn."""
    return _(WITHDRAWALS[code]) if code in WITHDRAWALS else ""


def seal(level: str) -> str:
    """Return what a document is sealed with."""
    return _(SEALS.get(level, level))


def file_name(reference: str, title: str, profile: str, version: int) -> str:
    """Return a file name of reference, kind, reader and version: never a person's name."""
    reader = IN_FILE_NAMES.get(profile, profile)
    name = f"{reference}-{title}-{reader}-v{version}".lower()
    return f"{re.sub(r'[^a-z0-9-]+', '-', name)}.pdf"
