"""The blueprint these pages hang on."""

from flask import Blueprint

bp = Blueprint("administration", __name__)
ALL = "/beheer"
