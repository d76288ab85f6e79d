"""Checks that everything the demo content points at exists and that codes are known ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from vpt.demo.shapes import ContentError, DemoContent, IncidentTemplate

KINDS = frozenset({"employer", "police", "prosecution", "municipality", "regional"})
ROLES = frozenset({
    "medewerker", "leidinggevende", "coordinator", "hr", "opvangteam", "vertrouwenspersoon",
    "receptie", "fg", "auditor", "beheerder", "ketenpartner", "regio_analist",
})
# Location types, channels and activities follow the field catalogue of the domain dossier.
LOCATION_KINDS = frozenset({
    "desk", "consultation_room", "public_hall", "phone", "mail_post", "social_media", "street",
    "home_visit", "work_square", "school", "vehicle", "waste_site", "council_meeting",
    "private_home",
})
CHANNELS = frozenset({"in_person", "phone", "email", "letter", "social_media"})
ACTIVITIES = frozenset({
    "intake", "benefit_talk", "inspection", "fine", "home_visit", "permit_decision",
    "complaint_handling", "evicting", "care", "teaching", "transport_check", "other",
})
MOTIVES = frozenset({"frustration", "instrumental", "impaired", "criminal_pressure", "unknown"})
RELATIONS = frozenset({"client", "visitor", "resident", "unknown"})
DAYS = frozenset({"any", "weekdays", "weekend"})
TEXT_KINDS = frozenset({
    "note", "waive", "pause", "message", "addendum", "lesson", "reason", "handover",
})
AUTHORS = frozenset({
    "leidinggevende", "coordinator", "hr", "opvangteam", "melder", "ketenpartner",
})
EVIDENCE_KINDS = frozenset({
    "photo", "screenshot", "mail", "audio", "video", "letter", "medical", "log", "statement",
})
LAST_STEP = 27


def check(content: DemoContent) -> None:
    """Raises ContentError at the first reference or code that does not resolve."""
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
    people = {(entry.organisation, entry.key) for entry in content.people}
    units = {(entry.organisation, entry.key) for entry in content.units}
    for unit in content.units:
        where = f"unit '{unit.key}'"
        for name, person in (("manager", unit.manager), ("deputy", unit.deputy)):
            if person is not None and (unit.organisation, person) not in people:
                raise ContentError(f"{where}: {name} '{person}' does not exist")
        if unit.parent is not None and (unit.organisation, unit.parent) not in units:
            raise ContentError(f"{where}: parent '{unit.parent}' does not exist")
    for location in content.locations:
        _require(location.kind, LOCATION_KINDS, f"location '{location.key}': kind")
        if (location.organisation, location.unit) not in units:
            raise ContentError(f"location '{location.key}': unit '{location.unit}' does not exist")
    for person in content.people:
        for role in person.roles:
            _require(role, ROLES, f"person '{person.key}': role")
        if (person.organisation, person.unit) not in units:
            raise ContentError(f"person '{person.key}': unit '{person.unit}' does not exist")


def _check_perpetrators(content: DemoContent) -> None:
    codes = {entry.short_code for entry in content.organisations if entry.kind == "employer"}
    for entry in content.perpetrators:
        _require(entry.employer, codes, f"perpetrator '{entry.key}': employer")


def _check_codes(incident: IncidentTemplate) -> None:
    where = f"incident '{incident.key}'"
    _require(incident.location_kind, LOCATION_KINDS, f"{where}: location_kind")
    _require(incident.channel, CHANNELS, f"{where}: channel")
    _require(incident.activity, ACTIVITIES, f"{where}: activity")
    _require(incident.motive, MOTIVES, f"{where}: motive")
    _require(incident.relation, RELATIONS, f"{where}: relation")
    _require(incident.days, DAYS, f"{where}: days")
    if not incident.behaviours or not 1 <= incident.severity <= 5 or not 1 <= incident.felt <= 5:  # noqa: PLR2004  the scale of the taxonomy
        raise ContentError(f"{where}: needs a behaviour, and severity and felt from 1 to 5")


def _check_incident_references(incident: IncidentTemplate, content: DemoContent) -> None:
    where = f"incident '{incident.key}'"
    settings = {(entry.organisation, entry.setting) for entry in content.locations}
    for employer in incident.employers:
        if not any((employer, setting) in settings for setting in incident.settings):
            raise ContentError(f"{where}: {employer} has no location for {incident.settings}")
    for key in incident.evidence:
        _require(key, {entry.key for entry in content.evidence}, f"{where}: evidence")
    if incident.perpetrator is not None:
        homes = {entry.key: entry.employer for entry in content.perpetrators}
        _require(incident.perpetrator, homes, f"{where}: perpetrator")
        if incident.employers != (homes[incident.perpetrator],):
            raise ContentError(f"{where}: a known perpetrator belongs to one employer")


def _check_texts(content: DemoContent) -> None:
    steps = {f"S{number:02}" for number in range(1, LAST_STEP + 1)}
    for text in content.texts:
        _require(text.step, steps, f"text '{text.key}': step")
        _require(text.kind, TEXT_KINDS, f"text '{text.key}': kind")
        _require(text.author, AUTHORS, f"text '{text.key}': author")
    for entry in content.evidence:
        _require(entry.kind, EVIDENCE_KINDS, f"evidence '{entry.key}': kind")
