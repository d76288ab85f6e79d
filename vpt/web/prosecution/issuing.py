"""Draws the dossier and its identity sheet outside any unit of work, and keeps them inside one."""

from datetime import datetime

from flask import Response

from vpt.cases import wording
from vpt.documents import issue
from vpt.documents.issue import Drawn
from vpt.infra import storage
from vpt.infra.db import unit_of_work
from vpt.prosecution import service
from vpt.prosecution.dossier import Prepared
from vpt.prosecution.models import HandIn
from vpt.web.documents import previewing
from vpt.web.session import current_actor


def hand_in(prepared: Prepared, *, now: datetime) -> HandIn:
    """Draw, seal and keep a dossier; what was drawn is thrown away when somebody was first."""
    drawn: list[Drawn] = []
    try:
        drawn.append(_drawn(prepared.dossier, now))
        if issue.unchanged(current_actor(), prepared.identity) is None:
            drawn.append(_drawn(prepared.identity, now))
        with unit_of_work():
            sheet = drawn[1] if len(drawn) > 1 else None
            row = service.keep(current_actor(), prepared, drawn[0], sheet, now=now)
    except BaseException:
        for one in drawn:
            storage.discard(one.staged)
        raise
    for one in drawn:
        storage.settle(one.staged)
    return row


def preview(prepared: Prepared, *, now: datetime) -> Response:
    """Return the dossier as it would leave, unsealed and marked as an example on every page."""
    with unit_of_work():
        service.note_preview(current_actor(), prepared.dossier.case_id, now=now)
    return previewing.answer(previewing.draw(prepared.dossier, now=now))


def _drawn(request: issue.Request, now: datetime) -> Drawn:
    return issue.draw(current_actor(), request, issued_at=wording.moment(now), now=now)
