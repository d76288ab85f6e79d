"""One share: who opened it, taking it back, and sending what is new."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken, StaleData
from vpt.infra.db import unit_of_work
from vpt.partners.disclosure import Section
from vpt.sharing import choosing, planning, queries, service
from vpt.sharing.models import Share
from vpt.web.cases import acting, pages
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor
from vpt.web.sharing import sending, words
from vpt.web.sharing.blueprint import ONE, TAB, bp, open_page
from vpt.web.sharing.forms import RecallForm, SupplementForm


@bp.get(ONE)
@requires(Permission.CASE_SHARE)
def show(case_id: UUID, share_id: UUID) -> ResponseReturnValue:
    """Show one share with everything that happened to it."""
    page = open_page(case_id)
    row, now = queries.get(current_actor(), share_id, case_id), clock.now()
    share = queries.view(current_actor(), row.id, now=now)
    fresh = planning.changed_since_copy(current_actor(), row, now=now) if share.is_readable else ()
    return pages.render(
        "sharing/show.html",
        page,
        TAB,
        share=share,
        fresh=fresh,
        told=words,
        numbers={one.id: f"{one.number} · {one.title}" for one in page.evidence},
        codes={one.id: one.number for one in page.evidence},
    )


@bp.route(f"{ONE}/intrekken", methods=["GET", "POST"])
@requires(Permission.CASE_SHARE)
def recall(case_id: UUID, share_id: UUID) -> ResponseReturnValue:
    """Take a share back, with the reason."""
    page = open_page(case_id)
    row = queries.get(current_actor(), share_id, case_id)
    form = RecallForm(data=acting.seen(page))
    form.beside = lambda _page: _beside(row)
    return acting.change(
        "sharing/recall.html",
        page,
        form,
        lambda: service.recall(
            current_actor(), row.id, str(form.reason.data), version=form.seen(), now=clock.now()
        ),
        _("De deling is ingetrokken. De ontvanger kan er niet meer bij."),
        TAB,
    )


@bp.route(f"{ONE}/aanvulling", methods=["GET", "POST"])
@requires(Permission.CASE_SHARE)
def supplement(case_id: UUID, share_id: UUID) -> ResponseReturnValue:
    """Send what is new, as the next numbered copy."""
    page = open_page(case_id)
    row = queries.get(current_actor(), share_id, case_id)
    form = SupplementForm(data=acting.seen(page))
    may = Section.EVIDENCE.value in row.sections and choosing.disclosure_of(row).evidence_files
    form.offer(page.evidence, row.evidence, may=may)
    form.beside = lambda _page: _beside(row)
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return acting.render("sharing/supplement.html", page, form, TAB, None), status
    return _supplemented(page, row, form)


def _supplemented(page: CasePage, row: Share, form: SupplementForm) -> ResponseReturnValue:
    template, now = "sharing/supplement.html", clock.now()
    try:
        planned = planning.plan_supplement(current_actor(), row, *form.to_supplement(), now=now)
        sending.send_supplement(planned, form.seen())
    except StaleData as stale:
        fresh = open_page(page.head.id)
        form.version.data = str(fresh.head.version)
        return acting.render(template, fresh, form, TAB, stale), 409
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return acting.render(template, page, form, TAB, None), 422
    flash(_("Aanvulling %(number)s is gestuurd.", number=planned.number), "success")
    return redirect(url_for("sharing.show", case_id=row.case_id, share_id=row.id))


def _beside(row: Share) -> dict[str, object]:
    """Return what both forms show beside themselves: the share, and what is new."""
    now = clock.now()
    with unit_of_work():
        share = queries.view(current_actor(), row.id, now=now)
    fresh = planning.changed_since_copy(current_actor(), row, now=now) if share.is_readable else ()
    return {"share": share, "fresh": fresh, "told": words}
