"""Fills a database with many cases quickly: the plain rows that lists and pages read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Table, insert

from vpt.audit.models import AuditEntry
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.incidents.models import Behaviour, Incident
from vpt.incidents.people import Involved
from vpt.incidents.taxonomy import Category
from vpt.infra.db import Base, db, unit_of_work
from vpt.infra.ids import new_id
from vpt.notifications.models import Message

BATCH = 5_000
FEW = 20
"""How many cases the small unit, the rare location and the reporter have, at every size."""
EVERY = timedelta(minutes=20)
ONE_OPEN_IN = 20
CATEGORIES = tuple(str(one) for one in Category)
SUMMARY = "Schelden en dreigen aan de balie"

Values = dict[str, Any]
Rows = dict[type[Base], list[Values]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where and to whom the cases happen: pairs of unit id and path, places, people."""

    organisation_id: UUID
    keyset_id: UUID
    protocol_version_id: UUID
    units: Sequence[tuple[UUID, str]]
    small_unit: tuple[UUID, str]
    locations: Sequence[UUID]
    rare_location: UUID
    reporters: Sequence[UUID]
    reporter: UUID
    coordinator: UUID


@dataclass(slots=True)
class _Bulk:
    """One filling; `step` is the distance between cases of the small unit."""

    ground: Ground
    count: int
    now: datetime
    rows: Rows = field(default_factory=dict)

    def add(self, number: int) -> None:
        """Add one incident with its case, steps, victim, behaviour, trail and message."""
        ground, case_id = self.ground, new_id()
        step = max(1, self.count // FEW)
        is_few = number % step == step // 2
        is_open = number // step % 2 == 0 if is_few else number % ONE_OPEN_IN == 0
        at = self.now - EVERY * (number + 1)
        unit_id, path = ground.small_unit if is_few else _one_of(ground.units, number)
        reporter = ground.reporter if is_few else _one_of(ground.reporters, number)
        location = ground.rare_location if is_few else _one_of(ground.locations, number)
        tenant = {"organisation_id": ground.organisation_id}
        common = {
            **tenant, "keyset_id": ground.keyset_id, "unit_id": unit_id,
            "category": _one_of(CATEGORIES, number),
            "reference": f"BNCH-{2000 + number // 100_000}-{number % 100_000:06d}-X",
        }  # fmt: skip
        self._add(Incident, _incident(case_id, at), common, reporter_id=reporter,
                  location_id=location)  # fmt: skip
        self._add(Case, _case(case_id, at, self.now, is_open=is_open), common, unit_path=path,
                  protocol_version_id=ground.protocol_version_id)  # fmt: skip
        for one in _steps(case_id, at, is_open=is_open):
            self._add(CaseStep, one, common, unit_path=path)
        self._add(Involved, _victim(case_id, at), common, user_id=reporter)
        self._add(Behaviour, {"incident_id": case_id, "subtype": ""}, common)
        for one in _trail(case_id, at):
            self._add(AuditEntry, one, tenant, actor_id=reporter)
        self._add(Message, _message(case_id, at), tenant, recipient_id=ground.coordinator)

    def store(self) -> None:
        """Write what was added in one unit of work and start afresh."""
        with unit_of_work():
            for model, values in self.rows.items():
                db.session.execute(insert(model), values)
        self.rows = {}

    def _add(self, model: type[Base], values: Values, common: Values, **more: object) -> None:
        table = model.__table__
        assert isinstance(table, Table)
        shared = {name: value for name, value in common.items() if name in table.columns}
        self.rows.setdefault(model, []).append({**shared, **values, **more})


def fill(ground: Ground, count: int, now: datetime) -> None:
    """Add `count` cases, 20 minutes apart and ending now, one in twenty of them open."""
    bulk = _Bulk(ground, count, now)
    for start in range(0, count, BATCH):
        for number in range(start, min(start + BATCH, count)):
            bulk.add(number)
        bulk.store()


def _incident(case_id: UUID, at: datetime) -> Values:
    return {
        "id": case_id, "idempotency_key": case_id.hex, "occurred_from": at, "occurred_until": at,
        "precision": "exact", "submitted_at": at, "location_kind": "desk", "summary": SUMMARY,
        "perpetrator_relation": "visitor",
    }  # fmt: skip


def _case(case_id: UUID, at: datetime, now: datetime, *, is_open: bool) -> Values:
    return {
        "id": case_id, "severity": 2, "opened_at": at, "changed_at": at,
        "closed_at": None if is_open else now, "version": 1,
    }  # fmt: skip


def _steps(case_id: UUID, at: datetime, *, is_open: bool) -> Iterator[Values]:
    for place, key in enumerate(("S02", "S05", "S08")):
        waits = is_open and place > 0
        yield {
            "id": new_id(), "case_id": case_id, "subject_id": case_id, "key": key, "occurrence": 1,
            "party": "manager", "state": "open" if waits else "done", "opened_at": at,
            "anchor_at": at, "due_at": at + timedelta(days=place + 1), "escalated": 2,
            "done_at": None if waits else at,
        }  # fmt: skip


def _victim(case_id: UUID, at: datetime) -> Values:
    return {"id": new_id(), "incident_id": case_id, "role": "victim", "ordinal": 1, "added_at": at}


def _trail(case_id: UUID, at: datetime) -> Iterator[Values]:
    for action in ("incident.submitted", "case.opened"):
        yield {
            "id": new_id(), "at": at, "action": action, "subject_kind": "case",
            "subject_id": case_id,
        }  # fmt: skip


def _message(case_id: UUID, at: datetime) -> Values:
    return {
        "id": new_id(), "kind": "incident.submitted", "case_id": case_id, "subject_id": case_id,
        "created_at": at, "read_at": at,
    }  # fmt: skip


def _one_of(choices: Sequence[Any], number: int) -> Any:
    return choices[number % len(choices)]
