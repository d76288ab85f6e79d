"""Sharing in three pages without a script: to whom, what, and a look before it leaves."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken, StaleData
from vpt.core.worktime import local_date
from vpt.sharing import planning, queries
from vpt.sharing.planning import Planned
from vpt.web.cases import pages
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor
from vpt.web.sharing import previewing, sending, words
from vpt.web.sharing.blueprint import CASE, TAB, bp, open_page
from vpt.web.sharing.forms import TO_WHOM, WHAT, ShareForm

FIRST, SECOND, LAST = "who", "what", "check"
BACK = {SECOND: FIRST, LAST: SECOND}


@bp.get(f"{CASE}/delen/nieuw")
@requires(Permission.CASE_SHARE)
def begin(case_id: UUID) -> ResponseReturnValue:
    """Ask with whom to share."""
    page = open_page(case_id)
    form = _form(page)
    form.version.data = str(page.head.version)
    return _page(page, form, FIRST)


@bp.post(f"{CASE}/delen/nieuw")
@requires(Permission.CASE_SHARE)
def go_on(case_id: UUID) -> ResponseReturnValue:
    """Go a page on or back; from the last page the share leaves."""
    page = open_page(case_id)
    form = _form(page)
    sent = queries.find(current_actor(), form.share_id())
    if sent is not None:
        flash(_("Dit is al gedeeld. Een code die je niet meer weet, maak je opnieuw."), "info")
        return redirect(url_for("sharing.show", case_id=sent.case_id, share_id=sent.id))
    at = form.at.data if form.at.data in {FIRST, SECOND, LAST} else FIRST
    if "terug" in request.form:
        return _page(page, form, BACK.get(at, FIRST))
    if not _knows_whom(form):
        return _page(page, form, FIRST), 422
    if at == FIRST:
        form.prepare(local_date(clock.now()))
        return _page(page, form, SECOND)
    return _last(page, form, is_sent=at == LAST)


@bp.post(f"{CASE}/delen/voorbeeld")
@requires(Permission.CASE_SHARE)
def preview(case_id: UUID) -> ResponseReturnValue:
    """Show the page as the recipient would get it; nothing is stored."""
    page = open_page(case_id)
    form = _form(page)
    planned = _planned(case_id, form)
    return previewing.page(planned) if planned else (_page(page, form, FIRST), 422)


@bp.post(f"{CASE}/delen/voorbeeld.pdf")
@requires(Permission.CASE_SHARE)
def preview_pdf(case_id: UUID) -> ResponseReturnValue:
    """Draw the copy as the recipient would get it, unsealed and marked as an example."""
    page = open_page(case_id)
    form = _form(page)
    planned = _planned(case_id, form)
    return previewing.pdf(planned) if planned else (_page(page, form, FIRST), 422)


def _last(page: CasePage, form: ShareForm, *, is_sent: bool) -> ResponseReturnValue:
    """Show the last page, or send; what is wrong goes back to the page it is on."""
    try:
        planned = _plan(page.head.id, form)
        if planned is None:
            return _page(page, form, SECOND), 422
        if is_sent:
            return sending.send(planned, form.seen())
    except StaleData as stale:
        page = open_page(page.head.id)
        form.version.data = str(page.head.version)
        return _page(page, form, LAST, planned=planned, stale=stale), 409
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        where = FIRST if refusal.details.get("field") in TO_WHOM else SECOND
        return _page(page, form, where), 422
    return _page(page, form, LAST, planned=planned)


def _plan(case_id: UUID, form: ShareForm) -> Planned | None:
    if not form.fits(*TO_WHOM, *WHAT):
        return None
    return planning.plan(
        current_actor(), case_id, form.to_chosen(), share_id=form.share_id(), now=clock.now()
    )


def _planned(case_id: UUID, form: ShareForm) -> Planned | None:
    """Return what a preview shows; None when the form does not hold together."""
    try:
        return _plan(case_id, form)
    except RuleBroken:
        return None


def _knows_whom(form: ShareForm) -> bool:
    if not form.fits(*TO_WHOM):
        return False
    try:
        planning.check_to_whom(current_actor(), form.to_whom(), now=clock.now())
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return False
    return True


def _form(page: CasePage) -> ShareForm:
    form = ShareForm()
    form.offer(queries.recipients(current_actor(), local_date(clock.now())), page.evidence)
    form.share_id()
    return form


def _page(
    page: CasePage,
    form: ShareForm,
    at: str,
    *,
    planned: Planned | None = None,
    stale: StaleData | None = None,
) -> str:
    form.at.data = at
    return pages.render(
        f"sharing/{at}.html",
        page,
        TAB,
        form=form,
        planned=planned,
        told=words,
        carried={FIRST: WHAT, SECOND: TO_WHOM, LAST: (*TO_WHOM, *WHAT)}[at],
        stale=stale,
        changes=stale.details.get("changes", ()) if stale else (),
        actions=sending.ACTIONS,
    )
