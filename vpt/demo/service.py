"""Fills an empty database with the demo region, relative to a given moment."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from vpt.accounts import service as accounts
from vpt.accounts.models import Installation, Organisation
from vpt.core.actor import Actor
from vpt.core.errors import RuleBroken
from vpt.demo import aftermath, files, issuing, keeping, region, spotlight
from vpt.demo.acts import BESIDE, DRAWN
from vpt.demo.chance import dice
from vpt.demo.content import load
from vpt.demo.desk import Desk
from vpt.demo.plan import SPAN, Planned, plan
from vpt.demo.region import Region
from vpt.demo.reporting import Reported, Witnesses, report
from vpt.demo.shapes import DemoContent
from vpt.demo.walk import Walk
from vpt.demo.words import Words
from vpt.incidents import attachments
from vpt.incidents.attachments import Received
from vpt.infra.db import db, unit_of_work
from vpt.protocol import catalogue, loader

SEED = 2026
BATCH = 12
FOUNDED_BEFORE = timedelta(days=60)
FILE_LIMIT = 10 * 1024 * 1024
FILES_CHANCE = 0.34
MOST_FILES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeded:
    """What seeding left behind."""

    incidents: int
    files: int
    documents: int
    open_steps: int
    late_steps: int


def is_seeded() -> bool:
    """Tell whether this database holds a complete demo."""
    row = db.session.get(Installation, 1)
    return row is not None and row.is_demo and row.seeded_at is not None


def is_unfinished() -> bool:
    """Tell whether this database holds a demo whose seeding was cut off."""
    row = db.session.get(Installation, 1)
    begun = db.session.scalar(select(Organisation.id).limit(1)) is not None
    return row is not None and row.is_demo and row.seeded_at is None and begun


def seed(
    *,
    now: datetime,
    number: int = SEED,
    scale: float = 1.0,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Seeded:
    """Fill an empty database: organisations, eighteen months of incidents, all handled to `now`.

    The same `number`, `scale` and `now` give the same demo. Raises RuleBroken("not_empty") when
    there is an organisation already and RuleBroken("installation_differs") when it is no demo.
    """
    now = now.replace(second=0, microsecond=0)
    _claim(now)
    content = load()
    founded = now - SPAN - FOUNDED_BEFORE
    built = region.build(content, now=founded)
    keeping.release_second(built, now)
    planned = plan(content, built.calendars, now=now, seed=number, scale=scale)
    filler = _Filler(content, built, now)
    with _seldom_collected():
        for batch in _batches(planned):
            filler.fill(batch)
            progress(filler.reported, len(planned))
    for beside in BESIDE:
        with unit_of_work():
            beside(built, filler.told, now)
    keeping.keep(built, now)
    shared = sum(draw(built, filler.told, now) for draw in DRAWN)
    documents = shared + issuing.issue_some(filler.desk, filler.told, built.people[spotlight.LEAD])
    return _finish(content, filler, documents, now)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Look for garbage seldom: so many rows in so short a time make it a sixth of the work."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _claim(now: datetime) -> None:
    with unit_of_work():
        if db.session.scalar(select(Organisation.id).limit(1)) is not None:
            raise RuleBroken("not_empty")
        accounts.ensure_installation(is_demo=True, now=now)


def _batches(planned: Sequence[Planned]) -> Iterator[Sequence[Planned]]:
    for start in range(0, len(planned), BATCH):
        yield planned[start : start + BATCH]


def _finish(content: DemoContent, filler: "_Filler", documents: int, now: datetime) -> Seeded:
    offered = {filler.built.people[one.key] for one in content.people if one.demo_role}
    with unit_of_work():
        aftermath.remind(now=now)
        aftermath.send_past()
        aftermath.read_past(offered, now=now)
        db.session.get_one(Installation, 1).seeded_at = now
        counted = aftermath.count_open(now=now)
    return Seeded(
        incidents=filler.reported,
        files=filler.files,
        documents=documents,
        open_steps=counted[0],
        late_steps=counted[1],
    )


class _Filler:
    """Reports and handles incidents, a few per commit."""

    def __init__(self, content: DemoContent, built: Region, now: datetime) -> None:
        self.built = built
        self.titles = {one.key: one for one in content.evidence}
        self.reported = 0
        self.told: list[Reported] = []
        self.files = 0
        staff = defaultdict(list)
        for person in content.people:
            staff[person.unit].append(person)
        self.around = Witnesses(
            colleagues=staff, perpetrators={one.key: one for one in content.perpetrators}
        )
        self.desk = Desk(
            region=built,
            words=Words(content.texts),
            protocol=loader.load(catalogue.reference_text()),
            coordinators=_holders(content, built, "coordinator"),
            support=_holders(content, built, "opvangteam"),
            now=now,
        )

    def fill(self, batch: Sequence[Planned]) -> None:
        """Report a batch and bring its cases to now, in one commit."""
        received = {one.number: self._files(one) for one in batch}
        with unit_of_work():
            told = [report(self.built, one, self.around, received[one.number]) for one in batch]
            # a second report of an event joins the first one while that is still open
            for one in sorted(told, key=lambda each: not each.planned.twin):
                walk = Walk(self.desk, one, has_files=bool(received[one.planned.number]))
                walk.run(_leading(told, one))
            db.session.flush()
            aftermath.send_past()
        for file in (file for several in received.values() for file in several):
            file.settle()
            self.files += 1
        self.reported += len(batch)
        self.told.extend(told)

    def _files(self, planned: Planned) -> list[Received]:
        rng = dice(planned.number, "files")
        drawn = rng.random() < FILES_CHANCE or planned.scene.name
        if not drawn or self.files >= MOST_FILES:
            return []
        received = []
        for key in planned.template.evidence:
            title = self.titles[key]
            content = files.make(title, planned.submitted_at, rng)
            if content is not None:
                received.append(attachments.receive(content, title.file_name, limit=FILE_LIMIT))
        return received


def _leading(told: Sequence[Reported], twin: Reported) -> UUID | None:
    if not twin.planned.twin:
        return None
    event = (twin.planned.template.key, twin.planned.occurred_at)
    return next(
        (
            one.case_id
            for one in told
            if not one.planned.twin and (one.planned.template.key, one.planned.occurred_at) == event
        ),
        None,
    )


def _holders(content: DemoContent, built: Region, role: str) -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for person in content.people:
        if role in person.roles:
            found.setdefault(person.organisation, built.actor(person.key))
    return found
