"""Cuts a line of text to the room there is."""

from reportlab.pdfbase.pdfmetrics import stringWidth

from vpt.documents.glyphs import printable

ELLIPSIS = "…"


def fitted(value: str, font: str, size: float, room: float) -> str:
    """Return the text as it can be printed, cut with an ellipsis where it is wider than `room`."""
    line = printable(value)
    if stringWidth(line, font, size) <= room:
        return line
    while line and stringWidth(line + ELLIPSIS, font, size) > room:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS
