"""Carries out one edit on a protocol's text and leaves every other line as its owner wrote it.

The text may be a draft that `loader.load` still refuses: an edit refuses only what is nonsense in
itself, with a `RuleBroken` whose `field` names the part of the edit; whether the protocol can work
is for `load` to say afterwards.
"""

from collections.abc import Callable, Mapping
from typing import Any

from vpt.protocol import editing_steps as steps
from vpt.protocol import edits, own_facts, own_steps
from vpt.protocol.edits import Edit

__all__ = ["apply", "fact_key", "next_key"]

fact_key = own_facts.fact_key
next_key = own_steps.next_key

CHANGES: Mapping[type, Callable[[str, Any], str]] = {
    edits.SetText: steps.set_text,
    edits.SetOwner: steps.set_owner,
    edits.SetTerm: steps.set_term,
    edits.SetAnchor: steps.set_anchor,
    edits.SetRepeat: steps.set_repeat,
    edits.SetParty: steps.set_party,
    edits.SetPhase: steps.set_phase,
    edits.SetGate: steps.set_gate,
    edits.SetOptional: steps.set_optional,
    edits.SetPausable: steps.set_pausable,
    edits.SetWhen: steps.set_when,
    edits.SetAfter: steps.set_after,
    edits.SetBasis: steps.set_basis,
    edits.AddStep: own_steps.add_step,
    edits.RemoveStep: own_steps.remove_step,
    edits.MoveStep: own_steps.move_step,
    edits.AddOutcome: own_steps.add_outcome,
    edits.RemoveOutcome: own_steps.remove_outcome,
    edits.AddFact: own_facts.add_fact,
    edits.RemoveFact: own_facts.remove_fact,
}


def apply(text: str, edit: Edit) -> str:
    """Return the text with this edit; the same text when it said so already.

    Refuses with `protocol_unreadable`, `layout_unusual`, `step_unknown`, `party_unknown`,
    `phase_unknown`, `fact_unknown`, `outcome_unknown`, `text_place_unknown`, `text_missing`,
    `text_unwritable`, `term_unknown`, `anchor_unknown`, `repeat_missing`, and, for what is the
    organisation's own, `key_taken`, `key_wrong`, `outcome_missing`, `step_mandatory`,
    `step_in_use`, `step_of_reference`, `fact_foreign`, `fact_in_use` (`steps`: by which).
    """
    return CHANGES[type(edit)](text, edit)
