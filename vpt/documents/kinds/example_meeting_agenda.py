"""An invented case meeting, rich and empty, for tests and for looking at."""

from dataclasses import replace

from vpt.documents.kinds.meeting_agenda import (
    PROFILES,
    MeetingAgendaView,
    PromiseRow,
    TopicRow,
)
from vpt.documents.kinds.parts import Fact
from vpt.documents.meta import DocumentMeta

RECIPIENTS = {
    "police": "Politie",
    "prosecution": "Openbaar Ministerie",
    "municipality": "Gemeente (openbare orde)",
}
META = DocumentMeta(
    title="Afspraken casusoverleg",
    reference="GTV-CO-2026-03-23",
    version="1",
    recipient="Politie",
    issued_at="23 maart 2026, 09:15 uur",
    issued_at_iso="2026-03-23T09:15:00+01:00",
    organisation="Gemeente Twenteveen (demo)",
    classification="Vertrouwelijk",
    demo=True,
)
_RICH = MeetingAgendaView(
    meta=META,
    about=(
        Fact("Tussen", "Gemeente Twenteveen (demo) en Politie Twente (demo)"),
        Fact("Dag", "23 maart 2026"),
        Fact("Aanwezig", "Ineke ter Braak, Rik Temmink (demo)"),
    ),
    earlier=(
        PromiseRow(
            reference="GTV-2026-000101-B",
            text="De politie belt de melder over de stand van het onderzoek.",
            who="Politie Twente (demo)",
            due="6 maart 2026",
            standing="Gedaan",
        ),
    ),
    topics=(
        TopicRow(
            number="1",
            reference="GTV-2026-000123-K",
            category="Bedreiging of intimidatie",
            why="Zitting binnen 30 dagen (14 april 2026)",
            asked="Politie Twente (demo): bevestig dag en plaats van de zitting.",
            decided="Afspraak gemaakt",
        ),
        TopicRow(
            number="2",
            reference="GTV-2026-000131-D",
            category="Fysiek geweld",
            why="Gedeeld dossier, nog geen antwoord (sinds 2 maart 2026)",
            asked="Politie Twente (demo): laat weten of het dossier is ontvangen.",
            decided="Volgende keer weer",
        ),
    ),
    agreed=(
        PromiseRow(
            reference="GTV-2026-000123-K",
            text="Wij sturen de camerabeelden na op een gegevensdrager.",
            who="Gemeente Twenteveen (demo)",
            due="30 maart 2026",
        ),
    ),
    not_included=("Namen van slachtoffers en veroorzakers staan niet op dit papier.",),
)


def example(profile: str = PROFILES[0]) -> MeetingAgendaView:
    """Return a meeting that was held, as a partner with this profile could get it."""
    if profile not in RECIPIENTS:
        raise ValueError(f"unknown profile: {profile}")
    return replace(_RICH, meta=replace(META, recipient=RECIPIENTS[profile]))


def empty_example() -> MeetingAgendaView:
    """Return a meeting about which nothing was recorded."""
    return MeetingAgendaView(meta=META, about=(), earlier=(), topics=(), agreed=())
