"""Brings waiting mail outside: claim, send without any lock, record."""

from datetime import timedelta

from vpt.core import clock
from vpt.core.settings import Settings
from vpt.infra import mailer
from vpt.infra.db import unit_of_work
from vpt.infra.mailer import MailProblem
from vpt.notifications import letters, outbox, rules
from vpt.notifications.outbox import Parcel

AT_MOST = timedelta(seconds=50)
"""A round ends before the next one starts, so that other jobs get their turn."""
NOBODY_HOME = {"unreachable", "sign_in", "no_encryption", "not_configured", "folder"}


def deliver(settings: Settings) -> None:
    """Send what is due, one mail at a time; stop early when no mail can leave at all."""
    until = clock.now() + AT_MOST
    while clock.now() < until and outbox.has_due(clock.now()):
        with unit_of_work():
            parcel = outbox.claim(clock.now())
        if parcel is not None and not deliver_one(settings, parcel):
            return


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


def send(settings: Settings, parcel: Parcel) -> None:
    """Send a claimed parcel, outside any unit of work. Raises MailProblem."""
    if rules.is_exhausted(parcel.attempts):
        raise MailProblem("claim_expired", permanent=True)
    if parcel.envelope is None:
        return
    house = letters.House(public_url=settings.public_url, sender=settings.mail_from)
    letter = letters.write(parcel.envelope, house, now=parcel.claimed_at)
    mailer.send(outbox.channel(settings), letter)
