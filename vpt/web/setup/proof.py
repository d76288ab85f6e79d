"""Remembers in the cookie that this browser gave the set-up code; never the code itself."""

import hmac
from datetime import datetime, timedelta

from flask import current_app, session

from vpt.infra.setup_code import SetupCode

KEY = "setup"
LASTS = timedelta(hours=1)


def code() -> SetupCode:
    """Return the set-up code of this installation."""
    return SetupCode(current_app.extensions["vpt_settings"].keys_folder)


def give(*, now: datetime) -> None:
    """Remember that the code was right."""
    session[KEY] = {"proof": code().proof(), "since": int(now.timestamp())}


def is_given(*, now: datetime) -> bool:
    """Return whether this browser gave the code that counts now, less than an hour ago."""
    kept, wanted = session.get(KEY) or {}, code().proof()
    fresh = now.timestamp() - kept.get("since", 0) <= LASTS.total_seconds()
    return bool(wanted) and fresh and hmac.compare_digest(kept.get("proof", ""), wanted)


def forget() -> None:
    """Let the cookie no longer say so."""
    session.pop(KEY, None)
