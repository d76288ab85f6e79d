"""Plain values of answers: what was given, how it stands, why it waits, when we ask again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from vpt.protocol.definition import Scope
from vpt.protocol.works import Work
from vpt.sharing.rules import Ask


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


class CodeSet(StrEnum):
    """What the police say of the VPT code; the outcomes of the step that checks it."""

    PRESENT = "present"
    MISSING = "missing"
    NOT_OBTAINED = "not_obtained"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One answer as typed: to which question, about what, and the fields that say something.

    Days are ISO dates and amounts are cents, as text.
    """

    ask: Ask
    subject_id: UUID
    """The police report, the suspect, or the case itself."""
    values: Mapping[str, str]


WORK_OF: Mapping[Ask, Work] = {
    Ask.REGISTRATION: Work.FILING,
    Ask.VPT_CODE: Work.CODE_CHECK,
    Ask.POLICE_NEWS: Work.POLICE_NEWS,
    Ask.DECISION: Work.DECISION,
    Ask.JUDGMENT: Work.JUDGMENT,
    Ask.MAYOR: Work.MAYOR,
}
"""The work of the step that waits for an answer."""
SCOPE_OF: Mapping[Ask, Scope] = {
    Ask.REGISTRATION: Scope.POLICE_REPORT,
    Ask.VPT_CODE: Scope.POLICE_REPORT,
    Ask.POLICE_NEWS: Scope.POLICE_REPORT,
    Ask.DECISION: Scope.PERPETRATOR,
    Ask.JUDGMENT: Scope.PERPETRATOR,
    Ask.MAYOR: Scope.CASE,
}
"""What an answer is about."""
ASKED_OFTEN = frozenset({Ask.VPT_CODE, Ask.POLICE_NEWS})
"""Questions that come back: the same answer on a later day is news."""
GIVEN_NUMBERS = ("number", "record_number", "officer", "station")
MOST_LINE, MOST_TEXT = 200, 2000

FIRST_ASK = timedelta(days=14)
ASK_AGAIN = timedelta(days=28)
"""Our proposal, as in step S17: no national term was found (domain dossier §9)."""
