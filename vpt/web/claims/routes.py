"""Brings the views of this page set together for the application."""

from flask_babel import lazy_gettext

from vpt.protocol.works import Work
from vpt.web.claims import desk_routes, own_routes, step_routes
from vpt.web.claims.blueprint import bp
from vpt.web.rooms import CaseTab

WORKS = {
    Work.DAMAGE: "claims.damage",
    Work.CLAIM_FORM: "claims.claim_form",
    Work.COLLECTION: "claims.collection",
}
TABS = (
    CaseTab(
        key="claims", title=lazy_gettext("Schade"), endpoint="claims.index", place=60,
        is_shown=lambda page: page.sees_file,
    ),
)  # fmt: skip

__all__ = ["TABS", "WORKS", "bp", "desk_routes", "own_routes", "step_routes"]
