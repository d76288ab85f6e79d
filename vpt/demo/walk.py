"""Walks one case of the demo from its report to now, each act by who would do it, at its time."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from vpt.cases import assigning, service
from vpt.cases.models import Case, CaseSubject
from vpt.cases.rules import Answer, PauseReason
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor
from vpt.demo import asides, courses, rhythm
from vpt.demo.acts import ACTS
from vpt.demo.acts.doing import Doing
from vpt.demo.asides import Aside
from vpt.demo.beside import Beside
from vpt.demo.courses import OpenStep
from vpt.demo.desk import Act, Desk
from vpt.demo.reporting import Reported
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.protocol.definition import Need
from vpt.protocol.state import StepRef

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
PAUSES = {
    "S04": PauseReason.PARTNER,
    "S08": PauseReason.POLICE,
    "S18": PauseReason.VICTIM,
}
PAUSE_CHANCE = 0.09
WAIVE_CHANCE = {"S08": 0.05, "S13": 0.04}
WAIVE_TEXT = "De politie heeft de zaak al aan het OM gegeven; nagaan heeft geen zin meer."
CLOSING = "S26"
AFTER_CLOSING = frozenset({CLOSING, "S27"})
CLOSE_WAITS = HOUR * 720
HELPED_FROM = 2
"""Aftercare of lighter incidents stays with whoever coordinates."""
ARRANGED = frozenset({"assign", "pause", "resume"})
"""What the coordinator does from behind a desk."""
EXTERNAL = frozenset({"police", "prosecution", "municipality"})


class Walk:
    """One case on its way."""

    def __init__(self, desk: Desk, reported: Reported, *, has_files: bool) -> None:
        self.desk = desk
        self.planned = reported.planned
        self.reporter = reported.reporter
        self.case_id = reported.case_id
        self.organisation_id = reported.reporter.organisation_id
        self.calendar = desk.region.calendars[self.planned.employer]
        self.coordinator = desk.coordinators[self.planned.employer]
        self.clock = self.planned.submitted_at
        found = asides.asides(self.planned, desk.words, has_files=has_files)
        self.coming = sorted(map(self._in_hours, found), key=lambda one: one.at)
        self.beside = Beside(desk.region, desk.words, reported, self.coordinator)
        self.paused: set[tuple[str, int, int]] = set()
        self.version = self._case().version
        self.ordinals: dict[UUID, int] = {}

    def _in_hours(self, aside: Aside) -> Aside:
        return asides.in_hours(aside, self.planned, self.desk.words, self.calendar)

    def run(self, leading: UUID | None = None) -> None:
        """Do everything that was done before now; `leading` is the first report of a twin."""
        self.beside.leading = leading
        while self._go_on():
            pass

    def _go_on(self) -> bool:
        acts = [act for act in self._acts() if act is not None]
        act = min(acts, key=lambda one: (one.at, one.step.key, one.step.ordinal), default=None)
        aside = self.coming[0] if self.coming else None
        if aside and (act is None or aside.at <= act.at):
            return self._beside(aside)
        if act is None or act.at > self.desk.now:
            return False
        self.clock = act.at
        self.version = self._do(act).version
        self._follow(act)
        return True

    def _follow(self, act: Act) -> None:
        """Plan what comes of an act outside the steps."""
        if act.what != "complete":
            return
        if act.step.key == CLOSING:
            said = asides.satisfaction(self.planned, self.clock)
            self.coming.extend([said] if said else [])
        if act.step.key == "S20" and courses.outcome(self.planned, act.step) == "summons":
            self.coming.append(self._in_hours(asides.claim_form(self.clock)))
            self.coming.sort(key=lambda one: one.at)

    def _beside(self, aside: Aside) -> bool:
        self.coming.pop(0)
        at = max(aside.at, self.clock + MINUTE)
        if at > self.desk.now:
            return bool(self.coming) or self._has_open()
        self.clock = at
        self.version = self.beside.do(aside, at, self.version)
        return True

    def _has_open(self) -> bool:
        return bool(self._rows())

    def _case(self) -> Case:
        return db.session.get_one(Case, (self.organisation_id, self.case_id))

    def _rows(self) -> list[CaseStep]:
        return list(
            db.session.scalars(
                select(CaseStep).where(
                    CaseStep.organisation_id == self.organisation_id,
                    CaseStep.case_id == self.case_id,
                    CaseStep.state == "open",
                )
            )
        )

    def _acts(self) -> Iterable[Act | None]:
        rows = self._rows()
        self._number({row.subject_id for row in rows})
        others = any(row.key not in AFTER_CLOSING for row in rows)
        return [self._act(row, others=others) for row in rows]

    def _number(self, subjects: set[UUID]) -> None:
        if subjects <= {self.case_id, *self.ordinals}:
            return
        for model, owner in ((Involved, Involved.incident_id), (CaseSubject, CaseSubject.case_id)):
            rows = db.session.execute(
                select(model.id, model.ordinal).where(
                    model.organisation_id == self.organisation_id, owner == self.case_id
                )
            )
            self.ordinals.update({row.id: row.ordinal for row in rows})

    def _act(self, row: CaseStep, *, others: bool) -> Act | None:
        step = OpenStep(
            key=row.key,
            ordinal=self.ordinals.get(row.subject_id, 1),
            occurrence=row.occurrence,
            opened_at=row.opened_at,
            due_at=row.due_at,
        )
        if row.key == CLOSING and (others or row.paused_since):
            return self._closing(row, step, others=others)
        if row.paused_since is not None:
            return self._resuming(row.paused_since, row, step)
        if self._wants_helper(row):
            return self._at(step.opened_at + HOUR, "assign", step, row)
        if self._pauses(step):
            return self._at(step.opened_at + HOUR * 5, "pause", step, row)
        return self._finishing(row, step)

    def _resuming(self, since: datetime, row: CaseStep, step: OpenStep) -> Act | None:
        if row.key in self.planned.scene.pause:
            return None
        days = courses.rng_of(self.planned, step, "resume").randint(4, 12)
        return self._at(since + HOUR * 24 * days, "resume", step, row)

    def _finishing(self, row: CaseStep, step: OpenStep) -> Act | None:
        at = courses.moment(self.planned, step, self.calendar)
        if at is None or (row.assignee_id is None and row.party not in EXTERNAL):
            return None
        chance = courses.rng_of(self.planned, step, "waive").random()
        is_waived = chance < WAIVE_CHANCE.get(step.key, 0) and not self.planned.scene.name
        return self._at(at, "waive" if is_waived else "complete", step, row)

    def _at(self, at: datetime, what: str, step: OpenStep, row: CaseStep) -> Act:
        if what in ARRANGED:
            rng = courses.rng_of(self.planned, step, what)
            at = rhythm.in_office(at, self.calendar, rng)
        return Act(at=max(at, self.clock + MINUTE), what=what, step=step, row=row)

    def _closing(self, row: CaseStep, step: OpenStep, *, others: bool) -> Act | None:
        """Let the last step wait while the chain of the case still runs."""
        if row.paused_since is None:
            return self._at(step.opened_at + CLOSE_WAITS, "pause", step, row)
        return None if others else self._at(self.clock + HOUR * 20, "resume", step, row)

    def _wants_helper(self, row: CaseStep) -> bool:
        helper = self.desk.support.get(self.planned.employer)
        felt = self.planned.template.severity >= HELPED_FROM
        is_care = row.party == "support_team" and felt
        return is_care and helper is not None and row.assignee_id != helper.id

    def _pauses(self, step: OpenStep) -> bool:
        name = (step.key, step.ordinal, step.occurrence)
        if self.planned.scene.name:
            return step.key in self.planned.scene.pause
        if step.key not in PAUSES or name in self.paused:
            return False
        has_words = self.desk.words.of_kind("pause", step.key, self.planned.template.category)
        drawn = courses.rng_of(self.planned, step, "pause").random() < PAUSE_CHANCE
        return bool(has_words) and drawn

    def _do(self, act: Act) -> Case:
        row = act.row
        subject = None if row.subject_id == self.case_id else row.subject_id
        ref = StepRef(row.key, subject, row.occurrence)
        doers = {
            "complete": self._complete,
            "assign": self._assign,
            "pause": self._pause,
            "resume": self._resume,
            "waive": self._waive,
        }
        return doers[act.what](act, ref)

    def _complete(self, act: Act, ref: StepRef) -> Case:
        work = self.desk.protocol.step(ref.key).work
        if work is not None:
            return ACTS[work](self._doing(act, ref))
        way = service.complete_step
        if act.row.party in EXTERNAL:
            way = service.record_by_telephone
        return way(
            self._doer(act.row), self.case_id, ref, self._answer(act),
            version=self.version, now=act.at,
        )  # fmt: skip

    def _doing(self, act: Act, ref: StepRef) -> Doing:
        return Doing(
            actor=self._doer(act.row),
            coordinator=self.coordinator,
            case_id=self.case_id,
            ref=ref,
            subject_id=act.row.subject_id,
            answer=self._answer(act),
            version=self.version,
            now=act.at,
            category=self.planned.template.category,
            severity=self.planned.template.severity,
            rng=courses.rng_of(self.planned, act.step, "work"),
        )

    def _assign(self, act: Act, ref: StepRef) -> Case:
        helper = self.desk.support[self.planned.employer].id
        return assigning.assign_step(
            self.coordinator, self.case_id, ref, helper, version=self.version, now=act.at
        )

    def _pause(self, act: Act, ref: StepRef) -> Case:
        self.paused.add((act.step.key, act.step.ordinal, act.step.occurrence))
        reason = PAUSES.get(ref.key, PauseReason.POLICE)
        return service.pause_step(
            self.coordinator, self.case_id, ref, reason, version=self.version, now=act.at
        )

    def _resume(self, act: Act, ref: StepRef) -> Case:
        return service.resume_step(
            self.coordinator, self.case_id, ref, version=self.version, now=act.at
        )

    def _waive(self, act: Act, ref: StepRef) -> Case:
        reason = self._waive_reason(act.step)
        return service.waive_step(
            self._doer(act.row), self.case_id, ref, reason, version=self.version, now=act.at
        )

    def _doer(self, row: CaseStep) -> Actor:
        if row.party in EXTERNAL or row.assignee_id is None:
            return self.coordinator
        return self.desk.region.actors[row.assignee_id]

    def _waive_reason(self, step: OpenStep) -> str:
        texts = self.desk.words.of_kind("waive", step.key, self.planned.template.category)
        return texts[0].text if texts else WAIVE_TEXT

    def _answer(self, act: Act) -> Answer:
        step, category = act.step, self.planned.template.category
        chosen = courses.outcome(self.planned, step)
        rng = courses.rng_of(self.planned, step, "words")
        words = self.desk.words
        needs_reason = Need.REASON in self._needs(step.key, chosen)
        find = words.reason if needs_reason else words.written
        text = find(step.key, chosen, category, rng) or None
        return Answer(
            outcome=chosen,
            reason=text if needs_reason else None,
            note=None if needs_reason else text,
            on=courses.date_of(self.planned, step, chosen, act.at),
            number=courses.number_of(self.planned, step, chosen),
        )

    def _needs(self, step: str, outcome: str) -> frozenset[Need]:
        found = self.desk.protocol.step(step).outcome(outcome)
        return frozenset(found.requires) if found else frozenset()
