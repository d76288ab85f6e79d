"""Brings waiting mail outside: claim, send without any lock, record."""

from datetime import timedelta

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


def deliver(settings: Settings) -> None:
    """Send what is due, one mail at a time; stop early when no mail can leave at all.

    Letters to people without an account take turns with the mail to our own people, so that
    neither waits for the whole of the other.
    """
    until = clock.now() + AT_MOST
    busy = True
    while busy and clock.now() < until:
        mailed = _deliver_next(settings)
        posted = False if mailed is False else _post_next(settings)
        busy = posted is not False and bool(mailed or posted)


def _deliver_next(settings: Settings) -> bool | None:
    """Send one mail; None when none is due, False when trying the next one has no sense now."""
    if not outbox.has_due(clock.now()):
        return None
    with unit_of_work():
        parcel = outbox.claim(clock.now())
    return deliver_one(settings, parcel) if parcel is not None else True


def _post_next(settings: Settings) -> bool | None:
    """Send one letter to somebody without an account; answers as `_deliver_next` does."""
    if not outside.has_due(clock.now()):
        return None
    with unit_of_work():
        parcel = outside.claim(clock.now())
    return post_one(settings, parcel) if parcel is not None else True


def deliver_one(settings: Settings, parcel: Parcel) -> bool:
    """Send a claimed parcel; return False when trying the next one has no sense now."""
    try:
        send(settings, parcel)
    except MailProblem as problem:
        with unit_of_work():
            outbox.record_problem(parcel, problem, now=clock.now())
        return problem.code not in NOBODY_HOME
    with unit_of_work():
        outbox.record_sent(parcel, now=clock.now())
    return True


def post_one(settings: Settings, parcel: OutsideParcel) -> bool:
    """Send a claimed letter; return False when trying the next one has no sense now."""
    try:
        post(settings, parcel)
    except MailProblem as problem:
        with unit_of_work():
            outside.record_problem(parcel, problem, now=clock.now())
        return problem.code not in NOBODY_HOME
    with unit_of_work():
        outside.record_sent(parcel, now=clock.now())
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
