"""Wakes the worker once a change with mail has been committed: a minute is long for a reset link.

Nothing depends on it: the schedule finds every delivery by itself.
"""

import logging
import sqlite3
from typing import Any

import psycopg
from flask import current_app
from sqlalchemy import event
from sqlalchemy.orm import Session

from vpt.infra.db import db
from vpt.notifications.models import Delivery

log = logging.getLogger("vpt.work")
WAKE = "vpt_wake"
MAIL = "mail queued"


@event.listens_for(db.session, "after_flush")
def _notice(session: Session, _context: Any) -> None:
    if any(isinstance(row, Delivery) for row in session.new):
        session.info[MAIL] = True


@event.listens_for(db.session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(MAIL, None)


@event.listens_for(db.session, "after_commit")
def _wake(session: Session) -> None:
    if session.info.pop(MAIL, False):
        try:
            current_app.extensions[WAKE]()
        except (OSError, sqlite3.Error, psycopg.Error) as error:
            log.warning("the worker was not woken: %s", type(error).__name__)
