"""With whom the own report was shared, for its reporter and its victims: never what is in it."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from vpt.cases import queries as cases
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.web import shared_with
from vpt.web.guards import requires
from vpt.web.session import current_actor
from vpt.web.sharing.blueprint import bp


@bp.get("/mijn-meldingen/<uuid:case_id>/gedeeld")
@requires(Permission.INCIDENT_OWN)
def own(case_id: UUID) -> ResponseReturnValue:
    """Show who outside the organisation got something, when and why."""
    case = cases.get_own(current_actor(), case_id)
    shared = shared_with.of_case(case_id, now=clock.now())
    return render_template("sharing/own.html", case=case, shared=shared)
