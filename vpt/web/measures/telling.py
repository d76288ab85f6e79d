"""Measures in words, for every page of this set."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from flask_babel import get_locale

from vpt.measures import gate, labels, ladder
from vpt.measures.board_rules import ENCOUNTER
from vpt.measures.encounters import EncounterView
from vpt.measures.models import Hearing, Measure, Review
from vpt.measures.rules import Check, Plan, State
from vpt.web import moments
from vpt.web.i18n import translated as _

KINDS: Mapping[str, str] = {
    State.PROPOSED: "info",
    State.IMPOSED: "warning",
    State.NOT_IMPOSED: "neutral",
    State.LIFTED: "ok",
    State.ENDED: "neutral",
}


def level(key: str | None) -> str:
    """Return the name of a level with its number."""
    rung = ladder.rung(key)
    return f"{rung.level} · {rung.named(str(get_locale()))}" if rung else _("Nog te kiezen")


def rung_words(rung: ladder.Rung) -> tuple[str, str]:
    """Return a level, and when it is used with how long it usually lasts."""
    locale = str(get_locale())
    mark = _("nagelezen in de bron") if rung.verified else _("nog te toetsen")
    told = _(
        "Bij: %(trigger)s. Gezien: %(duration)s (%(mark)s).",
        trigger=rung.trigger.get(locale, rung.trigger["nl"]),
        duration=rung.duration.get(locale, rung.duration["nl"]),
        mark=mark,
    )
    if not rung.by_handler:
        told += " " + _("Een ander dan de behandelaar beslist.")
    return level(rung.key), told


def state(row: Measure, on: date) -> str:
    """Return where a measure stands today."""
    if row.state != State.IMPOSED or row.starts_on is None:
        return _(labels.STATE[row.state])
    if on < row.starts_on:
        return _("Begint op %(day)s", day=moments.day(row.starts_on))
    if gate.applies(row.state, row.starts_on, row.ended_on or row.ends_on, on):
        return _("Geldt tot en met %(day)s", day=moments.day(row.ended_on or row.ends_on))
    return _(labels.STATE[State.ENDED])


def state_kind(row: Measure) -> str:
    """Return how the badge of a state looks."""
    return KINDS.get(row.state, "neutral")


def issuer(row: Measure) -> str:
    """Return who imposed an external measure."""
    return _(labels.ISSUER[row.issuer]) if row.issuer else ""


def served(row: Measure) -> str:
    """Return how and when the letter reached somebody; empty when nobody wrote that down."""
    if row.served_on is None or row.served_how is None:
        return ""
    told = f"{_(labels.SERVED[row.served_how])}, {moments.day(row.served_on)}"
    return f"{told} ({row.served_number})" if row.served_number else told


def check(one: Check) -> str:
    """Return what the gate looks at."""
    return _(labels.CHECK[one])


def outcome(code: str) -> str:
    """Return what a review came to."""
    return _(labels.REVIEW.get(code, code))


def period(row: Measure) -> str:
    """Return from when until when, or a dash."""
    if row.starts_on is None:
        return "–"
    return _(
        "%(start)s tot en met %(end)s",
        start=moments.day(row.starts_on),
        end=moments.day(row.ended_on or row.ends_on),
    )


def lines(row: Measure, decider: str = "") -> list[tuple[str, str]]:
    """Return what the tab shows of a measure."""
    where = (_("Waar en waarvoor"), row.area or "–")
    if row.issuer:
        number = (_("Nummer"), row.number or "–")
        return [(_("Opgelegd door"), issuer(row)), (_("Periode"), period(row)), number, where]
    told = [(_("Periode"), period(row)), *_again(row), where]
    if decider:
        on = f", {moments.day(row.decided_on)}" if row.decided_on else ""
        told.append((_("Beslist door") if on else _("Ligt voor bij"), decider + on))
    if row.decided_on:
        told.append((_("Uitgereikt"), served(row) or _("nog niet vastgelegd")))
    return told


def _again(row: Measure) -> list[tuple[str, str]]:
    """Return when a measure is looked at again; nothing once it stopped."""
    if row.review_on is None or row.state not in {State.PROPOSED, State.IMPOSED}:
        return []
    return [(_("Opnieuw bekijken"), moments.day(row.review_on))]


def gate_lines(checks: Iterable[Check], missing: Collection[Check]) -> list[tuple[str, str]]:
    """Return everything the gate looks at, and whether it is there."""
    decided_then = {Check.DECIDER, Check.MANDATE}
    return [
        (check(one), _("ontbreekt") if one in missing else _("in orde"))
        for one in checks
        if one not in decided_then
    ]


def grounds(plan: Plan) -> list[tuple[str, str]]:
    """Return what a measure rests on, by day."""
    return [(moments.day(one.on), one.text) for one in plan.grounds]


def encounters(seen: Iterable[EncounterView]) -> list[tuple[str, str]]:
    """Return what reception noted, by moment: how, where, the words, and who noted it."""
    return [(moments.moment(one.happened_at), _encounter(one)) for one in seen]


def _encounter(one: EncounterView) -> str:
    how = _(ENCOUNTER[one.kind])
    how = f"{how} ({one.place})" if one.place else how
    police = _("De politie is gebeld.") if one.police_called else ""
    noted = _("Genoteerd door %(who)s.", who=one.noted_by)
    return " ".join(part for part in (f"{how}: {one.text}", police, noted) if part)


def reviews(found: Iterable[Review]) -> list[tuple[str, str]]:
    """Return earlier reviews with their reasons."""
    return [
        (moments.moment(one.reviewed_at), f"{outcome(one.outcome)}. {one.reason or ''}".strip())
        for one in found
    ]


def hearing(of: Hearing) -> list[tuple[str, str]]:
    """Return how a hearing went, or that somebody is invited."""
    if not of.outcome:
        return [(_("Uitgenodigd voor"), moments.moment(of.planned_at))]
    told = [
        (_("Gesprek op"), moments.day(of.held_on) if of.held_on else ""),
        (_("Aanwezig"), of.present),
        (_("Eigen woorden"), of.own_view),
        (_("Afgesproken"), of.agreed),
        (_("Reden"), of.reason),
    ]
    return [(term, text) for term, text in told if text] or [(_("Gesprek"), "–")]
