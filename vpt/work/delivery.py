"""Brings waiting mail outside: claim, send without any lock, record."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from vpt.core import clock
from vpt.core.settings import Settings
from vpt.infra import mailer
from vpt.infra.db import unit_of_work
from vpt.infra.mailer import MailProblem
from vpt.notifications import letters, outbox, outside, outside_letters, rules
from vpt.notifications.letters import House
from vpt.notifications.outbox import Parcel
from vpt.notifications.outside import OutsideParcel

AT_MOST = timedelta(seconds=50)
"""A round ends before the next one starts, so that other jobs get their turn."""
NOBODY_HOME = {"unreachable", "sign_in", "no_encryption", "not_configured", "folder"}
P = TypeVar("P")


class Box(Protocol[P]):
    """Where mail waits: that of our own people, or letters to people without an account."""

    def has_due(self, now: datetime) -> bool:
        """Return whether anything waits."""

    def claim(self, now: datetime) -> P | None:
        """Take what is due first."""

    def record_sent(self, parcel: P, *, now: datetime) -> None:
        """Write down that it left."""

    def record_problem(self, parcel: P, problem: MailProblem, *, now: datetime) -> None:
        """Plan another try, or give up."""


def deliver(settings: Settings) -> None:
    """Send what is due, one mail at a time; stop early when no mail can leave at all.

    Letters to people without an account take turns with the mail to our own people, so that
    neither waits for the whole of the other.
    """
    until = clock.now() + AT_MOST
    busy = True
    while busy and clock.now() < until:
        mailed = _next(settings, outbox, send)
        posted = False if mailed is False else _next(settings, outside, post)
        busy = posted is not False and bool(mailed or posted)


def _next(settings: Settings, box: Box[P], post: Callable[[Settings, P], None]) -> bool | None:
    """Post what is due first; None when nothing is, False when the next one has no sense now."""
    if not box.has_due(clock.now()):
        return None
    with unit_of_work():
        parcel = box.claim(clock.now())
    return _bring(settings, box, post, parcel) if parcel is not None else True


def _bring(settings: Settings, box: Box[P], post: Callable[[Settings, P], None], parcel: P) -> bool:
    """Post a claimed parcel; return False when trying the next one has no sense now."""
    try:
        post(settings, parcel)
    except MailProblem as problem:
        with unit_of_work():
            box.record_problem(parcel, problem, now=clock.now())
        return problem.code not in NOBODY_HOME
    with unit_of_work():
        box.record_sent(parcel, now=clock.now())
    return True


def send(settings: Settings, parcel: Parcel) -> None:
    """Send a claimed parcel, outside any unit of work. Raises MailProblem."""
    _ensure_worth_trying(parcel.attempts)
    if parcel.envelope is not None:
        letter = letters.write(parcel.envelope, _house(settings), now=parcel.claimed_at)
        mailer.send(outbox.channel(settings), letter)


def post(settings: Settings, parcel: OutsideParcel) -> None:
    """Send a claimed letter, outside any unit of work. Raises MailProblem."""
    _ensure_worth_trying(parcel.attempts)
    if parcel.address:
        mailer.send(outbox.channel(settings), outside_letters.write(parcel, _house(settings)))


def _ensure_worth_trying(attempts: int) -> None:
    if rules.is_exhausted(attempts):
        raise MailProblem("claim_expired", permanent=True)


def _house(settings: Settings) -> House:
    return House(public_url=settings.public_url, sender=settings.mail_from)
