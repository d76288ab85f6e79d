"""Brings the views of this page set together, and shows the measures of a case."""

from datetime import date
from uuid import UUID

from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.cases.chain import OPEN
from vpt.cases.rules import Part
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Actor, Permission
from vpt.core.worktime import local_date
from vpt.documents.kinds.registry import KINDS
from vpt.documents.models import IssuedDocument
from vpt.measures import encounters, imposing, queries, writing
from vpt.measures.models import Hearing
from vpt.measures.queries import Standing
from vpt.measures.rules import Check, State
from vpt.protocol.works import Work
from vpt.web.cases import pages
from vpt.web.guards import requires
from vpt.web.measures import (
    letter_routes,
    mandate_routes,
    measure_routes,
    reaction_routes,
    serving_routes,
    telling,
)
from vpt.web.measures.blueprint import ONE, TAB, bp
from vpt.web.navigation import Item
from vpt.web.rooms import CaseTab
from vpt.web.session import current_actor

WORKS = {
    Work.REACTION: "measures.react",
    Work.MEASURE: "measures.impose",
    Work.REVIEW: "measures.review",
}
TABS = (
    CaseTab(
        key=TAB, title=lazy_gettext("Maatregelen"), endpoint="measures.index",
        place=40, is_shown=lambda page: page.sees_file,
    ),
)  # fmt: skip
ITEMS = (
    Item(
        title=lazy_gettext("Mandaten"), endpoint="measures.mandates", icon="scale",
        permissions=(Permission.MANDATE_GIVE,), place=59,
    ),
)  # fmt: skip


@bp.get(f"{ONE}/maatregelen")
@requires(Permission.CASE_READ)
def index(case_id: UUID) -> ResponseReturnValue:
    """Show every measure of the case with its gate, letters and proof of service."""
    actor, page = current_actor(), pages.fetch(case_id, Part.DOCUMENTS)
    rows, hearings = queries.list_of_case(actor, case_id), queries.hearings_of(actor, case_id)
    today = local_date(clock.now())
    return pages.render(
        "measures/index.html",
        page,
        TAB,
        own=[one for one in rows if not one.measure.issuer],
        external=[one for one in rows if one.measure.issuer],
        hearings=hearings,
        seen=encounters.of_reached(actor, case_id),
        people={one.id: one for one in page.people},
        open_steps=[one for one in page.steps if one.work in WORKS and one.standing in OPEN],
        papers=_papers(page),
        kinds=KINDS,
        letters_of=writing.letters_of,
        told=telling,
        today=today,
        missing=_missing(actor, rows, hearings, today),
        checks=tuple(Check),
        may_letter=actor.may(Permission.DOCUMENT_ISSUE) and actor.may(Permission.IDENTITY_SEE),
    )


def _papers(page: CasePage) -> dict[UUID, list[IssuedDocument]]:
    made: dict[UUID, list[IssuedDocument]] = {}
    for row in page.documents:
        if KINDS[row.kind].is_case_paper and row.file_id:
            made.setdefault(row.subject_id, []).append(row)
    return made


def _missing(
    actor: Actor, rows: list[Standing], hearings: list[Hearing], today: date
) -> dict[UUID, frozenset[Check]]:
    """Return what each kept plan still misses before somebody may impose it."""
    plans = [one.measure for one in rows if one.measure.state == State.PROPOSED]
    if not plans:
        return {}
    heard = {one.id: one.held_on for one in hearings}
    places = queries.locations_of(actor.organisation_id, [one.id for one in plans])
    found = {}
    for one in plans:
        on = heard.get(one.hearing_id) if one.hearing_id else None
        found[one.id] = imposing.open_checks(one, places.get(one.id, ()), on, today)
    return found


__all__ = [
    "ITEMS",
    "TABS",
    "WORKS",
    "bp",
    "letter_routes",
    "mandate_routes",
    "measure_routes",
    "reaction_routes",
    "serving_routes",
]
