"""Which sources of evidence there are, how long they last, and when somebody must be warned."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from vpt.core.errors import RuleBroken
from vpt.core.worktime import AMSTERDAM

IMAGE_DAYS = 28
"""Four weeks: a guideline of the privacy authority (domain dossier §6.2, general knowledge)."""
ALARM_DAYS = (7, 14, 21)
LAST_DAY = 1000
"""Added to the length of a deadline to name the alarm of the day before it ends."""
ALARM_AT = time(8, 0)
MOST_PLACE = 300
MOST_REASON = 1000
MOST_SOURCES = 40
FURTHEST = 3650


class SourceKind(StrEnum):
    """Where evidence may be."""

    CAMERA = "camera"
    BODYCAM = "bodycam"
    PHONE_LOG = "phone_log"
    MAIL = "mail"
    SOCIAL_MEDIA = "social_media"
    OTHER = "other"


class State(StrEnum):
    """How a source stands; the last two account for it."""

    TO_SECURE = "to_secure"
    REQUESTED = "requested"
    SECURED = "secured"
    NOT_AVAILABLE = "not_available"


IMAGES = frozenset({SourceKind.CAMERA, SourceKind.BODYCAM})
SETTLED = frozenset({State.SECURED, State.NOT_AVAILABLE})
WITH_CAMERA = frozenset(
    {"desk", "public_hall", "consultation_room", "work_square", "vehicle", "waste_site"}
)
"""Kinds of place where a camera often hangs: our proposal."""
BY_CHANNEL = {
    "phone": SourceKind.PHONE_LOG,
    "email": SourceKind.MAIL,
    "social_media": SourceKind.SOCIAL_MEDIA,
}
BY_PLACE = {
    "phone": SourceKind.PHONE_LOG,
    "mail_post": SourceKind.MAIL,
    "social_media": SourceKind.SOCIAL_MEDIA,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """A source as somebody notes it; without `keep_until` the usual term of its kind holds."""

    kind: SourceKind
    place: str
    keep_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What somebody knows of a source now; `keep_until` None means that no term is fixed."""

    place: str
    keep_until: date | None
    state: State
    evidence_id: UUID | None = None
    reason: str = ""


def keep_until(kind: SourceKind, incident_on: date, image_days: int) -> date | None:
    """Return the last day a source surely lasts: only images have a usual term."""
    return incident_on + timedelta(days=image_days) if kind in IMAGES else None


def proposed(
    location_kind: str, channel: str, noted: Collection[str] = ()
) -> tuple[SourceKind, ...]:
    """Return the sources a report points at, without the kinds that were noted already."""
    found = [
        SourceKind.CAMERA if location_kind in WITH_CAMERA and channel != "phone" else None,
        BY_CHANNEL.get(channel),
        BY_PLACE.get(location_kind),
    ]
    return tuple(dict.fromkeys(one for one in found if one and one not in noted))


def alarms(incident_on: date, until: date | None) -> tuple[tuple[datetime, int], ...]:
    """Return when somebody must be warned, with the level of each warning, in order of time.

    On days 7, 14 and 21 after the incident, and on the day before the deadline.
    """
    found = {_at(incident_on + timedelta(days=days)): days for days in ALARM_DAYS}
    if until is not None:
        found[_at(until - timedelta(days=1))] = LAST_DAY + (until - incident_on).days
    return tuple(sorted(found.items()))


def next_alarm(incident_on: date, until: date | None, now: datetime) -> datetime | None:
    """Return the first warning that lies after now; None when there is none."""
    return next((at for at, _ in alarms(incident_on, until) if at > now), None)


def level_reached(incident_on: date, until: date | None, now: datetime) -> int:
    """Return the last warning that lies before now; 0 when there is none."""
    return max(
        ((at, level) for at, level in alarms(incident_on, until) if at <= now), default=(now, 0)
    )[1]


def ensure_finished(outcome: str, states: Iterable[str]) -> None:
    """Refuse to call the evidence secured, or not there, while a source says otherwise.

    RuleBroken("no_source", "source_unsettled", "nothing_secured", "source_secured").
    """
    known = set(states)
    if not known and outcome == State.SECURED:
        raise RuleBroken("no_source", field="outcome")
    if known - SETTLED:
        raise RuleBroken("source_unsettled", field="outcome")
    if outcome == State.SECURED and State.SECURED not in known:
        raise RuleBroken("nothing_secured", field="outcome")
    if outcome == State.NOT_AVAILABLE and State.SECURED in known:
        raise RuleBroken("source_secured", field="outcome")


def ensure_deadline(until: date | None, incident_on: date) -> None:
    """Refuse a last day before the incident or unreasonably far after it."""
    if until is None:
        return
    if until < incident_on:
        raise RuleBroken("keep_until_before_incident", field="keep_until")
    if until > incident_on + timedelta(days=FURTHEST):
        raise RuleBroken("keep_until_too_far", field="keep_until")


def _at(on: date) -> datetime:
    return datetime.combine(on, ALARM_AT, AMSTERDAM)
