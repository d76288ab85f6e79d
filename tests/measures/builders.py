"""A case with a measure on its way: heard, prepared, imposed."""

from dataclasses import replace
from datetime import date, timedelta

from tests.builders import NOW, Person, stored
from tests.cases.builders import LATER, Town, a_ref, steps_of, version_of
from vpt.cases.models import Case
from vpt.core.actor import Role
from vpt.core.worktime import AMSTERDAM
from vpt.infra.db import unit_of_work
from vpt.measures import hearing, imposing, mandating
from vpt.measures.hearing import Heard
from vpt.measures.ladder import Nature
from vpt.measures.mandating import Grant
from vpt.measures.models import Measure
from vpt.measures.rules import Ground, Plan, Service

TODAY = LATER.astimezone(AMSTERDAM).date()
STARTS = TODAY + timedelta(days=1)
HEARD = Heard(
    outcome="heard_measure",
    on=TODAY,
    present="Teamleider en een collega van een ander team",
    own_view="“Ik was boos, maar ik zou nooit iemand slaan.”",
    agreed="De ander vraagt voortaan naar de leidinggevende.",
)


def a_mandate(
    town: Town, *, role: Role = Role.COORDINATOR, level: int = 5, until: date | None = None
) -> None:
    """Give a role a mandate in the whole organisation."""
    grant = Grant(
        role=role.value,
        level_to=level,
        unit_id=None,
        valid_from=date(2000, 1, 1),
        valid_until=until or date(2099, 12, 31),
    )
    with unit_of_work():
        mandating.give(town.coordinator.actor(), grant, now=NOW)


def heard(town: Town, case: Case, how: Heard = HEARD, person: Person | None = None) -> None:
    """Finish the reaction to the first perpetrator."""
    with unit_of_work():
        hearing.record(
            (person or town.manager).actor(), case.id, a_ref("S08"), how,
            version=version_of(case), now=LATER,
        )  # fmt: skip


def a_plan(town: Town, **changes: object) -> Plan:
    """Return a plan that passes the gate when the coordinator decides it."""
    plan = Plan(
        level="building_ban",
        nature=Nature.COMPLAINT,
        grounds=(Ground(NOW.date(), "U sloeg met uw vuist op de balie en schold."),),
        starts_on=STARTS,
        ends_on=STARTS + timedelta(days=180),
        review_on=STARTS + timedelta(days=80),
        everywhere=True,
        area="U komt niet in het stadskantoor.",
        services=(Service("Paspoort aanvragen", "op afspraak"),),
        remedy="U kunt een klacht indienen bij de gemeente.",
        instruction="Vraag de ander om te gaan.",
        call="De beveiliger",
        address="De heer Voorbeeld\nVoorbeeldstraat 1\n7500 AA Twenteveen",
        decider_id=town.coordinator.id,
    )
    return replace(plan, **changes)  # type: ignore[arg-type]  # fields of the plan


def imposed(town: Town, case: Case, **changes: object) -> Measure:
    """Hear, give a mandate and impose; return the measure."""
    a_mandate(town)
    heard(town, case)
    with unit_of_work():
        imposing.impose(
            town.coordinator.actor(), case.id, a_ref("S09"), a_plan(town, **changes),
            version=version_of(case), now=LATER,
        )  # fmt: skip
    return the_measure()


def the_measure() -> Measure:
    """Return the only measure there is."""
    [row] = stored(Measure)
    return row


def open_keys() -> set[str]:
    """Return the keys of the steps of measures that are open now."""
    return {key for key in ("S08", "S09", "S25") for row in steps_of(key) if row.state == "open"}
