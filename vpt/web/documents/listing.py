"""The papers of a case as its page lists them: by kind, the newest of each series on top."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from vpt.cases.views import CasePage
from vpt.core.actor import Actor
from vpt.documents import issued
from vpt.documents.issued import Taken
from vpt.documents.kinds.registry import KINDS
from vpt.documents.models import IssuedDocument
from vpt.infra import keysets
from vpt.sharing import receipts
from vpt.sharing.receipts import Fetched
from vpt.web.documents import part_words, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One issued document."""

    row: IssuedDocument
    state: words.State
    recipient: str
    """As printed on it; empty when that can no longer be read."""
    changed: str
    by: str
    taken: Taken | None
    taken_by: str
    withdrawn_by: str
    share: Fetched | None
    """Of which share it is a copy."""


@dataclass(slots=True)
class Series:
    """Everything of one kind: what stands, and what was there before."""

    title: str
    now: list[Line] = field(default_factory=list)
    earlier: list[Line] = field(default_factory=list)


def of_case(actor: Actor, page: CasePage) -> list[Series]:
    """Return the papers of a case in reach; the number of statements is always the same."""
    rows = page.documents
    if not rows:
        return []
    taken, shared = issued.downloads(actor, page.head.id), receipts.fetched(actor, page.head.id)
    keysets.prefetch(actor.organisation_id, {one.keyset_id for one in rows if one.keyset_id})
    old = issued.superseded(rows)
    lines = [_line(row, row.id in old, page.names, taken.get(row.id), shared.get(row.id))
             for row in rows]  # fmt: skip
    return _grouped(lines)


def _grouped(lines: Iterable[Line]) -> list[Series]:
    """Put the kind first of which something was made last."""
    kinds: dict[str, Series] = {}
    for line in lines:
        kind = kinds.setdefault(line.row.kind, Series(title=KINDS[line.row.kind].title))
        stands = line.state is words.State.VALID or not _has_later(kind.now, line)
        (kind.now if stands else kind.earlier).append(line)
    return list(kinds.values())


def _has_later(lines: Iterable[Line], line: Line) -> bool:
    mine = line.row.profile, line.row.subject_id
    return any((one.row.profile, one.row.subject_id) == mine for one in lines)


def _line(
    row: IssuedDocument,
    is_old: bool,  # noqa: FBT001  one of the facts of a line
    names: Mapping[UUID, str],
    taken: Taken | None,
    share: Fetched | None,
) -> Line:
    return Line(
        row=row,
        state=_state(row, is_old=is_old),
        recipient=_recipient(row),
        changed=part_words.changed(row),
        by=names.get(row.issued_by, "–"),
        taken=taken,
        taken_by=(taken.last_by if taken else "") or "–",
        withdrawn_by=_name(names, row.withdrawn_by),
        share=share,
    )


def _state(row: IssuedDocument, *, is_old: bool) -> words.State:
    if row.withdrawn_at is not None:
        return words.State.WITHDRAWN
    if row.file_id is None:
        return words.State.DESTROYED
    return words.State.REPLACED if is_old else words.State.VALID


def _recipient(row: IssuedDocument) -> str:
    if row.keyset_id is None or row.file_id is None:
        return ""
    return str((row.told or {}).get("recipient", ""))


def _name(names: Mapping[UUID, str], person: UUID | None) -> str:
    return names.get(person, "–") if person is not None else "–"
