"""The one blueprint that the modules of this page set put their views on."""

from flask import Blueprint

bp = Blueprint("police_reports", __name__)
ONE = "/dossiers/<uuid:case_id>"
STEP = f"{ONE}/stappen/<uuid:step_id>"
REPORT = f"{ONE}/aangiften/<uuid:report_id>"
