"""What the recipient would get, shown to the sender: the page and the copy, stored nowhere."""

from dataclasses import replace
from datetime import datetime

from flask import Response, render_template

from vpt.cases import wording
from vpt.core import clock
from vpt.documents.kinds.registry import KINDS
from vpt.infra.db import unit_of_work
from vpt.sharing import reading, service
from vpt.sharing.planning import Planned
from vpt.sharing.reading import Copy
from vpt.sharing.rules import Door, Reader
from vpt.web import moments
from vpt.web.documents import previewing
from vpt.web.portal import answering
from vpt.web.portal import words as portal_words
from vpt.web.portal.added import Paper, called
from vpt.web.portal.forms import RejectForm
from vpt.web.session import current_actor


class Nowhere:
    """An entry whose addresses lead nowhere: in a preview nothing can be done."""

    text = "voorbeeld"

    def url(self, _page: str, **_values: object) -> str:
        """Return an address on the page itself."""
        return "#"


def page(planned: Planned) -> str:
    """Return the recipient's page, filled as it would be."""
    actor, now = current_actor(), clock.now()
    with unit_of_work():
        service.note_preview(actor, planned, now=now)
    row = service.row_of(actor, planned, now)
    seen = reading.page_of(row, Reader(door=Door(row.door)), now=now)
    copy = _copy(planned, now)
    return render_template(
        "sharing/as_recipient.html",
        page=replace(seen, copies=[copy]),
        papers=[Paper(copy=copy)],
        called=called,
        entry=Nowhere(),
        answer=answering.form_for(row, None),
        reject=RejectForm(formdata=None),
        words=portal_words,
        kinds=KINDS,
        moments=moments,
        size=wording.size,
        now=now,
    )


def pdf(planned: Planned) -> Response:
    """Return the copy drawn exactly as it would be issued, unsealed and marked on every page."""
    now = clock.now()
    with unit_of_work():
        service.note_preview(current_actor(), planned, now=now)
    return previewing.answer(previewing.draw(planned.request, now=now))


def _copy(planned: Planned, now: datetime) -> Copy:
    return Copy(
        number=1,
        kind=planned.request.kind,
        made_at=now,
        news="",
        size=len(previewing.draw(planned.request, now=now)),
        is_new=False,
        is_there=True,
    )
