"""/casusoverleg: meetings with a partner, their agenda, and papers."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.accounts import queries as accounts
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken
from vpt.infra.db import unit_of_work
from vpt.meetings import labels, paper, planning, queries, service
from vpt.protocol.works import Work
from vpt.web import moments
from vpt.web.documents import issuing
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.meetings import agreement_routes, item_routes, pages
from vpt.web.meetings.blueprint import bp
from vpt.web.meetings.forms import AddForm, CloseForm, PlanForm, SeenForm
from vpt.web.meetings.pages import Bound
from vpt.web.navigation import Item
from vpt.web.rooms import CaseTab
from vpt.web.session import current_actor

__all__ = ["ITEMS", "TABS", "WORKS", "agreement_routes", "bp", "item_routes"]

ONE = "/casusoverleg/<uuid:meeting_id>"
WORKS = {Work.AGREEMENT: "meetings.follow_up"}


TABS = (
    CaseTab(
        key="meetings", title=lazy_gettext("Casusoverleg"), endpoint="meetings.of_case", place=75,
        is_shown=lambda page: page.sees_file and page.counts.elsewhere[queries.AGENDAS] > 0,
    ),
)  # fmt: skip
ITEMS = (
    Item(
        title=lazy_gettext("Casusoverleg"),
        short=lazy_gettext("Overleg"),
        endpoint="meetings.index",
        icon="people",
        permissions=(Permission.CASE_SHARE,),
        covers=("meetings.plan", "meetings.show", "meetings.talk"),
        place=72,
    ),
)


@bp.get("/casusoverleg")
@requires(Permission.CASE_SHARE)
def index() -> ResponseReturnValue:
    """Show the meetings that come and those that were."""
    actor = current_actor()
    return render_template(
        "meetings/index.html",
        coming=queries.coming(actor),
        past=queries.past(actor),
        labels=labels,
        state_kinds=pages.STATE_KINDS,
        moments=moments,
    )


@bp.route("/casusoverleg/nieuw", methods=["GET", "POST"])
@requires(Permission.CASE_SHARE)
def plan() -> ResponseReturnValue:
    """Plan a meeting; its agenda comes from the open cases."""
    actor, now = current_actor(), clock.now()
    partners = queries.partners(actor, pages.today())
    form = PlanForm(partners)
    if not form.validate_on_submit():
        return _plan_page(form, bool(partners)), 422 if pages.is_post() else 200
    partner_id, on = form.to_plan()
    try:
        with unit_of_work():
            meeting_id = planning.plan(actor, partner_id, on, now=now).id
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return _plan_page(form, bool(partners)), 422
    flash(_("Het overleg is gepland. Dit is de agenda."), "success")
    return redirect(url_for("meetings.show", meeting_id=meeting_id))


@bp.get(ONE)
@requires(Permission.CASE_SHARE)
def show(meeting_id: UUID) -> ResponseReturnValue:
    """Show one meeting with its agenda."""
    return pages.draw(meeting_id)


@bp.post(f"{ONE}/toevoegen")
@requires(Permission.CASE_SHARE)
def add(meeting_id: UUID) -> ResponseReturnValue:
    """Put a case on the agenda."""
    form = AddForm()
    return pages.change(
        meeting_id, form,
        lambda: planning.add(
            current_actor(), meeting_id, str(form.reference.data),
            version=form.seen(), now=clock.now(),
        ),
        _("Het dossier staat op de agenda."),
        lambda stale: pages.draw(meeting_id, Bound(add=form, stale=stale)),
    )  # fmt: skip


@bp.post(f"{ONE}/aanvullen")
@requires(Permission.CASE_SHARE)
def fill(meeting_id: UUID) -> ResponseReturnValue:
    """Put what came up since on the agenda."""
    form = SeenForm()
    return pages.change(
        meeting_id, form,
        lambda: planning.fill(
            current_actor(), meeting_id, version=form.seen(), now=clock.now()
        ),
        _("De agenda is bijgewerkt."),
        lambda stale: pages.draw(meeting_id, Bound(stale=stale)),
    )  # fmt: skip


@bp.post(f"{ONE}/afronden")
@requires(Permission.CASE_SHARE)
def close(meeting_id: UUID) -> ResponseReturnValue:
    """End a meeting."""
    form = CloseForm()
    return pages.change(
        meeting_id, form,
        lambda: service.close(
            current_actor(), meeting_id, str(form.present.data or ""),
            version=form.seen(), now=clock.now(),
        ),
        _("Het overleg is afgerond. Wat niet is besproken, komt de volgende keer terug."),
        lambda stale: pages.draw(meeting_id, Bound(close=form, stale=stale)),
    )  # fmt: skip


@bp.post(f"{ONE}/afgelasten")
@requires(Permission.CASE_SHARE)
def cancel(meeting_id: UUID) -> ResponseReturnValue:
    """Call a meeting off."""
    form = SeenForm()
    return pages.change(
        meeting_id, form,
        lambda: planning.cancel(
            current_actor(), meeting_id, version=form.seen(), now=clock.now()
        ),
        _("Het overleg gaat niet door."),
        lambda stale: pages.draw(meeting_id, Bound(stale=stale)),
    )  # fmt: skip


@bp.post(f"{ONE}/papier")
@requires(Permission.CASE_SHARE)
def issue(meeting_id: UUID) -> ResponseReturnValue:
    """Make the agenda on paper; after the meeting, the list of agreements."""
    now = clock.now()
    request = paper.prepare(current_actor(), meeting_id, now=now)
    row, is_new = issuing.issue_request(request, now=now)
    issuing.tell(row, _("Het papier is gemaakt: versie %(number)s.", number=row.version),
                 is_new=is_new)  # fmt: skip
    return redirect(url_for("meetings.show", meeting_id=meeting_id))


@bp.get(f"{ONE}/papier/<uuid:document_id>")
@requires(Permission.CASE_SHARE)
def download(meeting_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Return an issued paper to who may know every case on the agenda."""
    actor = current_actor()
    meeting = queries.get(actor, meeting_id)
    return issuing.send(
        paper.reference(accounts.get_organisation(actor).short_code, meeting.held_on),
        lambda: paper.get(actor, meeting_id, document_id, now=clock.now()),
    )


def _plan_page(form: PlanForm, has_partners: bool) -> str:  # noqa: FBT001  one yes or no
    return render_template("meetings/plan.html", form=form, has_partners=has_partners)
