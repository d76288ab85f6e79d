"""The blueprint these pages hang on."""

from flask import Blueprint

bp = Blueprint("matrix", __name__)
ALL = "/beheer/matrix"
