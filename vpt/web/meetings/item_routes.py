"""One case on an agenda: talk it through, move it, take it off."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from vpt.cases import queries as cases
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, StaleData
from vpt.meetings import planning, queries, service
from vpt.meetings.queries import ItemRow, Sheet
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.meetings import pages
from vpt.web.meetings.blueprint import bp
from vpt.web.meetings.forms import DecideForm, SeenForm
from vpt.web.meetings.pages import Bound
from vpt.web.session import current_actor

ITEM = "/casusoverleg/<uuid:meeting_id>/zaken/<uuid:topic_id>"


@bp.route(ITEM, methods=["GET", "POST"])
@requires(Permission.CASE_SHARE)
def talk(meeting_id: UUID, topic_id: UUID) -> ResponseReturnValue:
    """Talk one case through and keep what was decided."""
    sheet, item = _find(meeting_id, topic_id)
    people = cases.list_candidates(current_actor(), item.case_id, now=clock.now())
    form = DecideForm(sheet.meeting.partner, people)
    if not pages.is_post():
        form.version.data = str(sheet.meeting.version)
        return _page(form, sheet, item, None)
    return pages.change(
        meeting_id, form,
        lambda: service.decide(
            current_actor(), meeting_id, topic_id, form.to_decided(),
            version=form.seen(), now=clock.now(),
        ),
        _("Vastgelegd. Het volgende dossier wacht."),
        lambda stale: _again(form, meeting_id, topic_id, stale),
    )  # fmt: skip


@bp.post(f"{ITEM}/weg")
@requires(Permission.CASE_SHARE)
def take_off(meeting_id: UUID, topic_id: UUID) -> ResponseReturnValue:
    """Take a case off the agenda."""
    form = SeenForm()
    return pages.change(
        meeting_id, form,
        lambda: planning.take_off(
            current_actor(), meeting_id, topic_id, version=form.seen(), now=clock.now()
        ),
        _("Het dossier is van de agenda."),
        lambda stale: pages.draw(meeting_id, Bound(stale=stale)),
    )  # fmt: skip


@bp.post(f"{ITEM}/plaats")
@requires(Permission.CASE_SHARE)
def move(meeting_id: UUID, topic_id: UUID) -> ResponseReturnValue:
    """Let a case change places with its neighbour."""
    way = request.form.get("richting")
    if way not in {"op", "neer"}:
        raise NotVisible("not_found")
    form = SeenForm()
    return pages.change(
        meeting_id, form,
        lambda: planning.move(
            current_actor(), meeting_id, topic_id, up=way == "op",
            version=form.seen(), now=clock.now(),
        ),
        _("De volgorde is veranderd."),
        lambda stale: pages.draw(meeting_id, Bound(stale=stale)),
    )  # fmt: skip


def _find(meeting_id: UUID, item_id: UUID) -> tuple[Sheet, ItemRow]:
    sheet = queries.sheet(current_actor(), meeting_id, now=clock.now())
    item = next((one for one in sheet.items if one.id == item_id), None)
    if item is None:
        raise NotVisible("not_found")
    return sheet, item


def _again(form: DecideForm, meeting_id: UUID, item_id: UUID, stale: StaleData | None) -> str:
    sheet, item = _find(meeting_id, item_id)
    form.version.data = str(sheet.meeting.version)
    return _page(form, sheet, item, stale)


def _page(form: DecideForm, sheet: Sheet, item: ItemRow, stale: StaleData | None) -> str:
    earlier = [one for one in sheet.earlier if one.case_id == item.case_id]
    return render_template(
        "meetings/talk.html",
        form=form,
        item=item,
        agreed=sheet.agreed(item.id),
        earlier=earlier,
        **pages.around(sheet, stale),
    )
