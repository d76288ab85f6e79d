"""What a house style may be: a colour that stays readable, a return address on one line."""

from vpt.core import colours
from vpt.core.colours import LEAST_CONTRAST
from vpt.core.errors import RuleBroken

RETURN_LIMIT = 90
"""Characters: more would not fit in the window of an envelope in a readable size."""


def contrast_on_white(colour: str) -> float:
    """Return the contrast of "#rrggbb" on white paper, between 1 and 21 (WCAG 2.2)."""
    return colours.contrast(colour)


def house_colour(colour: str) -> str:
    """Return a colour for titles and rules in small letters.

    Raises RuleBroken("house_colour_invalid", "house_colour_faint" with the measured contrast).
    """
    lowered = colour.strip().lower()
    if not colours.COLOUR.fullmatch(lowered):
        raise RuleBroken("house_colour_invalid")
    ratio = contrast_on_white(lowered)
    if ratio < LEAST_CONTRAST:
        raise RuleBroken("house_colour_faint", ratio=f"{int(ratio * 100) / 100:.2f}")
    return lowered


def return_line(value: str) -> str:
    """Return the return address on one line; RuleBroken("return_address_long") over the limit."""
    line = " ".join(value.split())
    if len(line) > RETURN_LIMIT:
        raise RuleBroken("return_address_long", most=str(RETURN_LIMIT))
    return line
