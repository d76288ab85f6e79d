"""The one blueprint that the modules of this page set put their views on."""

from flask import Blueprint

bp = Blueprint("letters", __name__)
ALL = "/beheer/brieven"
ONE = f"{ALL}/<key>"
