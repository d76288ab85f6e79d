"""Looking at a case is an act: the page and the line in the trail that says who saw what."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select

from vpt.accounts.people import User
from vpt.audit import service as audit
from vpt.cases import own, page, people, reach
from vpt.cases.own import OwnCase
from vpt.cases.rules import PAGE, Part
from vpt.cases.views import CasePage
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotAllowed, NotVisible
from vpt.incidents.people import Involved
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Keyset


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who one person is; what the reader may not know is empty."""

    name: str
    values: Mapping[str, str]
    description: str
    medical: str


def view_case(
    actor: Actor,
    case_id: UUID,
    *,
    now: datetime,
    locale: str = "nl",
    parts: Collection[Part] = PAGE,
) -> CasePage:
    """Return the page of a case and write down what kinds of personal data it showed."""
    seen = page.case_page(actor, case_id, now=now, locale=locale, parts=parts)
    shown = {
        "narrative": seen.story is not None,
        "evidence": bool(seen.evidence),
        "messages": bool(seen.messages),
    }
    fields = [name for name, was_shown in shown.items() if was_shown]
    audit.record(actor, "case.viewed", ("case", case_id), at=now, fields=fields)
    return seen


def view_own(actor: Actor, case_id: UUID, *, now: datetime, locale: str = "nl") -> OwnCase:
    """Return the page of an own report and write down the look."""
    seen = own.own_case(actor, case_id, now=now, locale=locale)
    audit.record(actor, "case.viewed_own", ("case", case_id), at=now)
    return seen


def open_identities(actor: Actor, case_id: UUID, *, now: datetime) -> dict[UUID, Identity]:
    """Return who the people of a case are, by `PersonView.id`; the trail says which fields.

    The one way to names, contact, looks and medical detail of people on a page. The support team
    opens victims only. Raises NotVisible, and NotAllowed("permission_missing") without the right.
    """
    reached = reach.reach(actor, case_id)
    if reached.is_own_only:
        raise NotVisible("not_found")
    if not people.may_open(actor, reached):
        needed = Permission.IDENTITY_SEE.value
        raise NotAllowed("permission_missing", permission=needed)
    opened = {
        row.id: _identity(actor, row, account or "")
        for row, account in _rows(actor, case_id)
        if people.is_told(actor, row)
    }
    audit.record(
        actor, "case.identity_opened", ("case", case_id), at=now, fields=_fields(opened.values())
    )
    return opened


def _rows(actor: Actor, case_id: UUID) -> list[tuple[Involved, str | None]]:
    """Read the people with the names of their accounts and their keysets, in one statement."""
    rows = db.session.execute(
        select(Involved, User.name, Keyset)
        .outerjoin(User, User.id == Involved.user_id)
        .outerjoin(
            Keyset,
            and_(
                Keyset.organisation_id == Involved.organisation_id,
                Keyset.id == Involved.keyset_id,
            ),
        )
        .where(Involved.organisation_id == actor.organisation_id, Involved.incident_id == case_id)
        .order_by(Involved.role, Involved.ordinal)
    ).all()
    for row in rows:
        keysets.remember(row.Keyset)
    return [(row[0], row[1]) for row in rows]


def _identity(actor: Actor, row: Involved, account: str) -> Identity:
    values = {key: str(text) for key, text in (row.identity or {}).items()}
    return Identity(
        name=account or values.get("name", ""),
        values=values,
        description=row.description or "",
        medical=(row.medical or "") if actor.may(Permission.MEDICAL_SEE) else "",
    )


def _fields(opened: Collection[Identity]) -> list[str]:
    shown = {key for one in opened for key in one.values}
    shown |= {"name" for one in opened if one.name}
    shown |= {"description" for one in opened if one.description}
    shown |= {"medical" for one in opened if one.medical}
    return sorted(shown)
