"""/gezond: the state of database, keys, queue and clock for a monitor."""

import sqlite3
from collections.abc import Callable

import psycopg
from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from vpt.core import clock
from vpt.infra.db import db
from vpt.infra.keys import KeyProblem
from vpt.web.guards import open_page

bp = Blueprint("health", __name__)


@bp.get("/gezond")
@open_page("monitors have no account; the answer names parts and states only")
def show() -> ResponseReturnValue:
    """Return 200 when every part works, 503 with the names of those that do not."""
    state = {
        "database": _works(lambda: db.session.execute(text("select 1"))),
        "keys": _works(current_app.extensions["vpt_keys"].master),
        "queue": _works(current_app.extensions["vpt_queue"].pending_count),
        "clock": clock.now().isoformat(timespec="seconds"),
    }
    healthy = all(value != "down" for value in state.values())
    return jsonify(state), 200 if healthy else 503


def _works(part: Callable[[], object]) -> str:
    try:
        part()
    except (SQLAlchemyError, KeyProblem, sqlite3.Error, psycopg.Error, OSError):
        return "down"
    return "up"
