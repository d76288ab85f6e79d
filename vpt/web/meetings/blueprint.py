"""The blueprint that the files of this page set share."""

from flask import Blueprint

bp = Blueprint("meetings", __name__)
