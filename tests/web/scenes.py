"""A town whose case was opened yesterday, as the pages see it now."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders import Person
from tests.cases.builders import Town, a_case, a_town, without_pages
from vpt.audit.models import AuditEntry
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core import clock
from vpt.infra.db import db, unit_of_work


@dataclass
class Scene:
    """A running case with its people, and short ways to look behind the pages."""

    app: Flask
    town: Town
    case_id: UUID

    def step(self, key: str) -> CaseStep:
        """Return the newest occurrence of a step as stored."""
        with self.app.app_context():
            rows = db.session.scalars(
                select(CaseStep)
                .where(CaseStep.case_id == self.case_id, CaseStep.key == key)
                .order_by(CaseStep.occurrence)
            )
            return list(rows)[-1]

    def version(self) -> int:
        """Return the version a page would carry now."""
        with self.app.app_context():
            return db.session.get_one(Case, (self.town.organisation.id, self.case_id)).version

    def url(self, rest: str = "") -> str:
        """Return an address of the case."""
        return f"/dossiers/{self.case_id}{rest}"

    def step_url(self, key: str, rest: str = "") -> str:
        """Return an address of a step."""
        return self.url(f"/stappen/{self.step(key).id}{rest}")

    def trail(self, action: str) -> list[AuditEntry]:
        """Return what was written down of one kind."""
        with self.app.app_context():
            return list(
                db.session.scalars(
                    select(AuditEntry)
                    .where(AuditEntry.subject_id == self.case_id, AuditEntry.action == action)
                    .order_by(AuditEntry.at, AuditEntry.id)
                )
            )

    def give(self, key: str, person: Person) -> None:
        """Give a step to somebody behind the pages' back."""
        with self.app.app_context(), unit_of_work():
            row = db.session.get_one(CaseStep, (self.town.organisation.id, self.step_id(key)))
            row.assignee_id = person.id

    def step_id(self, key: str) -> UUID:
        """Return the id of a step."""
        return self.step(key).id


@pytest.fixture
def scene(app: Flask) -> Scene:
    with app.app_context():
        town = a_town()
        case = a_case(town, at=clock.now() - timedelta(hours=20))
        return Scene(app, town, case.id)


@pytest.fixture
def plain_scene(app: Flask) -> Scene:
    """A case all of whose steps are finished by the form that every step has."""
    with app.app_context():
        town = a_town(protocol=without_pages())
        case = a_case(town, at=clock.now() - timedelta(hours=20))
        return Scene(app, town, case.id)
