"""Does what happens around the steps: messages, addenda, facts, an end of another kind."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from vpt.cases import ending, findings, talking
from vpt.cases.models import Case
from vpt.core.actor import Actor
from vpt.demo.asides import FROM_REPORTER, Aside
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.demo.words import Words
from vpt.incidents import service as incidents
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db

HOUR = timedelta(hours=1)


class Beside:
    """Everything about one case that is no step."""

    def __init__(
        self, region: Region, words: Words, reported: Reported, coordinator: Actor
    ) -> None:
        self.region = region
        self.words = words
        self.case_id = reported.case_id
        self.reporter = reported.reporter
        self.coordinator = coordinator
        self.leading: UUID | None = None

    def do(self, aside: Aside, at: datetime, version: int) -> int:
        """Do it and return the version of the case afterwards."""
        case = self._case()
        if case.closed_at is not None and aside.what not in {"satisfaction", "message"}:
            return version
        doers = {
            "message": self._message,
            "addendum": self._addendum,
            "fact": self._fact,
            "arrest": self._arrest,
            "claim_form": self._claim_form,
            "withdraw": self._withdraw,
            "same_event": self._same_event,
            "satisfaction": self._satisfaction,
        }
        doers[aside.what](aside.code, at, version)
        return self._case().version

    def _case(self) -> Case:
        return db.session.get_one(Case, (self.reporter.organisation_id, self.case_id))

    def _handler(self) -> Actor:
        assignee = self._case().assignee_id
        return self.region.actors[assignee] if assignee else self.coordinator

    def _message(self, code: str, at: datetime, version: int) -> None:
        text = self.words.text(code)
        author = self.reporter if text.outcome == FROM_REPORTER else self._handler()
        talking.send_message(author, self.case_id, text.text, now=at)

    def _addendum(self, code: str, at: datetime, version: int) -> None:
        incident = db.session.get_one(Incident, (self.reporter.organisation_id, self.case_id))
        incidents.add_addendum(self.reporter, incident, self.words.text(code).text, now=at)

    def _fact(self, code: str, at: datetime, version: int) -> None:
        fact = (code, None)
        findings.record_fact(
            self.coordinator, self.case_id, fact, value=True, version=version, now=at
        )

    def _first(self, role: str) -> UUID | None:
        return db.session.scalar(
            select(Involved.id).where(
                Involved.organisation_id == self.reporter.organisation_id,
                Involved.incident_id == self.case_id,
                Involved.role == role,
                Involved.ordinal == 1,
            )
        )

    def _arrest(self, code: str, at: datetime, version: int) -> None:
        fact = ("arrested", self._first("perpetrator"))
        findings.record_fact(
            self.coordinator, self.case_id, fact, value=True, version=version, now=at
        )

    def _claim_form(self, code: str, at: datetime, version: int) -> None:
        fact = ("claim_form_received", self._first("victim"))
        findings.record_fact(
            self.coordinator, self.case_id, fact, value=at.date(), version=version, now=at
        )

    def _withdraw(self, code: str, at: datetime, version: int) -> None:
        ending.withdraw(self.reporter, self.case_id, code, version=version, now=at)

    def _same_event(self, code: str, at: datetime, version: int) -> None:
        if self.leading is not None:
            ending.mark_same_event(
                self.coordinator, self.case_id, self.leading, version=version, now=at
            )

    def _satisfaction(self, code: str, at: datetime, version: int) -> None:
        talking.set_satisfaction(self.reporter, self.case_id, satisfied=code == "yes", now=at)
