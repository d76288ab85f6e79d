"""What a usable police report still misses, per offence that may fit: a warning, never a gate."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from vpt.incidents.offences import Complaint as OffenceComplaint
from vpt.incidents.offences import Need, Offence
from vpt.incidents.taxonomy import SEVEN_WS, Precision
from vpt.police_reports.rules import Decision


class Basic(StrEnum):
    """What every report needs, whatever the offence (domain dossier §7.1)."""

    MOMENT = "moment"
    PLACE = "place"
    PERPETRATOR = "perpetrator"
    SEVEN_WS = "seven_ws"


ALWAYS = (
    Basic.MOMENT, Basic.PLACE, Basic.PERPETRATOR, Basic.SEVEN_WS, Need.FUNCTION_AND_TASK,
    Need.SERVICE_IMPACT,
)  # fmt: skip
ORDER: tuple[str, ...] = (*ALWAYS, Need.LITERAL_WORDS, Need.INJURY, Need.PROOF)
VAGUE = frozenset({Precision.DAY.value, Precision.PERIOD.value})
"""Without a time of day the police cannot look for images or witnesses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of an incident, as far as readiness asks."""

    precision: str
    place: str
    answers: Mapping[str, object]
    evidence: int
    perpetrators_known: int
    perpetrators_described: int
    medical: bool
    details: Mapping[str, str]
    """What was filled in for the report itself (`rules.DETAILS`)."""

    def seven(self) -> Mapping[str, str]:
        """Return the answers to the seven W's."""
        found = self.answers.get("seven_ws")
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing a report needs: whether it is there, and for which offences it is asked."""

    need: str
    is_met: bool
    offences: tuple[str, ...]
    """Names of offences; empty for what every report needs."""
    missing: tuple[str, ...] = ()
    """Which of the seven W's have no answer."""


def check(offences: Iterable[Offence], told: Told) -> tuple[Check, ...]:
    """Return everything a report of these offences needs, in the order people read it."""
    asked: dict[str, list[str]] = {str(need): [] for need in ALWAYS}
    for offence in offences:
        for need in offence.needs:
            names = asked.setdefault(str(need), [])
            if need not in ALWAYS and offence.name not in names:
                names.append(offence.name)
    met = _met(told)
    return tuple(
        Check(
            need=need,
            is_met=need in met,
            offences=tuple(asked[need]),
            missing=unanswered(told) if need == Basic.SEVEN_WS else (),
        )
        for need in ORDER
        if need in asked
    )


def advise(offences: Collection[Offence]) -> Decision:
    """Return what we propose to decide: nobody has to carry a crime report alone.

    The employer files when an offence may fit; without one the police at least hear of it. A
    proposal of ours, not a published rule.
    """
    return Decision.EMPLOYER_FILES if offences else Decision.NOTIFICATION_ONLY


def needs_complaint(offences: Iterable[Offence]) -> tuple[str, ...]:
    """Return the names of offences that are prosecuted only when the victim complains."""
    found = (one.name for one in offences if one.complaint is OffenceComplaint.YES)
    return tuple(dict.fromkeys(found))


def unanswered(told: Told) -> tuple[str, ...]:
    """Return which of the seven W's have no answer."""
    answers = told.seven()
    return tuple(one for one in SEVEN_WS if not str(answers.get(one, "")).strip())


def _met(told: Told) -> Collection[str]:
    given, details = told.answers, told.details
    found = {
        Basic.MOMENT: told.precision not in VAGUE,
        Basic.PLACE: bool(told.place),
        Basic.PERPETRATOR: told.perpetrators_known + told.perpetrators_described > 0,
        Basic.SEVEN_WS: not unanswered(told),
        Need.FUNCTION_AND_TASK: bool(details.get("function") and details.get("task")),
        Need.SERVICE_IMPACT: bool(details.get("impact")),
        Need.LITERAL_WORDS: bool(given.get("literal_words") or details.get("literal_words")),
        Need.INJURY: told.medical or bool(details.get("injury")),
        Need.PROOF: told.evidence > 0,
    }
    return {str(need) for need, is_met in found.items() if is_met}
