"""Draws the logos of the invented organisations: a plain sign, the name, and the word DEMO."""

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

import vpt.documents

FONT = Path(vpt.documents.__file__).parent / "fonts" / "NotoSans-Bold.ttf"
SIDE = 240
SHARPER = 4
"""Drawn this much larger and then made smaller: smooth edges."""
GAP, NAME, SMALL = 34, 66, 34
LEADING = 76
GREY = "#55606b"
Sign = Callable[[ImageDraw.ImageDraw, int], None]


def draw(name: str, sector: str, colour: str) -> bytes:
    """Return a PNG; the name is split over two lines after its first word."""
    first, _, rest = name.removesuffix("(demo)").strip().partition(" ")
    lines = [line for line in (first, rest) if line]
    large, small = ImageFont.truetype(str(FONT), NAME), ImageFont.truetype(str(FONT), SMALL)
    width = SIDE + GAP + int(max(large.getlength(line) for line in lines)) + 4
    logo = Image.new("RGB", (width, SIDE), "white")
    logo.paste(_sign(sector, colour), (0, 0))
    pen = ImageDraw.Draw(logo)
    for number, line in enumerate(lines):
        pen.text((SIDE + GAP, LEADING * (number + 1) - 8), line, colour, large, anchor="ls")
    below = LEADING * len(lines) + SMALL + 20
    pen.text((SIDE + GAP, below), "DEMO – verzonnen", GREY, small, anchor="ls")
    target = BytesIO()
    logo.save(target, "PNG")
    return target.getvalue()


def _sign(sector: str, colour: str) -> Image.Image:
    side = SIDE * SHARPER
    sign = Image.new("RGB", (side, side), "white")
    pen = ImageDraw.Draw(sign)
    pen.rounded_rectangle((0, 0, side - 1, side - 1), side // 7, fill=colour)
    SIGNS.get(sector, _arches)(pen, side)
    return sign.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def _arches(pen: ImageDraw.ImageDraw, side: int) -> None:
    """Draw a gate of three arches."""
    thick = side // 14
    for step in (2, 4, 6):
        reach = side * step // 17
        box = (side // 2 - reach, side * 7 // 10 - reach, side // 2 + reach, side * 7 // 10 + reach)
        pen.arc(box, 180, 360, fill="white", width=thick)
    floor = side * 7 // 10
    pen.rectangle((side // 7, floor, side * 6 // 7, floor + thick // 2), fill="white")


def _petals(pen: ImageDraw.ImageDraw, side: int) -> None:
    """Draw four round leaves."""
    small, large = side * 4 // 25, side * 12 // 25
    for left in (small, large + side // 25):
        for top in (small, large + side // 25):
            box = (left, top, left + side * 8 // 25, top + side * 8 // 25)
            pen.ellipse(box, fill="white")


def _lines(pen: ImageDraw.ImageDraw, side: int) -> None:
    """Draw three lines that turn the same corner."""
    thick = side // 12
    for step in (1, 2, 3):
        place = side * (2 * step + 1) // 10
        path = [(place, side * 17 // 20), (place, place), (side * 17 // 20, place)]
        pen.line(path, fill="white", width=thick, joint="curve")


SIGNS: Mapping[str, Sign] = {"gezondheidszorg": _petals, "openbaar vervoer": _lines}
