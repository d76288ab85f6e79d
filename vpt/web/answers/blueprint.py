"""The one blueprint that the modules of this page set put their views on."""

from flask import Blueprint

bp = Blueprint("answers", __name__)
CASE = "/dossiers/<uuid:case_id>/antwoorden"
TAB = "answers"
