"""The documents of a case and the reporter's own copy."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from vpt.cases import queries
from vpt.cases.rules import Hat, Part
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.documents import issue, issued
from vpt.documents.kinds.registry import KINDS
from vpt.documents.models import IssuedDocument
from vpt.infra import links
from vpt.infra.db import unit_of_work
from vpt.partners.disclosure import Profile
from vpt.prosecution.planning import RIGHTS as HANDING_IN
from vpt.sharing import planning, receipts
from vpt.web.cases import pages
from vpt.web.documents import issuing, listing, words
from vpt.web.documents.forms import IssueForm, WithdrawForm
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor

bp = Blueprint("documents", __name__)

CASE_FILE, OWN_REPORT = "case_file", "incident_report"
HANDED_IN = {"prosecution_dossier", "identity_sheet"}
"""Papers of the case that its own page lists."""


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


@bp.get("/dossiers/<uuid:case_id>/documenten/<uuid:document_id>/intrekken")
@requires(Permission.CASE_SHARE)
def withdraw(case_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Ask why a document no longer holds."""
    planning.reach_to_share(current_actor(), case_id)
    return _withdrawing(case_id, _standing(case_id, document_id), WithdrawForm())


@bp.post("/dossiers/<uuid:case_id>/documenten/<uuid:document_id>/intrekken")
@requires(Permission.CASE_SHARE)
def take_back(case_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Withdraw a document: whoever checks it hears so; its bytes stay."""
    actor, form = current_actor(), WithdrawForm()
    planning.reach_to_share(actor, case_id)
    if not form.validate_on_submit():
        return _withdrawing(case_id, _standing(case_id, document_id), form), 422
    with unit_of_work():
        row = _own(case_id, document_id)
        issue.withdraw(actor, row, str(form.why.data), now=clock.now())
    flash(_("Het document is ingetrokken. Wie het controleert, ziet dat."), "success")
    return redirect(url_for(_listed(row), case_id=case_id))


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
    if not KINDS[row.kind].is_case_paper or row.profile == Profile.VICTIM:
        raise NotVisible("not_found")
    return row


def _own(case_id: UUID, document_id: UUID) -> IssuedDocument:
    """Return a document that the coordinator of its case may withdraw."""
    row = issued.get(current_actor(), case_id, document_id)
    return row if row.kind in HANDED_IN else _paper(case_id, document_id)


def _listed(row: IssuedDocument) -> str:
    """Return the endpoint of the page a document is listed on."""
    return "prosecution.index" if row.kind in HANDED_IN else "documents.index"


def _standing(case_id: UUID, document_id: UUID) -> IssuedDocument:
    """Return a document that can still be withdrawn."""
    row = _own(case_id, document_id)
    if row.withdrawn_at is not None:
        raise RuleBroken("document_withdrawn")
    return row


def _withdrawing(case_id: UUID, row: IssuedDocument, form: WithdrawForm) -> str:
    page = pages.fetch(case_id, Part.DOCUMENTS)
    shared = receipts.fetched(current_actor(), case_id).get(row.id)
    return pages.render(
        "documents/withdraw.html", page, _listed(row).partition(".")[0],
        form=form, row=row, title=KINDS[row.kind].title, share=shared, papers=words,
        back=url_for(_listed(row), case_id=case_id),
    )  # fmt: skip


def _issued(case_id: UUID, document_id: UUID, kind: str) -> IssuedDocument:
    row = issued.get(current_actor(), case_id, document_id)
    if row.kind != kind:
        raise NotVisible("not_found")
    return row


def _page(case_id: UUID, form: IssueForm) -> str:
    page = pages.fetch(case_id, Part.DOCUMENTS)
    return pages.render(
        "documents/index.html",
        page,
        "documents",
        form=form,
        kinds=listing.of_case(current_actor(), page),
        may_withdraw=Hat.COORDINATOR in page.hats,
        may_hand_in=Hat.COORDINATOR in page.hats and all(map(current_actor().may, HANDING_IN)),
        papers=words,
        check_site=links.public_address("/verifieer").partition("://")[2],
    )
