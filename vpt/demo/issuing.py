"""Issues a few documents of the demo, drawn and sealed as real ones, marked DEMO."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from vpt.cases import dossier, wording
from vpt.cases.models import Case
from vpt.core.actor import Actor
from vpt.demo.desk import Desk
from vpt.demo.reporting import Reported
from vpt.documents import issue
from vpt.documents.issue import Request
from vpt.infra import storage
from vpt.infra.db import db, unit_of_work
from vpt.partners.disclosure import Profile

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
    return done


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
    request = replace(request, purpose=PURPOSES.get(wish.profile, request.purpose))
    drawn = issue.draw(wish.actor, request, issued_at=wording.moment(at), now=at)
    with unit_of_work():
        issue.store(wish.actor, drawn, now=at)
    storage.settle(drawn.staged)
