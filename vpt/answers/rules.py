"""Plain values of answers: how they stand, why one waits, and when a question is asked again."""

from datetime import timedelta
from enum import StrEnum


class State(StrEnum):
    """How an answer stands."""

    APPLIED = "applied"
    """It finished the step it was for."""
    UNCONFIRMED = "unconfirmed"
    """A coordinator looks at it first."""
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Wait(StrEnum):
    """Why an answer was not applied at once."""

    DESK = "desk"
    """It came through the code on a cover sheet: nobody proved who they are."""
    ALREADY = "already"
    """The step was done already."""
    CLOSED = "closed"
    """The case was closed."""
    NOT_OPEN = "not_open"
    """No step waits for it: never opened, paused, waived or lapsed."""


class Stop(StrEnum):
    """Why a question is not asked again, though nobody answered it."""

    RECALLED = "recalled"
    """The share was taken back."""
    REJECTED = "rejected"
    EXPIRED = "expired"
    LEFT = "left"
    """The contact, or the partnership with their organisation, ended."""
    UNREACHABLE = "unreachable"
    """The contact has neither account nor mail address: somebody calls."""
    NOT_NEEDED = "not_needed"
    """The step was waived, lapsed, or the case closed."""


FIRST_ASK = timedelta(days=14)
ASK_AGAIN = timedelta(days=28)
"""Our proposal, as in step S17: no national term was found (domain dossier §9)."""
