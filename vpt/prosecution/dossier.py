"""Fills the dossier for the prosecutor and its identity sheet, from what that reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from vpt.cases import coursing, wording
from vpt.cases.papers import Parts, meta_of, quoted
from vpt.claims import statement as damage
from vpt.core.actor import Actor
from vpt.core.errors import RuleBroken
from vpt.documents.issue import Request
from vpt.documents.kinds.identity_sheet import IdentitySheetView
from vpt.documents.kinds.prosecution_dossier import EmployerStatement, ProsecutionDossierView
from vpt.documents.kinds.registry import KINDS
from vpt.documents.meta import DocumentMeta
from vpt.partners.disclosure import Profile, Section
from vpt.prosecution import case, chronology, exhibits, news, parts, planning, proof, queries, sheet
from vpt.prosecution.case import Told
from vpt.prosecution.chronology import Course
from vpt.prosecution.models import HandIn
from vpt.prosecution.planning import Plan

DOSSIER, IDENTITY = "prosecution_dossier", "identity_sheet"
PURPOSE = "prosecution"
RECIPIENTS = {Profile.PROSECUTION: "Openbaar Ministerie", Profile.POLICE: "Politie"}
NOT_INCLUDED = (
    "Namen staan niet in dit dossier maar op het identiteitsblad, dat apart is gemaakt.",
    "Wie aangifte doet onder nummer, staat ook op dat blad niet bij naam.",
    "Privéadressen, medische gegevens en verslagen van opvang en nazorg zijn niet opgenomen.",
)
SEALED = (
    "Dit bestand draagt het zegel van {organisation}. Dat laat zien dat er na het opmaken niets is "
    "veranderd. De handtekening is van wie deze verklaring aflegt."
)
HANDLING = (
    "Dit blad zegt wie er achter de nummers in het dossier zitten. Het is apart gemaakt, zodat "
    "het buiten het strafdossier kan blijven. Slachtoffers en getuigen zijn bereikbaar via de "
    "werkgever."
)
NOT_ON_SHEET = (
    "Wie aangifte doet onder nummer, staat hier niet bij naam.",
    "Van slachtoffers en getuigen staan hier geen privéadressen en geen telefoonnummers.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A dossier that is ready to be drawn, and what has to be kept when it leaves."""

    dossier: Request
    identity: Request
    number: int
    revision: int
    """Of the plan it was made from."""
    last: HandIn | None
    exhibits: tuple[dict[str, str], ...]
    """Frozen, as `HandIn.exhibits` keeps them."""
    lines: tuple[str, ...]
    """What is new since the last; empty for the first."""
    parts: dict[str, str]

    @property
    def is_unchanged(self) -> bool:
        """Tell whether the last dossier would be made again, word for word."""
        return self.last is not None and not self.lines


def prepare(actor: Actor, case_id: UUID, *, plan: Plan | None = None, now: datetime) -> Prepared:
    """Return what is needed to draw the dossier and its identity sheet, or to preview them.

    `plan` is the kept one unless given. Raises NotVisible, NotAllowed("not_your_part",
    "permission_missing").
    """
    return of(case.open_case(actor, case_id, plan=plan, now=now))


def of(told: Told, *, drawn: bool = True) -> Prepared:
    """Return the same of a case that was opened already; not to be `drawn` opens no picture."""
    last = queries.last(told.actor, told.case_id)
    number = last.number + 1 if last else 1
    view, people = _view(told, number, drawn=drawn), _sheet(told)
    frozen = tuple(one.frozen() for one in told.exhibits)
    hashes = news.parts_of(view) | {"identity": news.parts_of(people)["people"]}
    lines = news.since(told, last, hashes, frozen) if last else ()
    return Prepared(
        dossier=_request(told, DOSSIER, replace(view, news=lines if last else None), told.exhibits),
        identity=_request(told, IDENTITY, people),
        number=number,
        revision=told.plan.revision,
        last=last,
        exhibits=frozen,
        lines=lines,
        parts=hashes,
    )


def prepare_sheet(actor: Actor, case_id: UUID, profile: Profile, *, now: datetime) -> Request:
    """Return what is needed to draw the identity sheet alone, for prosecution or police.

    Raises NotVisible, NotAllowed, RuleBroken("profile_not_for_kind").
    """
    if profile.value not in KINDS[IDENTITY].profiles:
        raise RuleBroken("profile_not_for_kind", kind=IDENTITY)
    reached = planning.reach_to_hand_in(actor, case_id)
    told = case.read(actor, reached, Plan(), now=now, profile=profile)
    return _request(told, IDENTITY, _sheet(told))


def _request(told: Told, kind: str, view: Any, shown: Sequence[exhibits.Exhibit] = ()) -> Request:
    return Request(
        case_id=told.case_id,
        keyset_id=told.telling.got.incident.keyset_id,
        kind=kind,
        profile=told.telling.disclosure.profile.value,
        purpose=PURPOSE,
        view=view,
        enclosures=exhibits.enclosed(shown),
    )


def _view(told: Told, number: int, *, drawn: bool) -> ProsecutionDossierView:
    part, telling = Parts(told.telling), told.telling
    incident, answers = telling.got.incident, telling.got.incident.answers or {}
    said, losses = told.plan.statement, damage.within(told.actor, telling, now=told.now)
    return ProsecutionDossierView(
        meta=_meta(told, DOSSIER),
        number=str(number),
        news=None,
        cover=parts.cover(told),
        summary=part(Section.SUMMARY, lambda: telling.text(incident.summary)),
        facts=part(Section.CIRCUMSTANCES, telling.circumstances),
        statement=_statement(told),
        people=part(Section.PEOPLE, lambda: parts.people(told)),
        chronology=part(Section.SUMMARY, lambda: chronology.rows(_course(told))),
        narrative=part(Section.NARRATIVE, lambda: telling.text(incident.narrative)),
        literal_words=part(
            Section.LITERAL_WORDS, lambda: quoted(telling.text(answers.get("literal_words")))
        ),
        seven_ws=part(Section.SEVEN_WS, telling.seven_ws),
        exhibits=part(Section.EVIDENCE, lambda: proof.rows(told)),
        custody=part(Section.CUSTODY, lambda: coursing.custody(telling)),
        pictures=part(Section.EVIDENCE, lambda: proof.pictures(told, drawn=drawn)),
        damage=losses.claimants,
        damage_totals=losses.totals,
        impact_service=telling.text(said.impact_service),
        impact_victim=telling.text(said.impact_victim),
        measures=part(Section.MEASURES, lambda: parts.measures(told)),
        contacts=parts.contacts(told),
        numbers=parts.numbers(told),
        police_reports=part(Section.POLICE_REPORTS, lambda: parts.police_reports(told)),
        not_included=NOT_INCLUDED,
    )


def _sheet(told: Told) -> IdentitySheetView:
    return IdentitySheetView(
        meta=_meta(told, IDENTITY),
        handling=HANDLING,
        people=sheet.people(told.named),
        not_included=NOT_ON_SHEET,
    )


def _statement(told: Told) -> EmployerStatement | None:
    said, text = told.plan.statement, told.telling.text
    if not said.text:
        return None
    return EmployerStatement(
        text=text(said.text),
        name=text(said.name),
        function=text(said.function),
        place=text(said.place),
        day=wording.day(said.day),
        sealed_words=SEALED.format(organisation=told.telling.got.organisation.name),
    )


def _course(told: Told) -> Course:
    return Course(telling=told.telling, steps=told.steps, reports=told.kept.reports, news=told.news)


def _meta(told: Told, kind: str) -> DocumentMeta:
    recipient = RECIPIENTS[told.telling.disclosure.profile]
    return meta_of(told.telling.got, KINDS[kind].title, recipient, now=told.now)
