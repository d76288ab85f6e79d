"""Reads a letter before it is kept: what may not be missing or stand there, and what is advised."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vpt.core.errors import RuleBroken
from vpt.incidents import words
from vpt.measures.placeholders import SCOPES, WITH_NOTICE, Scope
from vpt.measures.templates import PLACEHOLDER, Part, Template, has_open_brace

MOST_TEXT, MOST_LINE = 2500, 120
MOST_PARTS = 20
MOST_PAGES, ENOUGH_PAGES = 4, 2
LONG_SENTENCE = 25
"""Words; plain language asks for shorter sentences than this."""
QUOTED = 40
AUTHORITY = "Autoriteit Persoonsgegevens"
BERICHT = "bericht"
TELLS = ("{organisatie}", "{contact}", AUTHORITY)
"""What the notice must name: who records, where to ask, and where to complain (AVG 13 and 14)."""
SECTIONS = ("clauses", "notices")
_SENTENCE = re.compile(r"[^.!?\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something about a letter: a code, and the field it stands in when it is about one."""

    code: str
    section: str = ""
    """subject, clauses or notices; empty for the letter as a whole."""
    number: int = 0
    """Which part, counted from 0."""
    field: str = ""
    what: str = ""
    """The word or the sentence it is about."""

    def refusal(self) -> RuleBroken:
        """Return it as the refusal of a change."""
        at = {"subject": "subject", "": ""}.get(self.section, f"{self.section}-{self.number}")
        about = {"what": self.what} if self.what else {}
        return RuleBroken(self.code, field=f"{at}-{self.field}" if self.field else at, **about)


def faults(template: Template) -> tuple[Remark, ...]:
    """Return everything for which a letter is refused."""
    scope = SCOPES[template.key]
    return (*_lines(template, scope), *_whole(template, scope), *_notice(template))


def ensure(template: Template) -> None:
    """Refuse a letter with a fault: RuleBroken with the code of the first one and its field."""
    for one in faults(template):
        raise one.refusal()


def holds_contact(template: Template) -> bool:
    """Return whether a telephone number or mail address was typed in the letter."""
    return any(words.holds_contact(text) for _, text in _texts(template))


def advice(template: Template) -> tuple[Remark, ...]:
    """Return what could be better: it is no reason to refuse."""
    found = []
    for at, text in _texts(template):
        for sentence in _SENTENCE.findall(PLACEHOLDER.sub("x", text)):
            if len(sentence.split()) > LONG_SENTENCE:
                start = f"{sentence.strip()[:QUOTED]}…"
                found.append(_at(at, "letter_sentence_long", start))
    return tuple(found)


Where = tuple[str, int, str]


def _at(where: Where, code: str, what: str = "") -> Remark:
    section, number, field = where
    return Remark(code=code, section=section, number=number, field=field, what=what)


def _texts(template: Template) -> Iterator[tuple[Where, str]]:
    yield ("subject", 0, ""), template.subject
    for section, number, part in _parts(template):
        yield (section, number, "heading"), part.heading
        yield (section, number, "text"), part.text


def _parts(template: Template) -> Iterator[tuple[str, int, Part]]:
    for section in SECTIONS:
        for number, part in enumerate(getattr(template, section)):
            yield section, number, part


def _lines(template: Template, scope: Scope) -> Iterator[Remark]:
    for where, text in _texts(template):
        if len(text) > (MOST_TEXT if where[2] == "text" else MOST_LINE):
            yield _at(where, "letter_text_long", str(len(text)))
        if has_open_brace(text):
            yield _at(where, "letter_brace_open")
        if words.holds_bsn(text):
            yield _at(where, "bsn_refused")
        for key in PLACEHOLDER.findall(text):
            if key not in scope.places:
                yield _at(where, "letter_placeholder_unknown", key)
    for section, number, part in _parts(template):
        yield from _part((section, number, "text"), part, scope)


def _part(where: Where, part: Part, scope: Scope) -> Iterator[Remark]:
    if not (part.text or part.points):
        yield _at(where, "letter_part_empty")
    if part.points and part.points not in scope.lists:
        yield _at((*where[:2], "points"), "letter_list_unknown")
    if part.when and part.when not in scope.conditions:
        yield _at((*where[:2], "when"), "letter_condition_unknown")
    for key in PLACEHOLDER.findall(f"{part.heading} {part.text}"):
        if scope.only_when.get(key, part.when) != part.when:
            yield _at(where, "letter_place_sometimes_empty", key)


def _whole(template: Template, scope: Scope) -> Iterator[Remark]:
    if not template.subject:
        yield Remark(code="letter_subject_missing", section="subject")
    if not template.clauses:
        yield Remark(code="letter_empty")
    if max(len(template.clauses), len(template.notices)) > MOST_PARTS:
        yield Remark(code="letter_parts_many", what=str(MOST_PARTS))
    for need in scope.needs:
        if not all(_says(template, need, holding) for holding in scope.situations):
            yield Remark(code=f"letter_needs_{need}")


def _says(template: Template, need: str, holding: frozenset[str]) -> bool:
    return any(
        need == part.points or f"{{{need}}}" in part.text
        for _, _, part in _parts(template)
        if not part.when or part.when in holding
    )


def _notice(template: Template) -> Iterator[Remark]:
    """Refuse a letter without the notice, and a notice that would go out while it must wait."""
    if template.key not in WITH_NOTICE:
        return
    told = [one.text for one in template.notices if one.when == BERICHT]
    if not any(all(word in text for word in TELLS) for text in told):
        yield Remark(code="letter_needs_notice")
    for section, number, part in _parts(template):
        if AUTHORITY in part.text and part.when != BERICHT:
            yield _at((section, number, "when"), "letter_notice_waits")
