"""The one blueprint that the modules of this page set put their views on."""

from flask import Blueprint

bp = Blueprint("support", __name__)
