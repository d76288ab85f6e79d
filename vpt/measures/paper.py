"""Puts a filled-in template on paper: address, salutation, clauses, signature, notices."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from vpt.accounts import queries as accounts
from vpt.accounts.models import Organisation
from vpt.cases import wording
from vpt.cases.reach import Reached
from vpt.documents.issue import Request
from vpt.documents.kinds.letter import Clause, LetterView
from vpt.documents.kinds.parts import Fact
from vpt.documents.meta import DocumentMeta
from vpt.incidents.people import Involved
from vpt.measures.templates import Part, Template, fill, templates
from vpt.partners.disclosure import Disclosure, Profile, Section, disclose

Made = TypeVar("Made")
CLASSIFICATION = "Vertrouwelijk"
PURPOSE = "handling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a template is filled with; `holds` are the conditions that are met."""

    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    holds: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Everything around one letter: whose, about whom, by whom."""

    reached: Reached
    organisation: Organisation
    person: Involved
    address: str
    parents: str
    signed_by: str
    dated: date


def request_for(
    paper: Paper, kind: str, words: Words, *, subject_id: UUID, now: datetime
) -> Request:
    """Return a letter that waits to be drawn: its template filled in for this reader."""
    incident = paper.reached.incident
    return Request(
        case_id=paper.reached.case.id,
        keyset_id=incident.keyset_id,
        kind=kind,
        profile=Profile.ACCUSED.value,
        purpose=PURPOSE,
        view=_view(paper, templates()[kind], words, now),
        subject_id=subject_id,
    )


def _view(paper: Paper, template: Template, words: Words, now: datetime) -> LetterView:
    part = _Parts(disclose(Profile.ACCUSED))
    name = name_of(paper.person)
    return LetterView(
        meta=_meta(paper, template, name, now),
        address=_address(paper, name),
        facts=(
            Fact("Datum", wording.day(paper.dated)),
            Fact("Ons kenmerk", paper.reached.case.reference),
        ),
        subject=fill(template.subject, words.texts),
        salutation=_salutation(paper, name),
        clauses=part(lambda: _clauses(template.clauses, words)),
        signature=(
            "Met vriendelijke groet,",
            f"namens {paper.organisation.name}",
            paper.signed_by,
        ),
        notices=part(lambda: _clauses(template.notices, words)),
    )


class _Parts:
    """Makes a part only when the accused may see measures; None leaves no trace."""

    def __init__(self, disclosure: Disclosure) -> None:
        self._may = disclosure.shows(Section.MEASURES)

    def __call__(self, make: Callable[[], Made]) -> Made | None:
        return make() if self._may else None


def _clauses(parts: tuple[Part, ...], words: Words) -> tuple[Clause, ...]:
    return tuple(
        Clause(
            heading=fill(part.heading, words.texts),
            text=fill(part.text, words.texts),
            points=words.lists.get(part.points, ()),
        )
        for part in parts
        if not part.when or part.when in words.holds
    )


def _address(paper: Paper, name: str) -> tuple[str, ...]:
    lines = tuple(line.strip() for line in paper.address.splitlines() if line.strip())
    if paper.parents:
        child = f" van {name}" if name else ""
        return (f"Aan de ouders of verzorgers{child}", paper.parents, *lines)
    return lines or ((name,) if name else ())


def _salutation(paper: Paper, name: str) -> str:
    if paper.parents:
        return "Geachte ouders of verzorgers,"
    surname = str((paper.person.identity or {}).get("surname", "")) or name
    if not surname:
        return "Geachte heer of mevrouw,"
    return f"Geachte heer of mevrouw {surname[:1].upper()}{surname[1:]},"


def _meta(paper: Paper, template: Template, name: str, now: datetime) -> DocumentMeta:
    return DocumentMeta(
        title=template.title,
        reference=paper.reached.case.reference,
        version="",
        recipient=f"de ouders of verzorgers van {name}" if paper.parents else name or "Betrokkene",
        issued_at=wording.moment(now),
        issued_at_iso=now.isoformat(timespec="seconds"),
        organisation=paper.organisation.name,
        classification=CLASSIFICATION,
        demo=accounts.is_demo(),
    )


def name_of(person: Involved) -> str:
    """Return the name of a perpetrator, empty when it is not known; opens their keyset."""
    return str((person.identity or {}).get("name", ""))
