"""The colour of the house: what `layout.DEEP` becomes while the papers of one house are drawn."""

from collections.abc import Callable
from typing import Any

from reportlab.lib.colors import Color, HexColor

from vpt.documents import layout
from vpt.documents.meta import House

Ink = Callable[[Any], Any]


def of(house: House) -> Ink | None:
    """Return what every colour passes on its way to the page; None when nothing changes.

    Styles name `layout.DEEP`; only the canvas of one drawing knows whose paper it is. So no style
    is ever changed, and two threads may draw for two organisations at the same time.
    """
    if not house.colour:
        return None
    own = HexColor(house.colour)

    def ink(colour: Any) -> Any:
        return own if isinstance(colour, Color) and colour == layout.DEEP else colour

    return ink
