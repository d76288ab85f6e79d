"""Plain values of what the chain decided: news, decisions, judgments, and loose number checks."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Happening(StrEnum):
    """What kind of thing a partner did or said."""

    POLICE_NEWS = "police_news"
    DECISION = "decision"
    JUDGMENT = "judgment"
    MAYOR = "mayor"


class Via(StrEnum):
    """How it came to us."""

    TELEPHONE = "telephone"
    LINK = "link"
    ACCOUNT = "account"
    DESK = "desk"


class Uplift(StrEnum):
    """Whether the prosecution asked the higher sentence of the national agreement."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """What the police said about a report; the outcomes of step S17."""

    IN_PROGRESS = "in_progress"
    NO_ANSWER = "no_answer"
    SENT_TO_OM = "sent_to_om"
    STOPPED = "stopped"


class Ruling(StrEnum):
    """What the prosecution decided; the outcomes of step S20 (domain dossier §7.4)."""

    DISMISSAL = "dismissal"
    CONDITIONAL_DISMISSAL = "conditional_dismissal"
    PENAL_ORDER = "penal_order"
    TRANSACTION = "transaction"
    OM_HEARING = "om_hearing"
    SUMMONS = "summons"
    OTHER = "other"


class Verdict(StrEnum):
    """What the court decided; the outcomes of step S23.

    `CONVICTED_OPEN` is a conviction with compensation that is not final yet; callers say
    `CONVICTED_COMPENSATION` and the day it became final decides which of the two it is.
    """

    CONVICTED_COMPENSATION = "convicted_compensation"
    CONVICTED_OPEN = "convicted_compensation_open"
    CONVICTED = "convicted"
    NOT_CONVICTED = "not_convicted"
    ADJOURNED = "adjourned"


class Ending(StrEnum):
    """How a case before the court ended without a conviction (domain dossier §7.4)."""

    ACQUITTAL = "acquittal"
    DISCHARGE = "discharge"
    INADMISSIBLE = "inadmissible"
    OTHER = "other"


class Penalty(StrEnum):
    """What a court or a penal order may impose (domain dossier §7.4 and V10)."""

    FINE = "fine"
    COMMUNITY_SERVICE = "community_service"
    PRISON = "prison"
    SUSPENDED_PRISON = "suspended_prison"
    HOSPITAL_ORDER = "hospital_order"
    BEHAVIOUR_ORDER = "behaviour_order"
    CONTACT_BAN = "contact_ban"
    LOCATION_BAN = "location_ban"
    APOLOGY = "apology"
    OTHER = "other"


class Action(StrEnum):
    """What the mayor did; the outcomes of step S22."""

    ORDERED = "ordered"
    PERSON_CENTRED = "person_centred"
    NONE = "none"


JUDGED = frozenset(
    {
        Verdict.CONVICTED_COMPENSATION,
        Verdict.CONVICTED_OPEN,
        Verdict.CONVICTED,
        Verdict.NOT_CONVICTED,
    }
)
COMPENSATED = frozenset({Verdict.CONVICTED_COMPENSATION, Verdict.CONVICTED_OPEN})
DISMISSED = frozenset({Ruling.DISMISSAL, Ruling.CONDITIONAL_DISMISSAL})
AREA_BAN, BEHAVIOUR_ORDER = "area_ban", "behaviour_order"
"""Levels of the ladder that mayor and court impose (measures/ladder.toml)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliceNews:
    """What the police said about a report.

    `text` is for the file (needed when they stop), `words` are for the victim, in plain Dutch and
    without names.
    """

    status: str
    said_on: date | None = None
    said_by: str = ""
    number: str = ""
    record_number: str = ""
    text: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """When and where a court sits: the day, the time as "13:30", the court and its address."""

    on: date | None = None
    time: str = ""
    court: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the prosecution decided about one suspect; `text` is needed for "other"."""

    ruling: str
    decided_on: date | None = None
    number: str = ""
    """The prosecution number, as typed."""
    dismissal_code: str = ""
    hearing: Hearing = Hearing()
    penalties: tuple[str, ...] = ()
    uplift: str = ""
    text: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """Compensation the court gave a victim, or the employer for its own things, in cents.

    `victim_id` may be left open by who does not know it: the only victim of the case is meant
    then; with more victims the amount waits for the coordinator to book it.
    """

    cents: int
    victim_id: UUID | None = None
    to_employer: bool = False
    is_measure: bool | None = None
    """Whether the compensation measure was imposed, so that the state collects; None: unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A measure of mayor or court, for the measures of the case.

    Somebody outside cannot know whom and which locations of ours it is about: then it is about
    the only known perpetrator, at the location of the incident.
    """

    level: str
    starts_on: date | None = None
    ends_on: date | None = None
    area: str = ""
    number: str = ""
    involved_id: UUID | None = None
    everywhere: bool = False
    location_ids: frozenset[UUID] = frozenset()
    instruction: str = ""
    call: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """What happened before the court: an adjournment with its new hearing, or a judgment."""

    verdict: str
    decided_on: date | None = None
    hearing: Hearing = Hearing()
    """Only when adjourned: the new day."""
    ending: str = ""
    penalties: tuple[str, ...] = ()
    awards: tuple[Award, ...] = ()
    final_on: date | None = None
    """The day it became final; None while an appeal is possible or runs."""
    is_appealed: bool | None = None
    order: Order | None = None
    uplift: str = ""
    ecli: str = ""
    text: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mayor:
    """What the mayor did; `text` is the reason when there is no measure."""

    action: str
    decided_on: date | None = None
    order: Order | None = None
    text: str = ""
    words: str = ""


PROSECUTION_NUMBER = re.compile(r"\d{2}[/\-.]\d{6}-\d{2}")
"""Form of a prosecution number, such as 08/123456-26 (domain dossier §7.3, our own pattern)."""
ECLI = re.compile(r"ECLI:NL:[A-Z]{2,8}:\d{4}:[A-Z0-9.]{1,25}", re.IGNORECASE)


def looks_like_prosecution_number(text: str) -> bool:
    """Tell whether a text has the usual form; odd ones are kept, with a warning."""
    return bool(PROSECUTION_NUMBER.fullmatch(text.strip().replace(" ", "")))


def looks_like_ecli(text: str) -> bool:
    """Tell whether a text has the form of a judgment's number; odd ones are kept and warned of."""
    return bool(ECLI.fullmatch(text.strip()))
