"""The draft of a next protocol version: begun, changed by one person at a time, thrown away."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from vpt.accounts import service as accounts
from vpt.audit import service as audit
from vpt.cases.models import ProtocolVersion
from vpt.core import policy
from vpt.core.actor import Actor, Author, Permission
from vpt.core.errors import NotVisible, RuleBroken, StaleData
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.protocol import editing, loader
from vpt.protocol.edits import Edit
from vpt.protocol.source import ProtocolFault
from vpt.revision import queries, rules
from vpt.revision.models import ProtocolDraft

CODE = 200
"""Longest code in the trail."""


def start(actor: Actor, text: str, *, now: datetime) -> ProtocolDraft:
    """Begin the organisation's one draft with a text, to be compared with the newest version.

    Raises RuleBroken: "draft_exists", "no_protocol", or what `rules.clean` refuses.
    """
    policy.ensure(actor, Permission.PROTOCOL_EDIT)
    accounts.queue_up(actor.organisation_id)
    if queries.draft_of(actor) is not None:
        raise RuleBroken("draft_exists")
    base = queries.newest(queries.versions(actor.organisation_id, now=now))
    if base is None:
        raise RuleBroken("no_protocol")
    draft = ProtocolDraft(
        organisation_id=actor.organisation_id,
        id=new_id(),
        base_id=base.id,
        text=rules.clean(text),
        revision=1,
        started_at=now,
        started_by=actor.id,
        changed_at=now,
        changed_by=actor.id,
    )
    db.session.add(draft)
    db.session.flush()
    _note(actor, "protocol.draft_started", draft, now)
    return draft


def hold(actor: Actor, revision: int) -> ProtocolDraft:
    """Return the draft to change, while nobody else can; StaleData when somebody was first.

    NotVisible when it was released or thrown away meanwhile.
    """
    policy.ensure(actor, Permission.PROTOCOL_EDIT)
    accounts.queue_up(actor.organisation_id)
    draft = db.session.scalar(
        select(ProtocolDraft)
        .where(ProtocolDraft.organisation_id == actor.organisation_id)
        .execution_options(populate_existing=True)
    )
    if draft is None:
        raise NotVisible("not_found")
    if draft.revision != revision:
        raise StaleData("draft_moved")
    return draft


def rewrite(
    actor: Actor, text: str, what: tuple[str, str], *, revision: int, now: datetime
) -> ProtocolDraft:
    """Store the changed text of the draft; `what` tells the trail which edit, of which step.

    Raises what `hold` and `rules.clean` refuse; RuleBroken("nothing_changed") for the same text.
    """
    draft = hold(actor, revision)
    changed = rules.clean(text)
    if changed == draft.text:
        raise RuleBroken("nothing_changed")
    draft.text, draft.revision = changed, draft.revision + 1
    draft.changed_at, draft.changed_by = now, actor.id
    _note(actor, "protocol.draft_changed", draft, now, edit=what[0], step=what[1])
    db.session.flush()
    return draft


def carry_out(text: str, edits: Sequence[Edit]) -> str:
    """Return the text with all edits; slow enough to stay outside a unit of work.

    Raises what `editing.apply` refuses, and the ProtocolFault of a text that could work before
    and could not any more.
    """
    changed = text
    for edit in edits:
        changed = editing.apply(changed, edit)
    if changed != text and can_work(text):
        loader.load(changed)
    return changed


def told(edits: Sequence[Edit]) -> tuple[str, str]:
    """Return what the trail says of edits: their names, and the keys of the steps."""
    steps = {step for edit in edits if isinstance(step := getattr(edit, "step", ""), str)}
    names = dict.fromkeys(type(edit).__name__ for edit in edits)
    return ",".join(names)[:CODE], ",".join(sorted(steps - {""}))[:CODE]


def next_key(actor: Actor, text: str) -> str:
    """Return the key a new own step gets: none that any version of the organisation had."""
    earlier = db.session.scalars(
        select(ProtocolVersion.text).where(ProtocolVersion.organisation_id == actor.organisation_id)
    )
    return editing.next_key(text, *earlier)


def can_work(text: str) -> bool:
    """Tell whether a text is a protocol without faults."""
    try:
        loader.load(text)
    except ProtocolFault:
        return False
    return True


def discard(actor: Actor, *, revision: int, now: datetime) -> None:
    """Throw the draft away; what is in force does not change."""
    draft = hold(actor, revision)
    _note(actor, "protocol.draft_discarded", draft, now)
    db.session.delete(draft)
    db.session.flush()


def _note(
    author: Actor | Author, action: str, draft: ProtocolDraft, now: datetime, **codes: str
) -> None:
    told = {name: value for name, value in codes.items() if value}
    subject = ("protocol_draft", draft.id)
    told["revision"] = str(draft.revision)
    audit.record(author, action, subject, at=now, codes=told)
