"""Plain values of police reports: who files, how the victim is shielded, numbers, terms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

EMPLOYER, VICTIM = "employer", "victim"
ALARM_DAYS = (60, 80)
"""Days after knowledge on which coordinator and victim are reminded (domain dossier, S14)."""
TERM_DAYS = 90
"""A safe count of the three months of Sr 66 (DESIGN §5); unverified, never rolled."""
DAY = timedelta(days=1)


class Decision(StrEnum):
    """The outcomes of the step that decides on a police report."""

    EMPLOYER_FILES = "employer_files"
    VICTIM_FILES = "victim_files"
    NOTIFICATION_ONLY = "notification_only"
    NO_REPORT = "no_report"


FILED_BY: Mapping[str, str] = {
    Decision.EMPLOYER_FILES: EMPLOYER,
    Decision.VICTIM_FILES: VICTIM,
}
"""Decisions that lead to a report, with who goes to the police."""


class Wish(StrEnum):
    """What the victim thinks of the decision."""

    AGREES = "agrees"
    OBJECTS = "objects"
    NO_VIEW = "no_view"
    NOT_ASKED = "not_asked"


class OwnWish(StrEnum):
    """What victims say of a police report themselves, before it is decided."""

    AGREES = "agrees"
    OBJECTS = "objects"
    NO_VIEW = "no_view"
    TALK = "talk"
    """Wants to talk first: nothing to fill in for whoever decides."""


WISHED = ("wish", "words", "shield", "shield_reason", "wanted", "complaint_wish")
"""What a victim's own wish holds, sealed."""


class Shield(StrEnum):
    """How name and address stay out of the criminal file, as stored with the victim."""

    DOMICILE = "domicile"
    NUMBER = "number"
    NONE = "none"


SHIELD_OF: Mapping[str, Shield] = {
    "domicile": Shield.DOMICILE,
    "numbered": Shield.NUMBER,
    "unprotected": Shield.NONE,
}
OUTCOME_OF: Mapping[str, str] = {shield.value: outcome for outcome, shield in SHIELD_OF.items()}
"""Outcomes of the shield step, and back."""


class NameKnown(StrEnum):
    """Whether the perpetrator knows the victim's name; a number hides nothing then."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Filing(StrEnum):
    """The outcomes of the step at the police desk; also how a report stands."""

    DECIDED = "decided"
    APPOINTMENT = "appointment"
    TAKEN = "taken"
    REFUSED = "refused"
    GIVEN_UP = "given_up"


class Code(StrEnum):
    """Whether the police file carries the VPT code; empty until somebody asked."""

    PRESENT = "present"
    MISSING = "missing"
    NOT_OBTAINED = "not_obtained"


class Manner(StrEnum):
    """How the request to prosecute was made."""

    IN_PERSON = "in_person"
    BY_PROXY = "by_proxy"
    EMPLOYER_REPORT = "employer_report"
    """What people take for a complaint and is none: it is refused."""


class Release(StrEnum):
    """The outcomes of asking whether the prosecution was consulted before a release."""

    CONSULTED = "consulted"
    NOT_CONSULTED = "not_consulted"
    UNKNOWN = "unknown"


class Talk(StrEnum):
    """What was said to or asked of police or prosecution about a report."""

    REFUSED = "refused"
    CODE_ASKED = "code_asked"
    RELEASE_ASKED = "release_asked"
    ESCALATED_REFUSAL = "escalated_refusal"
    ESCALATED_CODE = "escalated_code"


ESCALATION: Mapping[str, Talk] = {
    Filing.REFUSED: Talk.ESCALATED_REFUSAL,
    Code.MISSING: Talk.ESCALATED_CODE,
}


class Wanted(StrEnum):
    """What the victim wants to hear and say in the criminal case."""

    BOTH = "both"
    INFORMED = "informed"
    NEITHER = "neither"
    UNKNOWN = "unknown"


DETAILS = (
    "function", "task", "impact", "literal_words", "injury", "chronology",
    "representative", "representative_function", "contact", "contact_phone", "wanted",
    "complaint_wish", "number", "record_number", "officer", "station",
)  # fmt: skip
"""What is kept with a report, sealed: what goes on its papers, and what the police gave."""
PREPARED = DETAILS[: DETAILS.index("number")]
GIVEN = DETAILS[DETAILS.index("number") :]

REGISTRATION = re.compile(r"\d{10}")
"""BVH registration number, YYYYNNNNNN (domain dossier §7.3, not verified)."""
RECORD = re.compile(r"PL\d{4}[-/ ]?[0-9A-Z]{4,12}(-\d{1,2}[A-Z]?)?", re.IGNORECASE)
"""Number of an official record: PL, unit code, serial (domain dossier §7.3)."""


def looks_like_number(text: str) -> bool:
    """Tell whether a text has the form of a registration or record number.

    Loosely: a number that looks odd is kept as typed, with a warning (domain dossier §7.3).
    """
    bare = text.strip().replace(" ", "")
    return bool(REGISTRATION.fullmatch(bare) or RECORD.fullmatch(bare))


def is_pointless(shield: Shield, known: NameKnown) -> bool:
    """Tell whether a report under number hides nothing: the perpetrator knows the name."""
    return shield is Shield.NUMBER and known is NameKnown.YES


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The term for a complaint of one victim, in local dates."""

    starts_on: date
    """The day the victim knew of it; with stalking the last known act. It does not count."""
    last_on: date

    @classmethod
    def of(cls, starts_on: date, last_on: date | None = None) -> "Term":
        """Return the term that starts here; 90 calendar days unless a last day is promised."""
        return cls(starts_on=starts_on, last_on=last_on or starts_on + DAY * TERM_DAYS)

    def days_left(self, today: date) -> int:
        """Return how many days remain, the last one included; negative once it passed."""
        return (self.last_on - today).days

    def is_past(self, on: date) -> bool:
        """Tell whether a complaint on this day comes after the term."""
        return on > self.last_on

    def alarm(self, today: date) -> int:
        """Return the latest alarm reached on this day (60 or 80); 0 before, or after the end."""
        passed = (today - self.starts_on).days
        reached = [day for day in ALARM_DAYS if passed >= day]
        return reached[-1] if reached and not self.is_past(today) else 0
