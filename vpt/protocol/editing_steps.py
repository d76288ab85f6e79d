"""Changes one field of a step, or one text, in a protocol's text."""

from collections.abc import Mapping

from vpt.core.errors import RuleBroken
from vpt.protocol import terms
from vpt.protocol.edits import (
    NewRepeat,
    Of,
    SetAfter,
    SetAnchor,
    SetBasis,
    SetGate,
    SetOptional,
    SetOwner,
    SetParty,
    SetPausable,
    SetPhase,
    SetRepeat,
    SetTerm,
    SetText,
    SetWhen,
    TermField,
    TextPlace,
)
from vpt.protocol.layout import Path
from vpt.protocol.outline import Outline, condition_value, text_value
from vpt.protocol.rewriting import drop, put
from vpt.protocol.writing import typed, typed_line

TEXTS: Mapping[Of, frozenset[str]] = {
    Of.PROTOCOL: frozenset({"title", "after_report"}),
    Of.STEP: frozenset({"title", "why", "reporter", "basis"}),
}
PLURAL = {Of.PARTY: "parties", Of.PHASE: "phases", Of.FACT: "facts"}
TERMS: Mapping[TermField, Path] = {
    TermField.DUE: ("due",),
    TermField.TARGET: ("target",),
    TermField.EVERY: ("repeat", "every"),
    TermField.EVERY_TARGET: ("repeat", "target"),
}


def set_text(text: str, edit: SetText) -> str:
    """Write other words."""
    path = _text_path(Outline(text), edit.place)
    clean = typed_line if edit.place.field == "title" else typed
    return put(text, path, text_value(clean(edit.nl, "nl"), clean(edit.en, "en")))


def _text_path(outline: Outline, place: TextPlace) -> Path:
    if place.field not in TEXTS.get(place.of, frozenset({"title"})):
        raise RuleBroken("text_place_unknown", field="field")
    if place.of is Of.PROTOCOL:
        return (place.field,)
    if place.of is Of.STEP:
        field: Path = ("basis", "text") if place.field == "basis" else (place.field,)
        return (*outline.step(place.key), *field)
    if place.of is Of.OUTCOME:
        return (*outline.outcome(place.key, place.outcome), place.field)
    return (*outline.named(PLURAL[place.of], place.key), place.field)


def set_owner(text: str, edit: SetOwner) -> str:
    """Name another owner of the protocol."""
    return put(text, ("owner",), needed_line(edit.owner, "owner"))


def needed_line(words: str, field: str) -> str:
    """Return words that may not be left out; refuses with `text_missing`."""
    kept = typed_line(words, field)
    if not kept:
        raise RuleBroken("text_missing", field=field)
    return kept


def set_term(text: str, edit: SetTerm) -> str:
    """Write another term, or leave a target out."""
    outline = Outline(text)
    step = outline.step(edit.step)
    path = (*step, *TERMS[edit.field])
    if path[-2] == "repeat" and outline.found((*step, "repeat")) is None:
        raise RuleBroken("repeat_missing", field="term")
    if not edit.term.strip() and path[-1] == "target":
        return drop(text, path)
    return put(text, path, written_term(edit.term, "term"))


def written_term(term: str, field: str) -> str:
    """Return a term as the file writes it; refuses with `term_unknown`."""
    try:
        return terms.write_term(terms.parse_term(term))
    except ValueError:
        raise RuleBroken("term_unknown", field=field) from None


def set_anchor(text: str, edit: SetAnchor) -> str:
    """Write another moment to count from."""
    path = (*Outline(text).step(edit.step), "anchor")
    return put(text, path, written_anchor(edit.anchor))


def written_anchor(anchor: str) -> str:
    """Return an anchor as the file writes it; refuses with `anchor_unknown`."""
    try:
        return terms.write_anchor(terms.parse_anchor(anchor))
    except ValueError:
        raise RuleBroken("anchor_unknown", field="anchor") from None


def set_repeat(text: str, edit: SetRepeat) -> str:
    """Let a step come back, or no longer."""
    outline = Outline(text)
    path = (*outline.step(edit.step), "repeat")
    if edit.repeat is None:
        return drop(text, path)
    return put(text, path, repeat_value(outline, edit.repeat))


def repeat_value(outline: Outline, repeat: NewRepeat) -> dict[str, str]:
    """Return a repetition as it is written."""
    outline.refuse_unknown_facts((repeat.until,), "until")
    value = {"every": written_term(repeat.every, "every"), "until": repeat.until}
    if repeat.target.strip():
        value["target"] = written_term(repeat.target, "target")
    return value


def set_party(text: str, edit: SetParty) -> str:
    """Give a step to somebody else in the chain."""
    outline = Outline(text)
    outline.named("parties", edit.party)
    return put(text, (*outline.step(edit.step), "party"), edit.party)


def set_phase(text: str, edit: SetPhase) -> str:
    """Put a step in another phase."""
    outline = Outline(text)
    outline.named("phases", edit.phase)
    return put(text, (*outline.step(edit.step), "phase"), edit.phase)


def set_gate(text: str, edit: SetGate) -> str:
    """Say whether a case may be closed without the step."""
    return _switched(text, edit.step, "gate", is_on=edit.value)


def set_optional(text: str, edit: SetOptional) -> str:
    """Say whether the step may be left out of the protocol."""
    return _switched(text, edit.step, "optional", is_on=edit.value)


def set_pausable(text: str, edit: SetPausable) -> str:
    """Say whether the step's clock may be stopped."""
    return _switched(text, edit.step, "pausable", is_on=edit.value)


def _switched(text: str, step: str, name: str, *, is_on: bool) -> str:
    outline = Outline(text)
    path = (*outline.step(step), name)
    is_default = is_on == (name == "pausable")
    if is_default and outline.found(path) is None:
        return text
    return put(text, path, is_on)


def set_when(text: str, edit: SetWhen) -> str:
    """Write which facts call for the step."""
    outline = Outline(text)
    path = (*outline.step(edit.step), "when")
    outline.refuse_unknown_facts(edit.when.names(), "when")
    value = condition_value(edit.when)
    return put(text, path, value) if value else drop(text, path)


def set_after(text: str, edit: SetAfter) -> str:
    """Write which steps come first."""
    outline = Outline(text)
    path = (*outline.step(edit.step), "after")
    outline.refuse_unknown_steps(edit.after, "after")
    return put(text, path, list(edit.after)) if edit.after else drop(text, path)


def set_basis(text: str, edit: SetBasis) -> str:
    """Write on whose authority the step exists."""
    outline = Outline(text)
    path = (*outline.step(edit.step), "basis")
    text = put(text, (*path, "source"), needed_line(edit.source, "source"))
    if not edit.verified and outline.found((*path, "verified")) is None:
        return text
    return put(text, (*path, "verified"), edit.verified)
