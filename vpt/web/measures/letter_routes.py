"""Looking at a letter before it goes out, and issuing it."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken
from vpt.documents.issue import Request
from vpt.infra.db import unit_of_work
from vpt.measures import queries, wording, writing
from vpt.measures.rules import State
from vpt.web.cases import pages
from vpt.web.documents import issuing, previewing
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.measures import steps
from vpt.web.measures.blueprint import MEASURE, ONE, TAB, bp
from vpt.web.session import current_actor

LETTER = f"{MEASURE}/brieven/<kind>"
DRAFT = "concept"
"""Stands where an issued letter has its number; papers are Dutch."""
SEEN = "wording"
"""The field that says which words somebody saw."""
CHANGED = 409
INVITATION = f"{ONE}/betrokkenen/<uuid:involved_id>/uitnodiging"


@bp.get(LETTER)
@requires(Permission.DOCUMENT_ISSUE)
def preview(case_id: UUID, measure_id: UUID, kind: str) -> ResponseReturnValue:
    """Show a letter as it would go out now; nothing is stored."""
    return _shown(case_id, measure_id, kind)


@bp.get(f"{LETTER}/voorbeeld.pdf")
@requires(Permission.DOCUMENT_ISSUE)
def preview_pdf(case_id: UUID, measure_id: UUID, kind: str) -> ResponseReturnValue:
    """Draw a letter that says on every page that it was not issued."""
    now = clock.now()
    letter = writing.measure_letter(current_actor(), case_id, measure_id, kind, now=now)
    return _drawn(letter, now)


@bp.post(LETTER)
@requires(Permission.DOCUMENT_ISSUE)
def issue_letter(case_id: UUID, measure_id: UUID, kind: str) -> ResponseReturnValue:
    """Issue a letter of a measure that was decided."""
    steps.open_page(case_id)
    if not _is_decided(case_id, measure_id):
        raise RuleBroken("not_imposed_yet")
    now = clock.now()
    letter = writing.measure_letter(current_actor(), case_id, measure_id, kind, now=now)
    return _issued(letter, now) or (_shown(case_id, measure_id, kind), CHANGED)


@bp.get(INVITATION)
@requires(Permission.DOCUMENT_ISSUE)
def preview_invitation(case_id: UUID, involved_id: UUID) -> ResponseReturnValue:
    """Show an invitation as it would go out now."""
    return _shown_invitation(case_id, involved_id)


@bp.get(f"{INVITATION}/voorbeeld.pdf")
@requires(Permission.DOCUMENT_ISSUE)
def invitation_pdf(case_id: UUID, involved_id: UUID) -> ResponseReturnValue:
    """Draw an invitation that says on every page that it was not issued."""
    now = clock.now()
    return _drawn(writing.invitation(current_actor(), case_id, involved_id, now=now), now)


@bp.post(INVITATION)
@requires(Permission.DOCUMENT_ISSUE)
def issue_invitation(case_id: UUID, involved_id: UUID) -> ResponseReturnValue:
    """Issue an invitation."""
    steps.open_page(case_id)
    now = clock.now()
    letter = writing.invitation(current_actor(), case_id, involved_id, now=now)
    return _issued(letter, now) or (_shown_invitation(case_id, involved_id), CHANGED)


def _shown(case_id: UUID, measure_id: UUID, kind: str) -> str:
    return _preview(
        case_id,
        lambda now: writing.measure_letter(current_actor(), case_id, measure_id, kind, now=now),
        url_for("measures.issue_letter", case_id=case_id, measure_id=measure_id, kind=kind),
        url_for("measures.preview_pdf", case_id=case_id, measure_id=measure_id, kind=kind),
        may_issue=_is_decided(case_id, measure_id),
    )


def _shown_invitation(case_id: UUID, involved_id: UUID) -> str:
    place = {"case_id": str(case_id), "involved_id": str(involved_id)}
    return _preview(
        case_id,
        lambda now: writing.invitation(current_actor(), case_id, involved_id, now=now),
        url_for("measures.issue_invitation", _external=False, **place),
        url_for("measures.invitation_pdf", _external=False, **place),
        may_issue=True,
    )


def _preview(
    case_id: UUID,
    make: Callable[[datetime], Request],
    issue_url: str,
    pdf_url: str,
    *,
    may_issue: bool,
) -> str:
    page, now = pages.fetch(case_id), clock.now()
    with unit_of_work():
        letter = make(now)
        words = wording.in_force(current_actor().organisation_id, letter.kind)
        view = writing.look(current_actor(), letter, now=now)
    return pages.render(
        "measures/letter.html",
        page,
        TAB,
        letter=view,
        is_verified=words.template.verified,
        wording=letter.wording,
        has_changed=request.method == "POST",
        issue_url=issue_url,
        pdf_url=pdf_url,
        may_issue=may_issue and page.may_find,
    )


def _drawn(letter: Request, now: datetime) -> Response:
    with unit_of_work():
        writing.look(current_actor(), letter, now=now)
    pdf = previewing.draw(letter, now=now, version=DRAFT)
    return previewing.answer(pdf, "attachment")


def _issued(letter: Request, now: datetime) -> ResponseReturnValue | None:
    """Issue a letter; None when its words are no longer those its writer saw."""
    if request.form.get(SEEN, "") != letter.wording:
        return None
    row, is_new = issuing.issue_request(letter, now=now)
    if is_new:
        flash(_("De brief is gemaakt. Download hem, onderteken hem en reik hem uit."), "success")
    else:
        flash(_("Er is niets veranderd sinds versie %(number)s.", number=row.version), "info")
    return redirect(pages.tab_url(TAB, letter.case_id))


def _is_decided(case_id: UUID, measure_id: UUID) -> bool:
    row = queries.get(current_actor(), case_id, measure_id)
    return row.decided_on is not None and row.state != State.PROPOSED
