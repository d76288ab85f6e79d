"""What is left after founding: an overview of the parts, each with its own page."""

from flask import render_template
from flask.typing import ResponseReturnValue

from vpt.core.actor import Permission
from vpt.web.guards import requires
from vpt.web.setup.blueprint import bp


@bp.get("/beheer/inrichten")
@requires(Permission.CONFIGURE)
def overview() -> ResponseReturnValue:
    """Show what works already and what is left to do."""
    return render_template("setup/overview.html")
