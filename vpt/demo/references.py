"""Checks that everything the demo content points at exists and that codes are known ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from vpt.demo.shapes import ContentError, DemoContent, IncidentTemplate
from vpt.incidents.taxonomy import (
    ACTIVITIES,
    LOCATION_KINDS,
    SUBTYPES,
    Channel,
    Motive,
    Relation,
)

KINDS = frozenset({"employer", "police", "prosecution", "municipality", "regional"})
ROLES = frozenset(
    {
        "medewerker",
        "leidinggevende",
        "coordinator",
        "hr",
        "opvangteam",
        "vertrouwenspersoon",
        "receptie",
        "fg",
        "auditor",
        "beheerder",
        "ketenpartner",
        "regio_analist",
        "protocoleigenaar",
    }
)
DAYS = frozenset({"any", "weekdays", "weekend"})
TEXT_KINDS = frozenset(
    {
        "note",
        "waive",
        "pause",
        "message",
        "addendum",
        "lesson",
        "reason",
        "handover",
    }
)
AUTHORS = frozenset(
    {
        "leidinggevende",
        "coordinator",
        "hr",
        "opvangteam",
        "melder",
        "ketenpartner",
    }
)
EVIDENCE_KINDS = frozenset(
    {
        "photo",
        "screenshot",
        "mail",
        "audio",
        "video",
        "letter",
        "medical",
        "log",
        "statement",
    }
)
STEPS = frozenset(f"S{number:02}" for number in range(1, 28))
BEHAVIOURS = frozenset(
    f"{category}/{subtype}" for category, subtypes in SUBTYPES.items() for subtype in subtypes
)
RELATIONS = frozenset(Relation) - {Relation.COLLEAGUE}
SCORES = range(1, 6)


def check(content: DemoContent) -> None:
    """Raise ContentError at the first reference or code that does not resolve."""
    _check_keys(content)
    _check_organisations(content)
    _check_staff(content)
    _check_perpetrators(content)
    for incident in content.incidents:
        _check_codes(incident)
        _check_incident_references(incident, content)
    _check_texts(content)


def _require(value: str, allowed: Iterable[str], where: str) -> None:
    if value not in allowed:
        raise ContentError(f"{where}: '{value}' does not exist")


def _check_keys(content: DemoContent) -> None:
    keyed: dict[str, list[str]] = {
        "organisation": [entry.short_code for entry in content.organisations],
        "unit": [entry.key for entry in content.units],
        "location": [entry.key for entry in content.locations],
        "qr code": [entry.qr for entry in content.locations],
        "person": [entry.key for entry in content.people],
        "perpetrator": [entry.key for entry in content.perpetrators],
        "incident": [entry.key for entry in content.incidents],
        "text": [entry.key for entry in content.texts],
        "evidence": [entry.key for entry in content.evidence],
    }
    for noun, keys in keyed.items():
        twice = [key for key, count in Counter(keys).items() if count > 1]
        if twice:
            raise ContentError(f"{noun} '{twice[0]}' exists twice")


def _check_organisations(content: DemoContent) -> None:
    for entry in content.organisations:
        _require(entry.kind, KINDS, f"organisation '{entry.short_code}': kind")


def _check_staff(content: DemoContent) -> None:
    units = {(entry.organisation, entry.key) for entry in content.units}
    _check_units(content, units)
    for location in content.locations:
        _require(location.kind, LOCATION_KINDS, f"location '{location.key}': kind")
        if (location.organisation, location.unit) not in units:
            raise ContentError(f"location '{location.key}': unit '{location.unit}' does not exist")
    for person in content.people:
        for role in person.roles:
            _require(role, ROLES, f"person '{person.key}': role")
        if (person.organisation, person.unit) not in units:
            raise ContentError(f"person '{person.key}': unit '{person.unit}' does not exist")


def _check_units(content: DemoContent, units: set[tuple[str, str]]) -> None:
    people = {(entry.organisation, entry.key) for entry in content.people}
    for unit in content.units:
        for name, person in (("manager", unit.manager), ("deputy", unit.deputy)):
            if person is not None and (unit.organisation, person) not in people:
                raise ContentError(f"unit '{unit.key}': {name} '{person}' does not exist")
        if unit.parent is not None and (unit.organisation, unit.parent) not in units:
            raise ContentError(f"unit '{unit.key}': parent '{unit.parent}' does not exist")


def _check_perpetrators(content: DemoContent) -> None:
    codes = {entry.short_code for entry in content.organisations if entry.kind == "employer"}
    for entry in content.perpetrators:
        _require(entry.employer, codes, f"perpetrator '{entry.key}': employer")


def _check_codes(incident: IncidentTemplate) -> None:
    where = f"incident '{incident.key}'"
    codes = {
        "location_kind": (incident.location_kind, LOCATION_KINDS),
        "channel": (incident.channel, tuple(Channel)),
        "activity": (incident.activity, ACTIVITIES),
        "motive": (incident.motive, tuple(Motive)),
        "relation": (incident.relation, RELATIONS),
        "days": (incident.days, DAYS),
    }
    for name, (value, allowed) in codes.items():
        _require(value, allowed, f"{where}: {name}")
    for behaviour in incident.behaviours:
        _require(behaviour, BEHAVIOURS, f"{where}: behaviour")
    if not incident.behaviours or incident.severity not in SCORES or incident.felt not in SCORES:
        raise ContentError(f"{where}: needs a behaviour, and severity and felt from 1 to 5")


def _check_incident_references(incident: IncidentTemplate, content: DemoContent) -> None:
    where = f"incident '{incident.key}'"
    settings = {(entry.organisation, entry.setting) for entry in content.locations}
    for employer in incident.employers:
        if not any((employer, setting) in settings for setting in incident.settings):
            raise ContentError(f"{where}: {employer} has no location for {incident.settings}")
    _check_reporters(incident, content)
    for key in incident.evidence:
        _require(key, {entry.key for entry in content.evidence}, f"{where}: evidence")
    if incident.perpetrator is not None:
        homes = {entry.key: entry.employer for entry in content.perpetrators}
        _require(incident.perpetrator, homes, f"{where}: perpetrator")
        if incident.employers != (homes[incident.perpetrator],):
            raise ContentError(f"{where}: a known perpetrator belongs to one employer")


def _check_reporters(incident: IncidentTemplate, content: DemoContent) -> None:
    if not incident.reporters:
        return
    homes = {entry.key: entry.organisation for entry in content.people}
    for key in incident.reporters:
        _require(key, homes, f"incident '{incident.key}': reporter")
    if {homes[key] for key in incident.reporters} != set(incident.employers):
        raise ContentError(f"incident '{incident.key}': every employer needs a reporter")


def _check_texts(content: DemoContent) -> None:
    for text in content.texts:
        _require(text.step, STEPS, f"text '{text.key}': step")
        _require(text.kind, TEXT_KINDS, f"text '{text.key}': kind")
        _require(text.author, AUTHORS, f"text '{text.key}': author")
    for entry in content.evidence:
        _require(entry.kind, EVIDENCE_KINDS, f"evidence '{entry.key}': kind")
