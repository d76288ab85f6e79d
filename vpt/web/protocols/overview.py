"""What the page of a draft shows: what is wrong with it, or what it changes."""

from typing import Any

from vpt.cases import protocols
from vpt.core.actor import Actor
from vpt.protocol.definition import Protocol
from vpt.revision.models import ProtocolDraft
from vpt.web.protocols import faults, showing, telling


def of_draft(actor: Actor, draft: ProtocolDraft, locale: str) -> dict[str, Any]:
    """Return the fault in words, or the steps, the drawing and what changed."""
    protocol, fault = faults.of_text(draft.text)
    if protocol is None:
        words = faults.told(fault, draft.text, locale) if fault else ""
        return {"fault": words, "line": fault.line if fault else 0}
    base = base_of(actor, draft)
    marks = telling.marks(base, protocol)
    return {
        "fault": "",
        "protocol": protocol,
        "differences": telling.rows(base, protocol, locale),
        "phases": showing.phases(protocol, locale, marks),
        "drawing": showing.drawing(protocol, locale, marks),
    }


def base_of(actor: Actor, draft: ProtocolDraft) -> Protocol:
    """Return the protocol a draft is compared with."""
    held = protocols.parsed_versions(actor.organisation_id, {draft.base_id})
    return held[draft.base_id]
