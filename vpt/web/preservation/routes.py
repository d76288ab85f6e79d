"""The pages on which evidence is guarded: sources, deadlines, and asking a holder to keep one."""

from typing import Any
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.cases.rules import Part
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotAllowed, RuleBroken
from vpt.core.worktime import local_date
from vpt.preservation import labels, letter, queries, service
from vpt.protocol.works import Work
from vpt.web.cases import acting, own_step, pages
from vpt.web.documents import issuing
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.preservation import words
from vpt.web.preservation.forms import (
    AddForm,
    FinishForm,
    SourceForm,
    VersionForm,
    of_source,
)
from vpt.web.rooms import CaseTab
from vpt.web.session import current_actor

bp = Blueprint("preservation", __name__)

ONE = "/dossiers/<uuid:case_id>"
GUARD = f"{ONE}/bewijsbewaking"
SOURCE = f"{GUARD}/<uuid:source_id>"
TAB = "preservation"
SHOWN = (Part.DOCUMENTS,)
WORKS = {Work.PRESERVATION: "preservation.evidence"}
TABS = (
    CaseTab(
        key=TAB,
        title=lazy_gettext("Bewijsbewaking"),
        endpoint="preservation.guard",
        place=35,
        under="evidence",
    ),
)


@bp.get(GUARD)
@requires(Permission.CASE_READ)
def guard(case_id: UUID) -> ResponseReturnValue:
    """Show every source with its deadline and what is still to do."""
    page = pages.fetch(case_id, *SHOWN)
    return pages.render("preservation/guard.html", page, TAB, **_shown(page))


@bp.route(f"{ONE}/stappen/<uuid:step_id>/bewijs", methods=["GET", "POST"])
@requires(Permission.CASE_READ)
def evidence(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Finish the step: every source is secured or accounted for."""
    page, step = own_step.find(case_id, step_id, Work.PRESERVATION, *SHOWN)
    form = FinishForm(step.choices, data=acting.seen(page))
    form.beside = lambda fresh: {**_shown(fresh), "step": own_step.again(fresh, step)}
    return acting.change(
        "preservation/evidence.html", page, form,
        lambda: service.finish(
            current_actor(), case_id, step.ref, form.to_answer(),
            version=form.seen(), now=clock.now(),
        ),
        _("Vastgelegd: %(title)s.", title=step.title),
        TAB,
    )  # fmt: skip


@bp.route(f"{GUARD}/nieuw", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def add(case_id: UUID) -> ResponseReturnValue:
    """Note a source of evidence."""
    page = _open_page(case_id)
    form = AddForm(data=acting.seen(page))
    return acting.change(
        "preservation/add.html", page, form,
        lambda: service.add_source(
            current_actor(), case_id, form.to_source(), version=form.seen(), now=clock.now()
        ),
        _("De bron staat erbij. Je krijgt bericht voordat de termijn om is."),
        TAB,
    )  # fmt: skip


@bp.route(SOURCE, methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def source(case_id: UUID, source_id: UUID) -> ResponseReturnValue:
    """Say how a source stands now."""
    page = _open_page(case_id, Part.EVIDENCE)
    row = queries.get_source(current_actor(), case_id, source_id)
    form = SourceForm(page.evidence, data=acting.seen(page) | of_source(row))
    form.beside = lambda _page: {"row": row, "kinds": labels.KIND}
    return acting.change(
        "preservation/source.html", page, form,
        lambda: service.change_source(
            current_actor(), case_id, source_id, form.to_change(),
            version=form.seen(), now=clock.now(),
        ),
        _("De bron is bijgewerkt."),
        TAB,
    )  # fmt: skip


@bp.post(f"{GUARD}/voorstellen")
@requires(Permission.CASE_HANDLE)
def take_proposed(case_id: UUID) -> ResponseReturnValue:
    """Note every source the report points at."""
    page = _open_page(case_id, *SHOWN)
    form = VersionForm()
    form.beside = _shown
    return acting.change(
        "preservation/guard.html", page, form,
        lambda: service.add_proposed(
            current_actor(), case_id, version=form.seen(), now=clock.now()
        ),
        _("De voorgestelde bronnen staan erbij. Vul aan waar ze zijn en wie ze beheert."),
        TAB,
    )  # fmt: skip


@bp.post(f"{SOURCE}/verzoek")
@requires(Permission.DOCUMENT_ISSUE)
def request_letter(case_id: UUID, source_id: UUID) -> ResponseReturnValue:
    """Make the letter that asks to keep a source, and note that it was asked."""
    page, form, now = _open_page(case_id, *SHOWN), VersionForm(), clock.now()
    form.beside = _shown
    actor = current_actor()
    prepared = letter.prepare(actor, case_id, source_id, now=now)
    if form.validate() and form.seen() == page.head.version:  # no letter when a colleague was first
        issuing.issue_request(prepared, now=now)
    return acting.change(
        "preservation/guard.html", page, form,
        lambda: service.mark_requested(
            actor, case_id, source_id, version=form.seen(), now=now
        ),
        _("De brief is gemaakt. Stuur die nu naar wie dit beheert."),
        TAB,
    )  # fmt: skip


def _shown(page: CasePage) -> dict[str, Any]:
    """Return the sources and what the report points at besides, in one statement."""
    guarded = queries.guarded(current_actor(), page.head.id)
    found = next((one for one in page.steps if one.work is Work.PRESERVATION), None)
    return {
        "sources": guarded.sources,
        "proposed": guarded.proposed,
        "kinds": labels.KIND,
        "states": labels.STATE,
        "told": words.told,
        "today": local_date(clock.now()),
        "may_guard": _may_guard(page),
        "letters": {
            row.subject_id: row for row in reversed(page.documents) if row.kind == letter.KIND
        },
        "guarded_step": found,
    }


def _may_guard(page: CasePage) -> bool:
    able = current_actor().may(Permission.CASE_HANDLE) and bool(page.hats & service.GUARDS)
    return able and page.head.closed_at is None


def _open_page(case_id: UUID, *parts: Part) -> CasePage:
    page = pages.fetch(case_id, *parts)
    if page.head.closed_at is not None:
        raise RuleBroken("already_closed")
    if not _may_guard(page):
        raise NotAllowed("not_your_part")
    return page
