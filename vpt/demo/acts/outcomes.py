"""How the coordinators of the demo record what police, prosecution, court and mayor let know."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from vpt.cases import findings, reach
from vpt.cases.models import Case
from vpt.core.worktime import local_date
from vpt.demo.acts import claims
from vpt.demo.acts.doing import Doing
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.outcomes import service
from vpt.outcomes.rules import (
    AREA_BAN,
    COMPENSATED,
    Action,
    Award,
    Decision,
    Ending,
    Hearing,
    Judgment,
    Mayor,
    Order,
    Penalty,
    PoliceNews,
    Ruling,
    Uplift,
    Verdict,
)

COORDINATOR, SERIOUS = "ramon.bouman", 4
CALLED = ("Agent S. Kaya (demo)", "Brigadier D. de Boer (demo)", "Recherche, afdeling zuid (demo)")
COURT = "Politierechter (demo)"
PLACES = ("Rechtbank Esrande (demo), zaal 3", "Rechtbank Borgbeek (demo), zaal B")
TIMES = ("09:30", "11:15", "13:30", "15:00")
PUNISHED = (
    (Penalty.COMMUNITY_SERVICE,),
    (Penalty.FINE,),
    (Penalty.COMMUNITY_SERVICE, Penalty.SUSPENDED_PRISON),
)
WORDS_OF_POLICE = (
    "De politie vertelde dat jouw verhaal duidelijk op papier staat.",
    "Er is nog tijd nodig om getuigen te horen.",
    "",
)
MONTHS_OF_BAN = timedelta(days=90)


def hear_police(doing: Doing) -> Case:
    """Call the police and note what they say."""
    news = PoliceNews(
        status=doing.answer.outcome,
        said_by=doing.rng.choice(CALLED),
        text=_words(doing),
        words=doing.rng.choice(WORDS_OF_POLICE),
    )
    return service.hear_police(
        doing.coordinator, doing.case_id, doing.ref, news, version=doing.version, now=doing.now
    )


def decide(doing: Doing) -> Case:
    """Read the prosecution's letter."""
    ruling, rng = doing.answer.outcome, doing.rng
    decision = Decision(
        ruling=ruling,
        number=f"08/{rng.randrange(100000, 999999)}-{doing.now:%y}",
        dismissal_code=doing.answer.number or "02" if ruling == Ruling.DISMISSAL else "",
        hearing=_hearing(doing) if ruling == Ruling.SUMMONS else Hearing(),
        penalties=rng.choice(PUNISHED) if ruling == Ruling.PENAL_ORDER else (),
        uplift=rng.choice((Uplift.YES, Uplift.UNKNOWN)) if ruling == Ruling.PENAL_ORDER else "",
        text=_words(doing),
    )
    return service.decide(
        doing.coordinator, doing.case_id, doing.ref, decision, version=doing.version, now=doing.now
    )


def judge(doing: Doing) -> Case:
    """Note what the court did: a new day, or a judgment with what was awarded."""
    verdict, rng = doing.answer.outcome, doing.rng
    convicted = verdict not in {Verdict.ADJOURNED, Verdict.NOT_CONVICTED}
    judgment = Judgment(
        verdict=verdict,
        hearing=_hearing(doing) if verdict == Verdict.ADJOURNED else Hearing(),
        ending=Ending.ACQUITTAL if verdict == Verdict.NOT_CONVICTED else "",
        penalties=rng.choice(PUNISHED) if convicted else (),
        awards=tuple(_awards(doing)) if verdict in COMPENSATED else (),
        final_on=doing.answer.on if verdict in COMPENSATED else None,
        uplift=rng.choice((Uplift.YES, Uplift.YES, Uplift.NO)) if convicted else "",
        text=_words(doing),
    )
    return service.judge(
        doing.coordinator, doing.case_id, doing.ref, judgment, version=doing.version, now=doing.now
    )


def order(doing: Doing) -> Case:
    """Read the municipality's letter; nobody can be banned whom nobody knows."""
    action = doing.answer.outcome
    if action == Action.ORDERED and _perpetrator(doing) is None:
        action = Action.PERSON_CENTRED
    mayor = Mayor(
        action=action,
        order=_ban(doing) if action == Action.ORDERED else None,
        text=_words(doing),
    )
    return service.order(
        doing.coordinator, doing.case_id, doing.ref, mayor, version=doing.version, now=doing.now
    )


def await_mayor(region: Region, _told: Sequence[Reported], now: datetime) -> None:
    """Leave one case in which the municipality still considers a measure of the mayor."""
    actor = region.actor(COORDINATOR)
    row = db.session.scalar(
        reach.visible(actor)
        .where(
            Case.closed_at.is_(None),
            Case.severity >= SERIOUS,
            Case.changed_at < now - timedelta(days=2),
        )
        .order_by(Case.opened_at.desc(), Case.id)
        .limit(1)
    )
    if row is not None:
        findings.record_fact(
            actor, row.id, ("public_order", None), value=True, version=row.version,
            now=now - timedelta(days=2),
        )  # fmt: skip


def _ban(doing: Doing) -> Order:
    starts_on = doing.answer.on or local_date(doing.now)
    place = db.session.get_one(Incident, (doing.actor.organisation_id, doing.case_id)).location_id
    return Order(
        level=AREA_BAN,
        involved_id=_perpetrator(doing),
        starts_on=starts_on,
        ends_on=starts_on + MONTHS_OF_BAN,
        number=f"DEMO-BGM-{doing.rng.randrange(100, 999)}",
        area="Het plein en de straten rond het gebouw (demo)",
        everywhere=place is None,
        location_ids=frozenset({place} if place else ()),
        instruction="Ga niet in gesprek. Bel de politie.",
        call="Politie, 0900-8844",
    )


def _perpetrator(doing: Doing) -> UUID | None:
    return db.session.scalar(
        select(Involved.id)
        .where(
            Involved.organisation_id == doing.actor.organisation_id,
            Involved.incident_id == doing.case_id,
            Involved.role == "perpetrator",
            Involved.is_known,
        )
        .order_by(Involved.ordinal)
        .limit(1)
    )


def _hearing(doing: Doing) -> Hearing:
    return Hearing(
        on=_day(doing), time=doing.rng.choice(TIMES), court=COURT, place=doing.rng.choice(PLACES)
    )


def _day(doing: Doing) -> date:
    return doing.answer.on or local_date(doing.now) + MONTHS_OF_BAN


def _awards(doing: Doing) -> list[Award]:
    """Return what victims asked in the criminal case, as the court gives it."""
    return [
        Award(
            victim_id=party.victim_id,
            to_employer=party.victim_id is None,
            cents=cents,
            is_measure=party.victim_id is not None,
        )
        for party, cents in claims.asked(doing.coordinator, doing.case_id)
    ]


def _words(doing: Doing) -> str:
    return doing.answer.reason or doing.answer.note or ""
