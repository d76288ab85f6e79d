"""What left: the dossier, its identity sheet, and the package with every exhibit."""

from uuid import UUID

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from vpt.cases import queries as cases
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.documents import issued
from vpt.documents.models import IssuedDocument
from vpt.infra.db import unit_of_work
from vpt.prosecution import giving, package, packing, planning, queries
from vpt.prosecution.models import HandIn
from vpt.web import sentences
from vpt.web.documents import issuing
from vpt.web.guards import requires
from vpt.web.headers import as_file
from vpt.web.i18n import translated as _
from vpt.web.prosecution.blueprint import ONE, bp
from vpt.web.prosecution.forms import GiveForm
from vpt.web.session import current_actor


@bp.get(f"{ONE}/dossier.pdf")
@requires(Permission.CASE_SHARE)
def dossier(case_id: UUID, hand_in_id: UUID) -> ResponseReturnValue:
    """Return a dossier exactly as it left."""
    return _document(case_id, _found(case_id, hand_in_id).document_id)


@bp.get(f"{ONE}/identiteitsblad.pdf")
@requires(Permission.CASE_SHARE)
def identity(case_id: UUID, hand_in_id: UUID) -> ResponseReturnValue:
    """Return the identity sheet that belongs to a dossier."""
    document_id = _found(case_id, hand_in_id).identity_id
    if document_id is None:
        raise NotVisible("not_found")
    return _document(case_id, document_id)


@bp.get(f"{ONE}/pakket.zip")
@requires(Permission.CASE_SHARE)
def take_package(case_id: UUID, hand_in_id: UUID) -> ResponseReturnValue:
    """Send everything of a dossier as one ZIP; each exhibit taken gets its line of custody."""
    with unit_of_work():
        row = _found(case_id, hand_in_id)
        bag = packing.pack(current_actor(), row, now=clock.now())
    response = Response(package.stream(bag), mimetype="application/zip")
    return as_file(response, f"{bag.name}.zip")


@bp.post(f"{ONE}/delen")
@requires(Permission.CASE_SHARE)
def give(case_id: UUID, hand_in_id: UUID) -> ResponseReturnValue:
    """Add a dossier and its identity sheet to an open share with the prosecution."""
    form = GiveForm()
    if not form.validate_on_submit():
        raise NotVisible("not_found")
    try:
        with unit_of_work():
            giving.give(current_actor(), case_id, hand_in_id, form.to_share(), now=clock.now())
    except RuleBroken as refusal:
        flash(sentences.of(refusal), "warning")
    else:
        flash(_("Gedeeld. Het OM krijgt bericht dat er iets nieuws is."), "success")
    return redirect(url_for("prosecution.index", case_id=case_id))


def _found(case_id: UUID, hand_in_id: UUID) -> HandIn:
    planning.reach_to_hand_in(current_actor(), case_id)
    return queries.get(current_actor(), case_id, hand_in_id)


def _document(case_id: UUID, document_id: UUID) -> Response:
    case = cases.get(current_actor(), case_id)

    def find() -> IssuedDocument:
        return issued.get(current_actor(), case_id, document_id)

    return issuing.send(case.reference, find)
