"""Fills the notice of an accident to the labour inspectorate: role numbers, never names."""

from datetime import datetime
from uuid import UUID

from vpt.assessment import queries
from vpt.assessment.models import InjuryCheck
from vpt.assessment.rules import Reply
from vpt.cases import gathering, reach, wording
from vpt.cases.papers import meta_of
from vpt.cases.reach import Reached
from vpt.cases.rules import Hat, Part
from vpt.cases.telling import Telling
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.documents.issue import Request
from vpt.documents.kinds.inspectorate_notice import InspectorateNoticeView
from vpt.documents.kinds.parts import Fact, FactGroup
from vpt.documents.kinds.registry import KINDS
from vpt.partners.disclosure import Profile, Section, disclose

KIND = "labour_inspectorate_notice"
PURPOSE = "labour_inspectorate"
TO = "Nederlandse Arbeidsinspectie"
EVENT = frozenset({"Wanneer", "Waar", "Wat voor agressie"})
WHAT = {
    "death": "Overleden",
    "admission": "Opgenomen in het ziekenhuis",
    "lasting": "Blijvend letsel of blijvende psychische klachten",
}


def reached_for_health(actor: Actor, case_id: UUID) -> Reached:
    """Return a case whose health data the actor may see; NotVisible or NotAllowed otherwise."""
    reached = reach.reach(actor, case_id)
    if reached.is_own_only:
        raise NotVisible("not_found")
    policy.ensure(actor, Permission.MEDICAL_SEE)
    if not reached.hats & {Hat.HR, Hat.SUPPORT}:
        raise NotAllowed("not_your_part")
    return reached


def prepare(actor: Actor, case_id: UUID, *, now: datetime) -> Request:
    """Return the notice of a case, ready to be issued.

    Raises NotVisible, NotAllowed, and RuleBroken("nothing_to_report") while no victim's injury
    has to be reported.
    """
    reached = reached_for_health(actor, case_id)
    policy.ensure(actor, Permission.DOCUMENT_ISSUE)
    checks = [one for one in queries.latest(queries.checks(actor, case_id)) if _counts(one)]
    if not checks:
        raise RuleBroken("nothing_to_report")
    got = gathering.gather(actor, reached, {Part.STORY, Part.IDENTITY})
    telling = Telling(got=got, disclosure=disclose(Profile.INSPECTORATE), reader_id=None)
    return Request(
        case_id=case_id,
        keyset_id=reached.incident.keyset_id,
        kind=KIND,
        profile=Profile.INSPECTORATE.value,
        purpose=PURPOSE,
        view=_view(telling, checks, actor, now),
    )


def _counts(check: InjuryCheck) -> bool:
    return any((check.answers or {}).get(key) == Reply.YES for key in WHAT)


def _view(
    telling: Telling, checks: list[InjuryCheck], actor: Actor, now: datetime
) -> InspectorateNoticeView:
    shows, organisation = telling.shows, telling.got.organisation
    event = tuple(fact for fact in telling.circumstances() if fact.label in EVENT)
    injured = tuple(_group(telling, one) for one in checks)
    employer = (Fact("Naam", organisation.name), Fact("Adres", organisation.domicile))
    return InspectorateNoticeView(
        meta=meta_of(telling.got, KINDS[KIND].title, TO, now=now),
        employer=tuple(fact for fact in employer if fact.value),
        event=event if shows(Section.CIRCUMSTANCES) else None,
        account=_typed(telling, checks, "account") or telling.got.incident.summary,
        injured=injured if shows(Section.CONSEQUENCES) else None,
        measures=_typed(telling, checks, "measures") if shows(Section.MEASURES) else None,
        contact=_contact(telling, checks, actor) if shows(Section.CONTACTS) else None,
    )


def _typed(telling: Telling, checks: list[InjuryCheck], key: str) -> str:
    said = [str((one.answers or {}).get(key, "")) for one in checks]
    return telling.text("\n".join(dict.fromkeys(text for text in said if text)))


def _group(telling: Telling, check: InjuryCheck) -> FactGroup:
    answers = check.answers or {}
    person = next(one for one in telling.got.running.involved if one.id == check.involved_id)
    happened = [label for key, label in WHAT.items() if answers.get(key) == Reply.YES]
    facts = (
        Fact("Functie", telling.text(answers.get("function"))),
        Fact("Gevolg", "\n".join(happened)),
        Fact("Aard van het letsel", telling.text(answers.get("nature"))),
        Fact("Verzuim", "Langer dan drie werkdagen" if check.long_absence else ""),
    )
    return FactGroup(
        title=f"Slachtoffer {telling.number(person)}",
        facts=tuple(fact for fact in facts if fact.value),
    )


def _contact(telling: Telling, checks: list[InjuryCheck], actor: Actor) -> tuple[Fact, ...]:
    days = sorted({one.reported_on for one in checks if one.reported_on})
    told = ", ".join(wording.day(one) for one in days)
    facts = (
        Fact("Contactpersoon", actor.name),
        Fact("Al gemeld op", told),
        Fact("Bereikbaar via", telling.got.organisation.domicile),
    )
    return tuple(fact for fact in facts if fact.value)
