"""The blueprint that the views of this page set share."""

from flask import Blueprint

bp = Blueprint("claims", __name__)
