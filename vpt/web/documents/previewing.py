"""What a paper will look like: drawn as it would be issued, unsealed and marked on every page."""

from dataclasses import replace
from datetime import datetime

from flask import Response

from vpt.cases import wording
from vpt.documents import house, issue
from vpt.documents.kinds.registry import KINDS
from vpt.web.headers import as_file
from vpt.web.session import current_actor

NOT_YET = "voorbeeld"
"""Stands where an issued copy has its number; papers are Dutch."""


def draw(request: issue.Request, *, now: datetime, version: str = NOT_YET) -> bytes:
    """Return the paper of a request in house style; whoever asks writes down that it was seen."""
    view = house.dressed(request.view, current_actor().organisation_id)
    meta = replace(
        view.meta, preview=True, version=version, issued_at=wording.moment(now),
        issued_at_iso=now.isoformat(timespec="seconds"),
    )  # fmt: skip
    return KINDS[request.kind].render(replace(view, meta=meta), ())


def answer(pdf: bytes, disposition: str = "inline") -> Response:
    """Return a drawn preview to the browser, in which nothing of it may run."""
    return as_file(Response(pdf, mimetype=issue.MEDIA_TYPE), "voorbeeld.pdf", disposition)
