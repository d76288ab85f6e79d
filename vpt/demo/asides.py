"""What happens around the steps of a case: messages, addenda, facts found, a report withdrawn."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from vpt.core.worktime import WorkCalendar
from vpt.demo import rhythm
from vpt.demo.chance import dice
from vpt.demo.plan import Planned
from vpt.demo.words import Words, fitting_texts

HOUR = timedelta(hours=1)
MESSAGE_CHANCE = 0.3
ADDENDUM_CHANCE = 0.12
WITHDRAWN_CHANCE = 0.05
SATISFACTION_CHANCE = 0.6
SATISFIED_CHANCE = 0.8
ORDER_CHANCE = 0.35
SERIOUS = 4
FROM_REPORTER = "from_reporter"
AT_ANY_HOUR = frozenset({"arrest", "addendum", "withdraw", "satisfaction"})
PAIRS = (
    ("m-reporter-afraid-evening", "m-handler-walk-along"),
    ("m-reporter-question-name", "m-handler-answer-name"),
    ("m-reporter-camera", "m-handler-witness"),
    ("m-reporter-no-contact", "m-handler-no-contact"),
    ("", "m-handler-perpetrator-talk"),
    ("", "m-handler-received"),
)
WITHDRAW = ("mistake", "not_wanted", "outside_scope")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Something that happens at a moment: what, and the key or code that goes with it."""

    at: datetime
    what: str
    code: str = ""


def asides(planned: Planned, words: Words, *, has_files: bool) -> Iterator[Aside]:
    """Yield everything that happens beside the steps of a case."""
    rng = dice(planned.number, "asides")
    yield from _messages(planned, words, rng)
    yield from _facts(planned, rng, has_files=has_files)
    withdrawn = rng.random() < WITHDRAWN_CHANCE and planned.template.severity == 1
    if withdrawn and not planned.scene.name:
        yield Aside(
            at=planned.submitted_at + HOUR * rng.randint(3, 30),
            what="withdraw",
            code=rng.choice(WITHDRAW),
        )
    if planned.twin:
        yield Aside(at=planned.submitted_at + HOUR * 2, what="same_event")
    if rng.random() < ADDENDUM_CHANCE:
        texts = fitting_texts(words.by_kind["addendum"], planned.template.category)
        later = planned.submitted_at + HOUR * rng.randint(12, 40)
        yield Aside(at=later, what="addendum", code=rng.choice(texts).key)


def in_hours(aside: Aside, planned: Planned, words: Words, calendar: WorkCalendar) -> Aside:
    """Let what an office does wait until it is open; a reporter writes at any hour."""
    if aside.what in AT_ANY_HOUR:
        return aside
    if aside.what == "message" and words.text(aside.code).outcome == FROM_REPORTER:
        return aside
    rng = dice(planned.number, aside.what, aside.code, "office")
    return replace(aside, at=rhythm.in_office(aside.at, calendar, rng))


def _messages(planned: Planned, words: Words, rng: Random) -> Iterator[Aside]:
    since = planned.submitted_at
    for key, hours in planned.scene.messages:
        yield Aside(at=since + HOUR * hours, what="message", code=key)
    if planned.scene.name or rng.random() > MESSAGE_CHANCE:
        return
    category = planned.template.category
    fitting = [pair for pair in PAIRS if all(_suits(words, key, category) for key in pair if key)]
    asked, answered = rng.choice(fitting)
    start = since + HOUR * rng.uniform(1, 30)
    if asked:
        yield Aside(at=start, what="message", code=asked)
    yield Aside(at=start + HOUR * rng.uniform(0.4, 5), what="message", code=answered)


def _suits(words: Words, key: str, category: str) -> bool:
    fits = words.text(key).fits
    return not fits or category in fits


def _facts(planned: Planned, rng: Random, *, has_files: bool) -> Iterator[Aside]:
    template, since = planned.template, planned.submitted_at
    first = planned.times_told == 0
    if template.evidence and first and not has_files:
        yield Aside(at=since + HOUR * rng.uniform(0.5, 3), what="fact", code="evidence_exists")
    if template.severity >= SERIOUS and template.police_present:
        yield Aside(at=since + HOUR * rng.uniform(1.5, 4), what="arrest")
    if template.severity >= SERIOUS and rng.random() < ORDER_CHANCE:
        yield Aside(at=since + HOUR * rng.uniform(20, 40), what="fact", code="public_order")


def satisfaction(planned: Planned, closed_at: datetime) -> Aside | None:
    """Return whether the reporter says to be satisfied, some days after the end."""
    rng = dice(planned.number, "satisfaction")
    if rng.random() > SATISFACTION_CHANCE or planned.scene.name:
        return None
    code = "yes" if rng.random() < SATISFIED_CHANCE else "no"
    return Aside(at=closed_at + HOUR * rng.randint(20, 150), what="satisfaction", code=code)


def claim_form(decided_at: datetime) -> Aside:
    """Return the prosecution's claim form, a week after the summons."""
    return Aside(at=decided_at + HOUR * 24 * 7, what="claim_form")
