"""Puts a filled-in template on paper: address, salutation, clauses, signature, notices."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from vpt.accounts import queries as accounts
from vpt.accounts.models import Organisation
from vpt.cases import wording
from vpt.documents.issue import Request
from vpt.documents.kinds.letter import Clause, LetterView
from vpt.documents.kinds.parts import Fact
from vpt.documents.meta import DocumentMeta
from vpt.measures.templates import Part, Template, fill
from vpt.measures.wording import InForce
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

    case_id: UUID
    keyset_id: UUID
    reference: str
    organisation: Organisation
    identity: Mapping[str, str]
    """Who it is about; empty when that is not known."""
    address: str
    parents: str
    signed_by: str
    dated: date

    @property
    def name(self) -> str:
        """Return the name of who it is about, empty when it is not known."""
        return self.identity.get("name", "")

    def texts(self) -> dict[str, str]:
        """Return what fills the places that every letter may have."""
        house = self.organisation
        reachable = f"{house.name}, {house.domicile}" if house.domicile else house.name
        return {
            "veroorzaker": (self.name or "deze jongere") if self.parents else "u",
            "organisatie": house.name,
            "contact": reachable,
        }


def request_for(
    paper: Paper, worded: InForce, words: Words, *, subject_id: UUID, now: datetime
) -> Request:
    """Return a letter that waits to be drawn: its template filled in for this reader."""
    return Request(
        case_id=paper.case_id,
        keyset_id=paper.keyset_id,
        kind=worded.key,
        profile=Profile.ACCUSED.value,
        purpose=PURPOSE,
        view=_view(paper, worded.template, words, now),
        subject_id=subject_id,
        wording=worded.wording,
    )


def _view(paper: Paper, template: Template, words: Words, now: datetime) -> LetterView:
    part = _Parts(disclose(Profile.ACCUSED))
    return LetterView(
        meta=_meta(paper, template, now),
        address=_address(paper),
        facts=(
            Fact("Datum", wording.day(paper.dated)),
            Fact("Ons kenmerk", paper.reference),
        ),
        subject=fill(template.subject, words.texts),
        salutation=_salutation(paper),
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
    printed = (
        Clause(
            heading=fill(part.heading, words.texts),
            text=fill(part.text, words.texts),
            points=words.lists.get(part.points, ()),
        )
        for part in parts
        if not part.when or part.when in words.holds
    )
    return tuple(one for one in printed if one.text or one.points)


def _address(paper: Paper) -> tuple[str, ...]:
    lines = tuple(line.strip() for line in paper.address.splitlines() if line.strip())
    if paper.parents:
        child = f" van {paper.name}" if paper.name else ""
        return (f"Aan de ouders of verzorgers{child}", paper.parents, *lines)
    return lines or ((paper.name,) if paper.name else ())


def _salutation(paper: Paper) -> str:
    if paper.parents:
        return "Geachte ouders of verzorgers,"
    surname = paper.identity.get("surname", "") or paper.name
    if not surname:
        return "Geachte heer of mevrouw,"
    return f"Geachte heer of mevrouw {surname[:1].upper()}{surname[1:]},"


def _meta(paper: Paper, template: Template, now: datetime) -> DocumentMeta:
    parents = f"de ouders of verzorgers van {paper.name}"
    return DocumentMeta(
        title=template.title,
        reference=paper.reference,
        version="",
        recipient=parents if paper.parents else paper.name or "Betrokkene",
        issued_at=wording.moment(now),
        issued_at_iso=now.isoformat(timespec="seconds"),
        organisation=paper.organisation.name,
        classification=CLASSIFICATION,
        demo=accounts.is_demo(),
    )
