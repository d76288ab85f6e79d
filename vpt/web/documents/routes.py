"""The documents of a case and the reporter's own copy."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from vpt.accounts import queries as accounts
from vpt.cases import queries
from vpt.cases.rules import Part
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible
from vpt.documents import issued
from vpt.documents.kinds.registry import KINDS
from vpt.documents.models import IssuedDocument
from vpt.partners.disclosure import Profile
from vpt.web.cases import pages
from vpt.web.documents import issuing, words
from vpt.web.documents.forms import IssueForm
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor

bp = Blueprint("documents", __name__)

CASE_FILE, OWN_REPORT = "case_file", "incident_report"


@bp.get("/dossiers/<uuid:case_id>/documenten")
@requires(Permission.DOCUMENT_ISSUE)
def index(case_id: UUID) -> ResponseReturnValue:
    """Show what was issued, and let somebody issue the case file."""
    return _page(case_id, IssueForm())


@bp.post("/dossiers/<uuid:case_id>/documenten")
@requires(Permission.DOCUMENT_ISSUE)
def issue_file(case_id: UUID) -> ResponseReturnValue:
    """Issue the case file for a reader and a purpose, unless nothing changed."""
    form = IssueForm()
    if not form.validate_on_submit():
        return _page(case_id, form), 422
    row, is_new = issuing.issue_once(case_id, CASE_FILE, *form.to_request())
    made = _("Het dossier is gemaakt: versie %(number)s.", number=row.version)
    issuing.tell(row, made, is_new=is_new)
    return redirect(url_for("documents.index", case_id=case_id))


@bp.get("/dossiers/<uuid:case_id>/documenten/<uuid:document_id>")
@requires(Permission.DOCUMENT_ISSUE)
def download(case_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Return a document of the case exactly as it was issued."""
    actor = current_actor()
    case = queries.get(actor, case_id)
    return issuing.send(case.reference, lambda: _paper(case_id, document_id))


@bp.post("/mijn-meldingen/<uuid:case_id>/afschrift")
@requires(Permission.INCIDENT_OWN)
def issue_own(case_id: UUID) -> ResponseReturnValue:
    """Issue the reporter's own copy, or take the last one when nothing changed."""
    row, _is_new = issuing.issue_once(case_id, OWN_REPORT, Profile.REPORTER, words.OWN_COPY)
    return redirect(url_for("documents.download_own", case_id=case_id, document_id=row.id))


@bp.get("/mijn-meldingen/<uuid:case_id>/afschrift/<uuid:document_id>")
@requires(Permission.INCIDENT_OWN)
def download_own(case_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Return the reporter's own copy exactly as it was issued."""
    actor = current_actor()
    case = queries.get_own(actor, case_id)

    def find() -> IssuedDocument:
        row = _issued(case_id, document_id, OWN_REPORT)
        if row.issued_by != actor.id:
            raise NotVisible("not_found")
        return row

    return issuing.send(case.reference, find)


def _paper(case_id: UUID, document_id: UUID) -> IssuedDocument:
    row = issued.get(current_actor(), case_id, document_id)
    if not KINDS[row.kind].is_case_paper:
        raise NotVisible("not_found")
    return row


def _issued(case_id: UUID, document_id: UUID, kind: str) -> IssuedDocument:
    row = issued.get(current_actor(), case_id, document_id)
    if row.kind != kind:
        raise NotVisible("not_found")
    return row


def _page(case_id: UUID, form: IssueForm) -> str:
    page = pages.fetch(case_id, Part.DOCUMENTS)
    rows = page.documents
    return pages.render(
        "documents/index.html",
        page,
        "documents",
        form=form,
        rows=rows,
        who=accounts.names({row.issued_by for row in rows}),
        kinds=KINDS,
        papers=words,
    )
