"""Plain values of questions to partners: when one is asked, and why it is asked no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from vpt.answers.rules import ASK_AGAIN, FIRST_ASK
from vpt.partners.rules import Party
from vpt.protocol.works import Work
from vpt.sharing.rules import Ask

ASK_OF: Mapping[Work, Ask] = {
    Work.CODE_CHECK: Ask.VPT_CODE,
    Work.POLICE_NEWS: Ask.POLICE_NEWS,
    Work.DECISION: Ask.DECISION,
    Work.JUDGMENT: Ask.JUDGMENT,
    Work.MAYOR: Ask.MAYOR,
}
"""Steps that wait for a partner, with what the partner is asked. Going to the police to file is
our own work: nobody there is reminded of it."""
PARTY_OF_ASK: Mapping[Ask, Party] = {
    Ask.REGISTRATION: Party.POLICE,
    Ask.VPT_CODE: Party.POLICE,
    Ask.POLICE_NEWS: Party.POLICE,
    Ask.DECISION: Party.PROSECUTION,
    Ask.JUDGMENT: Party.PROSECUTION,
    Ask.MAYOR: Party.MUNICIPALITY,
}


class Stop(StrEnum):
    """Why a question is not asked again, though nobody answered it."""

    NOT_SHARED = "not_shared"
    """Nobody was asked: the step of the coordinator is the reminder."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A step that waits for a partner."""

    case_id: UUID
    step_id: UUID
    ask: Ask
    subject_id: UUID
    occurrence: int
    anchor_at: datetime
    opened_at: datetime


def asked_since(waiting: Waiting, shared_at: datetime) -> datetime:
    """Return since when a partner has the question: the share asked it, or the step came later."""
    return max(waiting.opened_at, shared_at)


def first_at(waiting: Waiting, shared_at: datetime) -> datetime:
    """Return when a partner is first reminded.

    Fourteen days after what the step counts from; whoever got the question later has as long.
    """
    return max(waiting.anchor_at, shared_at) + FIRST_ASK


def next_at(asked_at: datetime) -> datetime:
    """Return when a partner is reminded again."""
    return asked_at + ASK_AGAIN
