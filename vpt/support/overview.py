"""Fills the victim's own overview of aftercare: everything about them, nobody else by name."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from vpt.cases import gathering, reach, wording
from vpt.cases.papers import meta_of
from vpt.cases.reach import AFTERCARE, Reached
from vpt.cases.rules import Hat, Part
from vpt.cases.telling import Telling
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible
from vpt.documents.issue import Request
from vpt.documents.kinds.aftercare_overview import AftercareView
from vpt.documents.kinds.parts import Fact, FactGroup, Note
from vpt.documents.meta import DocumentMeta
from vpt.partners.disclosure import Profile, Section, disclose
from vpt.support import labels, queries, records
from vpt.support.queries import Course, Line
from vpt.support.rules import Agreed, Back, Entry, Helper

KIND, TITLE = "aftercare_overview", "Nazorgoverzicht"
CLASSIFICATION = "Persoonlijk en vertrouwelijk"
NAMELESS = (
    "Namen van anderen staan hier niet: waar er een stond, staat een nummer.",
    "Dit overzicht is alleen voor jou. Niemand anders kan het maken of openen.",
)
HELP = Fact("Direct gevaar", "Bel 112")
ANSWERS = {True: "Ja", False: "Nee", None: "Nog niet bekend"}


def prepare(actor: Actor, case_id: UUID, *, now: datetime) -> Request:
    """Return what `documents.issue` needs for a victim's own overview, sealed under that victim.

    Raises NotVisible for anybody but a victim of the case.
    """
    reached = reach.reach(actor, case_id)
    if Hat.OWN not in reached.hats:
        raise NotVisible("not_found")
    policy.ensure(actor, Permission.INCIDENT_OWN)
    victim = records.own_victim(actor, case_id)
    mine = Reached(case=reached.case, incident=reached.incident, hats=frozenset({Hat.OWN}))
    got = gathering.gather(actor, mine, {Part.IDENTITY})
    telling = Telling(got=got, disclosure=disclose(Profile.VICTIM), reader_id=actor.id)
    course = queries.own_course(actor, victim.id)
    meta = meta_of(got, TITLE, f"{actor.name}, slachtoffer", now=now)
    return Request(
        case_id=case_id,
        keyset_id=victim.keyset_id,
        kind=KIND,
        profile=Profile.VICTIM.value,
        purpose=Profile.VICTIM.value,
        view=view(telling, course, replace(meta, classification=CLASSIFICATION)),
        subject_id=victim.id,
    )


def view(telling: Telling, course: Course, meta: DocumentMeta) -> AftercareView:
    """Return the view-model for whichever profile the telling is for."""
    disclosure = telling.disclosure
    if not disclosure.shows(Section.AFTERCARE):
        return AftercareView(meta=meta)
    return AftercareView(
        meta=meta,
        incident=_incident(telling),
        talks=tuple(_talk(telling, line) for line in course.of(Entry.TALK)),
        levels=tuple(
            Note(at=wording.moment(line.at), author=line.author, text=_feeling(line))
            for line in course.levels
        ),
        referrals=tuple(_referral(line) for line in course.of(Entry.REFERRAL)),
        work=_work(telling, course),
        notes=tuple(
            Note(at=wording.moment(one.at), author=one.author, text=telling.text(one.text))
            for one in course.notes
        ),
        contacts=_contacts(telling, course),
        not_included=NAMELESS,
    )


def _incident(telling: Telling) -> tuple[Fact, ...]:
    incident = telling.got.incident
    return (
        Fact("Wat", telling.text(incident.summary)),
        Fact("Wanneer", wording.moment(incident.occurred_from)),
    )


def _talk(telling: Telling, line: Line) -> FactGroup:
    agreed = [labels.AGREED[Agreed(one)] for one in line.details.get("agreed", ())]
    outcome = line.details.get("outcome", "")
    facts = (
        Fact("Met", line.author),
        Fact("Afloop", labels.OUTCOME.get(outcome, outcome)),
        Fact("Hoe het ging", _feeling(line)),
        Fact("Afgesproken", "\n".join(agreed)),
        Fact("Volgende keer", wording.day(line.day("next_on"))),
        Fact("Notitie", telling.text(line.details.get("note"))),
    )
    return FactGroup(
        title=f"Gesprek {line.number} – {wording.moment(line.at)}",
        facts=tuple(fact for fact in facts if fact.value),
    )


def _referral(line: Line) -> Fact:
    answer = ANSWERS[line.details.get("accepted")]
    helper = labels.HELPER[Helper(line.details["helper"])]
    return Fact(helper, f"{wording.day(line.day('on'))}\nWil je dat: {answer.lower()}")


def _work(telling: Telling, course: Course) -> tuple[Fact, ...]:
    found = course.of(Entry.RETURN)
    if not found:
        return ()
    last = found[-1]
    facts = (
        Fact("Stand", labels.BACK[Back(last.details["back"])]),
        Fact("Sinds", wording.day(last.day("since"))),
        Fact("Wat er nodig is", telling.text(last.details.get("needed"))),
    )
    return tuple(fact for fact in facts if fact.value)


def _contacts(telling: Telling, course: Course) -> tuple[Fact, ...]:
    at = telling.got.running
    care = [
        row.assignee_id
        for row in at.steps
        if row.party == AFTERCARE and row.subject_id == course.involved_id and row.assignee_id
    ]
    facts = [Fact("Nazorg", telling.staff(care[-1]))] if care else []
    if at.case.assignee_id:
        facts.append(Fact("Behandelaar", telling.staff(at.case.assignee_id)))
    if telling.got.organisation.help_text:
        facts.append(Fact("Hulp", telling.got.organisation.help_text))
    return (*facts, HELP)


def _feeling(line: Line) -> str:
    found = line.details.get("feeling")
    return labels.FEELING[found] if found else ""
