"""What happened, in the order of time: when, what, by whom, and where that was written down."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from vpt.cases import coursing, wording
from vpt.cases.chain import StepView
from vpt.cases.telling import Telling
from vpt.core.worktime import AMSTERDAM
from vpt.documents.kinds.prosecution_dossier import ChronologyRow
from vpt.outcomes import labels as outcome_labels
from vpt.outcomes.queries import News
from vpt.partners.disclosure import Section
from vpt.partners.labels import PARTY
from vpt.police_reports.models import PoliceReport
from vpt.protocol.works import Work

TOLD_BY_PARTNERS = frozenset({Work.POLICE_NEWS, Work.DECISION, Work.JUDGMENT, Work.MAYOR})
"""Steps that only note what a partner said: the news itself is in the list."""
OF_CARE = frozenset({Work.FIRST_SUPPORT, Work.AFTERCARE, Work.FEEDBACK, Work.CLOSING})
"""Steps about how colleagues fare and what they are told: no business of the criminal file."""
LEFT_OUT = TOLD_BY_PARTNERS | OF_CARE
REPORT, ADDITION, FILE, PROTOCOL = "Melding", "Aanvulling", "Aangifte", "Ketenprotocol"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened; a day without a time stands before what has one."""

    at: datetime
    what: str
    who: str
    source: str
    day: date | None = None
    """Set when only the day is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What the order of time is made from."""

    telling: Telling
    steps: Sequence[StepView]
    reports: Sequence[PoliceReport]
    news: Sequence[News]


def rows(course: Course) -> tuple[ChronologyRow, ...]:
    """Return everything that happened and may be told, oldest first."""
    events = sorted(_events(course), key=lambda one: one.at)
    return tuple(
        ChronologyRow(
            at=wording.day(one.day) if one.day else wording.moment(one.at),
            what=one.what,
            who=one.who,
            source=one.source,
        )
        for one in events
    )


def shown_news(news: Iterable[News]) -> Iterator[News]:
    """Yield what partners said and did not take back."""
    return (one for one in news if not one.is_corrected)


def day(on: date) -> datetime:
    """Return where a day without a time stands among moments."""
    return datetime.combine(on, time(), AMSTERDAM)


def _events(course: Course) -> Iterator[Event]:
    yield from _reported(course.telling)
    if course.telling.shows(Section.ADDENDA):
        yield from _additions(course.telling)
    if course.telling.shows(Section.CHAIN):
        yield from _steps(course)
        yield from _news(course)
    if course.telling.shows(Section.POLICE_REPORTS):
        yield from _reports(course)


def _reported(telling: Telling) -> Iterator[Event]:
    incident = telling.got.incident
    reporter = telling.staff(incident.reporter_id)
    yield Event(at=incident.occurred_from, what="Het incident", who="", source=REPORT)
    yield Event(
        at=incident.submitted_at, what="Gemeld bij de werkgever", who=reporter, source=REPORT
    )


def _additions(telling: Telling) -> Iterator[Event]:
    for row in telling.got.addenda:
        yield Event(
            at=row.added_at, what=telling.text(row.text), who=telling.staff(row.author_id),
            source=ADDITION,
        )  # fmt: skip


def _steps(course: Course) -> Iterator[Event]:
    reported_at = course.telling.got.incident.submitted_at
    doers = {row.id: row.done_by for row in course.telling.got.running.steps}
    for step in course.steps:
        if step.id is None or step.done_at is None or not step.outcome:
            continue
        if step.work in LEFT_OUT or step.done_at == reported_at:
            continue
        about = f" ({step.about})" if step.about else ""
        outcome = "" if step.party_key in coursing.CARE else f": {step.outcome}"
        yield Event(
            at=step.done_at,
            what=f"{step.title}{about}{outcome}",
            who=step.party if step.is_external else course.telling.staff(doers[step.id]),
            source=PROTOCOL,
        )


def _news(course: Course) -> Iterator[Event]:
    for one in shown_news(course.news):
        words = outcome_labels.CODE.get(one.kind, {}).get(one.code, one.code)
        told = course.telling.text(one.word("text"))
        on = one.decided_on
        yield Event(
            at=day(on) if on else one.recorded_at,
            day=on,
            what=f"{words}. {told}" if told else words,
            who=PARTY.get(one.party, one.party),
            source=outcome_labels.KIND[one.kind],
        )


def _reports(course: Course) -> Iterator[Event]:
    for report in course.reports:
        if report.filed_on is not None:
            number = course.telling.text((report.details or {}).get("number"))
            yield Event(
                at=day(report.filed_on),
                day=report.filed_on,
                what=f"Aangifte opgenomen, registratienummer {number}" if number
                else "Aangifte opgenomen",
                who=PARTY["police"],
                source=FILE,
            )  # fmt: skip
