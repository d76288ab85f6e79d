"""The blueprint these pages hang on, and their addresses."""

from flask import Blueprint

bp = Blueprint("protocols", __name__)
ALL = "/beheer/protocol"
DRAFT = f"{ALL}/concept"
STEPS = f"{DRAFT}/stappen"
ONE = f"{ALL}/versies/<int:number>"
