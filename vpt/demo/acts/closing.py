"""How the demo tells back, learns, and closes its cases."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import select

from vpt.cases.models import Case
from vpt.closing import feedback, service
from vpt.closing.feedback import Told
from vpt.closing.models import RiskEntry
from vpt.closing.rules import LessonKind
from vpt.closing.service import Judged, Risk
from vpt.core.worktime import AMSTERDAM
from vpt.demo.acts.doing import Doing
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.infra.db import db

RECENT = timedelta(days=45)
LEFT_OPEN = 3
"""Of what was due lately one in so many stays undone, for the list to have something late."""

TOLD = (
    "We hebben de veroorzaker aangesproken en met jou besproken wat je nodig hebt.",
    "De veroorzaker kreeg een brief. We letten de komende weken extra op aan de balie.",
    "Het gesprek is gevoerd en de afspraken staan op papier. Bel gerust als het weer speelt.",
)
LESSONS: tuple[tuple[LessonKind, str], ...] = (
    (LessonKind.PROCEDURE, "Bij een weigering halen we er meteen een tweede collega bij."),
    (LessonKind.STAFFING, "Na vier uur staan we met z’n tweeën aan de balie."),
    (LessonKind.TRAINING, "We oefenen elk kwartaal hoe je een gesprek afbreekt."),
    (LessonKind.LAYOUT, "De alarmknop zit nu aan de kant waar je hem zittend kunt bereiken."),
    (LessonKind.COMMUNICATION, "We leggen vooraf uit waarom een aanvraag tijd kost."),
)
WELL = (
    "Er was dezelfde dag opvang en iedereen wist wie wat deed.",
    "De melding was compleet en het bewijs stond er op tijd bij.",
    "De lijnen met de politie waren kort.",
)
WRONG = (
    "Het duurde te lang voor de melder iets hoorde.",
    "Bij de overdracht bleef een stap liggen.",
    "",
)
RISKS: tuple[tuple[str, str, str], ...] = (
    (
        "Medewerkers staan alleen aan de balie op rustige uren",
        "Het rooster houdt geen rekening met spreekuren zonder afspraak",
        "Rooster aanpassen: altijd twee mensen, ook na vier uur",
    ),
    (
        "Vluchtweg achter de balie is geblokkeerd",
        "Kasten en printers staan in de looproute",
        "Looproute vrijmaken en elke maand controleren",
    ),
    (
        "Bezoekers wachten lang zonder uitleg",
        "De wachttijd staat niet op het scherm",
        "Wachttijd tonen en na een kwartier persoonlijk uitleg geven",
    ),
)


def tell_back(doing: Doing) -> Case:
    """Tell reporter and team what was done, and keep what was learnt."""
    kind, lesson = doing.rng.choice(LESSONS)
    with_team = doing.answer.outcome == feedback.WITH_TEAM
    told = Told(
        answer=doing.answer,
        told=doing.rng.choice(TOLD),
        told_on=doing.now.date(),
        team_met_on=doing.now.date() if with_team else None,
        lesson_kind=kind,
        lesson=lesson if with_team else "",
    )
    return feedback.give(
        doing.actor, doing.case_id, doing.ref, told, version=doing.version, now=doing.now
    )


def close(doing: Doing) -> Case:
    """Close a case with its evaluation, and its point for the risk inventory."""
    risk = None
    if doing.answer.outcome == service.WITH_LESSON:
        what, cause, measure = doing.rng.choice(RISKS)
        risk = Risk(
            risk=what,
            cause=cause,
            measure=measure,
            owner_id=doing.actor.id,
            due_on=doing.now.date() + timedelta(days=doing.rng.choice((30, 60, 90))),
        )
    judged = Judged(
        outcome=doing.answer.outcome,
        in_time=doing.rng.choice((3, 4, 4, 5)),
        chain_held=doing.rng.choice((2, 3, 4, 4)),
        went_well=doing.rng.choice(WELL),
        went_wrong=doing.rng.choice(WRONG),
        risk=risk,
    )
    return service.close(
        doing.actor, doing.case_id, doing.ref, judged, version=doing.version, now=doing.now
    )


def take_measures(region: Region, _reported: Sequence[Reported], now: datetime) -> None:
    """Tick off most points that are long due: somebody looked after them."""
    late = db.session.scalars(
        select(RiskEntry).where(RiskEntry.due_on < now.date()).order_by(RiskEntry.due_on.desc())
    ).all()
    old = now.date() - RECENT
    for number, row in enumerate(late):
        if row.due_on >= old and number % LEFT_OPEN == 0:
            continue
        owner = region.actors[row.owner_id]
        done_at = datetime.combine(row.due_on, time(10, number % 60), AMSTERDAM)
        service.set_done(owner, row.id, done=True, now=done_at)
