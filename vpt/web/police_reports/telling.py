"""What is kept of reports, complaints and talks, in the words of this request's language."""

from collections.abc import Mapping

from vpt.core.language import mark
from vpt.police_reports import labels, papers
from vpt.police_reports.models import Complaint, PoliceReport, PoliceTalk
from vpt.police_reports.rules import Decision, Filing, Release
from vpt.web import moments
from vpt.web.i18n import translated as _

CHOICE: Mapping[str, str] = {
    Decision.EMPLOYER_FILES: mark("De werkgever doet aangifte"),
    Decision.VICTIM_FILES: mark("Het slachtoffer doet aangifte"),
    Decision.NOTIFICATION_ONLY: mark("Alleen een melding bij de politie"),
    Decision.NO_REPORT: mark("Geen aangifte"),
}
MAKE: Mapping[str, str] = {
    papers.PREPARATION: mark("Maak de voorbereiding van de aangifte (PIF)"),
    papers.COVER: mark("Maak het VPT-voorblad"),
    papers.AUTHORITY: mark("Maak de volmacht"),
}
"""What the button of each paper says."""
RELEASED: Mapping[str, str] = {
    Release.CONSULTED: mark("Er is overlegd"),
    Release.NOT_CONSULTED: mark("Er is niet overlegd"),
    Release.UNKNOWN: mark("Niet bekend"),
}


def decision(choice: str) -> str:
    """Return what was decided."""
    return _(CHOICE[choice]) if choice in CHOICE else choice


def report(of: PoliceReport, details: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return how a report stands: who files, the shield, the numbers, the code."""
    told = [
        (_("Wie doet aangifte"), _(labels.FILED_BY[of.filed_by])),
        (_("Afscherming"), _(labels.SHIELD[of.protection])),
        (_("Afspraak op"), moments.day(of.appointment_on) if of.appointment_on else ""),
        (_("Opgenomen op"), moments.day(of.filed_on) if of.filed_on else ""),
        (_("Registratienummer"), details.get("number", "")),
        (_("PV-nummer"), details.get("record_number", "")),
        (_("Bureau"), details.get("station", "")),
        (_("Bij de politie"), details.get("officer", "")),
        (_("VPT-code"), _code(of) if of.state == Filing.TAKEN else ""),
        (_("Kopie van het PV"), _("Staat bij Bewijs") if of.record_id else ""),
    ]
    return [(term, value) for term, value in told if value]


def complaint(of: Complaint) -> list[tuple[str, str]]:
    """Return when, how and where a complaint was made."""
    told = [
        (_("Klacht gedaan op"), moments.day(of.filed_on)),
        (_("Hoe"), _(labels.MANNER[of.manner])),
        (_("Waar"), of.place or ""),
        (_("Volmacht"), _("Staat bij Bewijs") if of.proxy_id else ""),
    ]
    return [(term, value) for term, value in told if value]


def talk(of: PoliceTalk) -> str:
    """Return what was said or written, with the answer."""
    content = of.content or {}
    code = content.get("outcome", "")
    outcome = _(RELEASED[code]) if code in RELEASED else ""
    parts = [_(labels.TALK[of.kind]), outcome, content.get("text", "")]
    return ": ".join(part for part in parts if part)


def kinds(of: PoliceReport) -> list[tuple[str, str]]:
    """Return the papers that can be made of a report now, with what their button says."""
    return [(kind, _(MAKE[kind])) for kind in papers.kinds_of(of)]


def _code(of: PoliceReport) -> str:
    asked = moments.day(of.code_asked_on) if of.code_asked_on else ""
    state = _(labels.CODE[of.code_state])
    return _("%(state)s, gevraagd op %(day)s", state=state, day=asked) if asked else state
