"""What the pages of one meeting share: fetching it, drawing it, and what a colleague did first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vpt.core import clock
from vpt.core.errors import RuleBroken, StaleData
from vpt.infra.db import unit_of_work
from vpt.meetings import labels, paper, queries
from vpt.meetings.queries import Sheet
from vpt.meetings.rules import Ending, MeetingState, Reason, Why
from vpt.web import moments, sentences
from vpt.web.cases import words
from vpt.web.i18n import translated as _
from vpt.web.meetings.forms import AddForm, CloseForm, SeenForm
from vpt.web.session import current_actor

STATE_KINDS = {
    MeetingState.PLANNED: "info",
    MeetingState.HELD: "ok",
    MeetingState.CANCELLED: "neutral",
}
ENDING_KINDS = {
    Ending.OPEN: "info",
    Ending.LATE: "error",
    Ending.DONE: "ok",
    Ending.NOT_DONE: "warning",
    Ending.WAIVED: "neutral",
    Ending.NO_STEP: "warning",
}


@dataclass(slots=True, kw_only=True)
class Bound:
    """A form that was filled in and refused, and what came between."""

    add: AddForm | None = None
    close: CloseForm | None = None
    stale: StaleData | None = None


def draw(meeting_id: UUID, bound: Bound | None = None) -> str:
    """Return the page of one meeting."""
    actor, now, bound = current_actor(), clock.now(), bound or Bound()
    sheet = queries.sheet(actor, meeting_id, now=now)
    version = str(sheet.meeting.version)
    add, close = bound.add or AddForm(None), bound.close or CloseForm(None)
    add.version.data = close.version.data = version
    return render_template(
        "meetings/show.html",
        add=add,
        close=close,
        errors=bound.add or bound.close,
        **around(sheet, bound.stale),
        may_take_paper=not sheet.hidden,
        rows=[] if sheet.hidden else paper.issued(actor, sheet.meeting),
    )


def around(sheet: Sheet, stale: StaleData | None = None) -> dict[str, object]:
    """Return what every page of a meeting draws with."""
    now = clock.now()
    return {
        "sheet": sheet,
        "meeting": sheet.meeting,
        "is_planned": sheet.meeting.state is MeetingState.PLANNED,
        "may_end": sheet.meeting.held_on <= today(),
        "stale": stale,
        "changes": stale.details.get("changes", ()) if stale else (),
        "actions": labels.ACTION,
        "titles": {},
        "labels": labels,
        "reason": reason,
        "state_kinds": STATE_KINDS,
        "ending_kinds": ENDING_KINDS,
        "words": words,
        "moments": moments,
        "now": now,
    }


def change(
    meeting_id: UUID,
    form: SeenForm,
    act: Callable[[], object],
    done: str,
    again: Callable[[StaleData | None], str],
) -> ResponseReturnValue:
    """Do one thing to a meeting and go back to it; whatever stops it keeps the input.

    `again` draws the page with the form as it was filled in.
    """
    if not form.validate_on_submit():
        return again(None), 422
    try:
        with unit_of_work():
            act()
    except StaleData as error:
        return again(error), 409
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            flash(sentences.of(refusal), "error")
        return again(None), 422
    flash(done, "success")
    return redirect(url_for("meetings.show", meeting_id=meeting_id))


def reason(one: Reason) -> str:
    """Return a reason in words, with since or for when it holds."""
    said = _(labels.WHY[one.why])
    step = labels.STEP.get(one.step)
    if step:
        said = f"{said}: {_(step)}"
    is_day = one.why is Why.BY_HAND or one.since > today()
    if is_day:
        return _("%(what)s (%(day)s)", what=said, day=moments.day(one.since))
    return _("%(what)s (sinds %(day)s)", what=said, day=moments.day(one.since))


def today() -> date:
    """Return the local day."""
    return clock.now().astimezone(moments.LOCAL).date()


def is_post() -> bool:
    """Tell whether a form was sent."""
    return request.method == "POST"
