"""Fills the pattern dossier: each case of the bundle in the issuer's reach, for one profile."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vpt.cases import chain, coursing, gathering, reach, wording
from vpt.cases.chain import Reader
from vpt.cases.gathering import Gathered
from vpt.cases.papers import meta_of
from vpt.cases.reach import Reached
from vpt.cases.rules import Part
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.documents.issue import Request
from vpt.documents.kinds.parts import Fact
from vpt.documents.kinds.pattern_dossier import (
    PROFILES,
    BondRow,
    EventRow,
    IncidentPart,
    PatternDossierView,
)
from vpt.incidents import labels as incident_labels
from vpt.incidents.taxonomy import Category
from vpt.partners.disclosure import Disclosure, Profile, Section, disclose
from vpt.patterns import labels, queries
from vpt.patterns.queries import Bundle, LinkView
from vpt.patterns.telling import PatternTelling, protected, unnamed

PARTS = frozenset({Part.STORY, Part.IDENTITY})
RECIPIENTS = {
    Profile.INTERNAL: "Eigen organisatie",
    Profile.POLICE: "Politie",
    Profile.PROSECUTION: "Openbaar Ministerie",
}
OUTSIDE = (
    "Berichten, opvang, nazorg en medische gegevens horen niet bij een patroondossier.",
    "Het bewijs en het verloop per dossier staan in het dossier van dat incident.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What is to be issued, and which cases it tells."""

    request: Request
    cases: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One case of the dossier: its number, how it is told, and who looks."""

    number: int
    telling: PatternTelling
    reader: Reader


def prepare(actor: Actor, case_id: UUID, profile: Profile, *, now: datetime) -> Prepared:
    """Return what `documents.issue` needs to draw the pattern dossier of a case's bundle.

    Raises NotVisible, NotAllowed, and RuleBroken("profile_not_for_kind", "no_pattern").
    """
    if profile.value not in PROFILES:
        raise RuleBroken("profile_not_for_kind", kind=queries.KIND)
    policy.ensure(actor, Permission.DOCUMENT_ISSUE)
    policy.ensure(actor, Permission.IDENTITY_SEE)
    reach.get(actor, case_id)
    bundle = queries.bundle(actor, case_id)
    if not bundle.links:
        raise RuleBroken("no_pattern")
    chapters = _chapters(actor, bundle, disclose(profile), now)
    here = next(one for one in chapters if one.telling.got.running.case.id == case_id)
    return Prepared(
        request=Request(
            case_id=case_id,
            keyset_id=here.telling.got.incident.keyset_id,
            kind=queries.KIND,
            profile=profile.value,
            purpose=profile.value,
            view=_view(bundle, chapters, here),
        ),
        cases=tuple(one.id for one in bundle.cases),
    )


def _chapters(
    actor: Actor, bundle: Bundle, disclosure: Disclosure, now: datetime
) -> tuple[Chapter, ...]:
    read = [_read(actor, member.id) for member in bundle.cases]
    every = tuple(got for _, got in read)
    shielded = protected(every, disclosure)
    hidden = unnamed(every, disclosure, shielded)
    chapters = []
    for number, (reached, got) in enumerate(read, 1):
        telling = PatternTelling(
            got=got,
            disclosure=disclosure,
            reader_id=None,
            shielded=shielded,
            unnamed=hidden,
        )
        reader = Reader(
            actor=actor, reached=reached, names=got.names, locale=wording.DUTCH, now=now
        )
        chapters.append(Chapter(number=number, telling=telling, reader=reader))
    return tuple(chapters)


def _read(actor: Actor, case_id: UUID) -> tuple[Reached, Gathered]:
    reached = reach.reach(actor, case_id)
    if reached.is_own_only:
        raise NotVisible("not_found")
    return reached, gathering.gather(actor, reached, PARTS)


def _view(bundle: Bundle, chapters: tuple[Chapter, ...], here: Chapter) -> PatternDossierView:
    numbers = {one.telling.got.running.case.id: one.number for one in chapters}
    return PatternDossierView(
        meta=meta_of(
            here.telling.got,
            "Patroondossier",
            RECIPIENTS.get(here.telling.disclosure.profile, here.reader.actor.name),
            now=here.reader.now,
        ),
        cover=_cover(bundle, chapters, here),
        bonds=tuple(_bond(one, numbers, here.telling) for one in bundle.links),
        events=tuple(_event(one) for one in chapters),
        incidents=tuple(_incident(one) for one in chapters),
        not_included=(*_left_out(bundle.out_of_reach), *OUTSIDE),
    )


def _cover(bundle: Bundle, chapters: tuple[Chapter, ...], here: Chapter) -> tuple[Fact, ...]:
    first, last = bundle.cases[0].occurred_at, bundle.cases[-1].occurred_at
    sorts = Counter(_category(one) for one in chapters)
    places = Counter(one.location for one in bundle.cases if one.location)
    facts = [
        Fact("Incidenten", str(len(chapters))),
        Fact("Periode", f"{wording.moment(first)} tot en met {wording.moment(last)}"),
        Fact("Soorten agressie", _counted(sorts)),
        Fact("Plekken", _counted(places)),
        Fact("Opgemaakt vanuit", here.telling.got.running.case.reference),
    ]
    return tuple(fact for fact in facts if fact.value)


def _counted(found: Counter[str]) -> str:
    return "\n".join(f"{name}: {count}" for name, count in found.most_common())


def _bond(one: LinkView, numbers: dict[UUID, int], telling: PatternTelling) -> BondRow:
    ends = sorted((numbers[one.from_id], numbers[one.to_id]))
    if one.kind == "retaliation":
        ends = [numbers[one.from_id], numbers[one.to_id]]
    made_by = telling.colleague(one.made_by)
    return BondRow(
        between=f"{ends[0]} {'op' if one.kind == 'retaliation' else 'en'} {ends[1]}",
        kind=labels.KIND[one.kind],
        reason=telling.everywhere(one.reason),
        made=f"{wording.moment(one.made_at)}, {made_by}",
    )


def _event(one: Chapter) -> EventRow:
    got, telling = one.telling.got, one.telling
    facts = {fact.label: fact.value for fact in telling.circumstances()}
    severity = got.running.case.severity
    return EventRow(
        number=str(one.number),
        at=facts.get("Wanneer", ""),
        reference=got.running.case.reference,
        where=facts.get("Waar", ""),
        what=f"{_category(one)}\nErnst {severity} van 5" if severity else _category(one),
    )


def _incident(one: Chapter) -> IncidentPart:
    telling, got = one.telling, one.telling.got
    answers = got.incident.answers or {}
    steps = coursing.shown_steps(telling, chain.steps(got.running, one.reader))
    shows = telling.disclosure.shows
    return IncidentPart(
        title=f"Incident {one.number}: {got.running.case.reference}",
        summary=telling.text(got.incident.summary) if shows(Section.SUMMARY) else None,
        facts=telling.circumstances() if shows(Section.CIRCUMSTANCES) else None,
        people=telling.people() if shows(Section.PEOPLE) else None,
        literal_words=telling.text(answers.get("literal_words"))
        if shows(Section.LITERAL_WORDS)
        else None,
        measures=coursing.measures(telling, steps) if shows(Section.MEASURES) else None,
        police_reports=coursing.police_reports(telling, steps)
        if shows(Section.POLICE_REPORTS)
        else None,
    )


def _category(one: Chapter) -> str:
    return incident_labels.CATEGORY[Category(one.telling.got.running.case.category)]


def _left_out(count: int) -> tuple[str, ...]:
    if count == 0:
        return ()
    if count == 1:
        return ("1 incident hoort ook bij dit patroon, maar staat niet in dit exemplaar.",)
    return (f"{count} incidenten horen ook bij dit patroon, maar staan niet in dit exemplaar.",)
