"""How evidence is secured in the demo: sources noted, secured or not there, the step finished."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.demo.acts.doing import Doing
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.infra.db import db
from vpt.preservation import alarms, queries, service
from vpt.preservation.rules import Change, NewSource, SourceKind, State

PLACES = {
    SourceKind.CAMERA: ("Camera hal, facilitair beheer", "Camera ingang, beveiliging"),
    SourceKind.BODYCAM: ("Bodycam van de dienst, teamleider handhaving",),
    SourceKind.PHONE_LOG: ("Telefooncentrale, team ICT", "Belsysteem van het klantcontactcentrum"),
    SourceKind.MAIL: ("Teampostvak, functioneel beheer mail",),
    SourceKind.SOCIAL_MEDIA: ("Openbaar bericht, communicatieadviseur",),
    SourceKind.OTHER: ("Kastje met losse spullen bij de receptie",),
}
USUAL = {
    "THREAT": (SourceKind.CAMERA, SourceKind.PHONE_LOG),
    "ONLINE": (SourceKind.SOCIAL_MEDIA,),
    "PHYS": (SourceKind.CAMERA, SourceKind.BODYCAM),
    "PRESS": (SourceKind.MAIL,),
}
GONE = "De opname was al overschreven toen we erom vroegen."
WATCHED = 6
"""Open cases in which sources wait to be secured."""


def secure(doing: Doing) -> Case:
    """Note the sources, say what became of each, and finish the step."""
    case = service.add_sources(
        doing.actor, doing.case_id, _sources(doing), version=doing.version, now=doing.now
    )
    state = State.SECURED if doing.answer.outcome == State.SECURED else State.NOT_AVAILABLE
    for source in queries.list_sources(doing.actor, doing.case_id):
        change = Change(
            place=source.place,
            keep_until=source.keep_until,
            state=state,
            reason=GONE if state is State.NOT_AVAILABLE else "",
        )
        case = service.change_source(
            doing.actor, doing.case_id, source.id, change, version=case.version, now=doing.now
        )
    return service.finish(
        doing.actor, doing.case_id, doing.ref, doing.answer, version=case.version, now=doing.now
    )


def watch(region: Region, reported: Sequence[Reported], now: datetime) -> None:
    """Let some open cases wait for a source, so that there is something to guard."""
    waiting = db.session.execute(
        select(CaseStep.case_id, CaseStep.organisation_id, CaseStep.assignee_id, Case.version)
        .join(
            Case,
            (Case.organisation_id == CaseStep.organisation_id) & (Case.id == CaseStep.case_id),
        )
        .where(CaseStep.key == "S04", CaseStep.state == "open", Case.closed_at.is_(None))
        .order_by(CaseStep.opened_at.desc(), CaseStep.id)
        .limit(WATCHED)
    ).all()
    ours = {one.case_id for one in reported}
    for row in waiting:
        if row.assignee_id is None or row.case_id not in ours:
            continue
        service.add_sources(
            region.actors[row.assignee_id],
            row.case_id,
            [NewSource(kind=SourceKind.CAMERA, place=PLACES[SourceKind.CAMERA][0])],
            version=row.version,
            now=now - timedelta(minutes=5),
        )
    for organisation_id in {row.organisation_id for row in waiting}:
        alarms.skip_past(organisation_id, now)


def _sources(doing: Doing) -> list[NewSource]:
    kinds = USUAL.get(doing.category, (SourceKind.CAMERA,))
    return [NewSource(kind=kind, place=doing.rng.choice(PLACES[kind])) for kind in kinds]
