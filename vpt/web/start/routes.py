"""The first page, the organisation's colours and the statement on accessibility."""

import re
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from werkzeug.exceptions import NotFound

from vpt.accounts.models import Organisation
from vpt.cases import expecting, queries
from vpt.cases.rules import WorkFilters
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.infra.db import db
from vpt.web import moments
from vpt.web.administration import loose_ends
from vpt.web.cases import lists
from vpt.web.cases import words as case_words
from vpt.web.guards import open_page, signed_in
from vpt.web.navigation import CASES, is_guest
from vpt.web.session import current_actor
from vpt.web.start import today, words

bp = Blueprint("start", __name__)

SHADES = ("50", "100", "200", "300", "400", "500", "600", "700")
COLOUR = re.compile(r"^#[0-9a-fA-F]{6}$")
ONE_HOUR = 3600
STEPS, REPORTS = 5, 3


@bp.get("/")
@signed_in
def home() -> ResponseReturnValue:
    """Show what needs this person today."""
    actor, now = current_actor(), clock.now()
    if is_guest(actor):
        return redirect(url_for("portal.index"))
    handles = any(actor.may(permission) for permission in CASES)
    reports = queries.own_cases(actor, limit=REPORTS) if actor.may(Permission.INCIDENT_OWN) else ()
    work = queries.worklist(actor, WorkFilters(), limit=STEPS, now=now) if handles else None
    return render_template(
        "start/home.html",
        notices=today.notices(actor, now=now),
        desk=today.desk(actor, now=now),
        may_report=actor.may(Permission.INCIDENT_REPORT),
        reports=reports,
        expected=expecting.next_of(actor, [row.id for row in reports], locale=str(get_locale())),
        work=work,
        counts=lists.counts(work) if work else [],
        orphans=loose_ends.listed(actor, now),
        rooms=[room for role, room in words.ROOMS.items() if role in actor.roles],
        case_words=case_words,
        moments=moments,
        now=now,
    )


@bp.get("/toegankelijkheid")
@open_page("a statement on accessibility is for everybody")
def accessibility() -> ResponseReturnValue:
    """Show the statement on accessibility."""
    return render_template("start/accessibility.html")


@bp.get("/privacy")
@open_page("a statement on privacy is for everybody")
def privacy() -> ResponseReturnValue:
    """Show the statement on privacy, in the words of the reader's own organisation."""
    return render_template("start/privacy.html")


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
