"""Makes an organisation's eight brand colours from the one it calls its own."""

from collections.abc import Mapping

WHITE = (255, 255, 255)
BLACK = (0, 0, 0)
LIGHT: Mapping[str, float] = {"50": 0.96, "100": 0.91, "200": 0.81, "300": 0.63, "400": 0.16}
DARK: Mapping[str, float] = {"600": 0.28, "700": 0.58}
"""How much white or black is mixed in; 500 is the colour itself."""


def shades(colour: str) -> dict[str, str]:
    """Return "50" … "700" as #rrggbb; the colour must carry white letters."""
    own = tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
    light = {name: _mixed(own, WHITE, share) for name, share in LIGHT.items()}
    dark = {name: _mixed(own, BLACK, share) for name, share in DARK.items()}
    return {**light, "500": colour, **dark}


def _mixed(one: tuple[int, ...], other: tuple[int, ...], share: float) -> str:
    parts = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)
