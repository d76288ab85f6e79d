"""Reading what belongs together: the bundle of a case, as far as its reader may know of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from vpt.accounts.models import Location
from vpt.accounts.people import User
from vpt.cases import reach
from vpt.cases.models import Case
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.documents.models import IssuedDocument
from vpt.incidents.models import Incident
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Keyset
from vpt.patterns.models import CaseLink, DossierCase
from vpt.patterns.rules import LinkKind

KIND = "pattern_dossier"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """One link between two cases the reader may both follow."""

    id: UUID
    kind: LinkKind
    from_id: UUID
    to_id: UUID
    from_reference: str
    to_reference: str
    reason: str
    made_at: datetime
    made_by: str
    removed_at: datetime | None
    removed_by: str
    removed_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One case of a bundle, as a list shows it."""

    id: UUID
    reference: str
    summary: str
    occurred_at: datetime
    location: str
    category: str
    severity: int | None
    is_closed: bool
    is_this: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The cases that hang together, oldest first; those out of reach are only counted."""

    cases: tuple[Member, ...]
    links: tuple[LinkView, ...]
    removed: tuple[LinkView, ...]
    out_of_reach: int

    @property
    def size(self) -> int:
        """Return how many cases there are, known or not."""
        return len(self.cases) + self.out_of_reach


def connected(organisation_id: UUID, case_id: UUID) -> set[UUID]:
    """Return the ids of a case and of all cases linked to it, near or far."""
    return set(db.session.scalars(select(_connected(organisation_id, case_id).c.id)))


def has_links(actor: Actor, case_id: UUID) -> bool:
    """Tell whether a case the caller fetched in reach hangs together with another one."""
    found = select(CaseLink.id).where(
        CaseLink.organisation_id == actor.organisation_id,
        CaseLink.removed_at.is_(None),
        _touches(case_id),
    )
    return db.session.scalar(found.limit(1)) is not None


def bundle(actor: Actor, case_id: UUID) -> Bundle:
    """Return the bundle of a case the caller fetched in reach, in two statements."""
    rows = _links(actor, case_id)
    links = [row.CaseLink for row in rows]
    ids = {case_id} | {one for row in links if row.removed_at is None for one in _ends(row)}
    members = _members(actor, ids.union(*map(_ends, links)))
    references = {row.id: row.reference for row in members}
    shown = [_view(row, references) for row in rows if _ends(row.CaseLink) <= references.keys()]
    return Bundle(
        cases=tuple(_member(row, case_id) for row in members if row.id in ids),
        links=tuple(one for one in shown if one.removed_at is None),
        removed=tuple(one for one in shown if one.removed_at is not None),
        out_of_reach=len(ids - references.keys()),
    )


def get_link(actor: Actor, case_id: UUID, link_id: UUID) -> CaseLink:
    """Return a link of a case the caller fetched in reach, both ends known; else NotVisible."""
    row = db.session.scalar(
        select(CaseLink).where(
            CaseLink.organisation_id == actor.organisation_id,
            CaseLink.id == link_id,
            _touches(case_id),
        )
    )
    if row is None:
        raise NotVisible("not_found")
    reach.get(actor, row.to_id if row.from_id == case_id else row.from_id)
    return row


def list_dossiers(actor: Actor, case_id: UUID) -> list[tuple[IssuedDocument, str]]:
    """Return the pattern dossiers of a case of which the reader knows every case; and by whom."""
    rows = db.session.execute(
        _dossiers(actor)
        .add_columns(User.name)
        .join(User, User.id == IssuedDocument.issued_by)
        .where(IssuedDocument.case_id == case_id)
        .order_by(IssuedDocument.issued_at.desc(), IssuedDocument.version.desc())
    )
    return [(row.IssuedDocument, row.name) for row in rows]


def get_dossier(actor: Actor, case_id: UUID, document_id: UUID) -> IssuedDocument:
    """Return one of `list_dossiers`, else NotVisible."""
    row = db.session.scalar(
        _dossiers(actor).where(IssuedDocument.case_id == case_id, IssuedDocument.id == document_id)
    )
    if row is None:
        raise NotVisible("not_found")
    return row


def _dossiers(actor: Actor) -> Select[IssuedDocument]:
    """Return dossiers with cases on record, none of which the reader may not follow."""
    inside = and_(
        DossierCase.organisation_id == IssuedDocument.organisation_id,
        DossierCase.document_id == IssuedDocument.id,
    )
    known = reach.visible(actor).with_only_columns(Case.id)
    return select(IssuedDocument).where(
        IssuedDocument.organisation_id == actor.organisation_id,
        IssuedDocument.kind == KIND,
        IssuedDocument.case_id.in_(known),
        select(DossierCase.id).where(inside).exists(),
        ~select(DossierCase.id).where(inside, DossierCase.case_id.not_in(known)).exists(),
    )


def _touches(case_id: UUID) -> ColumnElement[bool]:
    return or_(CaseLink.from_id == case_id, CaseLink.to_id == case_id)


def _connected(organisation_id: UUID, case_id: UUID) -> CTE:
    start = select(Case.id.label("id")).where(
        Case.organisation_id == organisation_id, Case.id == case_id
    )
    found = start.cte("bundle", recursive=True)
    other_end = case((CaseLink.from_id == found.c.id, CaseLink.to_id), else_=CaseLink.from_id)
    return found.union(
        select(other_end).where(
            CaseLink.organisation_id == organisation_id,
            CaseLink.removed_at.is_(None),
            or_(CaseLink.from_id == found.c.id, CaseLink.to_id == found.c.id),
        )
    )


def _ends(row: CaseLink) -> set[UUID]:
    return {row.from_id, row.to_id}


def _links(actor: Actor, case_id: UUID) -> Sequence[Any]:
    """Return the links of the bundle, and those once made from or to this case, with people."""
    inside = CaseLink.from_id.in_(select(_connected(actor.organisation_id, case_id).c.id))
    maker, remover = aliased(User), aliased(User)
    rows = db.session.execute(
        select(CaseLink, Keyset, maker.name.label("maker"), remover.name.label("remover"))
        .join(
            Keyset,
            and_(
                Keyset.organisation_id == CaseLink.organisation_id,
                Keyset.id == CaseLink.keyset_id,
            ),
        )
        .join(maker, maker.id == CaseLink.made_by)
        .outerjoin(remover, remover.id == CaseLink.removed_by)
        .where(
            CaseLink.organisation_id == actor.organisation_id,
            or_(
                and_(CaseLink.removed_at.is_(None), inside),
                and_(CaseLink.removed_at.is_not(None), _touches(case_id)),
            ),
        )
        .order_by(CaseLink.made_at, CaseLink.id)
    ).all()
    for row in rows:
        keysets.remember(row.Keyset)
    return rows


def _members(actor: Actor, ids: set[UUID]) -> Sequence[Any]:
    """Return the cases among these that the reader may follow, oldest incident first."""
    return db.session.execute(
        reach.visible(actor)
        .join(
            Incident,
            and_(Incident.organisation_id == Case.organisation_id, Incident.id == Case.id),
        )
        .outerjoin(
            Location,
            and_(
                Location.organisation_id == Case.organisation_id,
                Location.id == Incident.location_id,
            ),
        )
        .where(Case.id.in_(ids))
        .with_only_columns(
            Case.id,
            Case.reference,
            Case.category,
            Case.severity,
            Case.closed_at,
            Incident.summary,
            Incident.occurred_from,
            func.coalesce(Location.name, "").label("location"),
        )
        .order_by(Incident.occurred_from, Case.id)
    ).all()


def _member(row: Any, case_id: UUID) -> Member:
    return Member(
        id=row.id,
        reference=row.reference,
        summary=row.summary,
        occurred_at=row.occurred_from,
        location=row.location,
        category=row.category,
        severity=row.severity,
        is_closed=row.closed_at is not None,
        is_this=row.id == case_id,
    )


def _view(row: Any, references: Mapping[UUID, str]) -> LinkView:
    link: CaseLink = row.CaseLink
    return LinkView(
        id=link.id,
        kind=LinkKind(link.kind),
        from_id=link.from_id,
        to_id=link.to_id,
        from_reference=references[link.from_id],
        to_reference=references[link.to_id],
        reason=link.reason or "",
        made_at=link.made_at,
        made_by=row.maker,
        removed_at=link.removed_at,
        removed_by=row.remover or "",
        removed_reason=link.removed_reason or "",
    )
