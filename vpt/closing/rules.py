"""What a lesson can be about, and what may stand in a plain line of the risk inventory."""

import re
from collections.abc import Iterable
from enum import StrEnum

from vpt.core.errors import RuleBroken
from vpt.incidents import rules as texts
from vpt.incidents import words

LEAST_SCORE, MOST_SCORE = 1, 5
MOST_LINE = 300
SHORTEST_NAME = 3


class LessonKind(StrEnum):
    """What the team learnt something about."""

    LAYOUT = "layout"
    PROCEDURE = "procedure"
    STAFFING = "staffing"
    TRAINING = "training"
    COMMUNICATION = "communication"
    OTHER = "other"


def guarded(field: str, text: str, names: Iterable[str]) -> str:
    """Return a text for the risk inventory, which is plain and names nobody.

    Raises RuleBroken("line_required", "text_too_long", "bsn_refused", "contact_refused",
    "name_refused"). A name counts when it stands there as a word of its own, capitals as given.
    """
    cleaned = " ".join(words.clean(text).split())
    if not cleaned:
        raise RuleBroken("line_required", field=field)
    texts.ensure_length(field, cleaned, MOST_LINE)
    texts.ensure_no_bsn({field: cleaned})
    if words.holds_contact(cleaned):
        raise RuleBroken("contact_refused", field=field)
    if set(re.findall(r"[^\W\d_]+", cleaned)) & parts_of(names):
        raise RuleBroken("name_refused", field=field)
    return cleaned


def parts_of(names: Iterable[str]) -> set[str]:
    """Return the words of names that say who somebody is: no initials, no "van" or "de"."""
    found = {part for name in names for part in re.findall(r"[^\W\d_]+", name)}
    return {part for part in found if len(part) >= SHORTEST_NAME and part[0].isupper()}


def ensure_score(field: str, score: int) -> int:
    """Return a score of 1 to 5; RuleBroken("score_out_of_range")."""
    if not LEAST_SCORE <= score <= MOST_SCORE:
        raise RuleBroken("score_out_of_range", field=field)
    return score
