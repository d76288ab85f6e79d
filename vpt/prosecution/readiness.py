"""What a dossier for the prosecutor still misses: a warning, never a gate."""

from collections.abc import Collection
from dataclasses import dataclass

from vpt.prosecution.rules import Need


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of a case, as far as readiness asks."""

    has_registration: bool
    has_code: bool
    has_task: bool
    has_statement: bool
    has_service_impact: bool
    has_victim_impact: bool
    has_suspect: bool
    has_words: bool
    has_seven_ws: bool
    has_exhibits: bool
    has_damage: bool
    """Damage is listed, or there was none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing a dossier needs, and whether it is there."""

    need: Need
    is_met: bool


def check(told: Told) -> tuple[Check, ...]:
    """Return everything a dossier needs, in the order people read it."""
    met = _met(told)
    return tuple(Check(need=need, is_met=need in met) for need in Need)


def missing(checks: Collection[Check]) -> tuple[Need, ...]:
    """Return what is not there yet."""
    return tuple(one.need for one in checks if not one.is_met)


def _met(told: Told) -> frozenset[Need]:
    found = {
        Need.REGISTRATION: told.has_registration,
        Need.VPT_CODE: told.has_code,
        Need.FUNCTION_AND_TASK: told.has_task,
        Need.STATEMENT: told.has_statement,
        Need.SERVICE_IMPACT: told.has_service_impact,
        Need.VICTIM_IMPACT: told.has_victim_impact,
        Need.SUSPECT: told.has_suspect,
        Need.LITERAL_WORDS: told.has_words,
        Need.SEVEN_WS: told.has_seven_ws,
        Need.EXHIBITS: told.has_exhibits,
        Need.DAMAGE: told.has_damage,
    }
    return frozenset(need for need, is_met in found.items() if is_met)
