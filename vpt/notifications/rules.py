"""Which notices exist, how urgent they are, and when a mail about one may leave."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from vpt.core.worktime import AMSTERDAM, local_date

DIGEST_AT = time(8, 0)
CLAIM_LASTS = timedelta(minutes=5)
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
MAIL = "mail"


class Kind(StrEnum):
    """Everything a person can be told. The words are in `labels`."""

    REPORT_RECEIVED = "report.received"
    REPORT_WITHDRAWN = "report.withdrawn"
    REPORT_MERGED = "report.merged"
    DRAFT_EXPIRES = "draft.expires"
    ADDENDUM_ADDED = "addendum.added"
    CASE_OPENED = "case.opened"
    CASE_ASSIGNED = "case.assigned"
    CASE_MESSAGE = "case.message"
    CASE_ANSWERED = "case.answered"
    CASE_PROGRESS = "case.progress"
    CASE_CLOSED = "case.closed"
    CASE_REOPENED = "case.reopened"
    STEP_ASSIGNED = "step.assigned"
    STEP_REMINDER = "step.reminder"
    STEP_OVERDUE = "step.overdue"
    STEP_URGENT = "step.urgent"
    SUPPORT_ASKED = "support.asked"
    SUPPORT_DAY = "support.day"
    HEARING_NEAR = "hearing.near"
    EVIDENCE_AT_RISK = "evidence.at_risk"
    MEASURE_REVIEW_SOON = "measure.review_soon"
    MEASURE_ENDS_SOON = "measure.ends_soon"
    MEASURE_ENDED = "measure.ended"
    MEASURE_GROUNDS_LOST = "measure.grounds_lost"
    COMPLAINT_TERM = "complaint.term"
    COMPLAINT_OWN = "complaint.own"
    POLICE_WISH = "police.wish"
    DOCUMENT_ISSUED = "document.issued"
    CHAIN_NEWS = "chain.news"
    SHARE_RECEIVED = "share.received"
    SHARE_SUPPLEMENTED = "share.supplemented"
    SHARE_RECALLED = "share.recalled"
    SHARE_ASKED_AGAIN = "share.asked_again"
    SHARE_ACCEPTED = "share.accepted"
    SHARE_REJECTED = "share.rejected"
    SHARE_CODE_WANTED = "share.code_wanted"
    SHARE_BLOCKED = "share.blocked"
    ANSWER_WAITS = "answer.waits"
    ANSWER_GIVEN = "answer.given"
    AGREEMENT_MADE = "agreement.made"
    POST_ARRIVED = "post.arrived"
    POST_WAITS = "post.waits"
    POST_UNCLAIMED = "post.unclaimed"
    CASES_HANDED_OVER = "case.handed_over"
    ATTENTION_SENT = "attention.sent"
    ENCOUNTER_NOTED = "measure.encounter"
    REGISTER_ASKED = "register.asked"
    REGISTER_DECIDED = "register.decided"
    REGISTER_OPENED = "register.opened"
    SEAL_ENDS = "seal.ends"
    ROLE_ASKED = "role.asked"
    ROLE_DECIDED = "role.decided"
    ROLE_OPENED = "role.opened"
    ROLE_WATCHED = "role.watched"
    """An account with a role that opens cases was let in again, or lost its second factor."""
    UNIT_MOVED = "unit.moved"
    PROTOCOL_REVIEW = "protocol.review"
    PROTOCOL_RELEASED = "protocol.released"
    ACCOUNT_INVITED = "account.invited"
    ACCOUNT_RESET = "account.reset"
    ACCOUNT_CHANGED = "account.changed"
    ACCOUNT_ROLE = "account.role"


class OutsideKind(StrEnum):
    """Why somebody without an account gets a mail. The words are in `outside_letters`."""

    LINK = "link"
    CODE = "code"
    SUPPLEMENT = "supplement"
    ASKED_AGAIN = "asked_again"
    RECALLED = "recalled"


URGENT = frozenset(
    {
        Kind.STEP_OVERDUE,
        Kind.STEP_URGENT,
        Kind.ATTENTION_SENT,
        Kind.ENCOUNTER_NOTED,
        Kind.SHARE_CODE_WANTED,
        Kind.SHARE_BLOCKED,
    }
)
"""Leaves at once, whatever the preference; so does everything about the account itself."""


class State(StrEnum):
    """Where a delivery stands."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to tell one person; equal keys are told once."""

    organisation_id: UUID
    recipient_id: UUID
    kind: str
    case_id: UUID | None = None
    subject_id: UUID | None = None
    step_key: str = ""
    occurrence: int = 1
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """How somebody wants mail: `immediate`, `daily` or `none`; quiet hours in local time."""

    mode: str = "immediate"
    quiet_from: time | None = None
    quiet_until: time | None = None


def preference_of(stored: dict[str, Any]) -> Preference:
    """Read a stored preference; what makes no sense falls back to mail at once."""
    mode = stored.get("mode")
    start, end = _time(stored.get("quiet_from")), _time(stored.get("quiet_until"))
    complete = start is not None and end is not None
    return Preference(
        mode=mode if mode in {"daily", "none"} else "immediate",
        quiet_from=start if complete else None,
        quiet_until=end if complete else None,
    )


def is_urgent(kind: str) -> bool:
    """Return whether a notice ignores preferences and quiet hours."""
    return kind in URGENT or is_about_account(kind)


def is_about_account(kind: str) -> bool:
    """Return whether a notice is about signing in: its mail may carry a link that works once."""
    return kind.startswith("account.")


def mail_moment(kind: str, preference: Preference, at: datetime) -> datetime | None:
    """Return when the mail of a notice may leave, or None when there is to be no mail."""
    if is_urgent(kind):
        return at
    if preference.mode == "none":
        return None
    if preference.mode == "daily":
        return _next(DIGEST_AT, at)
    return after_quiet(preference, at)


def after_quiet(preference: Preference, at: datetime) -> datetime:
    """Return the moment itself, or the end of the quiet hours it falls in."""
    start, end = preference.quiet_from, preference.quiet_until
    if start is None or end is None or start == end:
        return at
    clock = at.astimezone(AMSTERDAM).time()
    quiet = start <= clock < end if start < end else clock >= start or clock < end
    return _next(end, at) if quiet else at


def digest_day(moment: datetime) -> date:
    """Return the local day a daily mail belongs to."""
    return local_date(moment)


def next_try(attempts: int, now: datetime) -> datetime | None:
    """Return when to try again after this many attempts, or None to give up."""
    return now + BACK_OFF[attempts - 1] if attempts <= len(BACK_OFF) else None


def is_exhausted(attempts: int) -> bool:
    """Return whether a claim is one too many: every earlier one ended in a crash or a failure."""
    return attempts > len(BACK_OFF) + 1


def _next(clock: time, after: datetime) -> datetime:
    local = after.astimezone(AMSTERDAM)
    today = datetime.combine(local.date(), clock, AMSTERDAM)
    if today > after:
        return today
    return datetime.combine(local.date() + timedelta(days=1), clock, AMSTERDAM)


def _time(stored: object) -> time | None:
    try:
        return time.fromisoformat(str(stored))
    except ValueError:
        return None
