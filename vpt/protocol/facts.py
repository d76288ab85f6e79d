"""The closed list of facts that code sets; every other fact comes from an outcome in a protocol."""

from collections.abc import Mapping
from datetime import date, datetime

from vpt.protocol.definition import FactContent, FactType, Scope

OWN = "own."
"""Facts of an organisation's own steps; code neither reads nor sets them."""

SET_BY_CODE: Mapping[str, tuple[Scope, FactType]] = {
    "occurred": (Scope.CASE, FactType.MOMENT),
    "submitted": (Scope.CASE, FactType.MOMENT),
    "in_danger": (Scope.CASE, FactType.FLAG),
    "evidence_exists": (Scope.CASE, FactType.FLAG),
    "injury": (Scope.CASE, FactType.FLAG),
    "serious": (Scope.CASE, FactType.FLAG),
    "damage": (Scope.CASE, FactType.FLAG),
    "complaint_offence": (Scope.CASE, FactType.FLAG),
    "public_order": (Scope.CASE, FactType.FLAG),
    "category": (Scope.CASE, FactType.TEXT),
    "severity": (Scope.CASE, FactType.NUMBER),
    "retention_ends_on": (Scope.CASE, FactType.DATE),
    "known_to_victim_on": (Scope.VICTIM, FactType.DATE),
    "last_known_act_on": (Scope.VICTIM, FactType.DATE),
    "claim_form_received": (Scope.VICTIM, FactType.DATE),
    "perpetrator_known": (Scope.PERPETRATOR, FactType.FLAG),
    "arrested": (Scope.PERPETRATOR, FactType.FLAG),
    "measure_ends_on": (Scope.MEASURE, FactType.DATE),
    "measure_ended": (Scope.MEASURE, FactType.FLAG),
    "criminal_file_at_om": (Scope.CASE, FactType.FLAG),
    "judgment_final": (Scope.CASE, FactType.DATE),
    "agreed": (Scope.AGREEMENT, FactType.FLAG),
    "agreement_due_on": (Scope.AGREEMENT, FactType.DATE),
}
"""Key to scope and type. The case room keeps these up to date; a protocol may read them all."""

PERMANENT = frozenset({"occurred", "submitted"})
"""Every case has these; they may be corrected, never taken back."""

_CONTENT: Mapping[FactType, type] = {
    FactType.FLAG: bool,
    FactType.NUMBER: int,
    FactType.TEXT: str,
    FactType.DATE: date,
    FactType.MOMENT: datetime,
}


def fits(value: FactContent, kind: FactType) -> bool:
    """Tell whether a value is of a fact's type; a moment carries its offset."""
    if kind is FactType.MOMENT:
        return isinstance(value, datetime) and value.tzinfo is not None
    return type(value) is _CONTENT[kind]


def as_text(value: FactContent) -> str:
    """Return a value as one line of text, for storing beside its fact's key."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def from_text(text: str, kind: FactType) -> FactContent:
    """Read back what `as_text` wrote; ValueError when it is no such value."""
    if kind is FactType.FLAG:
        if text not in {"true", "false"}:
            raise ValueError(text)
        return text == "true"
    if kind is FactType.NUMBER:
        return int(text)
    if kind is FactType.DATE:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text) if kind is FactType.MOMENT else text
