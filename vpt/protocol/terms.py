"""Reads and writes terms and anchors as the one line of text a protocol's owner sees."""

import re

from vpt.protocol.definition import Anchor, AnchorKind, Term, TermKind

STATUTORY = "statutory "
STEP = "step:"
COMPOSITE = re.compile(r"^(\w+)\s*\((.+)\)$")
FACT_KEY = re.compile(r"^(own\.)?[a-z][a-z0-9_]*$")
STEP_KEY = re.compile(r"^[A-Za-z][A-Za-z0-9-]*$")
MOST = 1000
BARE = {TermKind.IMMEDIATELY, TermKind.NONE, TermKind.SAME_DAY}
SEVERAL = {TermKind.EARLIEST, TermKind.LATEST}
ANCHORS_OF_SEVERAL = {AnchorKind.EARLIEST, AnchorKind.LATEST, AnchorKind.FIRST}


def parse_term(text: str) -> Term:
    """Return the term; ValueError when it is none.

    `hours 48` · `working_days 5` · `statutory weeks 6` · `same_day` · `immediately` · `none` ·
    `at measure_ends_on` · `earliest(months 3, at measure_ends_on)`
    """
    try:
        return _term(text.strip())
    except ValueError:
        raise ValueError(f"'{text}' is no term") from None


def _term(text: str) -> Term:
    composite = COMPOSITE.match(text)
    if composite:
        kind = TermKind(composite.group(1))
        if kind not in SEVERAL:
            raise ValueError(text)
        return Term(kind=kind, of=tuple(map(parse_term, composite.group(2).split(","))))
    statutory = text.startswith(STATUTORY)
    name, _, rest = text.removeprefix(STATUTORY).strip().partition(" ")
    return _simple(TermKind(name), rest.strip(), statutory=statutory)


def _simple(kind: TermKind, rest: str, *, statutory: bool) -> Term:
    if kind in SEVERAL or (kind in BARE and (rest or statutory)):
        raise ValueError(rest)
    if kind in BARE:
        return Term(kind=kind)
    if kind is TermKind.AT:
        if not FACT_KEY.match(rest) or statutory:
            raise ValueError(rest)
        return Term(kind=kind, fact=rest)
    amount = int(rest)
    if not 0 < amount <= MOST:
        raise ValueError(rest)
    return Term(kind=kind, amount=amount, statutory=statutory)


def write_term(term: Term) -> str:
    """Return the text `parse_term` reads."""
    if term.of:
        return f"{term.kind}({', '.join(map(write_term, term.of))})"
    prefix = STATUTORY if term.statutory else ""
    argument = term.fact or (str(term.amount) if term.amount else "")
    return f"{prefix}{term.kind} {argument}".strip()


def facts_of_term(term: Term) -> tuple[str, ...]:
    """Return the keys of the dates a term ends at."""
    inner = tuple(key for one in term.of for key in facts_of_term(one))
    return (*inner, term.fact) if term.fact else inner


def parse_anchor(text: str) -> Anchor:
    """Return the anchor; ValueError when it is none.

    `submitted` (a fact) · `step:S02` · `gate` · `opening` · `latest(submitted, perpetrator_known)`
    · `earliest(…)` · `first(…)`
    """
    try:
        return _anchor(text.strip())
    except ValueError:
        raise ValueError(f"'{text}' is no anchor") from None


def _anchor(text: str) -> Anchor:
    composite = COMPOSITE.match(text)
    if composite:
        kind = AnchorKind(composite.group(1))
        if kind not in ANCHORS_OF_SEVERAL:
            raise ValueError(text)
        return Anchor(kind=kind, of=tuple(map(parse_anchor, composite.group(2).split(","))))
    if text in {AnchorKind.GATE, AnchorKind.OPENING}:
        return Anchor(kind=AnchorKind(text))
    if text.startswith(STEP) and STEP_KEY.match(text.removeprefix(STEP)):
        return Anchor(kind=AnchorKind.STEP, name=text.removeprefix(STEP))
    if not FACT_KEY.match(text):
        raise ValueError(text)
    return Anchor(kind=AnchorKind.FACT, name=text)


def names_of_anchor(anchor: Anchor, kind: AnchorKind) -> tuple[str, ...]:
    """Return the facts, or the steps, an anchor counts from."""
    inner = tuple(name for one in anchor.of for name in names_of_anchor(one, kind))
    return (*inner, anchor.name) if anchor.kind is kind else inner


def write_anchor(anchor: Anchor) -> str:
    """Return the text `parse_anchor` reads."""
    if anchor.of:
        return f"{anchor.kind}({', '.join(map(write_anchor, anchor.of))})"
    if anchor.kind is AnchorKind.STEP:
        return f"{STEP}{anchor.name}"
    return anchor.name if anchor.kind is AnchorKind.FACT else anchor.kind.value
