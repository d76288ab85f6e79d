"""Letters on house paper: address for a window envelope, subject, paragraphs, remedy, signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from vpt.documents import flowables, layout
from vpt.documents.furniture import letter_furniture
from vpt.documents.kinds.parts import Fact
from vpt.documents.letterhead import Letterhead
from vpt.documents.listing import points
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf

LAYOUT_VERSION = "4"
LINE = 80
SHORT = 10 * LINE
"""Characters up to which the last part of a letter stays with the signature."""


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of a part of a letter."""

    heading: ParagraphStyle
    text: ParagraphStyle
    intro: ParagraphStyle
    """The words that lead to a list: it follows close by."""
    point: ParagraphStyle
    last: ParagraphStyle
    """The last line of a list: it keeps the distance of running text."""


BODY = Look(
    layout.LETTER_HEADING, layout.LETTER, layout.LETTER_INTRO,
    layout.LETTER_POINT, layout.LETTER_LAST,
)  # fmt: skip
NOTICES = Look(
    layout.LETTER_NOTICE_HEADING, layout.LETTER_NOTICE, layout.LETTER_NOTICE_INTRO,
    layout.LETTER_NOTICE_POINT, layout.LETTER_NOTICE_LAST,
)  # fmt: skip
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
    """Name and address lines of the addressee; six in a readable size, more get smaller."""
    facts: tuple[Fact, ...] | None = None
    """Date, our reference, your reference, handled by."""
    subject: str | None = None
    salutation: str | None = None
    clauses: tuple[Clause, ...] | None = None
    signature: tuple[str, ...] | None = None
    """Closing words, name, function, organisation, each on its own line."""
    blanks: tuple[str, ...] | None = None
    """What the one who signs fills in by hand, each with a line to write on."""
    notices: tuple[Clause, ...] | None = None
    """What the law makes us tell: the remedy, and what is recorded about the reader (AVG 14)."""


def render(view: LetterView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of the letter."""
    dress = partial(letter_furniture, folds=any(view.address or ()))
    return to_pdf(view.meta, _story(view), attachments, dress)


def _story(view: LetterView) -> list[Flowable]:
    return [
        *_opening(view),
        *([flowables.text(view.salutation, layout.LETTER)] if view.salutation else []),
        *_body(view),
        *_clauses(view.notices or (), NOTICES),
    ]


def _opening(view: LetterView) -> list[Flowable]:
    """Return letterhead and subject; a paper without an address starts at the top."""
    facts = [(one.label, one.value) for one in view.facts or ()]
    head = Letterhead(view.meta, view.address or (), facts)
    subject = flowables.subject(view.subject or view.meta.title)
    if head.has_window or not (facts or view.meta.check_address):
        return [head, subject]
    facts = facts or [("Bestemd voor", view.meta.recipient)]
    return [head, subject, flowables.checkable(facts, view.meta.check_address)]


def _body(view: LetterView) -> list[Flowable]:
    """Return the letter up to the signature, which never stands alone on a page."""
    clauses = view.clauses or ()
    signed = _signed(view)
    if not clauses or not signed or _length(clauses[-1]) > SHORT:
        return [*_clauses(clauses, BODY), *signed]
    first, last = _clauses(clauses[:-1], BODY), _clauses(clauses[-1:], BODY)
    return [*first, flowables.kept([*last, *signed])]


def _length(clause: Clause) -> int:
    """Return about how many characters a part takes; a short line costs a line too."""
    return sum(max(len(line), LINE) for line in (*clause.text.splitlines(), *clause.points))


def _clauses(clauses: tuple[Clause, ...], look: Look) -> list[Flowable]:
    story: list[Flowable] = []
    for clause in clauses:
        style = look.intro if clause.points else look.text
        blocks = [*flowables.prose(clause.text, style), *_points(clause.points, look)]
        if clause.heading:
            blocks = flowables.section(clause.heading, blocks, look.heading)
        story += blocks
    return story


def _points(lines: Sequence[str], look: Look) -> list[Flowable]:
    return points(lines, look.point, look.last) if lines else []


def _signed(view: LetterView) -> list[Flowable]:
    """Return closing words, room to sign and who signs, or lines to fill in: on one page."""
    if not view.signature:
        return []
    closing, *names = view.signature
    if view.blanks:
        lines = flowables.fill_in([(label, "") for label in view.blanks], above=layout.SIGN_TOP)
        closing_words = flowables.text(closing, layout.LETTER_LAST_WORDS)
        return [flowables.kept([closing_words, *_names(names), lines])]
    return [flowables.kept([flowables.text(closing, layout.LETTER_CLOSE), *_names(names)])]


def _names(names: Sequence[str]) -> list[Flowable]:
    return [flowables.text(name, layout.LETTER_SIGNED) for name in names]
