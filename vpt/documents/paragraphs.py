"""Tagged paragraphs: plain text, headings and quotes that keep their structure over pages."""

from functools import cache
from typing import Any, TypeVar

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from vpt.documents import layout
from vpt.documents.glyphs import printable
from vpt.documents.tagging import Element, TaggedCanvas


class Text(Paragraph):
    """A tagged paragraph; both halves of a split one are one element."""

    canv: TaggedCanvas
    blPara: Any  # noqa: N815 - ReportLab's broken lines
    frags: list[Any]

    def __init__(self, *content: Any, **options: Any) -> None:
        super().__init__(*content, **options)
        self.element = Element("P")
        self.ends_at_a_space = False

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Return the parts before and after the page break."""
        parts: list[Any] = super().split(availWidth, availHeight)
        for part in parts:
            part.element = self.element
        if len(parts) > 1:
            parts[0].ends_at_a_space = _ends_between_words(_words(parts[0]), _words(self))
            parts[1].ends_at_a_space = self.ends_at_a_space
        return parts

    def draw(self) -> None:
        """Draw the paragraph as the content of its element."""
        self._keep_spaces_at_line_ends()
        with self.canv.content(self.element):
            super().draw()

    def _keep_spaces_at_line_ends(self) -> None:
        """Put back the space of a soft line break; without it a reader joins the two words."""
        lines = self.blPara.lines
        remaining = iter(_words(self))
        pending = ""
        for index, (extra, words) in enumerate(lines):
            for word in words:
                pending = (pending or next(remaining, ""))[len(word) :]
            is_last = index == len(lines) - 1
            if words and (self.ends_at_a_space if is_last else not pending):
                lines[index] = (extra, [*words[:-1], f"{words[-1].rstrip()} "])


def _words(paragraph: Text) -> list[str]:
    # A fresh paragraph holds text, a part of a split one holds the words of its lines.
    return [
        word
        for frag in paragraph.frags
        for word in (frag.text.split() if hasattr(frag, "text") else frag.words)
    ]


def _ends_between_words(part: list[str], whole: list[str]) -> bool:
    return part == whole[: len(part)]


class Heading(Text):
    """A heading that appears in the outline."""

    def __init__(self, *content: Any, **options: Any) -> None:
        super().__init__(*content, **options)
        self.level = 1
        self.longer = ""
        """What outline and contents say instead, when the page itself can be brief."""

        self.ordinal = ""
        """Its number among the headings of its level; empty when they are not numbered."""

    @property
    def title(self) -> str:
        """The heading as it is listed, without its number."""
        return self.longer or " ".join(_words(self)).removeprefix(f"{self.ordinal} ")

    def number(self, number: int) -> None:
        """Put a number before the words; only before it is laid out."""
        self.ordinal = str(number)
        self.frags[0].text = f"{number} {self.frags[0].text}"

    def draw(self) -> None:
        """Draw the heading and remember where it stands."""
        _, top = self.canv.absolutePosition(0, self.height)
        self.canv.settle(self.element, top)
        self.canv.bookmark(self.level, self.longer or self.getPlainText(), top)
        super().draw()


class Quote(Text):
    """Literal words of somebody, with a rule in the margin."""

    def draw(self) -> None:
        """Draw the rule and the words."""
        with self.canv.artifact():
            self.canv.setStrokeColor(layout.LINE_COLOUR)
            self.canv.setLineWidth(2)
            self.canv.line(layout.LABEL_WIDTH + 1, 2, layout.LABEL_WIDTH + 1, self.height)
        super().draw()


T = TypeVar("T", bound=Text)


def tagged(kind: type[T], value: str, style: ParagraphStyle, role: str) -> T:
    """Return a paragraph of plain text as an element with this role."""
    # Given as a ready fragment, the text is never parsed: markup in it cannot mean anything.
    flowable = kind(None, style, frags=[_fragment(style).clone(text=printable(value))])
    flowable.element = Element(role)
    return flowable


@cache
def _fragment(style: ParagraphStyle) -> Any:
    return Text("x", style).frags[0]
