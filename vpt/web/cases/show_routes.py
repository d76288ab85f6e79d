"""The tabs of one case."""

from collections.abc import Mapping
from uuid import UUID

from flask.typing import ResponseReturnValue

from vpt.cases import viewing
from vpt.cases.rules import Part
from vpt.cases.viewing import Identity
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible
from vpt.incidents import releasing
from vpt.infra.db import unit_of_work
from vpt.protocol.state import Standing
from vpt.web import shared_with
from vpt.web.cases import originals, pages, telling
from vpt.web.cases.blueprint import bp
from vpt.web.cases.forms import AnswerForm, MessageForm
from vpt.web.guards import requires
from vpt.web.navigation import CASES
from vpt.web.session import current_actor

PROSPECTS = {Standing.UPCOMING, Standing.IF_NEEDED}


@bp.get("/dossiers/<uuid:case_id>")
@requires(*CASES)
def show(case_id: UUID) -> ResponseReturnValue:
    """Show the next action, the chain and where the case stands."""
    page, now = pages.fetch(case_id), clock.now()
    return pages.render(
        "cases/show.html",
        page,
        "show",
        form=_answer(page),
        done=pages.timeline(
            pages.in_time([one for one in page.steps if one.standing not in PROSPECTS]),
            case_id,
            now=now,
        ),
        coming=pages.timeline(
            [one for one in page.steps if one.standing in PROSPECTS], case_id, now=now
        ),
    )


@bp.get("/dossiers/<uuid:case_id>/melding")
@requires(Permission.CASE_READ)
def report(case_id: UUID) -> ResponseReturnValue:
    """Show what was reported, and what was added later."""
    page = pages.fetch(case_id, Part.STORY)
    story = page.story
    told = telling.story(story) if story else None
    return pages.render("cases/report.html", page, "report", told=told)


@bp.get("/dossiers/<uuid:case_id>/betrokkenen")
@requires(*CASES)
def people(case_id: UUID) -> ResponseReturnValue:
    """Show the people by role number; who they are is opened apart."""
    page = pages.fetch(case_id)
    return _people(page, None)


@bp.post("/dossiers/<uuid:case_id>/betrokkenen")
@requires(*CASES)
def open_identities(case_id: UUID) -> ResponseReturnValue:
    """Show who the people are; that is written down."""
    page = pages.fetch(case_id)
    with unit_of_work():
        opened = viewing.open_identities(current_actor(), case_id, now=clock.now())
    return _people(page, opened)


@bp.get("/dossiers/<uuid:case_id>/bewijs")
@requires(Permission.EVIDENCE_SEE)
def evidence(case_id: UUID) -> ResponseReturnValue:
    """Show the files with their fingerprints and who handled them."""
    page = pages.fetch(case_id, Part.EVIDENCE)
    actor = current_actor()
    return pages.render(
        "cases/evidence.html",
        page,
        "evidence",
        telling=telling,
        originals=originals,
        released=releasing.released(actor.organisation_id, [one.id for one in page.evidence]),
        may_release=releasing.may_release(actor),
    )


@bp.get("/dossiers/<uuid:case_id>/berichten")
@requires(Permission.CASE_HANDLE)
def messages(case_id: UUID) -> ResponseReturnValue:
    """Show what reporter and handler wrote to each other."""
    page = pages.fetch(case_id, Part.MESSAGES)
    if not page.may_message:
        raise NotVisible("not_found")
    return pages.render(
        "cases/messages.html",
        page,
        "messages",
        form=MessageForm(),
        said=telling.said(page.messages),
    )


@bp.get("/dossiers/<uuid:case_id>/inzage")
@requires(*CASES)
def audience(case_id: UUID) -> ResponseReturnValue:
    """Show who can see this case, who has, and everything that happened."""
    page = pages.fetch(case_id, Part.AUDIENCE, Part.TRAIL)
    shared = shared_with.of_case(case_id, now=clock.now())
    return pages.render("cases/audience.html", page, "audience", shared=shared)


def _answer(page: CasePage) -> AnswerForm | None:
    step = page.next
    if step is None or not (step.may_do or step.may_record):
        return None
    if step.standing is Standing.PAUSED or step.work is not None:
        return None
    return AnswerForm(step.choices, None, data={"version": str(page.head.version)})


def _people(page: CasePage, opened: Mapping[UUID, Identity] | None) -> str:
    may_search = current_actor().may(Permission.REGISTER_SEARCH)
    return pages.render("cases/people.html", page, "people", opened=opened, may_search=may_search)
