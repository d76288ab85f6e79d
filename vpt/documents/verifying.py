"""Judging a copy that somebody brings: what became of the document it says it is, and no more."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select, tuple_
from sqlalchemy.orm import aliased

from vpt.accounts import queries as accounts
from vpt.accounts.models import Organisation
from vpt.core.worktime import local_date
from vpt.documents import checking, seals, traces
from vpt.documents.kinds.registry import KINDS
from vpt.documents.models import DocumentStamp, IssuedDocument
from vpt.documents.traces import Traces
from vpt.infra.db import db


class State(StrEnum):
    """What can be said of a copy."""

    GENUINE = "genuine"
    SUPERSEDED = "superseded"
    """Genuine, but there is a newer version."""
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"
    """It carries our code or our seal, but is not what we issued."""
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """All that anybody may know of a document: never whose it is, for whom or what it says."""

    state: State
    title: str = ""
    """Kind of document; empty when that cannot be told."""
    issued_on: date | None = None
    organisation: str = ""
    is_demo: bool = False


def judge(source: BinaryIO) -> Verdict:
    """Judge a file by its content; it may be anything, and nothing of it is kept."""
    return judge_traces(traces.of(source))


def judge_traces(found: Traces) -> Verdict:
    """Judge a file by what was found in it."""
    stamped = select(DocumentStamp.organisation_id, DocumentStamp.document_id).where(
        DocumentStamp.sha256 == found.sha256
    )
    row_id = tuple_(IssuedDocument.organisation_id, IssuedDocument.id)
    # Asked apart: together no index would serve either.
    known = _find(IssuedDocument.sha256 == found.sha256) or _find(row_id.in_(stamped))
    if known is not None:
        return known
    marked = _find(IssuedDocument.check_code.in_(list(found.codes))) if found.codes else None
    if marked is not None:
        return replace(marked, state=State.CHANGED)
    return _by_seal(found.fingerprints)


def judge_code(text: str) -> Verdict:
    """Say of which document a code is; NOT_OURS when none. Only the file proves more than that.

    Asks the database the same, found or not.
    """
    code = checking.read(text) or ""
    return _find(IssuedDocument.check_code == code) or _not_ours()


def _find(which: ColumnElement[bool]) -> Verdict | None:
    """Return the verdict on a document as issued, in one statement; None when there is none."""
    newer = aliased(IssuedDocument)
    later = exists().where(
        newer.organisation_id == IssuedDocument.organisation_id,
        newer.case_id == IssuedDocument.case_id,
        newer.kind == IssuedDocument.kind,
        newer.profile == IssuedDocument.profile,
        newer.subject_id == IssuedDocument.subject_id,
        newer.version > IssuedDocument.version,
        newer.withdrawn_at.is_(None),
    )
    row = db.session.execute(
        select(IssuedDocument, Organisation.name, later.label("has_newer"))
        .join(Organisation, Organisation.id == IssuedDocument.organisation_id)
        .where(which)
        .order_by(IssuedDocument.issued_at)
        .limit(1)
    ).first()
    if row is None:
        return None
    document: IssuedDocument = row.IssuedDocument
    kind = KINDS.get(document.kind)
    return Verdict(
        state=_state(document, is_replaced=row.has_newer and not (kind and kind.versions_add_up)),
        title=kind.title if kind else "",
        issued_on=local_date(document.issued_at),
        organisation=row.name,
        is_demo=accounts.is_demo(),
    )


def _state(document: IssuedDocument, *, is_replaced: bool) -> State:
    if document.withdrawn_at is not None:
        return State.WITHDRAWN
    return State.SUPERSEDED if is_replaced else State.GENUINE


def _by_seal(fingerprints: Collection[str]) -> Verdict:
    """Judge a file without a code of ours by who sealed it; former seals count as well."""
    for fingerprint in fingerprints:
        seal = seals.ours(fingerprint)
        if seal is not None:
            return Verdict(
                state=State.CHANGED,
                organisation=_name_of(seal.organisation_id),
                is_demo=accounts.is_demo(),
            )
    return _not_ours()


def _not_ours() -> Verdict:
    return Verdict(state=State.NOT_OURS, is_demo=accounts.is_demo())


def _name_of(organisation_id: UUID) -> str:
    return db.session.scalars(
        select(Organisation.name).where(Organisation.id == organisation_id)
    ).one()
