"""Fills the letters to a perpetrator from a template, within what that reader may see."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from vpt.accounts import queries as accounts
from vpt.audit import service as audit
from vpt.cases import reach, wording
from vpt.cases.reach import Reached
from vpt.core import policy
from vpt.core.actor import Actor, Permission, Role
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.documents import house
from vpt.documents.issue import Request
from vpt.documents.kinds.letter import LetterView
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.measures import imposing, labels, ladder, plans, queries
from vpt.measures import wording as letters
from vpt.measures.models import Hearing, Measure, Review
from vpt.measures.paper import Paper, Words, request_for
from vpt.measures.rules import Plan, State
from vpt.measures.wording import InForce

INVITATION, REVIEW, LIFTING = "conduct_talk_invitation", "review_letter", "lifting_letter"


def letters_of(row: Measure) -> tuple[str, ...]:
    """Return the kinds of letters that fit where a measure stands; none for an external one."""
    rung = ladder.rung(row.level)
    if row.issuer or rung is None or not rung.letter:
        return ()
    found = [rung.letter] if rung.letter != INVITATION else []
    if row.state in {State.LIFTED, State.ENDED}:
        found.append(LIFTING)
    elif row.state == State.IMPOSED:
        found.append(REVIEW)
    return tuple(found)


def measure_letter(
    actor: Actor, case_id: UUID, measure_id: UUID, worded: str | InForce, *, now: datetime
) -> Request:
    """Return what is needed to draw a letter of an own measure, or to preview it.

    `worded` is the kind of letter, or words of that kind that are not in force (yet).
    Raises NotVisible, NotAllowed, RuleBroken("no_letter_of_kind", "letter_not_ready").
    """
    reached = _reached(actor, case_id)
    row = queries.get(actor, case_id, measure_id)
    kind = worded.key if isinstance(worded, InForce) else worded
    if kind not in letters_of(row):
        raise RuleBroken("no_letter_of_kind", kind=kind)
    review = next(reversed(queries.reviews_of(actor, [row.id])), None)
    if kind == REVIEW and review is None:
        raise RuleBroken("letter_not_ready", kind=kind)
    paper = Paper(
        **_around(actor, reached, row.involved_id),
        address=row.address or "",
        parents=(row.parents or "") if row.is_minor else "",
        signed_by=_function(row.decided_by, row.organisation_id, now),
        dated=_dated(row, review, kind, now),
    )
    places = queries.locations_of(row.organisation_id, [row.id]).get(row.id, set())
    plan = plans.plan_of(row, places)
    every = accounts.list_locations(actor, with_closed=True)
    named = [one.name for one in every if one.id in places]
    words = _measure_words(paper, row, plan, named, review)
    return request_for(paper, _words_of(actor, worded), words, subject_id=row.id, now=now)


def invitation(
    actor: Actor,
    case_id: UUID,
    involved_id: UUID,
    worded: str | InForce = INVITATION,
    *,
    now: datetime,
) -> Request:
    """Return what is needed to draw or preview the invitation of one person.

    Raises NotVisible, NotAllowed, RuleBroken("letter_not_ready") when nobody was invited.
    """
    reached = _reached(actor, case_id)
    hearing = next(
        (
            one
            for one in reversed(queries.hearings_of(actor, case_id))
            if one.involved_id == involved_id and one.planned_at is not None
        ),
        None,
    )
    if hearing is None:
        raise RuleBroken("letter_not_ready", kind=INVITATION)
    told = hearing.invitation or {}
    paper = Paper(
        **_around(actor, reached, involved_id),
        address=str(told.get("address", "")),
        parents=str(told.get("parents", "")),
        signed_by=_function(hearing.recorded_by, hearing.organisation_id, now),
        dated=local_date(hearing.recorded_at),
    )
    words = _invitation_words(paper, hearing, told, reached)
    return request_for(paper, _words_of(actor, worded), words, subject_id=involved_id, now=now)


def look(actor: Actor, request: Request, *, now: datetime) -> LetterView:
    """Return the letter in house style for a preview; write down that an address was shown."""
    fields = ["name", "address"]
    audit.record(actor, "case.identity_opened", ("case", request.case_id), at=now, fields=fields)
    view: LetterView = house.dressed(request.view, actor.organisation_id)
    return view


def _reached(actor: Actor, case_id: UUID) -> Reached:
    reached = reach.reach(actor, case_id)
    if reached.is_own_only:
        raise NotVisible("not_found")
    policy.ensure(actor, Permission.DOCUMENT_ISSUE)
    policy.ensure(actor, Permission.IDENTITY_SEE)
    return reached


def _words_of(actor: Actor, worded: str | InForce) -> InForce:
    if isinstance(worded, InForce):
        return worded
    return letters.in_force(actor.organisation_id, worded)


def _around(actor: Actor, reached: Reached, involved_id: UUID) -> dict[str, Any]:
    """Return what every letter about a person of this case has around it; opens their keyset."""
    person = db.session.get_one(Involved, (actor.organisation_id, involved_id))
    return {
        "case_id": reached.case.id,
        "keyset_id": reached.incident.keyset_id,
        "reference": reached.case.reference,
        "organisation": accounts.get_organisation(actor),
        "identity": {key: str(value) for key, value in (person.identity or {}).items()},
    }


def _function(user_id: UUID | None, organisation_id: UUID, now: datetime) -> str:
    """Return the function of who signs: staff are not named to an accused (`disclose`)."""
    found = accounts.find_actor(user_id, organisation_id, now=now) if user_id else None
    roles = found[1].roles if found else frozenset()
    named = (labels.MANDATE_ROLE[role] for role in labels.MANDATE_ROLE if Role(role) in roles)
    return next(named, "Leidinggevende")


def _dated(row: Measure, review: Review | None, kind: str, now: datetime) -> date:
    today = local_date(now)
    if kind in {REVIEW, LIFTING}:
        return local_date(review.reviewed_at) if review else row.ended_on or today
    return row.decided_on or today


def _measure_words(
    paper: Paper, row: Measure, plan: Plan, places: list[str], review: Review | None
) -> Words:
    hearing = imposing.hearing_of(row)
    heard_on = hearing.held_on if hearing else None
    rung = ladder.rung(plan.level)
    terms = row.terms or {}
    where = "Dit geldt voor al onze locaties." if plan.everywhere else _listed(places)
    texts = {
        **paper.texts(),
        "maatregel": rung.named() if rung else "",
        "gebied": f"{plan.area}\n{where}",
        "begin": wording.day(plan.starts_on),
        "einde": wording.day(plan.ends_on),
        "herziening": wording.day(plan.review_on),
        "gehoord": wording.day(heard_on),
        "spoed": str(terms.get("urgency") or ""),
        "rechtsmiddel": plan.remedy,
        "besluit": wording.day(paper.dated),
        "gedrag": (review.conduct or "") if review else "",
        "uitkomst": (review.reason or "") if review else "",
        "laatste": wording.day(row.ended_on or row.ends_on),
    }
    return Words(
        texts=texts,
        lists={
            "gronden": tuple(f"{wording.day(one.on)}: {one.text}" for one in plan.grounds),
            "diensten": tuple(f"{one.what}: {one.how}" for one in plan.services),
        },
        holds=_holds(row, review, is_heard=heard_on is not None) | _minor(paper),
    )


def _holds(row: Measure, review: Review | None, *, is_heard: bool) -> frozenset[str]:
    outcome = review.outcome if review else ""
    said = {
        "gehoord": is_heard,
        "spoed": row.is_urgent and not is_heard,
        "bericht": not row.notice_delayed,
        "blijft": outcome == "kept",
        "verlengd": outcome == "extended",
        "opgeheven": row.state == State.LIFTED,
    }
    return frozenset(name for name, is_so in said.items() if is_so)


def _minor(paper: Paper) -> frozenset[str]:
    return frozenset({"minderjarig"}) if paper.parents else frozenset()


def _invitation_words(
    paper: Paper, hearing: Hearing, told: Mapping[str, Any], reached: Reached
) -> Words:
    texts = {
        **paper.texts(),
        "contact": str(told.get("contact", "")),
        "gesprek": wording.moment(hearing.planned_at),
        "plaats": str(told.get("place", "")),
        "datum_voorval": wording.day(local_date(reached.incident.occurred_from)),
    }
    return Words(texts=texts, lists={}, holds=_minor(paper))


def _listed(places: list[str]) -> str:
    return f"Dit geldt voor: {', '.join(places)}." if places else ""
