"""Colours as numbers: how well they are read on one another, and the shades of one."""

import re

COLOUR = re.compile(r"#[0-9a-f]{6}")
WHITE, BLACK = "#ffffff", "#000000"
LEAST_CONTRAST = 4.5
"""Of text on its ground (WCAG 2.2, success criterion 1.4.3)."""
SHADES = ("50", "100", "200", "300", "400", "500", "600", "700")
"""From the lightest ground to the darkest words; 500 is the colour itself."""
READ_ON = (("500", WHITE), ("500", "50"), ("600", WHITE), ("600", "100"), ("700", "200"))
"""Which shade is read on which ground, somewhere in the interface."""
_TOWARDS_WHITE = {"50": 0.96, "100": 0.9, "200": 0.8, "300": 0.62, "400": 0.18}
_TOWARDS_BLACK = {"600": 0.28, "700": 0.6}
_KNEE = 0.04045
"""Below it a channel of sRGB is linear (IEC 61966-2-1)."""
_CHANNELS = ((1, 0.2126), (3, 0.7152), (5, 0.0722))
_DARKER = 0.04


def contrast(one: str, other: str = WHITE) -> float:
    """Return the contrast between two colours "#rrggbb", from 1 to 21 (WCAG 2.2)."""
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def shades(base: str) -> dict[str, str]:
    """Return the eight shades of the interface, made of one colour "#rrggbb"."""
    made = {name: _mixed(base, WHITE, share) for name, share in _TOWARDS_WHITE.items()}
    made |= {name: _mixed(base, BLACK, share) for name, share in _TOWARDS_BLACK.items()}
    return {name: made.get(name, base) for name in SHADES}


def least_contrast(base: str) -> float:
    """Return the lowest contrast of words on their ground with these shades."""
    made = shades(base)
    return min(contrast(made[word], made.get(ground, WHITE)) for word, ground in READ_ON)


def dark_enough(base: str) -> str:
    """Return the colour, or the nearest darker one with which everything can be read."""
    while least_contrast(base) < LEAST_CONTRAST:
        base = _mixed(base, BLACK, _DARKER)
    return base


def _light(colour: str) -> float:
    return sum(share * _linear(int(colour[at : at + 2], 16) / 255) for at, share in _CHANNELS)


def _linear(part: float) -> float:
    return part / 12.92 if part <= _KNEE else ((part + 0.055) / 1.055) ** 2.4


def _mixed(colour: str, other: str, share: float) -> str:
    parts = (
        round(int(colour[at : at + 2], 16) * (1 - share) + int(other[at : at + 2], 16) * share)
        for at, _ in _CHANNELS
    )
    return "#" + "".join(f"{part:02x}" for part in parts)
