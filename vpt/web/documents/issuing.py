"""Issues a document from a request: drawn outside, stored inside a unit of work."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from flask import Response, flash

from vpt.cases import dossier, wording
from vpt.core import clock
from vpt.documents import issue, issued
from vpt.documents.kinds.registry import KINDS
from vpt.documents.models import IssuedDocument
from vpt.infra import storage
from vpt.infra.db import unit_of_work
from vpt.partners.disclosure import Profile
from vpt.web.documents import part_words, words
from vpt.web.headers import as_file
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor


def issue_once(
    case_id: UUID, kind: str, profile: Profile, purpose: str
) -> tuple[IssuedDocument, bool]:
    """Return the newest copy and whether it is new: nothing is drawn when nothing changed."""
    actor, now = current_actor(), clock.now()
    request = dossier.prepare(actor, case_id, kind, profile, now=now)
    return issue_request(replace(request, purpose=purpose), now=now)


def issue_request(request: issue.Request, *, now: datetime) -> tuple[IssuedDocument, bool]:
    """Issue what a room prepared, unless nothing changed; outside any unit of work."""
    try:
        return _issued(request, now)
    except issue.MadeMeanwhile:
        return _issued(request, now)


def _issued(request: issue.Request, now: datetime) -> tuple[IssuedDocument, bool]:
    actor = current_actor()
    before = issue.unchanged(actor, request)
    if before is not None:
        return before, False
    drawn = issue.draw(actor, request, issued_at=wording.moment(now), now=now)
    try:
        row, is_new = _store(request, drawn, now)
    except BaseException:
        storage.discard(drawn.staged)
        raise
    (storage.settle if is_new else storage.discard)(drawn.staged)
    return row, is_new


def tell(row: IssuedDocument, made: str, *, is_new: bool) -> None:
    """Say that a document was made and what changed in it, or that nothing changed."""
    same = _("Er is niets veranderd sinds versie %(number)s. Gebruik die.", number=row.version)
    news = " ".join(part for part in (made, part_words.changed(row)) if part)
    flash(news if is_new else same, "success" if is_new else "info")


def _store(
    request: issue.Request, drawn: issue.Drawn, now: datetime
) -> tuple[IssuedDocument, bool]:
    """Store a drawn document, unless somebody issued the same in the meantime."""
    actor = current_actor()
    with unit_of_work():
        before = issue.unchanged(actor, request)
        if before is not None:
            return before, False
        return issue.store(actor, drawn, now=now), True


def send(reference: str, find: Callable[[], IssuedDocument]) -> Response:
    """Return the frozen bytes as a download; who took them is written down."""
    with unit_of_work():
        row = find()
        pieces = issued.download(current_actor(), row, now=clock.now())
    response = Response(pieces, mimetype=issue.MEDIA_TYPE)
    name = words.file_name(reference, KINDS[row.kind].title, row.profile, row.version)
    return as_file(response, name)
