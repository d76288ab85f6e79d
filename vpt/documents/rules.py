"""What a house style may be: a colour that stays readable, a return address on one line."""

import re

from vpt.core.errors import RuleBroken

LEAST_CONTRAST = 4.5
"""Of text on its ground (WCAG 2.2, success criterion 1.4.3)."""
RETURN_LIMIT = 90
"""Characters: more would not fit in the window of an envelope in a readable size."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_KNEE = 0.04045
"""Below it a channel of sRGB is linear (IEC 61966-2-1)."""
_CHANNELS = ((1, 0.2126), (3, 0.7152), (5, 0.0722))


def contrast_on_white(colour: str) -> float:
    """Return the contrast of "#rrggbb" on white paper, between 1 and 21 (WCAG 2.2)."""
    light = sum(share * _linear(int(colour[at : at + 2], 16) / 255) for at, share in _CHANNELS)
    return 1.05 / (light + 0.05)


def house_colour(colour: str) -> str:
    """Return a colour for titles and rules in small letters.

    Raises RuleBroken("house_colour_invalid", "house_colour_faint" with the measured contrast).
    """
    lowered = colour.strip().lower()
    if not _COLOUR.fullmatch(lowered):
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


def _linear(part: float) -> float:
    return part / 12.92 if part <= _KNEE else ((part + 0.055) / 1.055) ** 2.4
