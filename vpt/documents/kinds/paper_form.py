"""The report form on paper, for who cannot use a screen: two pages to fill in by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from vpt.documents import flowables, handwriting, layout
from vpt.documents.figures import QrCode, SideBySide
from vpt.documents.handwriting import LabelledLine, Lines, Ticks
from vpt.documents.kinds import sections
from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.parts import Fact
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf

LAYOUT_VERSION = "1"
PROFILES = ("internal", "reporter")
Room = Literal["", "beside", "line", "some", "much"]
"""No room, a line behind the question, or one, two or four under it."""
LINES: dict[str, int] = {"line": 1, "some": 2, "much": 4}
CODE_WIDTH = 38 * mm
DESCRIBED = "QR-code naar de pagina waar dit formulier wordt ingevoerd: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: choices to tick, room to write, or both."""

    label: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    room: Room = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """A numbered part of the form."""

    title: str
    note: str = ""
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFormView:
    """Exactly what is printed: questions alone, never data of anybody."""

    meta: DocumentMeta
    guide: tuple[str, ...] | None = None
    """How to fill it in and whom to give it to, a line each."""
    about: tuple[Fact, ...] | None = None
    """Of which organisation, and of which case when it adds to one."""
    answer_address: str | None = None
    """Where somebody who is signed in types it over: printed, and as a QR code."""
    parts: tuple[FormPart, ...] | None = None
    office: tuple[Fact, ...] | None = None
    """What whoever types it over fills in; a value is a choice to mark."""


def render(view: PaperFormView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of the form."""
    return to_pdf(view.meta, _story(view), attachments)


def _story(view: PaperFormView) -> list[Flowable]:
    return [
        flowables.title(view.meta.title),
        *_opening(view),
        *_parts(view.parts),
        *_office(view.office),
    ]


def _opening(view: PaperFormView) -> list[Flowable]:
    """Return how to fill it in, with the code at the right."""
    lines: list[Flowable] = [flowables.text(one, handwriting.GUIDE) for one in view.guide or ()]
    facts = [(one.label, one.value) for one in view.about or ()]
    room = (
        layout.WIDTH
        - layout.LABEL_WIDTH
        - layout.GUTTER
        - (CODE_WIDTH if view.answer_address else 0)
    )
    left = [*lines, flowables.definitions(facts, text_width=room)] if facts else lines
    if not view.answer_address:
        return left
    shown = view.answer_address.partition("://")[2] or view.answer_address
    code = [
        QrCode(view.answer_address, DESCRIBED + shown, layout.QR_SIDE),
        flowables.text(shown, layout.FIGURE_TEXT),
    ]
    together = flowables.kept(left) if left else flowables.text("")
    return [SideBySide(together, code, CODE_WIDTH)]


def _parts(parts: tuple[FormPart, ...] | None) -> list[Flowable]:
    if parts is None:
        return []
    if not parts:
        return flowables.empty_section("Vragen", sections.NOTHING)
    return [block for part in parts for block in _part(part)]


def _part(part: FormPart) -> list[Flowable]:
    blocks: list[Flowable] = [flowables.text(part.note, handwriting.NOTE)] if part.note else []
    for question in part.questions:
        blocks += _question(question)
    return flowables.section(part.title, blocks, handwriting.HEADING)


def _question(question: Question) -> list[Flowable]:
    asked = f"{question.label} {question.hint}".strip()
    is_beside = question.room == "beside"
    words: list[Flowable] = []
    if asked:
        words = [LabelledLine(asked) if is_beside else flowables.text(asked, handwriting.LABEL)]
    ticks = [Ticks(question.choices)] if question.choices else []
    lines = [Lines(LINES.get(question.room, 1))] if question.room and not is_beside else []
    return [flowables.kept([*words, *ticks, *lines])] if words or ticks or lines else []


def _office(rows: tuple[Fact, ...] | None) -> list[Flowable]:
    if rows is None:
        return []
    title = "In te vullen door wie het formulier overneemt"
    if not rows:
        return flowables.empty_section(title, sections.NOTHING)
    lines = flowables.fill_in([(row.label, row.value) for row in rows])
    return flowables.section(title, [lines], handwriting.HEADING)


KIND = Kind(
    key="paper_form",
    title="Meldformulier op papier",
    layout_version=LAYOUT_VERSION,
    profiles=PROFILES,
    view=PaperFormView,
    render=render,
)
