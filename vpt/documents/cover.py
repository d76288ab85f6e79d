"""The cover of a dossier: a band in the colour of the house, from edge to edge."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer

from vpt.documents import flowables, layout
from vpt.documents.flowables import text
from vpt.documents.meta import DocumentMeta
from vpt.documents.paragraphs import Text
from vpt.documents.tagging import TaggedCanvas

KICKER = "Veilige Publieke Taak"


class Band(Flowable):
    """Words in white on a coloured band that is as wide as the page."""

    canv: TaggedCanvas

    def __init__(self, words: Sequence[Text]) -> None:
        super().__init__()
        self._words = words
        self.spaceAfter = layout.COVER_AIR

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the width between the margins and the height of the band."""
        words = [word.wrap(availWidth, availHeight)[1] for word in self._words]
        gaps = [word.getSpaceBefore() for word in self._words[1:]]
        self.width, self.height = availWidth, sum(words) + sum(gaps) + 2 * layout.COVER_AIR
        return self.width, self.height

    def draw(self) -> None:
        """Draw the band over the whole width, and the words within the margins."""
        with self.canv.artifact():
            self.canv.setFillColor(layout.DEEP)
            self.canv.rect(-layout.LEFT, 0, layout.PAGE_WIDTH, self.height, stroke=0, fill=1)
        top = self.height - layout.COVER_AIR
        for number, word in enumerate(self._words):
            top -= word.height + (word.getSpaceBefore() if number else 0)
            word.drawOn(self.canv, 0, top)


def cover(meta: DocumentMeta, part: str, blocks: Sequence[Flowable]) -> list[Flowable]:
    """Return the first page: the band, whose copy this is, and the blocks."""
    copy = f"Versie {meta.version}" + (f", {meta.share}" if meta.share else "")
    facts = [
        ("Zaak", meta.reference),
        ("Van", meta.organisation),
        ("Bestemd voor", meta.recipient),
        ("Exemplaar", copy),
        ("Opgemaakt", meta.issued_at),
        ("Rubricering", meta.classification),
    ]
    return [*_opening(meta.title, part), flowables.checkable(facts, meta.check_address), *blocks]


def _opening(title: str, part: str) -> list[Flowable]:
    """Return the band; words that would fill the page stand on paper instead, and may break."""
    band = Band(
        [
            text(KICKER, layout.COVER_KICKER),
            flowables.cover_title(title),
            text(part, layout.COVER_REFERENCE),
        ]
    )
    if band.wrap(layout.WIDTH, layout.HEIGHT)[1] > layout.HEIGHT / 2:
        return [flowables.title(title), text(part)]
    return [Spacer(0, layout.LINE), band]
