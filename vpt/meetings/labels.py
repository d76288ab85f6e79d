"""Dutch words for the codes of joint case meetings."""

from collections.abc import Mapping

from vpt.core.language import mark
from vpt.meetings.rules import Decision, Ending, MeetingState, Why

STATE: Mapping[MeetingState, str] = {
    MeetingState.PLANNED: mark("Gepland"),
    MeetingState.HELD: mark("Gehouden"),
    MeetingState.CANCELLED: mark("Afgelast"),
}
DECISION: Mapping[Decision, str] = {
    Decision.ACTION: mark("Afspraak gemaakt"),
    Decision.NEXT_TIME: mark("Volgende keer weer"),
    Decision.DONE: mark("Klaar, niet meer op de agenda"),
    Decision.OFF: mark("Van de agenda gehaald"),
}
CHOICE: Mapping[Decision, str] = {
    Decision.ACTION: mark("Iemand doet iets: maak een afspraak"),
    Decision.NEXT_TIME: mark("Volgende keer weer bespreken"),
    Decision.DONE: mark("Klaar: hoeft niet meer op de agenda"),
}
WHY: Mapping[Why, str] = {
    Why.HEARING: mark("Zitting binnen 30 dagen"),
    Why.AGREEMENT_LATE: mark("Een afspraak is niet op tijd klaar"),
    Why.STEP_LATE: mark("Een stap van de partner is te laat"),
    Why.REFUSED: mark("De aangifte is niet opgenomen"),
    Why.CODE_MISSING: mark("De VPT-code ontbreekt bij de politie"),
    Why.SHARE_WAITS: mark("Gedeeld dossier, nog geen antwoord"),
    Why.STEP_WAITS: mark("Een stap wacht al vier weken op de partner"),
    Why.STAYED: mark("Bleef staan van het vorige overleg"),
    Why.BY_HAND: mark("Zelf toegevoegd"),
}
ASKED: Mapping[Why, str] = {
    Why.HEARING: "{partner}: bevestig dag en plaats van de zitting. {ours}: wie gaat er mee?",
    Why.AGREEMENT_LATE: "Wie de afspraak maakte: vertel hoe het staat.",
    Why.STEP_LATE: "{partner}: geef het antwoord waar het dossier op wacht.",
    Why.REFUSED: "{partner}: neem de aangifte alsnog op, of leg uit waarom dat niet kan.",
    Why.CODE_MISSING: "{partner}: zet de VPT-code bij de registratie.",
    Why.SHARE_WAITS: "{partner}: laat weten of het dossier is ontvangen en wat ermee gebeurt.",
    Why.STEP_WAITS: "{partner}: vertel hoe het staat en wanneer er nieuws komt.",
    Why.STAYED: "Samen: rond af wat de vorige keer bleef liggen.",
    Why.BY_HAND: "{ours}: vertellen waarom dit dossier is ingebracht.",
}
"""What is asked of whom, as the agenda on paper says it, with the names of both; Dutch only."""
STEP: Mapping[str, str] = {
    "S15": mark("overleg voor de vrijlating"),
    "S17": mark("bericht over het onderzoek"),
    "S20": mark("beslissing over vervolging"),
    "S22": mark("maatregel van de burgemeester"),
    "S23": mark("zitting en uitspraak"),
}
"""Steps of partners in the reference protocol, in a few words."""
ENDING: Mapping[Ending, str] = {
    Ending.OPEN: mark("Loopt"),
    Ending.LATE: mark("Te laat"),
    Ending.DONE: mark("Gedaan"),
    Ending.NOT_DONE: mark("Niet gedaan"),
    Ending.WAIVED: mark("Niet meer nodig"),
    Ending.NO_STEP: mark("Genoteerd, geen stap"),
}
ACTION: Mapping[str, str] = {
    "meeting.planned": mark("Overleg gepland"),
    "meeting.filled": mark("Agenda aangevuld"),
    "meeting.item_added": mark("Dossier op de agenda gezet"),
    "meeting.item_taken_off": mark("Dossier van de agenda gehaald"),
    "meeting.item_moved": mark("Volgorde van de agenda veranderd"),
    "meeting.decided": mark("Besluit over een dossier vastgelegd"),
    "meeting.held": mark("Overleg afgerond"),
    "meeting.cancelled": mark("Overleg afgelast"),
}
