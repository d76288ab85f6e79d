"""The blueprint these pages hang on."""

from flask import Blueprint

bp = Blueprint("people", __name__)
PEOPLE = "/beheer/mensen"
ONE = f"{PEOPLE}/<uuid:user_id>"
ROLES = "/beheer/rollen"
