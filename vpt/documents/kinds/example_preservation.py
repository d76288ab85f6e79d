"""Example of the letter that asks to keep evidence."""

from dataclasses import replace

from vpt.documents.kinds.example_letter import empty, letter, meta
from vpt.documents.kinds.letter import Clause, LetterView

TITLE = "Verzoek om bewijs te bewaren"


def example(_profile: str) -> LetterView:
    """Return a full letter."""
    full = letter(
        TITLE,
        Clause(text="Er was een incident bij ons. Wil je het hieronder bewaren?"),
        Clause(
            heading="Wat je bewaart",
            points=(
                "Wat: alle camerabeelden van de plek en van de ingang en uitgang.",
                "Waar: Stadhuis, balie 3.",
                "Wanneer: van 12 maart 2026, 09:30 uur tot 12 maart 2026, 10:30 uur.",
            ),
        ),
        Clause(heading="Tot wanneer", text="Doe dit vóór 9 april 2026."),
        notices=(Clause(heading="Waarom wij dit vragen", text="Voor een mogelijke aangifte."),),
    )
    return replace(
        full,
        meta=meta(TITLE, "Beheerder van het bewijs"),
        address=("Aan wie dit beheert:", "Stadhuis, beveiliging (demo)"),
        salutation="Beste collega of beheerder,",
    )


def empty_example() -> LetterView:
    """Return a letter of which nothing may be shown."""
    return empty(TITLE)
