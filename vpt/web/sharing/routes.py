"""Brings the views of this page set together, and lists the shares of a case."""

from uuid import UUID

from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.cases.rules import Hat
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.sharing import queries
from vpt.web.cases import pages
from vpt.web.guards import requires
from vpt.web.rooms import CaseTab
from vpt.web.session import current_actor
from vpt.web.sharing import flow_routes, own_routes, share_routes, words
from vpt.web.sharing.blueprint import CASE, TAB, bp, open_page


def _may_share(page: CasePage) -> bool:
    return Hat.COORDINATOR in page.hats and current_actor().may(Permission.CASE_SHARE)


TABS = (
    CaseTab(
        key=TAB, title=lazy_gettext("Delen"), endpoint="sharing.index", place=85,
        is_shown=_may_share,
    ),
)  # fmt: skip


@bp.get(f"{CASE}/delen")
@requires(Permission.CASE_SHARE)
def index(case_id: UUID) -> ResponseReturnValue:
    """Show with whom the case is shared, how that stands and who opened it."""
    page = open_page(case_id)
    shares = queries.shares_of_case(current_actor(), case_id, now=clock.now())
    return pages.render("sharing/index.html", page, TAB, shares=shares, told=words)


__all__ = ["TABS", "bp", "flow_routes", "own_routes", "share_routes"]
