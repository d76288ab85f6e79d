"""How the people of the demo keep the safety log, talk with victims, and how victims answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from vpt.cases.models import Case
from vpt.core.actor import Role
from vpt.demo.acts.doing import Doing
from vpt.demo.chance import dice
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.support import own, safety, service
from vpt.support.rules import (
    DECLINED,
    OFFERED,
    REFERRED,
    Agreed,
    Back,
    Helper,
    Referral,
    Return,
    Safety,
    SafetyAct,
    Talk,
)

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
LOGS: dict[str, tuple[tuple[tuple[SafetyAct, ...], str], ...]] = {
    "safe": (
        ((SafetyAct.ALARM, SafetyAct.COLLEAGUES), "De beveiliger liep mee naar buiten."),
        ((SafetyAct.LEFT, SafetyAct.ROOM), "De balie bleef een half uur dicht."),
        ((SafetyAct.COLLEAGUES,), "Iedereen zat in de kantine tot het rustig was."),
    ),
    "police_called": (
        ((SafetyAct.CALLED, SafetyAct.COLLEAGUES), "De politie was er binnen tien minuten."),
        ((SafetyAct.ALARM, SafetyAct.CALLED, SafetyAct.ARRESTED), "Aangehouden bij de ingang."),
    ),
    "ambulance_called": (
        ((SafetyAct.CALLED,), "De ambulance heeft ter plaatse gekeken; niemand hoefde mee."),
    ),
}
AGREED = (
    (Agreed.NOT_ALONE, Agreed.TIME_OFF),
    (Agreed.FAMILY,),
    (Agreed.TIME_OFF, Agreed.VICTIM_SUPPORT),
    (Agreed.DOCTOR,),
    (),
)
NEEDED = (
    "De eerste weken niet alleen aan de balie.",
    "Een paar dagen werk achter de schermen.",
    "Weten wie er meeloopt naar de parkeerplaats.",
)
PRIVATE = (
    "Slaapt nog onrustig. Wil hier niet met het team over praten.",
    "Thuis veel steun. Vindt het lastig dat collega’s ernaar vragen.",
    "Schrikt van harde stemmen. Samen geoefend met even weglopen.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the reporter of a hand-picked case says on the own page, so long after reporting."""

    after: timedelta
    feeling: int
    wants: bool = False
    day: bool = False


SAID = {
    "sanne this week": Said(after=timedelta(hours=43), feeling=2, wants=True),
    "sanne with the police": Said(after=timedelta(days=12, hours=4), feeling=4, day=True),
}
ANSWERED_CHANCE, DAY_CHANCE, YES_CHANCE = 0.3, 0.12, 0.25
MOST_ANSWERS = 40


def keep_safe(doing: Doing) -> Case:
    """Log what was done and finish the step of safety."""
    acts, note = doing.rng.choice(LOGS[doing.answer.outcome])
    entry = Safety(acts=acts, at=doing.now - MINUTE * doing.rng.randint(2, 10), note=note)
    return safety.finish(
        doing.actor, doing.case_id, doing.ref, (doing.answer.outcome, entry),
        version=doing.version, now=doing.now,
    )  # fmt: skip


def support_first(doing: Doing) -> Case:
    """Hold the first talk."""
    return service.support_first(
        doing.actor, doing.case_id, doing.ref, _talk(doing, _feeling(doing, 1)),
        version=doing.version, now=doing.now,
    )  # fmt: skip


def care_after(doing: Doing) -> Case:
    """Hold a later talk, with what came of it."""
    return service.care_after(
        doing.actor, doing.case_id, doing.ref, _later(doing),
        version=doing.version, now=doing.now,
    )  # fmt: skip


def answer(_region: Region, told: Sequence[Reported], now: datetime) -> None:
    """Let some victims say how it goes, ask for a word on the day, or change their mind."""
    given = 0
    for one in told:
        rng = dice(one.planned.number, "well-being")
        if one.planned.scene.name in SAID:
            continue
        if rng.random() > ANSWERED_CHANCE or given >= MOST_ANSWERS or not _is_victim(one):
            continue
        at = min(one.planned.submitted_at + DAY * rng.randint(4, 30), now - MINUTE)
        feeling = rng.choices((2, 3, 4, 5), (15, 35, 35, 15))[0]
        wants = rng.random() < YES_CHANCE
        own.check(one.reporter, one.case_id, feeling, wants_contact=wants, now=at)
        if rng.random() < DAY_CHANCE / ANSWERED_CHANCE:
            own.remember_day(one.reporter, one.case_id, wanted=True, now=at)
        given += 1
    _say(told, now)


def _say(told: Sequence[Reported], now: datetime) -> None:
    for one in told:
        said = SAID.get(one.planned.scene.name)
        if said is None:
            continue
        at = min(one.planned.submitted_at + said.after, now - MINUTE)
        own.check(one.reporter, one.case_id, said.feeling, wants_contact=said.wants, now=at)
        if said.day:
            own.remember_day(one.reporter, one.case_id, wanted=True, now=at)


def _talk(doing: Doing, feeling: int | None) -> Talk:
    outcome = doing.answer.outcome
    quiet = outcome in {DECLINED, OFFERED}
    days = 3 if doing.ref.occurrence == 1 else 28
    return Talk(
        outcome=outcome,
        feeling=None if quiet else feeling,
        agreed=() if quiet else doing.rng.choice(AGREED),
        next_on=None if outcome == DECLINED else (doing.now + DAY * days).date(),
        note=doing.answer.note or "",
    )


def _later(doing: Doing) -> Talk:
    talk = _talk(doing, _feeling(doing, doing.ref.occurrence + 1))
    is_last = talk.outcome in {"finished", REFERRED}
    helper = doing.rng.choice((Helper.COMPANY_DOCTOR, Helper.VICTIM_SUPPORT))
    referral = Referral(helper=helper, on=doing.now.date(), accepted=True)
    back = Return(
        back=Back.FULLY if is_last else Back.PARTLY,
        since=doing.now.date() - DAY * doing.rng.randint(1, 3),
        needed="" if is_last else doing.rng.choice(NEEDED),
    )
    writes = Role.SUPPORT_TEAM in doing.actor.roles and talk.outcome != DECLINED
    return Talk(
        outcome=talk.outcome,
        feeling=talk.feeling,
        agreed=talk.agreed,
        next_on=None if is_last else talk.next_on,
        note=talk.note,
        private=PRIVATE[doing.ref.occurrence % len(PRIVATE)] if writes else "",
        referral=referral if talk.outcome == REFERRED else None,
        back=None if talk.outcome == DECLINED else back,
    )


def _feeling(doing: Doing, number: int) -> int:
    """Return how it goes: worse after something severe, better with every talk."""
    low = max(1, 4 - min(doing.severity, 3))
    return min(5, low + number - 1 + doing.rng.randint(0, 1))


def _is_victim(one: Reported) -> bool:
    found: UUID | None = db.session.scalar(
        select(Involved.id).where(
            Involved.organisation_id == one.reporter.organisation_id,
            Involved.incident_id == one.case_id,
            Involved.user_id == one.reporter.id,
            Involved.role == "victim",
        )
    )
    return found is not None
