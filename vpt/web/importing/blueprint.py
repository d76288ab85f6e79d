"""The blueprint these pages hang on."""

from flask import Blueprint

bp = Blueprint("importing", __name__)
ALL = "/beheer/inlezen"
