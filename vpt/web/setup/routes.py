"""Brings the views of this page set together for the application."""

from vpt.web.setup import founding_routes, mail_routes, part_routes
from vpt.web.setup.blueprint import bp

__all__ = ["bp", "founding_routes", "mail_routes", "part_routes"]
