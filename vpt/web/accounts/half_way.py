"""Between the right password and a session: who it is, what is left to do, where to go after."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import session

from vpt.accounts import signin
from vpt.accounts.people import User
from vpt.accounts.rules import Step
from vpt.accounts.signin import Proven
from vpt.web import session as web_session

KEY = "half_way"
LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfWay:
    """A person who has given the password; `step` is what is left, `strong` a second factor."""

    user: User
    step: Step
    target: str
    strong: bool


def start(proven: Proven, target: str, *, now: datetime) -> None:
    """Remember who gave the right password, in a cookie of its own."""
    web_session.renew()
    session[KEY] = {
        "user": str(proven.user_id),
        "epoch": proven.epoch,
        "step": str(proven.step),
        "target": target,
        "since": int(now.timestamp()),
        "strong": False,
    }


def prove() -> None:
    """Remember that the second factor was right too."""
    session[KEY] = {**session[KEY], "step": str(Step.DONE), "strong": True}


def find(*, now: datetime) -> HalfWay | None:
    """Return who is half-way; None after ten minutes, or when shut out in the meantime."""
    kept = session.get(KEY)
    if kept is None or now.timestamp() - kept["since"] > LASTS.total_seconds():
        return None
    user = signin.find_half_way(UUID(kept["user"]), kept["epoch"])
    if user is None:
        return None
    return HalfWay(user=user, step=Step(kept["step"]), target=kept["target"], strong=kept["strong"])
