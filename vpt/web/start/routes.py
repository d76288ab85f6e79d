"""The first page, the organisation's colours and the statement on accessibility."""

import re
from uuid import UUID

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from vpt.accounts.models import Organisation
from vpt.infra.db import db
from vpt.web.guards import open_page, signed_in
from vpt.web.session import current_actor

bp = Blueprint("start", __name__)

SHADES = ("50", "100", "200", "300", "400", "500", "600", "700")
COLOUR = re.compile(r"^#[0-9a-fA-F]{6}$")
ONE_HOUR = 3600


@bp.get("/")
@signed_in
def home() -> ResponseReturnValue:
    """Show what needs this person today."""
    return render_template("start/home.html", actor=current_actor())


@bp.get("/toegankelijkheid")
@open_page("a statement on accessibility is for everybody")
def accessibility() -> ResponseReturnValue:
    """Show the statement on accessibility."""
    return render_template("start/accessibility.html")


@bp.get("/huisstijl/<uuid:organisation_id>.css")
@open_page("colours only; the sign-in page of an organisation shows them too")
def brand(organisation_id: UUID) -> ResponseReturnValue:
    """Return the organisation's colour variables; anything that is no colour is left out."""
    organisation = db.session.get(Organisation, organisation_id)
    if organisation is None:
        raise NotFound
    lines = [
        f"--brand-{shade}: {organisation.brand[shade]};"
        for shade in SHADES
        if COLOUR.match(str(organisation.brand.get(shade, "")))
    ]
    response = Response(f":root {{ {' '.join(lines)} }}\n", mimetype="text/css")
    response.headers["Cache-Control"] = f"private, max-age={ONE_HOUR}"
    return response
