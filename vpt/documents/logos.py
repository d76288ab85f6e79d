"""A logo on paper: in the band above a page, or as the figure that opens a letter."""

from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from vpt.documents import layout
from vpt.documents.glyphs import clean
from vpt.documents.tagging import Element, TaggedCanvas


class Logo:
    """A picture scaled to fit a box, in points; one object serves all pages of a document."""

    def __init__(self, content: bytes, width: float, height: float) -> None:
        self._reader = ImageReader(BytesIO(content))
        pixels_wide, pixels_high = self._reader.getSize()
        scale = min(width / pixels_wide, height / pixels_high)
        self.width, self.height = pixels_wide * scale, pixels_high * scale

    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw the logo with its lower left corner at this place."""
        canvas.drawImage(self._reader, x, y, self.width, self.height)


class LogoFigure(Flowable):
    """The logo as content: a figure that says whose it is to who cannot see it."""

    canv: TaggedCanvas

    def __init__(self, content: bytes, organisation: str) -> None:
        super().__init__()
        self._logo = Logo(content, layout.LETTER_LOGO_WIDTH, layout.LETTER_LOGO_HEIGHT)
        self._element = Element("Figure", described=clean(organisation))
        self.width, self.height = self._logo.width, self._logo.height

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size, which never changes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the logo as one figure."""
        x, y = self.canv.absolutePosition(0, 0)
        self._element.box = (x, y, x + self.width, y + self.height)
        with self.canv.content(self._element):
            self._logo.draw(self.canv, 0, 0)
