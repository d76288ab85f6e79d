"""The one blueprint that the modules of this page set put their views on."""

from flask import Blueprint

bp = Blueprint("locations", __name__)
ALL = "/beheer/locaties"
ONE = f"{ALL}/<uuid:location_id>"
