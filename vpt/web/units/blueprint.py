"""The one blueprint that the modules of this page set put their views on."""

from flask import Blueprint

bp = Blueprint("units", __name__)
ALL = "/beheer/afdelingen"
ONE = f"{ALL}/<uuid:unit_id>"
