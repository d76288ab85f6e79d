"""Sends what was planned: drawn and sealed outside any unit of work, stored inside one."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from flask import flash, make_response, redirect, url_for
from flask.typing import ResponseReturnValue

from vpt.cases import labels, wording
from vpt.core import clock
from vpt.documents import issue
from vpt.documents.issue import Drawn, Request
from vpt.infra import storage
from vpt.infra.db import unit_of_work
from vpt.sharing import service
from vpt.sharing.planning import Planned, Supplement
from vpt.sharing.rules import CODE_LASTS
from vpt.sharing.service import Sent
from vpt.web.cases import pages
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor
from vpt.web.sharing import words
from vpt.web.sharing.blueprint import TAB, open_page

ACTIONS = labels.ACTION
Kept = TypeVar("Kept")


def send(planned: Planned, version: int) -> ResponseReturnValue:
    """Send a share; a code to read out is shown in this one answer and never again."""
    actor, now = current_actor(), clock.now()
    sent: Sent = _kept(
        planned.request,
        lambda drawn: service.share(actor, planned, drawn, version=version, now=now),
        now,
    )
    if not sent.code:
        flash(_("Gedeeld met %(who)s.", who=planned.officer.name), "success")
        share = sent.share
        return redirect(url_for("sharing.show", case_id=share.case_id, share_id=share.id))
    page = open_page(sent.share.case_id)
    response = make_response(
        pages.render(
            "sharing/sent.html",
            page,
            TAB,
            share=sent.share,
            code=sent.code,
            officer=planned.officer,
            told=words,
            lasts=CODE_LASTS.days,
        )
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def send_supplement(planned: Supplement, version: int) -> None:
    """Send the next copy of a share."""
    actor, now = current_actor(), clock.now()
    _kept(
        planned.request,
        lambda drawn: service.supplement(actor, planned, drawn, version=version, now=now),
        now,
    )


def _kept(request: Request, keep: Callable[[Drawn], Kept], now: datetime) -> Kept:
    drawn = issue.draw(current_actor(), request, issued_at=wording.moment(now), now=now)
    try:
        with unit_of_work():
            kept = keep(drawn)
    except BaseException:
        storage.discard(drawn.staged)
        raise
    storage.settle(drawn.staged)
    return kept
