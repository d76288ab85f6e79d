"""Brings the views of this page set together for the application."""

from vpt.web.cases import (
    case_routes,
    finding_routes,
    hand_over_routes,
    list_routes,
    original_routes,
    show_routes,
    step_routes,
)
from vpt.web.cases.blueprint import bp
from vpt.web.cases.hand_over_routes import ITEMS
from vpt.web.cases.pages import TABS

__all__ = [
    "ITEMS",
    "TABS",
    "bp",
    "case_routes",
    "finding_routes",
    "hand_over_routes",
    "list_routes",
    "original_routes",
    "show_routes",
    "step_routes",
]
