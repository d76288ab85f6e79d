"""Letters on house paper: address for a window envelope, subject, paragraphs, remedy, signature."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer

from vpt.documents import flowables, layout
from vpt.documents.kinds.parts import Fact
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf

LAYOUT_VERSION = "2"
WINDOW_TOP = 48.0
"""Lowers the address into the window at the left of a DL envelope, in points below the header."""


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of a part of a letter."""

    heading: ParagraphStyle
    text: ParagraphStyle
    point: ParagraphStyle


BODY = Look(layout.LETTER_HEADING, layout.LETTER, layout.LETTER_POINT)
NOTICES = Look(layout.LETTER_NOTICE_HEADING, layout.LETTER_NOTICE, layout.LETTER_NOTICE_POINT)
"""What the law makes us tell stands below the signature, smaller but readable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of a letter under its own small heading; without heading it is running text."""

    heading: str = ""
    text: str = ""
    points: tuple[str, ...] = ()
    """Listed under each other, e.g. the services that stay available."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """Exactly what is printed; a part that is None is left out without a trace."""

    meta: DocumentMeta
    address: tuple[str, ...] | None = None
    """Name and address lines of the addressee, at most six."""
    facts: tuple[Fact, ...] | None = None
    """Date, our reference, your reference, handled by."""
    subject: str | None = None
    salutation: str | None = None
    clauses: tuple[Clause, ...] | None = None
    signature: tuple[str, ...] | None = None
    """Closing words, name, function, organisation, each on its own line."""
    notices: tuple[Clause, ...] | None = None
    """What the law makes us tell: the remedy, and what is recorded about the reader (AVG 14)."""


def render(view: LetterView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of the letter."""
    return to_pdf(view.meta, _story(view), attachments)


def _story(view: LetterView) -> list[Flowable]:
    lines = [*(view.address or ())]
    return [
        Spacer(0, WINDOW_TOP),
        *[flowables.text(line, layout.LETTER_SIGNED) for line in lines],
        Spacer(0, layout.LINE * max(1, 6 - len(lines))),
        *(
            [flowables.definitions([(one.label, one.value) for one in view.facts])]
            if view.facts
            else []
        ),
        flowables.subject(view.subject or view.meta.title),
        *([flowables.text(view.salutation, layout.LETTER)] if view.salutation else []),
        *_clauses(view.clauses or (), BODY),
        *([_signature(view.signature)] if view.signature else []),
        *_clauses(view.notices or (), NOTICES),
    ]


def _clauses(clauses: tuple[Clause, ...], look: Look) -> list[Flowable]:
    story: list[Flowable] = []
    for clause in clauses:
        blocks = flowables.prose(clause.text, look.text)
        blocks += [flowables.text(f"– {point}", look.point) for point in clause.points]
        if clause.heading:
            blocks = flowables.section(clause.heading, blocks, look.heading)
        story += blocks
    return story


def _signature(lines: tuple[str, ...]) -> Flowable:
    """Return closing words, room to sign, and who signs: on one page."""
    closing, *signed = lines
    rest = [flowables.text(line, layout.LETTER_SIGNED) for line in signed]
    return flowables.kept([flowables.text(closing, layout.LETTER_CLOSE), *rest])
