"""Flowables that hold a heading and its content together."""

from reportlab.platypus import Flowable

from vpt.documents import layout


class Kept(Flowable):
    """A heading that never stands alone: it breaks only where what follows it can break."""

    def __init__(self, head: Flowable, follower: Flowable) -> None:
        super().__init__()
        self._head = head
        self._follower = follower
        self.parts = (head, follower)
        self._gap = max(head.getSpaceAfter(), follower.getSpaceBefore())
        self.spaceBefore = head.getSpaceBefore()
        self.spaceAfter = follower.getSpaceAfter()

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size of heading and follower together."""
        _, self._head_height = self._head.wrapOn(self.canv, availWidth, availHeight)
        room = availHeight - self._head_height - self._gap
        _, follower_height = self._follower.wrapOn(self.canv, availWidth, room)
        self.width = availWidth
        self.height = self._head_height + self._gap + follower_height
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Return the heading with as much of the follower as fits, then the rest."""
        room = availHeight - self._head_height - self._gap
        parts = self._follower.splitOn(self.canv, availWidth, room) if room > 0 else []
        if not parts:
            # Not even on a page of its own: then the heading goes before what it belongs to.
            too_tall = self.height > availHeight >= layout.HEIGHT
            return [*self._heads(availWidth, availHeight), self._follower] if too_tall else []
        return [Kept(self._head, parts[0]), *parts[1:]]

    def _heads(self, width: float, height: float) -> list[Flowable]:
        """Return the head, broken where it is longer than a page itself."""
        if self._head_height <= height:
            return [self._head]
        return self._head.splitOn(self.canv, width, height) or [self._head]

    def draw(self) -> None:
        """Draw both."""
        self._head.drawOn(self.canv, 0, self.height - self._head_height)
        self._follower.drawOn(self.canv, 0, 0)


class Beside(Flowable):
    """A heading in the label column with its one line of content beside it."""

    def __init__(self, head: Flowable, content: Flowable) -> None:
        super().__init__()
        self._head = head
        self._content = content
        self.parts = (head, content)
        self.spaceBefore = head.getSpaceBefore()

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size; the taller of the two decides the height."""
        _, head = self._head.wrapOn(self.canv, layout.LABEL_WIDTH - layout.GUTTER, availHeight)
        _, content = self._content.wrapOn(self.canv, availWidth, availHeight)
        self._heights = head, content
        self.width, self.height = availWidth, max(head, content)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the heading first, so that it is read first."""
        head, content = self._heights
        self._head.drawOn(self.canv, 0, self.height - head)
        self._content.drawOn(self.canv, 0, self.height - content)
