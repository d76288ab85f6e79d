"""Fills the view-models of documents from a disclosure: Dutch, and allowed for the reader."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from vpt.cases import chain, coursing, gathering, reach, wording
from vpt.cases.chain import Reader
from vpt.cases.gathering import Gathered
from vpt.cases.papers import Parts, meta_of
from vpt.cases.people import PERPETRATOR, VICTIM
from vpt.cases.reach import Reached
from vpt.cases.rules import Hat, Part
from vpt.cases.telling import Telling
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.documents.issue import Request
from vpt.documents.kinds.case_file import CaseFileView
from vpt.documents.kinds.incident_report import IncidentReportView
from vpt.documents.kinds.parts import Fact
from vpt.documents.kinds.registry import KINDS
from vpt.documents.meta import DocumentMeta
from vpt.partners.disclosure import Disclosure, Profile, Section, disclose

OWN_PARTS = frozenset({Part.STORY, Part.EVIDENCE, Part.IDENTITY})
FILE_PARTS = OWN_PARTS | {Part.TRAIL}
INCIDENT_REPORT, CASE_FILE = "incident_report", "case_file"
FILLED_HERE = (INCIDENT_REPORT, CASE_FILE)
"""Other kinds are filled by the rooms whose work they belong to."""
RECIPIENTS = {
    Profile.INTERNAL: "Eigen organisatie",
    Profile.POLICE: "Politie",
    Profile.PROSECUTION: "Openbaar Ministerie",
    Profile.MUNICIPALITY: "Gemeente, openbare orde en veiligheid",
    Profile.INSURER: "Verzekeraar",
    Profile.ACCUSED: "Betrokkene",
    Profile.BOARD: "Bestuur en ondernemingsraad",
}
OF_STAFF = tuple(one for one in KINDS[CASE_FILE].profiles if one != Profile.VICTIM)
"""For whom staff issue a case file: victims make their own."""
HELP = Fact("Direct gevaar", "Bel 112")
OUTSIDE = "Dit dossier bevat alleen wat voor deze ontvanger bestemd is."
INSIDE = (
    "De berichten tussen de melder en de behandelaar horen niet bij het dossier.",
    "Gegevens over opvang, nazorg en gezondheid staan in het eigen dossier van het slachtoffer.",
)
OWN = ("De berichten tussen jou en je behandelaar staan op de pagina van je melding.",)
LEFT_OUT: Mapping[Profile, tuple[str, ...]] = {
    Profile.INTERNAL: INSIDE,
    Profile.VICTIM: (
        "Namen van anderen staan hier niet: waar er een stond, staat een nummer.",
        "Je nazorg en je schade staan in papieren die jij alleen kunt maken.",
    ),
    Profile.ACCUSED: (
        "Dit exemplaar noemt niemand anders. Wat anderen vertelden, staat er niet in.",
        "U kunt de organisatie vragen welke gegevens zij over u bewaart.",
    ),
    Profile.BOARD: (
        "In dit exemplaar staat niemand bij naam of nummer.",
        "Het verhaal, het bewijs en wat mensen overkwam, blijven in het dossier.",
    ),
}
SEVERAL = (
    "Wie een maatregel kreeg, leest die in de eigen brief: dit incident gaat over meer mensen."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """For whom one shared copy is, and what it says about itself."""

    share_id: UUID
    recipient: str
    purpose: str
    share: str
    """How the share is called on paper, such as "deling 3"."""
    watermark: str
    news: tuple[str, ...] | None = None
    """In a supplement: what is new."""


def prepare(actor: Actor, case_id: UUID, kind: str, profile: Profile, *, now: datetime) -> Request:
    """Return what `documents.issue` needs to draw a document of a case for a profile.

    Raises NotVisible, NotAllowed, and RuleBroken("kind_unknown", "profile_not_for_kind").
    """
    if kind not in FILLED_HERE:
        raise RuleBroken("kind_unknown", kind=kind)
    if profile.value not in KINDS[kind].profiles:
        raise RuleBroken("profile_not_for_kind", kind=kind)
    reached = reach.reach(actor, case_id)
    if profile is Profile.VICTIM:
        return _own_file(actor, reached, now)
    if kind == INCIDENT_REPORT:
        view: object = _own_report(actor, reached, now)
    else:
        view = case_file(*told(actor, reached, disclose(profile), now=now))
    return Request(
        case_id=case_id,
        keyset_id=reached.incident.keyset_id,
        kind=kind,
        profile=profile.value,
        purpose=profile.value,
        view=view,
    )


def _own_report(actor: Actor, reached: Reached, now: datetime) -> IncidentReportView:
    if reached.incident.reporter_id != actor.id:
        raise NotVisible("not_found")
    policy.ensure(actor, Permission.INCIDENT_OWN)
    own = Reached(case=reached.case, incident=reached.incident, hats=frozenset())
    got = gathering.gather(actor, own, OWN_PARTS)
    telling = Telling(got=got, disclosure=disclose(Profile.REPORTER), reader_id=actor.id)
    return incident_report(telling, _reader(actor, own, got, now))


def _own_file(actor: Actor, reached: Reached, now: datetime) -> Request:
    """Return the case as one victim may read it about themselves, sealed under that victim."""
    if Hat.OWN not in reached.hats:
        raise NotVisible("not_found")
    policy.ensure(actor, Permission.INCIDENT_OWN)
    own = Reached(case=reached.case, incident=reached.incident, hats=frozenset({Hat.OWN}))
    got = gathering.gather(actor, own, {Part.IDENTITY})
    mine = [one for one in got.running.involved if one.user_id == actor.id and one.role == VICTIM]
    if not mine:
        raise NotVisible("not_found")
    telling = Telling(got=got, disclosure=disclose(Profile.VICTIM), reader_id=actor.id)
    return Request(
        case_id=reached.case.id,
        keyset_id=mine[0].keyset_id,
        kind=CASE_FILE,
        profile=Profile.VICTIM.value,
        purpose=Profile.VICTIM.value,
        view=case_file(telling, _reader(actor, own, got, now)),
        subject_id=mine[0].id,
    )


def told(
    actor: Actor, reached: Reached, disclosure: Disclosure, *, now: datetime
) -> tuple[Telling, Reader]:
    """Return a case as a reader elsewhere may hear it, for whoever may issue its papers.

    Raises NotVisible for who sees the own part only, and NotAllowed without the rights.
    """
    if reached.is_own_only:
        raise NotVisible("not_found")
    policy.ensure(actor, Permission.DOCUMENT_ISSUE)
    if not actor.may(Permission.IDENTITY_SEE):
        raise NotAllowed("permission_missing", permission=Permission.IDENTITY_SEE.value)
    got = gathering.gather(actor, reached, FILE_PARTS)
    telling = Telling(got=got, disclosure=disclosure, reader_id=None)
    return telling, _reader(actor, reached, got, now)


def copy_for(telling: Telling, reader: Reader, addressed: Addressed) -> Request:
    """Return what is needed to draw the case file as one recipient gets it, or to preview it."""
    view = case_file(telling, reader)
    meta = replace(
        view.meta,
        recipient=addressed.recipient,
        share=addressed.share,
        watermark=addressed.watermark,
    )
    return Request(
        case_id=telling.got.running.case.id,
        keyset_id=telling.got.incident.keyset_id,
        kind=CASE_FILE,
        profile=telling.disclosure.profile.value,
        purpose=addressed.purpose,
        view=replace(view, meta=meta, news=addressed.news),
        subject_id=addressed.share_id,
    )


def incident_report(telling: Telling, reader: Reader) -> IncidentReportView:
    """Return the view-model of the reporter's copy, for whichever profile is asked."""
    part = Parts(telling)
    answers = telling.got.incident.answers or {}
    steps = chain.steps(telling.got.running, reader)
    return IncidentReportView(
        meta=_meta(telling, reader, KINDS[INCIDENT_REPORT].title),
        summary=part(Section.SUMMARY, lambda: telling.got.incident.summary),
        facts=part(Section.CIRCUMSTANCES, telling.circumstances),
        people=part(Section.PEOPLE, telling.people),
        narrative=part(Section.NARRATIVE, lambda: telling.text(telling.got.incident.narrative)),
        literal_words=part(
            Section.LITERAL_WORDS, lambda: telling.text(answers.get("literal_words"))
        ),
        seven_ws=part(Section.SEVEN_WS, telling.seven_ws),
        consequences=part(Section.CONSEQUENCES, telling.consequences),
        evidence=part(Section.EVIDENCE, lambda: coursing.evidence(telling)),
        addenda=part(Section.ADDENDA, lambda: coursing.addenda(telling)),
        next_steps=part(Section.NEXT_STEPS, lambda: coursing.next_steps(telling, steps)),
        contacts=part(Section.CONTACTS, lambda: _contacts(telling)),
        not_included=OWN if telling.disclosure.profile is Profile.REPORTER else (OUTSIDE,),
    )


def case_file(telling: Telling, reader: Reader) -> CaseFileView:
    """Return the view-model of the case file for a profile."""
    part = Parts(telling)
    answers = telling.got.incident.answers or {}
    every = chain.steps(telling.got.running, reader)
    steps = coursing.shown_steps(telling, every)
    is_shared = _is_about_several(telling)
    return CaseFileView(
        meta=_meta(telling, reader, KINDS[CASE_FILE].title),
        summary=part(Section.SUMMARY, lambda: telling.text(telling.got.incident.summary)),
        case=part(Section.CASE, lambda: coursing.standing(telling, steps)),
        facts=part(Section.CIRCUMSTANCES, telling.circumstances),
        people=part(Section.PEOPLE, telling.people),
        narrative=part(Section.NARRATIVE, lambda: telling.text(telling.got.incident.narrative)),
        literal_words=part(
            Section.LITERAL_WORDS, lambda: telling.text(answers.get("literal_words"))
        ),
        seven_ws=part(Section.SEVEN_WS, telling.seven_ws),
        consequences=part(Section.CONSEQUENCES, telling.consequences),
        addenda=part(Section.ADDENDA, lambda: coursing.addenda(telling)),
        evidence=part(Section.EVIDENCE, lambda: coursing.evidence(telling)),
        custody=part(Section.CUSTODY, lambda: coursing.custody(telling)),
        police_reports=part(
            Section.POLICE_REPORTS, lambda: coursing.police_reports(telling, steps)
        ),
        measures=None
        if is_shared
        else part(Section.MEASURES, lambda: coursing.measures(telling, steps)),
        phases=part(Section.CHAIN, lambda: coursing.phases(telling, steps)),
        steps=part(Section.CHAIN, lambda: coursing.step_rows(telling, steps)),
        history=part(Section.HISTORY, lambda: coursing.history(telling)),
        next_steps=part(Section.NEXT_STEPS, lambda: coursing.next_steps(telling, every)) or None,
        contacts=part(Section.CONTACTS, lambda: _contacts(telling)),
        not_included=(
            *LEFT_OUT.get(telling.disclosure.profile, (OUTSIDE,)),
            *((SEVERAL,) if is_shared else ()),
        ),
    )


def _is_about_several(telling: Telling) -> bool:
    """Tell whether a copy for one accused could tell of the measures against another."""
    involved = telling.got.running.involved
    accused = [one for one in involved if one.role == PERPETRATOR]
    return telling.disclosure.profile is Profile.ACCUSED and len(accused) > 1


def _meta(telling: Telling, reader: Reader, title: str) -> DocumentMeta:
    return meta_of(telling.got, title, _recipient(telling, reader), now=reader.now)


def _recipient(telling: Telling, reader: Reader) -> str:
    profile = telling.disclosure.profile
    if profile is Profile.REPORTER:
        return f"{reader.actor.name}, melder"
    if profile is Profile.VICTIM:
        return f"{reader.actor.name}, slachtoffer"
    return RECIPIENTS.get(profile, reader.actor.name)


def _contacts(telling: Telling) -> tuple[Fact, ...]:
    handler = telling.got.running.case.assignee_id
    facts = [Fact("Behandelaar", telling.staff(handler))] if handler else []
    if telling.got.organisation.help_text:
        facts.append(Fact("Hulp", telling.got.organisation.help_text))
    return (*facts, HELP)


def _reader(actor: Actor, reached: Reached, got: Gathered, now: datetime) -> Reader:
    return Reader(actor=actor, reached=reached, names=got.names, locale=wording.DUTCH, now=now)
