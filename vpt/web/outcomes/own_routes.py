"""The page on which a victim or reporter reads what the chain decided and what it means."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from vpt.core.actor import Permission
from vpt.outcomes import own
from vpt.web.guards import requires
from vpt.web.outcomes import telling
from vpt.web.outcomes.blueprint import bp
from vpt.web.reports import pages
from vpt.web.session import current_actor


@bp.get("/mijn-meldingen/<uuid:case_id>/nieuws", endpoint="own")
@requires(Permission.INCIDENT_OWN)
def show(case_id: UUID) -> ResponseReturnValue:
    """Show the news of an own report, newest first."""
    page = pages.fetch(case_id)
    found = own.of_reader(current_actor(), page)
    return render_template(
        "outcomes/own.html",
        page=page,
        case=page.head,
        news=[telling.own(one) for one in found],
        help_text=page.help_text,
    )
