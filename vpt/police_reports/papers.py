"""The papers of a report: who may make which, and the preparation for the police desk."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from vpt.cases import coursing, gathering, page, reach
from vpt.cases.gathering import Gathered
from vpt.cases.papers import meta_of, quoted
from vpt.cases.rules import Part
from vpt.cases.telling import NO_NAME, Telling
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.documents.issue import Request
from vpt.documents.kinds.parts import Fact, FactGroup, PersonRow
from vpt.documents.kinds.police_report_preparation import PreparationView
from vpt.documents.kinds.registry import KINDS
from vpt.incidents import labels as incident_labels
from vpt.incidents import offences
from vpt.incidents.offences import Complaint, Offence
from vpt.incidents.people import Involved
from vpt.partners import queries as partners
from vpt.partners.disclosure import Profile, disclose
from vpt.police_reports import desk, desk_papers, labels, queries, readiness
from vpt.police_reports.models import PoliceReport
from vpt.police_reports.paper import BY_EMPLOYER, Paper, shielded
from vpt.police_reports.readiness import Told
from vpt.police_reports.rules import EMPLOYER

PREPARATION, COVER = "police_report_preparation", "vpt_cover_sheet"
AUTHORITY, ESCALATION = "power_of_attorney", "escalation_letter"
PARTS = frozenset({Part.STORY, Part.EVIDENCE, Part.IDENTITY})
PURPOSE = "police_report"
THERE, MISSING = "Aanwezig", "Ontbreekt nog"
WITNESS = "Op nummer, bij de werkgever bekend"
UNTOLD = "Niet vastgelegd"
PROMPTS = (
    Fact("Slachtofferhulp", "aangeboden: ja / nee"),
    Fact("Bereikbaar", "ook ’s avonds en in het weekend, via de werkgever: ja / nee"),
    Fact("Nazorg", "afgesproken met:"),
    Fact("Voorkomen", "wat politie en werkgever doen om herhaling te voorkomen:"),
)
"""The police form asks for aftercare and prevention too (domain dossier §3.1 and §7.1)."""
NEEDED: Mapping[Complaint, str] = {
    Complaint.YES: "Ja, van het slachtoffer zelf",
    Complaint.NO: "Nee",
    Complaint.PARTLY: "In sommige gevallen",
}


def kinds_of(report: PoliceReport) -> tuple[str, ...]:
    """Return which papers of a report can be made now; the escalation letter has its own way."""
    details = report.details or {}
    has_authority = report.filed_by == EMPLOYER and bool(details.get("representative"))
    return (PREPARATION, COVER, AUTHORITY) if has_authority else (PREPARATION, COVER)


def prepare(
    actor: Actor, case_id: UUID, report_id: UUID, kind: str, *, site: str = "", now: datetime
) -> Request:
    """Return what `documents.issue` needs to draw a paper of a report.

    `site` is the public address of this installation, for the code on the cover sheet. Raises
    NotVisible, NotAllowed, RuleBroken("kind_unknown") for a paper this report cannot have now,
    and RuleBroken("nothing_to_escalate").
    """
    reached = reach.reach(actor, case_id)
    report = queries.report(actor, case_id, report_id)
    if reached.is_own_only or report is None:
        raise NotVisible("not_found")
    policy.ensure(actor, Permission.DOCUMENT_ISSUE)
    policy.ensure(actor, Permission.IDENTITY_SEE)
    if kind not in (*kinds_of(report), ESCALATION):
        raise RuleBroken("kind_unknown", kind=kind)
    got = gathering.gather(actor, reached, PARTS)
    paper = Paper(
        telling=Telling(got=got, disclosure=disclose(Profile.POLICE), reader_id=None),
        report=report,
        actor=actor,
        officer=partners.officer_on(actor, "police", local_date(now)),
        meta=meta_of(got, KINDS[kind].title, "Politie", now=now),
        today=local_date(now),
        answer_address=desk.address_of(report, site),
    )
    return Request(
        case_id=case_id,
        keyset_id=reached.incident.keyset_id,
        kind=kind,
        profile=Profile.POLICE.value,
        purpose=PURPOSE,
        view=MAKERS[kind](paper),
        subject_id=report.id,
    )


def preparation(paper: Paper) -> PreparationView:
    """Return the view-model of the preparation for the police desk."""
    filing, paper = _filing(paper), paper.without_witnesses()
    telling, incident = paper.telling, paper.telling.got.incident
    answers = incident.answers or {}
    fitting = _suggested(telling.got)
    return PreparationView(
        meta=paper.meta,
        filing=filing,
        work=_work(paper),
        facts=telling.circumstances(),
        people=_people(telling),
        narrative=telling.text(incident.narrative),
        literal_words=quoted(
            telling.text(str(answers.get("literal_words") or "")), paper.told("literal_words")
        ),
        seven_ws=_all_seven(telling),
        chronology=paper.told("chronology"),
        harm=_harm(paper),
        evidence=coursing.evidence(telling),
        offences=tuple(_offence(one) for one in fitting),
        wishes=_wishes(paper),
        readiness=_readiness(paper, fitting),
        prompts=PROMPTS,
    )


def _filing(paper: Paper) -> tuple[Fact, ...]:
    by_employer = paper.report.filed_by == EMPLOYER
    has_name = bool(paper.told("representative"))
    facts = [
        Fact("Aangever", BY_EMPLOYER if by_employer else f"Het slachtoffer ({paper.victim()})"),
        Fact("Namens de werkgever", paper.representative() if by_employer else ""),
        Fact("Bevoegdheid", "Zie de volmacht" if by_employer and has_name else ""),
        Fact("Rol van het slachtoffer", f"{paper.victim()} is getuige" if by_employer else ""),
        *shielded(paper),
        Fact("Contactpersoon", paper.contact()),
        Fact("Afspraak", "Laat het slachtoffer de veroorzaker op het bureau niet tegenkomen."),
    ]
    return tuple(fact for fact in facts if fact.value)


def _work(paper: Paper) -> tuple[Fact, ...]:
    incident = paper.telling.got.incident
    activity = incident_labels.ACTIVITY.get(incident.activity, "")
    facts = [
        Fact("Werkgever", paper.telling.got.organisation.name),
        Fact("Onderdeel", paper.telling.got.unit),
        Fact("Functie", paper.told("function")),
        Fact("Taak op dat moment", paper.told("task") or activity),
        Fact("Gevolg voor het werk", paper.told("impact")),
        Fact("Publieke taak", "Het incident gebeurde tijdens of vanwege deze taak."),
    ]
    return tuple(fact for fact in facts if fact.value)


def _people(telling: Telling) -> tuple[PersonRow, ...]:
    """Return the people; witnesses by number, so that nobody calls on them through the file."""
    numbers = {telling.number(row) for row in telling.got.running.involved if _is_witness(row)}
    return tuple(_by_number(row) if row.number in numbers else row for row in telling.people())


def _by_number(row: PersonRow) -> PersonRow:
    """Return a witness without name and details; one whose name nobody knows is told as such."""
    name = NO_NAME if row.name == NO_NAME else WITNESS
    return PersonRow(number=row.number, role=row.role, name=name, reachable=row.reachable)


def _is_witness(row: Involved) -> bool:
    return row.role == "witness"


def _all_seven(telling: Telling) -> tuple[Fact, ...]:
    """Return the seven W's as the police ask them; what nobody told says so."""
    told = {fact.label: fact.value for fact in telling.seven_ws()}
    labelled = (label for label, _ in incident_labels.SEVEN_WS.values())
    return tuple(Fact(label, told.get(label) or UNTOLD) for label in labelled)


def _harm(paper: Paper) -> tuple[Fact, ...]:
    incident = paper.telling.got.incident
    injured = "Ja" if incident.injured else "Nee"
    damaged = "Ja, het overzicht van de schade volgt" if incident.damaged else "Nee"
    return (Fact("Letsel", paper.told("injury") or injured), Fact("Schade", damaged))


def _offence(one: Offence) -> FactGroup:
    checked = "" if one.is_verified else " (nog te toetsen)"
    return FactGroup(
        title=one.name.capitalize(),
        facts=(
            Fact("Artikel", f"{one.law}, artikel {one.article}{checked}"),
            Fact("Klacht nodig", NEEDED[one.complaint]),
        ),
    )


def _wishes(paper: Paper) -> tuple[Fact, ...]:
    wanted = labels.WANTED.get(paper.told("wanted"), "")
    complaint = labels.COMPLAINT_WISH.get(paper.told("complaint_wish"), "")
    facts = (Fact("Strafzaak", wanted), Fact("Klacht", complaint))
    return tuple(fact for fact in facts if fact.value)


def _suggested(got: Gathered) -> tuple[Offence, ...]:
    seen = [row.subtype for row in got.behaviours]
    return offences.suggest(seen, local_date(got.incident.occurred_from))


def _readiness(paper: Paper, fitting: tuple[Offence, ...]) -> tuple[Fact, ...]:
    got = paper.telling.got
    story = page.story(got)
    wrongdoers = [row for row in got.running.involved if row.role == "perpetrator"]
    told = Told(
        precision=story.precision,
        place=story.location or story.place,
        answers=story.answers,
        evidence=got.counts.evidence,
        perpetrators_known=sum(row.is_known for row in wrongdoers),
        perpetrators_described=sum(row.description_sealed is not None for row in wrongdoers),
        medical=any(row.medical_sealed is not None for row in got.running.involved),
        details=paper.report.details or {},
    )
    return tuple(
        Fact(labels.NEED[check.need][0], THERE if check.is_met else MISSING)
        for check in readiness.check(fitting, told)
    )


MAKERS: Mapping[str, Callable[[Paper], Any]] = {
    PREPARATION: preparation,
    COVER: desk_papers.cover,
    AUTHORITY: desk_papers.authority,
    ESCALATION: desk_papers.escalation,
}
