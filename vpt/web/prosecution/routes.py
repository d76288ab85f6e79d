"""Brings the views of this page set together, and shows and hands in the dossier of a case."""

from datetime import datetime
from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.prosecution import case, composing, dossier, giving, planning, queries
from vpt.prosecution.planning import PlanChanged
from vpt.web.cases import pages
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.prosecution import compose_routes, file_routes, issuing, words
from vpt.web.prosecution.blueprint import CASE, TAB, bp, may_hand_in, open_page
from vpt.web.prosecution.forms import RevisionForm
from vpt.web.rooms import CaseTab
from vpt.web.session import current_actor

TABS = (
    CaseTab(
        key=TAB, title=lazy_gettext("Dossier voor het OM"), endpoint="prosecution.index",
        place=51, under="police_reports", is_shown=may_hand_in,
    ),
)  # fmt: skip


@bp.get(CASE)
@requires(Permission.CASE_SHARE)
def index(case_id: UUID) -> ResponseReturnValue:
    """Show what is there, what is missing, and what left already."""
    return _page(open_page(case_id), clock.now())


@bp.post(CASE)
@requires(Permission.CASE_SHARE)
def hand_in(case_id: UUID) -> ResponseReturnValue:
    """Make the dossier or its next supplement, unless nothing changed since the last."""
    open_page(case_id)
    actor, now, seen = current_actor(), clock.now(), RevisionForm().seen()
    try:
        planning.ensure_revision(actor, case_id, seen)
        prepared = dossier.prepare(actor, case_id, now=now)
        if prepared.is_unchanged:
            flash(_("Er is niets veranderd sinds het laatste dossier. Gebruik dat."), "info")
        else:
            row = issuing.hand_in(prepared, now=now)
            flash(words.made(row.number), "success")
    except PlanChanged:
        return _page(open_page(case_id), now, is_stale=True), 409
    return redirect(url_for("prosecution.index", case_id=case_id))


def _page(page: CasePage, now: datetime, *, is_stale: bool = False) -> str:
    told = case.open_case(current_actor(), page.head.id, now=now)
    prepared = dossier.of(told, drawn=False)
    shares = giving.shares_with(told.actor, told.case_id, now=now)
    return pages.render(
        "prosecution/index.html",
        page,
        TAB,
        held=composing.of(told),
        made=queries.list_of_case(told.actor, told.case_id),
        fresh=prepared.lines,
        number=prepared.number,
        is_unchanged=prepared.is_unchanged,
        is_stale=is_stale,
        shares=[one for one in shares if one.is_readable],
        given=giving.given(shares),
        told=words,
    )


__all__ = ["TABS", "bp", "compose_routes", "file_routes"]
