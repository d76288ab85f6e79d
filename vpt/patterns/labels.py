"""Dutch words for the links between incidents."""

from collections.abc import Mapping

from vpt.core.language import mark
from vpt.patterns.rules import LinkKind

KIND: Mapping[LinkKind, str] = {
    LinkKind.PERPETRATOR: mark("Vermoedelijk dezelfde veroorzaker"),
    LinkKind.SERIES: mark("Dezelfde reeks gebeurtenissen"),
    LinkKind.SITUATION: mark("Dezelfde plek of situatie"),
    LinkKind.RETALIATION: mark("Vergelding voor het andere incident"),
    LinkKind.OTHER: mark("Iets anders bindt ze"),
}
