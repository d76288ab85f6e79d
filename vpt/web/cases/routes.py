"""Brings the views of this page set together for the application."""

from vpt.web.cases import case_routes, finding_routes, list_routes, show_routes, step_routes
from vpt.web.cases.blueprint import bp
from vpt.web.cases.pages import TABS

__all__ = [
    "TABS",
    "bp",
    "case_routes",
    "finding_routes",
    "list_routes",
    "show_routes",
    "step_routes",
]
