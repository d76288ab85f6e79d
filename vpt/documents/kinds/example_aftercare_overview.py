"""Example of a victim's overview of aftercare; everybody in it is invented."""

from vpt.documents.kinds.aftercare_overview import AftercareView
from vpt.documents.kinds.parts import Fact, FactGroup, Note
from vpt.documents.meta import DocumentMeta

META = DocumentMeta(
    title="Nazorgoverzicht",
    reference="GTV-2026-000123-K",
    version="1",
    recipient="Sanne de Wit (demo), slachtoffer",
    issued_at="24 april 2026, 09:15 uur",
    issued_at_iso="2026-04-24T09:15:00+02:00",
    organisation="Gemeente Twentervoorde (demo)",
    classification="Persoonlijk en vertrouwelijk",
    demo=True,
)


TALKS = (
    FactGroup(
        title="Gesprek 1 – 10 maart 2026, 15:30 uur",
        facts=(
            Fact("Met", "Mehmet Yıldız (demo)"),
            Fact("Hoe het ging", "Niet goed"),
            Fact("Afgesproken", "Niet alleen naar huis\nVandaag vrij"),
            Fact("Volgende keer", "12 maart 2026"),
        ),
    ),
    FactGroup(
        title="Gesprek 2 – 12 maart 2026, 10:00 uur",
        facts=(
            Fact("Met", "Olga Opvang (demo)"),
            Fact("Hoe het ging", "Gaat wel"),
            Fact("Notitie", "Slaapt slecht. Vindt het fijn om weer met het team te zijn."),
        ),
    ),
    FactGroup(
        title="Gesprek 3 – 16 april 2026, 10:00 uur",
        facts=(Fact("Met", "Olga Opvang (demo)"), Fact("Hoe het ging", "Goed")),
    ),
)
NOTES = (
    Note(
        at="12 maart 2026, 20:14 uur",
        author="Sanne de Wit (demo)",
        text="Fietsen helpt. Bellen ook.",
    ),
    Note(
        at="12 maart 2026, 10:20 uur",
        author="Olga Opvang (demo)",
        text="Thuis even rustig aan doen.",
    ),
)


def example(_profile: str) -> AftercareView:
    """Return the overview after three talks."""
    return AftercareView(
        meta=META,
        incident=(
            Fact("Wat", "Bedreiging en duwen aan de balie in het stadhuis."),
            Fact("Wanneer", "10 maart 2026, 10:40 uur"),
        ),
        talks=TALKS,
        levels=(
            Note(at="10 maart 2026, 15:30 uur", author="Mehmet Yıldız (demo)", text="Niet goed"),
            Note(at="12 maart 2026, 10:00 uur", author="Olga Opvang (demo)", text="Gaat wel"),
            Note(at="16 april 2026, 10:00 uur", author="Olga Opvang (demo)", text="Goed"),
        ),
        referrals=(Fact("Bedrijfsarts", "13 maart 2026. Wil je dat? Ja"),),
        work=(
            Fact("Stand", "Weer helemaal aan het werk"),
            Fact("Sinds", "30 maart 2026"),
            Fact("Wat er nodig is", "De eerste maand niet alleen aan de balie"),
        ),
        notes=NOTES,
        contacts=(
            Fact("Nazorg", "Olga Opvang (demo)"),
            Fact("Behandelaar", "Mehmet Yıldız (demo)"),
            Fact("Direct gevaar", "Bel 112"),
        ),
        not_included=("Namen van anderen staan hier als nummer.",),
    )


def empty_example() -> AftercareView:
    """Return an overview in which nothing was recorded yet."""
    return AftercareView(
        meta=META, incident=(), talks=(), levels=(), referrals=(), work=(), notes=(), contacts=()
    )
