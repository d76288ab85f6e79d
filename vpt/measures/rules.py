"""Plain values of measures: where one stands, what a plan holds, what a mandate covers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from vpt.measures.ladder import Nature

LONGEST_MONTHS = 12
"""Proposal of domain.md 2.5: an end date within a year; nothing lasts indefinitely."""
REVIEW_WITHIN_MONTHS = 3
"""Proposal after GRON-041: look again periodically."""
FEWEST_WORDS = 6
"""Shorter grounds are a label ("agressief gedrag"), not what somebody did (GRON-WIG)."""
REMIND_DAYS = 14


class State(StrEnum):
    """Where a measure stands; whether it applies today follows from its dates."""

    PROPOSED = "proposed"
    IMPOSED = "imposed"
    NOT_IMPOSED = "not_imposed"
    LIFTED = "lifted"
    ENDED = "ended"


class Issuer(StrEnum):
    """Who imposed a measure that is not the employer's."""

    MAYOR = "mayor"
    PROSECUTOR = "prosecutor"
    COURT = "court"


class Served(StrEnum):
    """How a letter reached somebody."""

    IN_HAND = "in_hand"
    REGISTERED = "registered"
    POST = "post"
    EMAIL = "email"
    BAILIFF = "bailiff"


NUMBERED = frozenset({Served.REGISTERED, Served.BAILIFF})
"""Ways that leave a number behind; it is the proof."""


class Check(StrEnum):
    """What the gate looks at, in the order a person fills it in."""

    GROUNDS = "grounds"
    HEARING = "hearing"
    PERIOD = "period"
    REVIEW = "review"
    AREA = "area"
    SERVICES = "services"
    REMEDY = "remedy"
    NOTICE = "notice"
    ADDRESS = "address"
    DECIDER = "decider"
    MANDATE = "mandate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One thing that stands between a plan and a measure; `field` is where to mend it."""

    check: Check
    code: str
    field: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What somebody did, and on which day."""

    on: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Service:
    """Something that stays available, and how to get it."""

    what: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A measure as somebody wants to impose it; empty parts are what the gate refuses."""

    level: str
    nature: Nature
    grounds: tuple[Ground, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    review_on: date | None = None
    everywhere: bool = False
    location_ids: frozenset[UUID] = frozenset()
    area: str = ""
    services: tuple[Service, ...] = ()
    remedy: str = ""
    instruction: str = ""
    call: str = ""
    delay_reason: str = ""
    """Why the notice of AVG article 14 waits; empty: it goes with the letter."""
    is_delayed: bool = False
    is_minor: bool = False
    parents: str = ""
    address: str = ""
    decider_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateTerms:
    """A mandate as the gate weighs it; `unit_path` None is the whole organisation."""

    role: str
    level_to: int
    unit_path: str | None
    valid_from: date
    valid_until: date
    is_withdrawn: bool = False

    def covers(self, level: int, unit_path: str, on: date) -> bool:
        """Tell whether a measure of this level in this unit may rest on it that day."""
        in_unit = self.unit_path is None or (
            bool(unit_path) and unit_path.startswith(self.unit_path)
        )
        in_time = self.valid_from <= on <= self.valid_until and not self.is_withdrawn
        return in_time and in_unit and level <= self.level_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the gate knows besides the plan."""

    today: date
    heard_on: date | None
    urgency: str
    """Why the measure came before the hearing; empty when it did not."""
    handlers: frozenset[UUID]
    """Who handles the case or held the hearing: they do not decide alone."""
    decider_roles: frozenset[str]
    mandates: tuple[MandateTerms, ...]
    """All of the organisation."""
    unit_path: str


def has_words(text: str) -> bool:
    """Tell whether somebody wrote anything at all."""
    return bool(text.strip())
