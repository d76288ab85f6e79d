"""What happened in the demo region in eighteen months: who reports which incident when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from vpt.core.worktime import DAY, WorkCalendar
from vpt.demo import rhythm, spotlight
from vpt.demo.chance import dice
from vpt.demo.shapes import DemoContent, IncidentTemplate, Location, Person
from vpt.demo.spotlight import QUIET_DAYS, QUIET_UNIT, Scene

SPAN = timedelta(days=548)
LATEST = timedelta(hours=3)
SHARES: Mapping[str, int] = {"GES": 190, "ZDE": 50, "BNL": 40, "GBB": 10, "GMV": 10}
CONFINED = 0.05
TRIES = 400
TWINS = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One incident that will be reported; `scene` is set for the hand-picked ones.

    `times_told` counts from 0 how often this template came before: later ones are told shorter.
    """

    number: int = 0
    template: IncidentTemplate
    reporter: Person
    location: Location
    occurred_at: datetime
    submitted_at: datetime
    times_told: int = 0
    confined: bool = False
    twin: bool = False
    """A second report of the same event, by a colleague who was there too."""
    scene: Scene = field(default_factory=Scene)

    @property
    def employer(self) -> str:
        """Return the short code of the employer."""
        return self.reporter.organisation


def plan(
    content: DemoContent,
    calendars: Mapping[str, WorkCalendar],
    *,
    now: datetime,
    seed: int,
    scale: float,
) -> tuple[Planned, ...]:
    """Return every incident in the order of reporting. Same arguments, same answer."""
    told = [
        one
        for code, share in SHARES.items()
        for one in _Employer(content, code, calendars[code], now, dice(seed, code)).fill(
            max(1, round(share * scale))
        )
    ]
    scenes = list(_scenes(content, calendars, now))
    ordered = sorted((*told, *scenes), key=lambda one: (one.submitted_at, one.template.key))
    seen: dict[str, int] = {}
    numbered = []
    for number, one in enumerate(ordered, 1):
        times = seen.get(one.template.key, 0)
        seen[one.template.key] = times + 1
        numbered.append(replace(one, number=number, times_told=0 if one.scene.name else times))
    return tuple(numbered)


def _scenes(
    content: DemoContent, calendars: Mapping[str, WorkCalendar], now: datetime
) -> Iterator[Planned]:
    templates = {one.key: one for one in content.incidents}
    people = {one.key: one for one in content.people}
    for scene in spotlight.SCENES:
        reporter = people[scene.reporter]
        template = templates[scene.template]
        moments = spotlight.moments(scene, template, calendars[reporter.organisation], now)
        yield Planned(
            template=template,
            reporter=reporter,
            location=_location(content, template, reporter, dice(scene.name)),
            occurred_at=moments[0],
            submitted_at=moments[1],
            scene=scene,
        )


def _location(
    content: DemoContent, template: IncidentTemplate, reporter: Person, rng: Random
) -> Location:
    fitting = [
        one
        for one in content.locations
        if one.organisation == reporter.organisation and one.setting in template.settings
    ]
    near = [one for one in fitting if one.unit == reporter.unit] or fitting
    alike = [one for one in near if one.kind == template.location_kind] or near
    return rng.choice(alike)


class _Employer:
    """Fills the months of one employer."""

    def __init__(
        self,
        content: DemoContent,
        code: str,
        calendar: WorkCalendar,
        now: datetime,
        rng: Random,
    ) -> None:
        self.content = content
        self.calendar = calendar
        self.now = now
        self.rng = rng
        self.code = code
        staged = {scene.template for scene in spotlight.SCENES}
        mine = [one for one in content.incidents if code in one.employers]
        self.once = [one for one in mine if one.perpetrator and one.key not in staged]
        self.often = [one for one in mine if not one.perpetrator]

    def fill(self, count: int) -> Iterator[Planned]:
        """Yield so many incidents: returning perpetrators once each, the others in turn."""
        once = self._shuffled(self.once)[:count]
        rest = max(0, count - len(once))
        rounds = -(-rest // max(1, len(self.often)))
        often = [one for _ in range(rounds) for one in self._shuffled(self.often)][:rest]
        for template in (*once, *often):
            planned = self._place(template)
            if planned is not None:
                yield planned
                yield from self._twin(planned)

    def _twin(self, planned: Planned) -> Iterator[Planned]:
        others = [one for one in self._reporters(planned.template) if one != planned.reporter]
        soon = self.now - planned.submitted_at > LATEST
        if self.rng.random() < TWINS and others and soon and not planned.confined:
            reporter = self.rng.choice(others)
            later = planned.submitted_at + timedelta(minutes=self.rng.randint(4, 25))
            yield replace(planned, reporter=reporter, submitted_at=later, twin=True)

    def _shuffled(self, templates: Sequence[IncidentTemplate]) -> list[IncidentTemplate]:
        copy = list(templates)
        self.rng.shuffle(copy)
        return copy

    def _place(self, template: IncidentTemplate) -> Planned | None:
        reporter = self.rng.choice(self._reporters(template))
        for _ in range(TRIES):
            day = self._day(reporter)
            if not rhythm.fits(template, day, self.calendar):
                continue
            at = rhythm.occurred(template, day, self.calendar, self.rng)
            told = rhythm.reported(at, self.calendar, self.rng)
            told = min(told, self.now - LATEST / 2)
            if at < self.now - LATEST:
                return Planned(
                    template=template,
                    reporter=reporter,
                    location=_location(self.content, template, reporter, self.rng),
                    occurred_at=at,
                    submitted_at=told,
                    confined=self.rng.random() < CONFINED,
                )
        return None

    def _day(self, reporter: Person) -> date:
        """Return a day; a little more often a recent one, as people learn to report."""
        quiet = QUIET_DAYS if reporter.unit == QUIET_UNIT else 0
        back = quiet + (SPAN.days - quiet) * self.rng.random() ** 1.15
        return self.calendar.local_date(self.now) - DAY * int(back)

    def _reporters(self, template: IncidentTemplate) -> list[Person]:
        staff = [
            one
            for one in self.content.people
            if one.organisation == self.code and one.key != spotlight.LEAD
        ]
        named = [one for one in staff if one.key in template.reporters]
        if named:
            return named
        units = {
            one.unit
            for one in self.content.locations
            if one.organisation == self.code and one.setting in template.settings
        }
        return [one for one in staff if one.unit in units and one.roles == ("medewerker",)]
