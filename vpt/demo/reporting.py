"""Has the invented people report their incidents, through the doors real people use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from vpt.cases import intake
from vpt.core.actor import Actor
from vpt.demo.chance import dice
from vpt.demo.plan import Planned
from vpt.demo.region import Region
from vpt.demo.shapes import IncidentTemplate, Perpetrator
from vpt.demo.shapes import Person as Colleague
from vpt.incidents import attachments, drafts, taxonomy
from vpt.incidents.attachments import Received
from vpt.incidents.rules import BehaviourSeen, Damage, Person, Report
from vpt.incidents.taxonomy import Category, Channel, Motive, Precision, Recipient, Relation

MEDICAL = "Behandeld bij de huisartsenpost; daarna naar huis."
BYSTANDER = "Omstander die het heeft gezien"
KNOWN_CHANCE: Mapping[str, float] = {"client": 0.75, "resident": 0.45, "visitor": 0.2}
SECOND_VICTIM_FROM = 3
SECOND_VICTIM_CHANCE = 0.14
COLLEAGUE_WITNESS_CHANCE = 0.35
TOLD_SHORT = 2
"""From the third time on, a template is reported with a few taps and one sentence."""
WISHES = (("talk",), ("talk", "support_team"), ("no_contact",), ("police_report", "talk"), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A stored incident and what the handling needs to know of it."""

    case_id: UUID
    planned: Planned
    reporter: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """Who is around at a place of work."""

    colleagues: Mapping[str, Sequence[Colleague]]
    perpetrators: Mapping[str, Perpetrator]


def report(
    region: Region, planned: Planned, around: Witnesses, files: Sequence[Received]
) -> Reported:
    """Save the draft, attach its files and submit it; inside the caller's unit of work.

    The caller settles the files after the commit.
    """
    reporter = region.actor(planned.reporter.key)
    at = planned.submitted_at
    told = as_report(region, planned, around)
    key = f"demo {planned.number} {planned.template.key}"
    draft = drafts.save(reporter, key, {"narrative": [told.narrative]}, now=at)
    subject = (draft.id, draft.keyset_id)
    for received in files:
        attachments.attach(reporter, subject, received, now=at)
    case = intake.submit(reporter, draft.id, told, now=at)
    return Reported(case_id=case.id, planned=planned, reporter=reporter)


def as_report(region: Region, planned: Planned, around: Witnesses) -> Report:
    """Return what the reporter fills in; a template that was told before is told shorter."""
    template = planned.template
    rng = dice(planned.number, "report")
    others = [
        one
        for one in around.colleagues[planned.reporter.unit]
        if one.key != planned.reporter.key and one.roles == ("medewerker",)
    ]
    rng.shuffle(others)
    return Report(
        behaviours=tuple(_behaviour(code) for code in template.behaviours),
        occurred_from=planned.occurred_at,
        occurred_until=planned.occurred_at,
        precision=Precision.ABOUT if rng.random() < 0.3 else Precision.EXACT,  # noqa: PLR2004  some do not look at the clock
        location_id=region.locations[planned.location.key],
        location_kind=template.location_kind,
        channel=Channel(template.channel),
        activity=template.activity,
        motive=Motive(template.motive),
        relation=Relation(template.relation),
        other_victims=_second_victim(region, planned, others, rng),
        perpetrators=(_perpetrator(template, around),),
        perpetrator_known=_is_known(planned, rng),
        witnesses=_witnesses(region, template, others, rng),
        recipient=Recipient.COORDINATOR if planned.confined else Recipient.MANAGER,
        **_consequences(template),
        **_words(planned),
        victim_score=template.felt,
        support=rng.choice(WISHES),
    )


def _behaviour(code: str) -> BehaviourSeen:
    category, _, subtype = code.partition("/")
    return BehaviourSeen(category=Category(category), subtype=subtype)


def _consequences(template: IncidentTemplate) -> dict[str, Any]:
    return {
        "injured": template.injury,
        "medical": MEDICAL if template.medical else "",
        "absence_days": template.absence_days or None,
        "damage": tuple(
            Damage(item=one.item, amount_cents=one.amount_cents, owner=one.owner)
            for one in template.damage
        ),
        "damaged": bool(template.damage),
        "weapon": template.weapon is not None,
        "weapon_text": template.weapon or "",
        "police_present": template.police_present,
    }


def _words(planned: Planned) -> dict[str, Any]:
    template = planned.template
    if planned.times_told >= TOLD_SHORT:
        return {"narrative": _sentences(template.narrative, 1)}
    if planned.times_told:
        return {
            "narrative": _sentences(template.narrative, 3),
            "literal_words": template.words,
        }
    w = template.w
    return {
        "narrative": f"{template.narrative}\n\n{template.impact}",
        "literal_words": template.words,
        "seven_ws": {name: getattr(w, name) for name in taxonomy.SEVEN_WS},
    }


def _sentences(text: str, count: int) -> str:
    return ". ".join(text.split(". ")[:count]).rstrip(".") + "."


def _perpetrator(template: IncidentTemplate, around: Witnesses) -> Person:
    if template.perpetrator is None:
        return Person(description=template.description or "")
    known = around.perpetrators[template.perpetrator]
    name, _, surname = known.name.partition(" ")
    return Person(
        name=name,
        surname=surname,
        birth_date=known.birth_date,
        customer_number=known.customer_number or "",
        description=known.note,
    )


def _is_known(planned: Planned, rng: Random) -> bool:
    chance = KNOWN_CHANCE.get(planned.template.relation, 0)
    drawn = rng.random() < chance
    if planned.scene.known is not None:
        return planned.scene.known
    return drawn or planned.template.perpetrator is not None


def _second_victim(
    region: Region, planned: Planned, others: Sequence[Colleague], rng: Random
) -> tuple[Person, ...]:
    drawn = rng.random() < SECOND_VICTIM_CHANCE
    serious = planned.template.severity >= SECOND_VICTIM_FROM
    if not (drawn and serious and others) or planned.scene.name:
        return ()
    return (_colleague(region, others[0]),)


def _witnesses(
    region: Region, template: IncidentTemplate, others: Sequence[Colleague], rng: Random
) -> tuple[Person, ...]:
    if not template.witnesses:
        return ()
    if others and rng.random() < COLLEAGUE_WITNESS_CHANCE:
        return (_colleague(region, others[-1]),)
    return (Person(description=BYSTANDER),)


def _colleague(region: Region, person: Colleague) -> Person:
    name, _, surname = person.name.partition(" ")
    return Person(name=name, surname=surname, user_id=region.people[person.key])
