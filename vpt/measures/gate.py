"""The gate of a fair measure: what must be there before one may start, and when it stops."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from vpt.core.worktime import WorkCalendar, months_later
from vpt.measures import ladder
from vpt.measures.ladder import Nature
from vpt.measures.rules import (
    FEWEST_WORDS,
    LONGEST_MONTHS,
    REVIEW_WITHIN_MONTHS,
    Breach,
    Check,
    Circumstances,
    MandateTerms,
    Plan,
    State,
)


def gate(plan: Plan, known: Circumstances) -> tuple[Breach, ...]:
    """Return everything that is missing or unfair, in order; empty: the measure may be imposed."""
    return tuple(
        breach
        for found in (
            _grounds(plan, known),
            _hearing(plan, known),
            _period(plan),
            review_breaches(plan.starts_on, plan.ends_on, plan.review_on, field="review_on"),
            _words(plan),
            _notice(plan),
            _decider(plan, known),
        )
        for breach in found
    )


def period_breaches(starts_on: date | None, ends_on: date | None) -> Iterator[Breach]:
    """Yield what is wrong with a period; a weekend or holiday never moves an end."""
    if starts_on is None:
        yield Breach(check=Check.PERIOD, code="start_missing", field="starts_on")
    if ends_on is None:
        yield Breach(check=Check.PERIOD, code="end_missing", field="ends_on")
    if starts_on is None or ends_on is None:
        return
    if ends_on < starts_on:
        yield Breach(check=Check.PERIOD, code="end_before_start", field="ends_on")
    if ends_on > months_later(starts_on, LONGEST_MONTHS):
        yield Breach(check=Check.PERIOD, code="lasts_too_long", field="ends_on")


def external_breaches(starts_on: date | None, ends_on: date | None) -> Iterator[Breach]:
    """Yield what is wrong with the dates of an authority's measure; its length is theirs."""
    dated = (one for one in period_breaches(starts_on, ends_on) if one.code != "lasts_too_long")
    yield from dated


def extension_breaches(
    today: date, ends_on: date | None, next_on: date | None
) -> tuple[Breach, ...]:
    """Return what is wrong with a longer period that starts today."""
    again = review_breaches(today, ends_on, next_on, field="next_on")
    return (*period_breaches(today, ends_on), *again)


def review_breaches(
    starts_on: date | None, ends_on: date | None, review_on: date | None, *, field: str
) -> tuple[Breach, ...]:
    """Return what is wrong with the day on which a measure is looked at again."""
    return tuple(
        Breach(check=Check.REVIEW, code=code, field=field)
        for code in _review_codes(starts_on, ends_on, review_on)
    )


def is_concrete(text: str) -> bool:
    """Tell whether grounds say more than a label."""
    return len(text.split()) >= FEWEST_WORDS


def ends_at(calendar: WorkCalendar, ends_on: date) -> datetime:
    """Return when a measure stops: 24:00 local of its last day, also when that day is free.

    A measure burdens a citizen; the Algemene termijnenwet lengthens terms somebody has to act in,
    and this is none. So a weekend or holiday never makes it longer.
    """
    return calendar.end_of(ends_on)


def applies(state: str, starts_on: date | None, last_on: date | None, on: date) -> bool:
    """Tell whether a measure applies on a day; its last day counts."""
    if state != State.IMPOSED or starts_on is None or last_on is None:
        return False
    return starts_on <= on <= last_on


def covering(
    mandates: Collection[MandateTerms], roles: Collection[str], level: int, unit: str, on: date
) -> MandateTerms | None:
    """Return a mandate of one of these roles for a level in a unit that day, or None."""
    return next(
        (one for one in mandates if one.role in roles and one.covers(level, unit, on)), None
    )


def _grounds(plan: Plan, known: Circumstances) -> Iterator[Breach]:
    if not plan.grounds:
        yield Breach(check=Check.GROUNDS, code="grounds_missing", field="ground_1")
    for number, ground in enumerate(plan.grounds, 1):
        if ground.on is None:
            yield Breach(check=Check.GROUNDS, code="ground_undated", field=f"ground_on_{number}")
        elif ground.on > known.today:
            yield Breach(check=Check.GROUNDS, code="ground_in_future", field=f"ground_on_{number}")
        if not is_concrete(ground.text):
            yield Breach(check=Check.GROUNDS, code="ground_general", field=f"ground_{number}")


def _hearing(plan: Plan, known: Circumstances) -> Iterator[Breach]:
    if known.urgency:
        return
    if known.heard_on is None:
        yield Breach(check=Check.HEARING, code="not_heard", field="starts_on")
    elif plan.starts_on is not None and plan.starts_on < known.heard_on:
        yield Breach(check=Check.HEARING, code="starts_before_hearing", field="starts_on")


def _period(plan: Plan) -> Iterator[Breach]:
    return period_breaches(plan.starts_on, plan.ends_on)


def _review_codes(
    starts_on: date | None, ends_on: date | None, review_on: date | None
) -> Iterator[str]:
    if review_on is None:
        yield "review_missing"
        return
    if ends_on is not None and review_on > ends_on:
        yield "review_after_end"
    if starts_on is not None and review_on < starts_on:
        yield "review_before_start"
    if starts_on is not None and review_on > months_later(starts_on, REVIEW_WITHIN_MONTHS):
        yield "review_too_late"


def _words(plan: Plan) -> Iterator[Breach]:
    if not plan.area.strip():
        yield Breach(check=Check.AREA, code="area_missing", field="area")
    if not (plan.everywhere or plan.location_ids):
        yield Breach(check=Check.AREA, code="locations_missing", field="locations")
    if not plan.services:
        yield Breach(check=Check.SERVICES, code="services_missing", field="services")
    if any(not (one.what and one.how) for one in plan.services):
        yield Breach(check=Check.SERVICES, code="service_without_way", field="services")
    needed = "bezwaar" if plan.nature is Nature.DECISION else "klacht"
    if needed not in plan.remedy.lower():
        code = f"remedy_without_{plan.nature.value}"
        yield Breach(check=Check.REMEDY, code=code, field="remedy")


def _notice(plan: Plan) -> Iterator[Breach]:
    if plan.is_delayed and not is_concrete(plan.delay_reason):
        yield Breach(check=Check.NOTICE, code="delay_unreasoned", field="delay_reason")
    if plan.is_minor and not plan.parents.strip():
        yield Breach(check=Check.ADDRESS, code="parents_missing", field="parents")
    if not plan.address.strip():
        yield Breach(check=Check.ADDRESS, code="address_missing", field="address")


def _decider(plan: Plan, known: Circumstances) -> Iterator[Breach]:
    rung = ladder.rung(plan.level)
    if rung is None or not rung.is_own:
        yield Breach(check=Check.DECIDER, code="level_not_own", field="level")
        return
    if plan.decider_id is None:
        yield Breach(check=Check.DECIDER, code="decider_missing", field="decider")
        return
    if rung.by_handler:
        return
    if plan.decider_id in known.handlers:
        yield Breach(check=Check.DECIDER, code="decider_handles", field="decider")
    found = covering(known.mandates, known.decider_roles, rung.level, known.unit_path, known.today)
    if found is None:
        yield Breach(check=Check.MANDATE, code="no_mandate", field="decider")
