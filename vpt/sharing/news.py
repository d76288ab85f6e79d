"""What is new in a case for one recipient since their last copy: within what they may see."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from vpt.cases import chain, coursing
from vpt.cases.chain import Reader
from vpt.cases.telling import Telling
from vpt.partners.disclosure import Disclosure, Identities, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Had:
    """What a recipient knows already."""

    until: datetime
    """When their last copy was made."""
    disclosure: Disclosure
    """What they were shown until now."""
    said: Collection[datetime]
    """The moments at which they answered: what they said themselves is no news to them."""


def since(telling: Telling, reader: Reader, had: Had) -> tuple[str, ...]:
    """Return a line for everything new to a recipient.

    Evidence that was chosen later is news, however old it is.
    """
    before = had.until
    return (
        *_people(telling, before),
        *_addenda(telling, before),
        *_evidence(telling, had.disclosure, before),
        *_steps(telling, reader, had),
    )


def _people(telling: Telling, before: datetime) -> Iterator[str]:
    if not telling.shows(Section.PEOPLE):
        return
    for row in telling.got.running.involved:
        is_told = telling.disclosure.of_role(row.role) is not Identities.NONE
        if is_told and row.added_at > before:
            yield f"Nieuwe betrokkene: {telling.number(row)}."


def _addenda(telling: Telling, before: datetime) -> Iterator[str]:
    if not telling.shows(Section.ADDENDA):
        return
    for row in telling.got.addenda:
        if row.added_at > before:
            yield f"Nieuwe aanvulling op het verhaal, van {telling.staff(row.author_id)}."


def _evidence(telling: Telling, known: Disclosure, before: datetime) -> Iterator[str]:
    for number, (row, _) in enumerate(telling.got.evidence, 1):
        if not telling.disclosure.shows_exhibit(row.id):
            continue
        if row.added_at > before or not known.shows_exhibit(row.id):
            yield f"Nieuw bewijs: B{number}, {telling.text(row.title)}."


def _steps(telling: Telling, reader: Reader, had: Had) -> Iterator[str]:
    if not telling.shows(Section.CHAIN):
        return
    for step in coursing.shown_steps(telling, chain.steps(telling.got.running, reader)):
        if step.by_partner and step.done_at in had.said:
            continue
        if step.done_at is not None and step.done_at > had.until and step.outcome:
            is_care = step.party_key in coursing.CARE
            about = f" ({step.about})" if step.about else ""
            outcome = "" if is_care else f": {step.outcome}"
            yield f"Stap gedaan: {step.title}{about}{outcome}."
