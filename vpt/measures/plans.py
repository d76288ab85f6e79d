"""A measure's plan as it is typed, kept and read back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from vpt.accounts import queries as accounts
from vpt.cases.changing import Turn
from vpt.cases.finishing import clean
from vpt.core.errors import NotVisible
from vpt.infra.db import db
from vpt.measures import ladder, naming
from vpt.measures.ladder import Nature
from vpt.measures.models import Measure, MeasureLocation
from vpt.measures.rules import Ground, Plan, Service


def cleaned(turn: Turn, plan: Plan) -> Plan:
    """Return the plan with clean texts; what the citizen reads names no victim."""
    grounds = enumerate(plan.grounds, 1)
    tidy = replace(
        plan,
        grounds=tuple(Ground(one.on, clean(f"ground_{at}", one.text)) for at, one in grounds),
        services=tuple(
            Service(clean("services", one.what), clean("services", one.how))
            for one in plan.services
        ),
        area=clean("area", plan.area),
        remedy=clean("remedy", plan.remedy),
        instruction=clean("instruction", plan.instruction),
        call=clean("call", plan.call),
        delay_reason=clean("delay_reason", plan.delay_reason),
        parents=clean("parents", plan.parents),
        address=clean("address", plan.address),
    )
    read = {f"ground_{at}": one.text for at, one in enumerate(tidy.grounds, 1)}
    read["services"] = " ".join(f"{one.what} {one.how}" for one in tidy.services)
    read |= {"area": tidy.area, "remedy": tidy.remedy}
    naming.ensure_no_victim(turn, read)
    return tidy


def plan_of(row: Measure, location_ids: Iterable[UUID]) -> Plan:
    """Return a stored measure as the plan it was kept as."""
    terms: dict[str, Any] = row.terms or {}
    rung = ladder.rung(row.level)
    stored = terms.get("nature") or (rung.nature.value if rung else Nature.COMPLAINT.value)
    return Plan(
        level=row.level or "",
        nature=Nature(stored),
        grounds=tuple(
            Ground(date.fromisoformat(one["on"]) if one["on"] else None, one["text"])
            for one in terms.get("grounds", ())
        ),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        review_on=row.review_on,
        everywhere=row.everywhere,
        location_ids=frozenset(location_ids),
        area=row.area or "",
        services=tuple(Service(one["what"], one["how"]) for one in terms.get("services", ())),
        remedy=str(terms.get("remedy") or ""),
        instruction=row.instruction or "",
        call=row.call or "",
        delay_reason=str(terms.get("delay_reason") or ""),
        is_delayed=row.notice_delayed,
        is_minor=row.is_minor,
        parents=row.parents or "",
        address=row.address or "",
        decider_id=row.decided_by,
    )


def write(turn: Turn, row: Measure, plan: Plan) -> None:
    """Store a plan on the row of its measure."""
    row.level = plan.level or None
    row.starts_on, row.ends_on, row.review_on = plan.starts_on, plan.ends_on, plan.review_on
    row.everywhere, row.is_minor, row.notice_delayed = (
        plan.everywhere, plan.is_minor, plan.is_delayed,
    )  # fmt: skip
    row.decided_by = plan.decider_id
    row.area, row.instruction, row.call = plan.area, plan.instruction, plan.call
    row.parents, row.address = plan.parents, plan.address
    row.terms = {
        **(row.terms or {}),
        "nature": plan.nature.value,
        "grounds": [
            {"on": one.on.isoformat() if one.on else "", "text": one.text} for one in plan.grounds
        ],
        "services": [{"what": one.what, "how": one.how} for one in plan.services],
        "remedy": plan.remedy,
        "delay_reason": plan.delay_reason,
    }
    keep_locations(turn, row, plan.location_ids)


def keep_locations(turn: Turn, row: Measure, location_ids: Iterable[UUID]) -> None:
    """Store which locations a measure covers; NotVisible for one of another organisation.

    Where it happened may have closed since: then it is covered still.
    """
    known = {one.id for one in accounts.list_locations(turn.actor, with_closed=True)}
    wanted = set(location_ids)
    if not wanted <= known:
        raise NotVisible("not_found")
    mine = (
        MeasureLocation.organisation_id == row.organisation_id,
        MeasureLocation.measure_id == row.id,
    )
    db.session.execute(delete(MeasureLocation).where(*mine))
    db.session.add_all(
        MeasureLocation(
            organisation_id=row.organisation_id, measure_id=row.id, location_id=location_id
        )
        for location_id in sorted(wanted)
    )
