"""What differs between two texts of a letter, part by part and word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from vpt.measures.proofing import SECTIONS
from vpt.measures.templates import Part, Template

ALIKE = 0.4
"""From here on two parts are the same part, rewritten."""
READABLE = 0.5
"""Below this, words that stayed are accidents and only make the text hard to read."""
_WORDS = re.compile(r"\S+\s*|\s+")


class How(StrEnum):
    """What happened to words, or to a part."""

    SAME = "same"
    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether they are new, gone or the same."""

    how: How
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A part of the letter that is not as it was; `number` counts from 1 in the newer letter."""

    section: str
    number: int
    how: How
    heading: tuple[Piece, ...] = ()
    text: tuple[Piece, ...] = ()
    when: tuple[str, str] | None = None
    """The condition before and after, when that changed."""
    points: tuple[str, str] | None = None


def compare(old: Template, new: Template) -> tuple[Difference, ...]:
    """Return what is different in the newer letter, in its order; what is gone comes last."""
    found = []
    if old.subject != new.subject:
        text = words(old.subject, new.subject)
        found.append(Difference(section="subject", number=1, how=How.CHANGED, text=text))
    for section in SECTIONS:
        found += _section(section, getattr(old, section), getattr(new, section))
    return tuple(found)


def words(old: str, new: str) -> tuple[Piece, ...]:
    """Return the newer text with what is gone from the older one, in pieces.

    Paragraph by paragraph; one that has little left of the old is shown as a whole.
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        gone, fresh = "".join(before[start:end]), "".join(after[first:last])
        found += [Piece(How.SAME, fresh)] if tag == "equal" else _rewritten(gone, fresh)
    return tuple(found)


def _rewritten(old: str, new: str) -> list[Piece]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < READABLE:
        return _pieces(old, new)
    found: list[Piece] = []
    for tag, start, end, first, last in matcher.get_opcodes():
        gone, fresh = "".join(before[start:end]), "".join(after[first:last])
        found += [Piece(How.SAME, fresh)] if tag == "equal" else _pieces(gone, fresh)
    return found


def _pieces(gone: str, fresh: str) -> list[Piece]:
    return [Piece(how, text) for how, text in ((How.GONE, gone), (How.NEW, fresh)) if text]


def _section(section: str, old: Sequence[Part], new: Sequence[Part]) -> list[Difference]:
    pairs = _paired(old, new)
    places = [one for one in pairs if one is not None]
    stay = _in_order(places)
    found = []
    for number, (part, place) in enumerate(zip(new, pairs, strict=True), 1):
        if place is None:
            found.append(_one(section, number, How.NEW, part))
        elif old[place] != part:
            found.append(_changed(section, number, old[place], part))
        elif place not in stay:
            found.append(_one(section, number, How.MOVED, part))
    gone = [place for place in range(len(old)) if place not in places]
    return found + [_one(section, place + 1, How.GONE, old[place]) for place in gone]


def _one(section: str, number: int, how: How, part: Part) -> Difference:
    piece = How.SAME if how is How.MOVED else how
    return Difference(
        section=section,
        number=number,
        how=how,
        heading=(Piece(piece, part.heading),) if part.heading else (),
        text=(Piece(piece, part.text),) if part.text else (),
    )


def _changed(section: str, number: int, old: Part, new: Part) -> Difference:
    return Difference(
        section=section,
        number=number,
        how=How.CHANGED,
        heading=words(old.heading, new.heading),
        text=words(old.text, new.text) if old.text != new.text else (),
        when=(old.when, new.when) if old.when != new.when else None,
        points=(old.points, new.points) if old.points != new.points else None,
    )


def _paired(old: Sequence[Part], new: Sequence[Part]) -> list[int | None]:
    """Return for every newer part which older one it was; the most alike find each other first."""
    found: list[int | None] = [None] * len(new)
    likeness = [
        (_alike(was, now), place, number)
        for place, was in enumerate(old)
        for number, now in enumerate(new)
    ]
    taken: set[int] = set()
    for ratio, place, number in sorted(likeness, key=lambda one: (-one[0], abs(one[1] - one[2]))):
        if ratio >= ALIKE and place not in taken and found[number] is None:
            found[number] = place
            taken.add(place)
    return found


def _alike(old: Part, new: Part) -> float:
    if old == new:
        return 2
    before, after = (_WORDS.findall(f"{one.heading} {one.text}") for one in (old, new))
    same = SequenceMatcher(None, before, after, autojunk=False).ratio()
    return same + (0.2 if old.heading and old.heading == new.heading else 0)


def _in_order(places: Sequence[int]) -> set[int]:
    """Return the places that kept their order; the others moved."""
    matcher = SequenceMatcher(None, sorted(places), places, autojunk=False)
    return {places[one] for block in matcher.get_matching_blocks() for one in _span(block)}


def _span(block: tuple[int, int, int]) -> range:
    return range(block[1], block[1] + block[2])
