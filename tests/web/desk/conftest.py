"""A report whose cover sheet was made, so that it has a code."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from tests.cases.builders import Town, a_case, a_town
from tests.police_reports.desk import a_stored_report
from vpt.answers.models import PartnerAnswer
from vpt.cases.models import Case
from vpt.core import clock
from vpt.infra.db import db, unit_of_work
from vpt.police_reports import desk
from vpt.police_reports.models import PoliceReport


@dataclass
class Desk:
    """A case at the desk, the code of its sheet, and a look at what was kept."""

    app: Flask
    town: Town
    case: Case
    code: str

    @property
    def url(self) -> str:
        """Return what the QR code says."""
        return f"/antwoord/{self.code}"

    def answers(self) -> list[tuple[str, str, dict[str, str]]]:
        """Return ask, state and what was given, in the order of the form."""
        with self.app.app_context():
            rows = db.session.query(PartnerAnswer).order_by(PartnerAnswer.id)
            return [(row.ask, row.state, dict(row.content["given"])) for row in rows]


def a_sheet(town: Town, **incident) -> tuple[Case, str]:
    """Return a case with a report whose sheet was made, and its code."""
    case = a_case(town, at=clock.now() - timedelta(hours=20), **incident)
    with unit_of_work():
        report_id = a_stored_report(case)
    with unit_of_work():
        desk.ensure_code(town.coordinator.actor(clock.now()), case.id, report_id)
    report = db.session.get_one(PoliceReport, (case.organisation_id, report_id))
    return case, str(report.desk_code)


def filled(**changed):
    """Return a form as somebody at the desk fills it in."""
    return {
        "key": str(uuid4()), "number": "2026123456", "record_number": "", "code": "present",
        "officer": "Agent Kaya (demo)", "station": "Bureau Noord", **changed,
    }  # fmt: skip


@pytest.fixture
def at_desk(app) -> Desk:
    with app.app_context():
        town = a_town()
        return Desk(app, town, *a_sheet(town))
