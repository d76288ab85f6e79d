"""Where the window of an envelope shows a letter: DL with the window at the left.

An A4 folded in three lies in an envelope of 220 by 110 mm, with a window of 90 by 35 mm that
stands 20 mm from the left and 20 mm from below. The paper is smaller than the envelope and
shifts; what is placed here shows wherever the paper lies. The measures follow common Dutch
practice around NEN 1026 and are not verified against the standard. All results are in points.
"""

from reportlab.lib.units import mm

from vpt.documents import layout

ENVELOPE_WIDTH, ENVELOPE_HEIGHT = 220 * mm, 110 * mm
WINDOW_WIDTH, WINDOW_HEIGHT = 90 * mm, 35 * mm
WINDOW_LEFT, WINDOW_BELOW = 20 * mm, 20 * mm
PANEL = layout.PAGE_HEIGHT / 3
"""The height of the paper when it is folded."""
FOLDS = (PANEL, 2 * PANEL)
"""Below the top of the page."""

_HIGHEST = ENVELOPE_HEIGHT - WINDOW_BELOW - WINDOW_HEIGHT
"""From the top of the paper to that of the window, when the paper lies against the top."""
SHOWN_LEFT = WINDOW_LEFT
SHOWN_RIGHT = WINDOW_LEFT + WINDOW_WIDTH - (ENVELOPE_WIDTH - layout.PAGE_WIDTH)
SHOWN_TOP = _HIGHEST
SHOWN_BOTTOM = _HIGHEST + WINDOW_HEIGHT - (ENVELOPE_HEIGHT - PANEL)
"""What shows wherever the paper lies; top and bottom are counted from the top of the page."""
ADDRESS_TOP = SHOWN_TOP + 1
"""The accents of a first line stand a little above it."""
WIDTH = SHOWN_RIGHT - layout.LEFT
HEIGHT = SHOWN_BOTTOM - ADDRESS_TOP
