"""Brings the views of this page set together for the application."""

from flask_babel import lazy_gettext

from vpt.protocol.works import Work
from vpt.web.rooms import CaseTab
from vpt.web.support import own_routes, step_routes, tab_routes
from vpt.web.support.blueprint import bp

WORKS = {
    Work.SAFETY: "support.safety_step",
    Work.FIRST_SUPPORT: "support.first_support",
    Work.AFTERCARE: "support.aftercare",
}
TABS = (
    CaseTab(
        key="support", title=lazy_gettext("Nazorg"), endpoint="support.index", place=70,
    ),
)  # fmt: skip

__all__ = ["TABS", "WORKS", "bp", "own_routes", "step_routes", "tab_routes"]
