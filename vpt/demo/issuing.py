"""Issues a few documents of the demo, drawn and sealed as real ones, marked DEMO."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from vpt.cases import dossier, wording
from vpt.cases.models import Case
from vpt.core.actor import Actor
from vpt.core.worktime import AMSTERDAM, DAY, local_date
from vpt.demo.desk import Desk
from vpt.demo.reporting import Reported
from vpt.documents import issue
from vpt.documents.issue import Request
from vpt.infra import storage
from vpt.infra.db import db, unit_of_work
from vpt.partners.disclosure import Profile
from vpt.statistics import register
from vpt.statistics.rules import Part, periods

FILES_PER_EMPLOYER = {"GES": 3, "ZDE": 2, "BNL": 1}
COPIES = 2
"""Own copies besides those of the lead."""
SOON = timedelta(hours=1)
PURPOSES = {
    Profile.INTERNAL: "handling",
    Profile.POLICE: "police_report",
    Profile.PROSECUTION: "prosecution",
    Profile.REPORTER: "own_copy",
}
SERIOUS = 3
WITH_REGISTER = "GES"
OFFICE_OPENS = time(9, 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A document somebody asks for."""

    actor: Actor
    case_id: UUID
    kind: str
    profile: Profile


def issue_some(desk: Desk, told: Sequence[Reported], lead: UUID) -> int:
    """Issue case files and own copies; each is drawn outside and stored in its own commit."""
    done = 0
    for wish in _wishes(desk, told, lead):
        case = db.session.get_one(Case, (wish.actor.organisation_id, wish.case_id))
        at = min(case.changed_at + SOON, desk.now)
        _issue(wish, at)
        done += 1
    return done + _issue_register(desk)


def _issue_register(desk: Desk) -> int:
    """Make the register of the last whole quarter for the board; return how many were made."""
    actor, today = desk.coordinators[WITH_REGISTER], local_date(desk.now)
    both = periods(range(today.year - 1, today.year + 1))
    whole = [one for one in both if one.part is Part.QUARTER and one.after <= today]
    last = max(whole, key=lambda one: one.first)
    morning = datetime.combine(last.after + DAY, OFFICE_OPENS, AMSTERDAM).astimezone(UTC)
    at = min(morning, desk.now)
    _draw(actor, register.prepare(actor, last, Profile.BOARD, now=at), at)
    return 1


def _wishes(desk: Desk, told: Sequence[Reported], lead: UUID) -> Iterator[Wish]:
    yield from _own_copies(told, lead)
    profiles = (Profile.POLICE, Profile.INTERNAL, Profile.PROSECUTION)
    for code, count in FILES_PER_EMPLOYER.items():
        serious = [
            one
            for one in reversed(told)
            if one.planned.employer == code and one.planned.template.severity >= SERIOUS
        ]
        for one, profile in zip(serious[1 : 1 + count], profiles, strict=False):
            yield Wish(
                actor=desk.coordinators[code],
                case_id=one.case_id,
                kind=dossier.CASE_FILE,
                profile=profile,
            )


def _own_copies(told: Sequence[Reported], lead: UUID) -> Iterator[Wish]:
    scenes = [one for one in told if one.reporter.id == lead][:2]
    others = [one for one in told if one.reporter.id != lead and not one.planned.times_told]
    for one in (*scenes, *others[-COPIES - 3 : -3]):
        yield Wish(
            actor=one.reporter,
            case_id=one.case_id,
            kind=dossier.INCIDENT_REPORT,
            profile=Profile.REPORTER,
        )


def _issue(wish: Wish, at: datetime) -> None:
    request: Request = dossier.prepare(wish.actor, wish.case_id, wish.kind, wish.profile, now=at)
    _draw(wish.actor, replace(request, purpose=PURPOSES.get(wish.profile, request.purpose)), at)


def _draw(actor: Actor, request: Request, at: datetime) -> None:
    drawn = issue.draw(actor, request, issued_at=wording.moment(at), now=at)
    with unit_of_work():
        issue.store(actor, drawn, now=at)
    storage.settle(drawn.staged)
