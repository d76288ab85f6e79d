"""Letters to nobody: an ordinary and an awkward example, to see what words become on paper."""

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO
from typing import Any

import pikepdf
from sqlalchemy import select

from vpt.accounts import queries as accounts
from vpt.accounts.models import Organisation
from vpt.cases import reach, wording
from vpt.cases.models import Case
from vpt.core.actor import Actor, Permission
from vpt.core.errors import DomainError, NotVisible, RuleBroken
from vpt.documents import house
from vpt.documents.issue import Request
from vpt.documents.kinds.letter import render
from vpt.infra.db import db, ensure_outside_unit_of_work
from vpt.measures import proofing, writing
from vpt.measures.models import Hearing, Measure
from vpt.measures.paper import Paper, Words, request_for
from vpt.measures.placeholders import LISTS, PLACES, SCOPES
from vpt.measures.wording import InForce

MOST_TRIED = 20
REFERENCE = "VOORBEELD"
DATED = date(2026, 3, 12)
"""The day of the examples: that of `placeholders`, so that begin and end lie after it."""
SURNAME = "van der Voorbeeld-Achternaam tot Langedijk en Ouderwets"
LONG_NAME = f"Maximiliaan Alexander Johannes {SURNAME}"
STORY = (
    "U kwam om kwart over tien binnen zonder afspraak, schold drie medewerkers uit, sloeg met uw "
    "vuist op de balie en gooide een scherm om. Toen de beveiliger u vroeg om te gaan, zei u dat "
    "u zou terugkomen en dat wij dan niet meer konden lachen."
)
PARENTS = "De heer en mevrouw Voorbeeld-Achternaam tot Langedijk"


class Example(StrEnum):
    """With what a letter is tried."""

    ORDINARY = "gewoon"
    AWKWARD = "lastig"
    REAL = "echt"
    """The newest letter of this kind in a case the actor may write it in."""


def request_of(actor: Actor, worded: InForce, example: Example, *, now: datetime) -> Request:
    """Return a letter in these words, ready to be drawn as an example.

    Raises NotVisible("no_real_letter") when the actor may see no case with such a letter.
    """
    if example is Example.REAL:
        return real(actor, worded, now=now)
    organisation = accounts.get_organisation(actor)
    is_awkward = example is Example.AWKWARD
    paper = (_awkward if is_awkward else _ordinary)(organisation)
    words = _awkward_words(paper, worded) if is_awkward else _words(paper, worded)
    return request_for(paper, worded, words, subject_id=organisation.id, now=now)


def pages(actor: Actor, worded: InForce, *, now: datetime) -> int:
    """Return how many pages the awkward example takes; outside a unit of work."""
    ensure_outside_unit_of_work("drawing a letter")
    view = request_of(actor, worded, Example.AWKWARD, now=now).view
    with pikepdf.open(BytesIO(render(house.dressed(view, actor.organisation_id)))) as pdf:
        return len(pdf.pages)


def ensure_short(actor: Actor, worded: InForce, *, now: datetime) -> int:
    """Return the number of pages; RuleBroken("letter_pages_many") when nobody reads that many."""
    count = pages(actor, worded, now=now)
    if count > proofing.MOST_PAGES:
        raise RuleBroken("letter_pages_many", count=count, most=proofing.MOST_PAGES)
    return count


def real(actor: Actor, worded: InForce, *, now: datetime) -> Request:
    """Return the newest real letter of this kind, in these words.

    Only within what the actor may see and write anyhow. NotVisible("no_real_letter") without one.
    """
    if not (actor.may(Permission.DOCUMENT_ISSUE) and actor.may(Permission.IDENTITY_SEE)):
        raise NotVisible("no_real_letter")
    is_invitation = worded.key == writing.INVITATION
    for row in _newest(actor, Hearing if is_invitation else Measure):
        about = row.involved_id if is_invitation else row.id
        make: Any = writing.invitation if is_invitation else writing.measure_letter
        try:
            found: Request = make(actor, row.case_id, about, worded, now=now)
        except DomainError:  # this one is not for them, or has no such letter
            continue
        return found
    raise NotVisible("no_real_letter")


def _newest(actor: Actor, model: type[Any]) -> list[Any]:
    at = Hearing.recorded_at if model is Hearing else Measure.proposed_at
    return list(
        db.session.scalars(
            select(model)
            .where(
                model.organisation_id == actor.organisation_id,
                model.case_id.in_(reach.visible(actor).with_only_columns(Case.id)),
            )
            .order_by(at.desc(), model.id.desc())
            .limit(MOST_TRIED)
        )
    )


def _ordinary(organisation: Organisation) -> Paper:
    return Paper(
        case_id=organisation.id,
        keyset_id=organisation.id,
        reference=REFERENCE,
        organisation=organisation,
        identity={"name": "J. Voorbeeld", "surname": "Voorbeeld"},
        address="De heer J. Voorbeeld\nVoorbeeldstraat 1\n7600 AA Voorbeeld",
        parents="",
        signed_by="Leidinggevende",
        dated=DATED,
    )


def _awkward(organisation: Organisation) -> Paper:
    return replace(
        _ordinary(organisation),
        identity={"name": LONG_NAME, "surname": SURNAME},
        address="p/a Stichting Begeleid Wonen Voorbeeld\nAfdeling Oost, derde etage\n"
        "Langevoorbeeldstraat 1234-bis\n7600 AA Voorbeeld aan de Rivier",
        parents=PARENTS,
    )


def _words(paper: Paper, worded: InForce) -> Words:
    examples = {key: place.example for key, place in PLACES.items()}
    return Words(
        texts={**examples, **paper.texts()},
        lists={key: (place.example,) for key, place in LISTS.items()},
        holds=frozenset({"gehoord", "bericht", "blijft", "opgeheven"}) & _possible(worded),
    )


def _awkward_words(paper: Paper, worded: InForce) -> Words:
    long = {
        "spoed": STORY,
        "gedrag": STORY,
        "uitkomst": STORY,
        "gebied": f"{STORY}\nDit geldt voor: stadskantoor, wijkcentrum Oost, zwembad.",
    }
    usual = _words(paper, worded)
    return Words(
        texts={**usual.texts, **long},
        lists={
            "gronden": tuple(f"{wording.day(paper.dated)}: {STORY}" for _ in range(4)),
            "diensten": (),
        },
        holds=frozenset({"spoed", "minderjarig", "bericht", "verlengd"}) & _possible(worded),
    )


def _possible(worded: InForce) -> frozenset[str]:
    return frozenset(SCOPES[worded.key].conditions)
