"""What an original tells about itself, and letting it leave the house after that was seen."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from vpt.accounts import queries as accounts
from vpt.cases import reach
from vpt.cases.rules import Part
from vpt.cases.views import CasePage, EvidenceView
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, StaleData
from vpt.incidents import releasing
from vpt.incidents.evidence import Evidence
from vpt.incidents.releasing import Look
from vpt.infra.db import unit_of_work
from vpt.web.cases import originals, pages
from vpt.web.cases.blueprint import bp
from vpt.web.cases.forms import ReleaseForm
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor

ADDRESS = "/dossiers/<uuid:case_id>/bewijs/<uuid:evidence_id>/over-dit-bestand"


@bp.get(ADDRESS)
@requires(Permission.DOCUMENT_ISSUE)
def original(case_id: UUID, evidence_id: UUID) -> ResponseReturnValue:
    """Show what a file tells of itself; that somebody looked is written down."""
    page, row = _fetch(case_id, evidence_id)
    look = releasing.look(current_actor(), row)
    with unit_of_work():
        releasing.note_look(current_actor(), row, now=clock.now())
    return _shown(page, row, look, ReleaseForm(formdata=None))


@bp.post(ADDRESS)
@requires(Permission.DOCUMENT_ISSUE)
def release(case_id: UUID, evidence_id: UUID) -> ResponseReturnValue:
    """Let the original go along from now on, if what was shown is still what it tells."""
    page, row = _fetch(case_id, evidence_id)
    look, form = releasing.look(current_actor(), row), ReleaseForm()
    if not form.validate():
        return _shown(page, row, look, form), 422
    try:
        with unit_of_work():
            releasing.confirm(
                current_actor(), row, str(form.shown.data), found=look, now=clock.now()
            )
    except StaleData as refusal:
        form.refuse(refusal)
        form.seen.data = False
        return _shown(page, row, look, form), 409
    flash(_("Het origineel is vrijgegeven. Het mag mee met een dossier of deling."), "success")
    return redirect(url_for("cases.evidence", case_id=case_id))


@bp.post(f"{ADDRESS}/intrekken")
@requires(Permission.DOCUMENT_ISSUE)
def retain(case_id: UUID, evidence_id: UUID) -> ResponseReturnValue:
    """Keep the original in the house again."""
    _page, row = _fetch(case_id, evidence_id)
    with unit_of_work():
        releasing.withdraw(current_actor(), row, now=clock.now())
    flash(_("De vrijgave is ingetrokken. Wat al is afgegeven, blijft afgegeven."), "success")
    return redirect(url_for("cases.evidence", case_id=case_id))


def _fetch(case_id: UUID, evidence_id: UUID) -> tuple[CasePage, Evidence]:
    """Return the page and the file; whoever may not let it go did not look at the case either."""
    actor = current_actor()
    reach.get(actor, case_id)
    row = releasing.find(actor, case_id, evidence_id)
    return pages.fetch(case_id, Part.EVIDENCE), row


def _shown(page: CasePage, row: Evidence, look: Look, form: ReleaseForm) -> str:
    form.shown.data = look.mark
    release = releasing.release_of(row)
    by = accounts.names([release.confirmed_by]) if release else {}
    return pages.render(
        "cases/original.html",
        page,
        "evidence",
        file=_file(page, row.id),
        cards=originals.cards(look.told),
        told=look.told,
        form=form,
        release=release,
        released_by=by.get(release.confirmed_by, "") if release else "",
        has_number=any(one.protection == "number" for one in page.people),
        originals=originals,
    )


def _file(page: CasePage, evidence_id: UUID) -> EvidenceView:
    for file in page.evidence:
        if file.id == evidence_id:
            return file
    raise NotVisible("not_found")
