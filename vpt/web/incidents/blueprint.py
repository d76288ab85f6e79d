"""The one blueprint that the modules of this page set put their views on."""

from flask import Blueprint

bp = Blueprint("incidents", __name__)
