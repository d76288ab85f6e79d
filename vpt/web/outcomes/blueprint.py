"""The one blueprint that the modules of this page set put their views on."""

from flask import Blueprint

bp = Blueprint("outcomes", __name__)
ONE = "/dossiers/<uuid:case_id>"
STEP = f"{ONE}/stappen/<uuid:step_id>"
