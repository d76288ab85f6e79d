"""How the invented people handle a step: which outcome, how soon, on which date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from vpt.core.worktime import DAY, WorkCalendar
from vpt.demo import rhythm
from vpt.demo.chance import dice
from vpt.demo.plan import Planned

HOUR = timedelta(hours=1)
Weights = Mapping[str, float]

ALWAYS: Mapping[str, Weights] = {
    "S01": {"safe": 62, "police_called": 34, "ambulance_called": 4},
    "S02": {"supported": 80, "offered": 14, "declined": 6},
    "S04": {"secured": 90, "not_available": 10},
    "S06": {"vpt": 94, "doubt": 4, "not_vpt": 2},
    "S07": {"not_required": 88, "reported": 12},
    "S09": {"imposed": 88, "not_imposed": 12},
    "S11": {"domicile": 74, "numbered": 20, "unprotected": 6},
    "S14": {"no_complaint": 80, "complaint_filed": 20},
    "S15": {"consulted": 50, "not_consulted": 20, "unknown": 30},
    "S16": {"listed": 100},
    "S19": {"reporter_and_team": 85, "reporter_only": 15},
    "S20": {"summons": 50, "penal_order": 25, "dismissal": 20, "other": 5},
    "S21": {"joined": 70, "none": 20, "civil": 10},
    "S22": {"person_centred": 50, "ordered": 20, "none": 30},
    "S23": {"convicted_compensation": 40, "convicted": 30, "not_convicted": 15, "adjourned": 15},
    "S24": {"received": 60, "civil": 20, "written_off": 20},
    "S26": {"closed": 70, "closed_with_lesson": 30},
    "S28": {"done": 80, "not_done": 20},
}
BY_OCCURRENCE: Mapping[str, Sequence[Weights]] = {
    "S12": ({"taken": 76, "appointment": 17, "refused": 7}, {"taken": 90, "given_up": 10}),
    "S13": ({"present": 68, "missing": 32}, {"present": 80, "not_obtained": 20}),
    "S17": (
        {"in_progress": 58, "no_answer": 24, "sent_to_om": 18},
        {"in_progress": 35, "sent_to_om": 47, "stopped": 18},
        {"sent_to_om": 70, "stopped": 30},
    ),
    "S25": ({"kept": 34, "ended": 58, "extended": 8}, {"ended": 100}),
}
"""The first time, the second, and every time after that."""
BY_SEVERITY: Mapping[str, Sequence[Weights]] = {
    "S05": (
        {"not_criminal": 93, "doubt": 7},
        {"not_criminal": 58, "criminal": 29, "doubt": 13},
        {"criminal": 92, "doubt": 8},
    ),
    "S08": (
        {"talked": 60, "letter_sent": 34, "not_possible": 6},
        {"talked": 42, "letter_sent": 36, "heard_measure": 22},
        {"heard_measure": 52, "urgent_measure": 10, "letter_sent": 24, "talked": 14},
    ),
    "S10": (
        {"no_report": 70, "notification_only": 30},
        {"no_report": 55, "notification_only": 30, "employer_files": 15},
        {"employer_files": 46, "victim_files": 19, "notification_only": 13, "no_report": 22},
    ),
    "S18": (
        {"finished": 80, "declined": 18, "again": 2},
        {"finished": 78, "declined": 12, "again": 10},
        {"again": 58, "finished": 32, "referred": 10},
    ),
}
"""Severity 1, 2, and 3 or more."""
SECOND_VICTIM: Weights = {"no_report": 62, "victim_files": 38}
AFTERCARE_LATER: Weights = {"finished": 84, "referred": 10, "again": 6}

HOURS: Mapping[str, tuple[float, float]] = {
    "S01": (0.1, 0.8), "S02": (0.3, 5), "S04": (1, 24), "S05": (1, 10), "S06": (1, 8),
    "S07": (0.2, 0.9), "S08": (4, 27), "S09": (24, 100), "S10": (3, 26), "S11": (0.5, 6),
    "S12": (4, 26), "S13": (24, 100), "S14": (72, 500), "S15": (20, 70), "S16": (72, 270),
    "S17": (240, 330), "S18": (24, 66), "S19": (190, 620), "S20": (480, 1900), "S21": (40, 190),
    "S22": (120, 480), "S24": (1400, 5000), "S26": (40, 600),
    "S28": (24, 200),
}  # fmt: skip
"""Hours after opening within which a step is done, when nothing goes wrong."""
LATER_HOURS: Mapping[str, tuple[float, float]] = {
    "S12": (48, 110), "S13": (48, 110), "S17": (480, 650), "S18": (620, 980),
}  # fmt: skip
"""The same for a step that came back."""
AT_ONCE = frozenset({"S01"})
"""Done by whoever is there, at any hour."""
THE_SAME_DAY = frozenset({"S02", "S07"})
"""Not put off until the next morning, at night only for what is severe."""
SEVERE = 3
ON_DATE = frozenset({"S23", "S25"})
NEVER = frozenset({"S27"})
SLOW_STEPS = ("S05", "S08", "S10", "S19", "S04", "S13")
SLOW_CHANCE = 0.16
FORGOTTEN_CHANCE = 0.22
DATED: Mapping[tuple[str, str], tuple[int, int]] = {
    ("S07", "reported"): (0, 0),
    ("S09", "imposed"): (1, 5),
    ("S12", "appointment"): (3, 7),
    ("S14", "complaint_filed"): (-1, 0),
    ("S20", "summons"): (40, 90),
    ("S22", "ordered"): (1, 7),
    ("S23", "convicted_compensation"): (14, 14),
    ("S23", "adjourned"): (30, 60),
}
"""The date an outcome asks for, in days from when it is recorded."""
NUMBERED = {("S12", "taken"): "DEMO-PV-{number:05d}", ("S20", "dismissal"): "02"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStep:
    """An open step as its owner sees it; `ordinal` numbers victims, measures and so on."""

    key: str
    ordinal: int
    occurrence: int
    opened_at: datetime
    due_at: datetime | None


def rng_of(planned: Planned, step: OpenStep, purpose: str) -> Random:
    """Return chance that is the same whenever the same step is looked at."""
    return dice(planned.number, step.key, step.ordinal, step.occurrence, purpose)


def outcome(planned: Planned, step: OpenStep) -> str:
    """Return the outcome of a step: chosen for a hand-picked case, else by weighed chance."""
    chosen = planned.scene.outcomes.get(step.key)
    if chosen and step.occurrence == 1:
        return chosen
    weights = _weights(planned, step)
    keys = sorted(weights)
    rng = rng_of(planned, step, "outcome")
    return rng.choices(keys, [weights[key] for key in keys])[0]


def _weights(planned: Planned, step: OpenStep) -> Weights:
    if step.key == "S10" and step.ordinal > 1:
        return SECOND_VICTIM
    if step.key == "S18" and step.occurrence > 1:
        return AFTERCARE_LATER
    if step.key in ALWAYS:
        return ALWAYS[step.key]
    if step.key in BY_SEVERITY:
        return BY_SEVERITY[step.key][min(planned.template.severity, 3) - 1]
    times = BY_OCCURRENCE[step.key]
    return times[min(step.occurrence, len(times)) - 1]


def moment(planned: Planned, step: OpenStep, calendar: WorkCalendar) -> datetime | None:
    """Return when a step is done, or None when nobody gets to it."""
    if step.key in NEVER or step.key in planned.scene.hold:
        return None
    rng = rng_of(planned, step, "moment")
    if step.key in planned.scene.after and step.occurrence == 1:
        at = step.opened_at + HOUR * planned.scene.after[step.key]
        return _at_work(planned, step, at, calendar)
    if step.key in ON_DATE:
        return rhythm.in_office(_around(step, rng), calendar, rng)
    low, high = HOURS[step.key]
    if step.occurrence > 1:
        low, high = LATER_HOURS.get(step.key, (low, high))
    wait = rng.uniform(low, high)
    slow = slow_step(planned)
    if step.key == slow and step.occurrence == 1:
        if is_forgotten(planned):
            return None
        wait = high * rng.uniform(1.5, 4)
    at = step.opened_at + timedelta(minutes=round(60 * wait))
    return _at_work(planned, step, at, calendar)


def _at_work(planned: Planned, step: OpenStep, at: datetime, calendar: WorkCalendar) -> datetime:
    """Return the moment, moved to hours at which the owner of such a step works."""
    rng = rng_of(planned, step, "office")
    if step.key in AT_ONCE:
        return at
    if step.key in THE_SAME_DAY:
        urgent = planned.template.severity >= SEVERE
        return rhythm.same_day(at, step.opened_at, calendar, rng, urgent=urgent)
    return rhythm.in_office(at, calendar, rng)


def _around(step: OpenStep, rng: Random) -> datetime:
    """Return a moment near the date a step is about: after a hearing, before a review is due."""
    if step.due_at is None:
        return step.opened_at + DAY * 30
    before = 0 if step.key == "S23" else rng.randint(1, 9)
    return max(step.due_at - DAY * before - HOUR * rng.randint(8, 13), step.opened_at + HOUR)


def slow_step(planned: Planned) -> str | None:
    """Return the step that takes too long in this case, if any."""
    rng = dice(planned.number, "slow")
    is_slow = rng.random() < SLOW_CHANCE and not planned.scene.name
    step = rng.choice(SLOW_STEPS)
    return step if is_slow and planned.reporter.unit != "ges-balie" else None


def is_forgotten(planned: Planned) -> bool:
    """Tell whether the slow step of a case stays undone until somebody is reminded."""
    return dice(planned.number, "forgotten").random() < FORGOTTEN_CHANCE


def date_of(planned: Planned, step: OpenStep, chosen: str, at: datetime) -> date | None:
    """Return the date an outcome asks for."""
    span = DATED.get((step.key, chosen))
    if span is None:
        return None
    return at.date() + DAY * rng_of(planned, step, "date").randint(*span)


def number_of(planned: Planned, step: OpenStep, chosen: str) -> str | None:
    """Return the number an outcome asks for: invented, and it says so."""
    form = NUMBERED.get((step.key, chosen))
    return form.format(number=planned.number * 7 + step.ordinal) if form else None
