"""Plain values of support: what was done for safety, how a talk went, who helps, back to work."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from vpt.core.errors import RuleBroken

WORST, BEST = 1, 5
LOW = 2
"""From here down somebody calls, also when nobody asked for it."""
MOST_TEXT = 4000
TOLERANCE = timedelta(minutes=5)
FIRST_TALK = 1
TALKS = 3
"""Source: three support talks with the victim (domain.md §2.3, AENO-UTR)."""


class SafetyAct(StrEnum):
    """What was done to make people safe."""

    ALARM = "alarm"
    CALLED = "called"
    COLLEAGUES = "colleagues"
    ROOM = "room"
    LEFT = "left"
    ARRESTED = "arrested"
    OTHER = "other"


class Agreed(StrEnum):
    """What can be agreed in a talk."""

    NOT_ALONE = "not_alone"
    TIME_OFF = "time_off"
    FAMILY = "family"
    DOCTOR = "doctor"
    VICTIM_SUPPORT = "victim_support"


class Helper(StrEnum):
    """To whom a victim can be referred."""

    COMPANY_DOCTOR = "company_doctor"
    VICTIM_SUPPORT = "victim_support"
    COUNSELLOR = "counsellor"
    GP = "gp"


class Back(StrEnum):
    """How far somebody is back at work."""

    NOT_YET = "not_yet"
    PARTLY = "partly"
    FULLY = "fully"


class Entry(StrEnum):
    """The kinds of line in the course of somebody's aftercare."""

    TALK = "talk"
    CHECK = "check"
    REFERRAL = "referral"
    RETURN = "return"


SUPPORTED, OFFERED, REFERRED, DECLINED = "supported", "offered", "referred", "declined"
"""The outcomes of the protocol that this room looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """One line of the safety log; nothing tapped means that there is no line to add."""

    acts: tuple[SafetyAct, ...] = ()
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Somebody was sent on to a helper; `accepted` is None while the answer is not known."""

    helper: Helper
    on: date
    accepted: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """How far somebody is back at work, since when, and what that takes."""

    back: Back
    since: date | None = None
    needed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """How a talk went; `private` is for the support team and the victim alone."""

    outcome: str
    feeling: int | None = None
    agreed: tuple[Agreed, ...] = ()
    next_on: date | None = None
    note: str = ""
    private: str = ""
    referral: Referral | None = None
    back: Return | None = None


def ensure_safety(entry: Safety, *, now: datetime) -> None:
    """Refuse a line without anything done or about the future; RuleBroken with its field."""
    if not entry.acts:
        raise RuleBroken("safety_entry_needed", field="acts")
    if entry.at > now + TOLERANCE:
        raise RuleBroken("moment_in_future", field="day")


def ensure_talk(talk: Talk, *, on: date) -> None:
    """Refuse a talk that leaves open what its outcome promises; `on` is today.

    Raises RuleBroken("feeling_needed", "next_needed", "next_in_past", "referral_needed",
    "moment_in_future") with the field.
    """
    if talk.outcome == SUPPORTED and talk.feeling is None:
        raise RuleBroken("feeling_needed", field="feeling")
    if talk.outcome == OFFERED and talk.next_on is None:
        raise RuleBroken("next_needed", field="next_on")
    if talk.next_on is not None and talk.next_on < on:
        raise RuleBroken("next_in_past", field="next_on")
    if talk.outcome == REFERRED and talk.referral is None:
        raise RuleBroken("referral_needed", field="helper")
    _refuse_future(talk, on)


def _refuse_future(talk: Talk, on: date) -> None:
    if talk.referral is not None and talk.referral.on > on:
        raise RuleBroken("moment_in_future", field="referred_on")


def needs_call(feeling: int, *, wants_contact: bool) -> bool:
    """Tell whether somebody has to call after a well-being check."""
    return wants_contact or feeling <= LOW


def next_anniversary(of: date, *, after: date) -> date:
    """Return the first yearly day of an event after a day; 29 February counts as the 28th."""
    year = max(after.year, of.year + 1)
    day = _in_year(of, year)
    return day if day > after else _in_year(of, year + 1)


def _in_year(of: date, year: int) -> date:
    try:
        return of.replace(year=year)
    except ValueError:
        return of.replace(year=year, day=28)
