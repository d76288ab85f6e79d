"""Brings the views of this page set together for the application."""

from vpt.web.accounts import link_routes, own_routes, sign_in_routes
from vpt.web.accounts.blueprint import bp

__all__ = ["bp", "link_routes", "own_routes", "sign_in_routes"]
