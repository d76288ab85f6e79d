"""How the people of the demo hear perpetrators, impose measures and look back at them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from vpt.accounts import queries as accounts
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor, Role
from vpt.core.worktime import local_date, months_later
from vpt.demo.acts.doing import Doing
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.measures import ending, hearing, imposing, labels, ladder, mandating, reviewing, serving
from vpt.measures.hearing import Heard, Invitation
from vpt.measures.mandating import Grant
from vpt.measures.models import Mandate, Measure
from vpt.measures.reviewing import Verdict
from vpt.measures.rules import Ground, Plan, Served, Service
from vpt.measures.serving import Proof
from vpt.protocol.state import StepRef

MOST = 500
GIVEN_BEFORE = timedelta(days=500)
"""Before the oldest case of the demo: a mandate is there before somebody needs it."""
HIGHEST = 5
VIEWS = (
    "“Ik stond al een uur te wachten en niemand zei iets. Ik had niet zo moeten schreeuwen.”",
    "“Ik bedoelde het niet als dreigement. Ik weet dat het zo overkwam.”",
    "“Jullie luisteren nooit. Pas als ik boos word, gebeurt er iets.”",
    "“Het spijt me. Thuis gaat het niet goed en het kwam er hier uit.”",
)
AGREED = (
    "Volgende keer vraagt de ander om de leidinggevende en loopt weg als het te veel wordt.",
    "Afspraken lopen voortaan via één vaste contactpersoon.",
    "De ander meldt zich vooraf bij de balie als hij langskomt.",
)
PRESENT = "Leidinggevende en een collega van een ander team"
GROUNDS = {
    "THREAT": "U riep tegen onze medewerker dat u haar na werktijd zou opwachten.",
    "VIOLENCE": "U duwde onze medewerker tegen de balie en hield hem vast.",
    "VERBAL": "U schold onze medewerker vijf minuten lang uit en bleef doorgaan.",
}
GROUND = "U ging door met schreeuwen nadat onze medewerker u twee keer vroeg om te stoppen."
AREAS = {
    "warning_letter": "U spreekt onze medewerkers voortaan zonder schelden of dreigen aan.",
    "contact_restriction": "U neemt alleen nog schriftelijk contact op, via één vast adres.",
    "service_suspension": "Gesprekken aan de balie gaan tijdelijk niet door.",
    "building_ban": "U komt niet naar binnen en niet op het terrein eromheen.",
}
LEVELS = {1: ("warning_letter",), 2: ("warning_letter", "contact_restriction")}
HEAVY = ("building_ban", "building_ban", "contact_restriction", "service_suspension")
SERVICES = (
    Service("Paspoort, rijbewijs en aangifte van geboorte", "op afspraak, met begeleiding"),
    Service("Vragen over uw zaak", "per brief, antwoord binnen vijf werkdagen"),
)
INSTRUCTION = "Blijf rustig, zeg dat de maatregel geldt en vraag de ander om te gaan."
CALL = "De dienstdoende beveiliger, toestel 100 (demo)"
ROOM = "Stadskantoor, spreekkamer 3 (demo)"
DESK = "het algemene nummer 14 000 (demo)"
ADDRESS = "De bewoner\nVoorbeeldstraat 12\n7500 AA Twenteveen"
CONDUCT = (
    "Sinds het begin van de maatregel was er geen nieuw incident.",
    "U hield zich aan de afspraken en nam rustig contact op.",
)
"""How somebody behaved, as the letter tells them."""
STILL = "Het is nog te vroeg om te stoppen. Contact per brief gaat goed."
AGAIN = "U kwam vorige week ondanks de maatregel binnen en schold aan de balie."


def react(doing: Doing) -> Case:
    """Hear the perpetrator, or write down why that could not be."""
    outcome = doing.answer.outcome
    reason = doing.answer.reason or doing.answer.note or ""
    heard = Heard(
        outcome=outcome,
        on=_today(doing),
        present=PRESENT,
        own_view=doing.rng.choice(VIEWS),
        agreed=doing.rng.choice(AGREED),
        reason=reason if outcome in hearing.REASONED else "",
    )
    return hearing.record(
        doing.actor, doing.case_id, doing.ref, heard, version=doing.version, now=doing.now
    )


def impose(doing: Doing) -> Case:
    """Impose a measure as somebody with a mandate who does not handle the case, and serve it."""
    if doing.answer.outcome != "imposed":
        return _drop(doing, doing.answer.reason or "Na het gesprek is een maatregel niet nodig.")
    _ensure_mandates(doing)
    row = db.session.get_one(Measure, (doing.actor.organisation_id, doing.subject_id))
    decider = _decider(doing, row)
    if decider is None:
        return _drop(doing, "Wie mag beslissen, behandelt dit dossier. Het gesprek was genoeg.")
    plan, version = replace(_plan(doing), decider_id=decider.id), doing.version
    if decider.id != doing.coordinator.id:
        kept = imposing.prepare(
            doing.actor, doing.case_id, doing.ref, plan, version=version, now=doing.now
        )
        version = kept.version
    case = imposing.impose(decider, doing.case_id, doing.ref, plan, version=version, now=doing.now)
    how = doing.rng.choice((Served.IN_HAND, Served.REGISTERED))
    number = f"3SDEMO{doing.rng.randrange(10**10):010d}" if how is Served.REGISTERED else ""
    proof = Proof(how=how, on=_today(doing), number=number)
    return serving.serve(
        doing.coordinator, doing.case_id, doing.subject_id, proof,
        version=case.version, now=doing.now,
    )  # fmt: skip


def review(doing: Doing) -> Case:
    """Look back at a measure as the coordinator does."""
    row = db.session.get_one(Measure, (doing.actor.organisation_id, doing.subject_id))
    today, outcome = _today(doing), doing.answer.outcome
    is_longer = outcome == reviewing.EXTENDED and _may_extend(doing, row)
    reason = doing.answer.reason or "Het contact verloopt weer rustig."
    if outcome == reviewing.EXTENDED and not is_longer:
        outcome, reason = reviewing.KEPT, STILL
    ends_on = months_later(max(row.ends_on or today, today), 2) if is_longer else None
    verdict = Verdict(
        outcome=outcome,
        conduct=AGAIN if is_longer else doing.rng.choice(CONDUCT),
        reason=reason,
        ends_on=ends_on,
        next_on=months_later(today, 2) if is_longer else None,
    )
    return reviewing.review(
        doing.actor, doing.case_id, doing.ref, verdict, version=doing.version, now=doing.now
    )


def end(_region: Region, _all: Sequence[Reported], now: datetime) -> None:
    """Let the measures end whose last day is past, as the worker would have."""
    ending.end_due(local_date(now), now, MOST)


def invite(region: Region, _all: Sequence[Reported], now: datetime) -> None:
    """Invite one person at each employer who was not heard yet."""
    for organisation_id in region.organisations.values():
        row = db.session.scalar(
            select(CaseStep)
            .where(
                CaseStep.organisation_id == organisation_id,
                CaseStep.key == "S08",
                CaseStep.state == "open",
                CaseStep.paused_since.is_(None),
                CaseStep.assignee_id.is_not(None),
            )
            .order_by(CaseStep.opened_at.desc(), CaseStep.id)
            .limit(1)
        )
        if row is None or row.assignee_id is None:
            continue
        case = db.session.get_one(Case, (organisation_id, row.case_id))
        asked = Invitation(at=now + timedelta(days=2), place=ROOM, contact=DESK, address=ADDRESS)
        ref = StepRef(row.key, row.subject_id, row.occurrence)
        hearing.invite(
            region.actors[row.assignee_id], case.id, ref, asked, version=case.version, now=now
        )


def _drop(doing: Doing, reason: str) -> Case:
    return imposing.drop(
        doing.actor, doing.case_id, doing.ref, reason, version=doing.version, now=doing.now
    )


def _plan(doing: Doing) -> Plan:
    incident = db.session.get_one(Incident, (doing.actor.organisation_id, doing.case_id))
    key = doing.rng.choice(LEVELS.get(doing.severity, HEAVY))
    rung = ladder.rungs()[key]
    house = accounts.get_organisation(doing.actor).name
    starts_on = doing.answer.on or _today(doing)
    ends_on = months_later(starts_on, rung.months or 3)
    is_local = incident.location_id is not None and key == "building_ban"
    return Plan(
        level=key,
        nature=rung.nature,
        grounds=(
            Ground(
                local_date(incident.occurred_from),
                GROUNDS.get(doing.category, GROUND),
            ),
        ),
        starts_on=starts_on,
        ends_on=ends_on,
        review_on=min(ends_on, months_later(starts_on, 3)),
        everywhere=not is_local,
        location_ids=_places(incident) if is_local else frozenset(),
        area=AREAS[key],
        services=SERVICES,
        remedy=labels.REMEDY[rung.nature].replace("{organisatie}", house),
        instruction=INSTRUCTION,
        call=CALL,
        address=ADDRESS,
    )


def _places(incident: Incident) -> frozenset[UUID]:
    return frozenset({incident.location_id}) if incident.location_id else frozenset()


def _decider(doing: Doing, row: Measure) -> Actor | None:
    """Return the coordinator, or HR where the coordinator handles the case or held the talk."""
    hearing_ = imposing.hearing_of(row)
    case = db.session.get_one(Case, (doing.actor.organisation_id, doing.case_id))
    near = {case.assignee_id, hearing_.recorded_by if hearing_ else None}
    if doing.coordinator.id not in near:
        return doing.coordinator
    parties = select(Involved.user_id).where(Involved.incident_id == doing.case_id)
    taken = near | set(db.session.scalars(parties))
    organisation_id = doing.actor.organisation_id
    for one in accounts.list_with_role(organisation_id, [Role.HR], now=doing.now):
        found = accounts.find_actor(one.id, organisation_id, now=doing.now)
        if found is not None and one.id not in taken:
            return found[1]
    return None


def _may_extend(doing: Doing, row: Measure) -> bool:
    hearing_ = imposing.hearing_of(row)
    case = db.session.get_one(Case, (doing.actor.organisation_id, doing.case_id))
    near = {case.assignee_id, hearing_.recorded_by if hearing_ else None}
    return doing.actor.id not in near and Role.COORDINATOR in doing.actor.roles


def _ensure_mandates(doing: Doing) -> None:
    """Give the mandates of an employer once, before the first measure needs them."""
    organisation_id = doing.actor.organisation_id
    has_one = select(Mandate.id).where(Mandate.organisation_id == organisation_id).limit(1)
    if db.session.scalar(has_one) is not None:
        return
    given = doing.now - GIVEN_BEFORE
    for role, level in ((Role.COORDINATOR, HIGHEST), (Role.HR, HIGHEST), (Role.MANAGER, 3)):
        grant = Grant(
            role=role.value,
            level_to=level,
            unit_id=None,
            valid_from=given.date(),
            valid_until=months_later(doing.now.date(), 24),
        )
        mandating.give(doing.coordinator, grant, now=given)


def _today(doing: Doing) -> date:
    return local_date(doing.now)
