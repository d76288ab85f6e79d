"""Where the pages of letters and matrix have something to show: each changed once."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from vpt.assessment import adjusting, matrices
from vpt.assessment.adjusting import Adjustment
from vpt.core import clock
from vpt.core.actor import Actor, Permission
from vpt.history import queries as history
from vpt.history.rules import Kind, Seen
from vpt.infra.db import unit_of_work
from vpt.measures import templates, wording
from vpt.measures.placeholders import SCOPES
from vpt.measures.wording import Written

FIRST = Seen(number=0)
KEY = "ban_letter"
IDS = {"key": KEY, "example": "gewoon", "version": "vpt"}
"""What the addresses hold, for tests that build one of each."""


def _letters(_actor: Actor) -> list[dict[str, object]]:
    return [{"key": key} for key in SCOPES]


def _letter(actor: Actor) -> list[dict[str, object]]:
    if not history.newest_number(actor.organisation_id, Kind.LETTER, KEY):
        if not actor.may(Permission.TEXTS_EDIT):
            return []
        own = replace(templates.templates()[KEY], subject="U mag niet komen tot en met {einde}")
        with unit_of_work():
            wording.change(actor, Written(template=own), FIRST, now=clock.now())
    return [{"key": KEY, "version": "0"}, {"key": KEY, "version": "vpt"}]


def _matrix(actor: Actor) -> list[dict[str, object]]:
    if not history.newest_number(actor.organisation_id, Kind.MATRIX):
        if not actor.may(Permission.PROTOCOL_EDIT):
            return []
        cells = {("B", "building_ban"): "yes"}
        text = adjusting.apply(matrices.of_product().text, Adjustment(cells=cells, highest={}))
        with unit_of_work():
            matrices.change(actor, text, FIRST, now=clock.now())
    return [{"version": "0"}, {"version": "vpt"}]


SUBJECTS: Mapping[str, Callable[[Actor], list[dict[str, object]]]] = {
    "letters.edit": _letters,
    "letters.version": _letter,
    "matrix.version": _matrix,
}
NO_PAGE = {
    "letters.download": "a download",
    "letters.preview": "a drawing",
    "matrix.download": "a download",
}
