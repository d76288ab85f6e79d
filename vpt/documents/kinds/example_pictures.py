"""Pictures for examples, drawn in code: nobody and nothing real can be seen on them."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

WALL, FLOOR, DESK = (214, 222, 228), (150, 158, 166), (120, 92, 66)
SCREEN, GLASS, CRACK = (34, 40, 46), (70, 96, 120), (232, 238, 242)
BROKEN = b"\xff\xd8\xff\xe0 cut off"
"""The beginning of a JPEG and nothing after it."""


@cache
def desk(width: int = 1600, height: int = 1200) -> bytes:
    """Return a desk with a cracked screen."""
    picture, draw = _room(width, height)
    box = (width * 0.3, height * 0.3, width * 0.7, height * 0.66)
    draw.rectangle(box, fill=SCREEN)
    draw.rectangle(tuple(_inside(box, 14)), fill=GLASS)
    middle = (width * 0.56, height * 0.44)
    for end in ((0.3, 0.3), (0.7, 0.35), (0.68, 0.66), (0.42, 0.66), (0.3, 0.52), (0.6, 0.3)):
        draw.line((*middle, width * end[0], height * end[1]), fill=CRACK, width=5)
    return _jpeg(picture)


@cache
def corridor(width: int = 1600, height: int = 1200, mode: str = "RGB") -> bytes:
    """Return a corridor with a door at its end; taller than wide when asked."""
    picture, draw = _room(width, height)
    for step in range(6):
        side = 0.06 + step * 0.06
        box = (width * side, height * side, width * (1 - side), height * (1 - side * 0.8))
        draw.rectangle(box, outline=FLOOR, width=6)
    draw.rectangle(
        (width * 0.44, height * 0.42, width * 0.56, height * 0.69), fill=DESK, outline=SCREEN
    )
    return _jpeg(picture.convert(mode))


@cache
def message(width: int = 900, height: int = 1600) -> bytes:
    """Return the screen of a telephone with messages, as grey bubbles without words."""
    picture = Image.new("RGB", (width, height), (244, 246, 248))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width, height * 0.08), fill=GLASS)
    for number in range(9):
        top, is_own = height * (0.12 + number * 0.09), number % 3 == 2  # noqa: PLR2004 - a pattern
        left = width * (0.35 if is_own else 0.05)
        draw.rounded_rectangle(
            (left, top, left + width * 0.58, top + height * 0.065),
            24,
            fill=(206, 224, 238) if is_own else (222, 226, 230),
        )
    return _jpeg(picture)


def _room(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (width, height), WALL)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, height * 0.68, width, height), fill=FLOOR)
    draw.rectangle((width * 0.12, height * 0.66, width * 0.88, height * 0.74), fill=DESK)
    return picture, draw


def _inside(box: tuple[float, ...], edge: float) -> tuple[float, ...]:
    left, top, right, bottom = box
    return left + edge, top + edge, right - edge, bottom - edge


def _jpeg(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()
