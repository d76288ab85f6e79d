"""Example letters: a full one and one with nothing allowed."""

from vpt.documents.kinds.letter import Clause, LetterView
from vpt.documents.kinds.parts import Fact
from vpt.documents.meta import DocumentMeta


def meta(title: str, recipient: str = "Geadresseerde") -> DocumentMeta:
    """Return what an example letter says about itself."""
    return DocumentMeta(
        title=title,
        reference="GTV-2026-000123-K",
        version="1",
        recipient=recipient,
        issued_at="12 maart 2026, 10:30 uur",
        issued_at_iso="2026-03-12T10:30:00+01:00",
        organisation="Gemeente Twenteveen (demo)",
        classification="Vertrouwelijk",
        demo=True,
    )


def letter(title: str, *clauses: Clause, notices: tuple[Clause, ...] = ()) -> LetterView:
    """Return a full letter with these paragraphs."""
    return LetterView(
        meta=meta(title, "De heer J. Voorbeeld (demo)"),
        address=("De heer J. Voorbeeld (demo)", "Voorbeeldstraat 1", "7500 AA Twenteveen"),
        facts=(
            Fact("Datum", "12 maart 2026"),
            Fact("Ons kenmerk", "GTV-2026-000123-K"),
            Fact("Behandeld door", "M. Leider (demo)"),
        ),
        subject=title,
        salutation="Geachte heer Voorbeeld,",
        clauses=clauses,
        signature=("Met vriendelijke groet,", "namens Gemeente Twenteveen (demo)", "Coördinator"),
        notices=notices,
    )


def empty(title: str) -> LetterView:
    """Return a letter of which nothing may be shown."""
    return LetterView(meta=meta(title))
