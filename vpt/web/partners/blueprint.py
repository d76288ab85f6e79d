"""The one blueprint that the modules of this page set put their views on."""

from flask import Blueprint

bp = Blueprint("partners", __name__)
ALL = "/ketenpartners"
CONTACTS = f"{ALL}/contactpersonen"
ONE = f"{CONTACTS}/<uuid:officer_id>"
