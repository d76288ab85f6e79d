"""The people of a case as a reader may know them, and who knows of the case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vpt.cases import labels
from vpt.cases.chain import Reader
from vpt.cases.gathering import Gathered
from vpt.cases.rules import Hat
from vpt.core.actor import Permission, Role
from vpt.core.language import translate
from vpt.incidents.people import Involved

VICTIM = "victim"
STAFF_HATS: Mapping[Role, Hat] = {
    Role.COORDINATOR: Hat.COORDINATOR,
    Role.HR: Hat.HR,
    Role.MANAGER: Hat.HANDLER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """One person by role number; what the reader may not know is empty."""

    id: UUID
    number: str
    role: str
    label: str
    is_known: bool
    has_account: bool
    is_me: bool
    protection: str
    name: str
    identity: Mapping[str, str]
    description: str
    medical: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody who can see the case, and since when they last did."""

    name: str
    hat: str
    seen_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who can see this case, and who looked, newest first: also shown to the victim."""

    can_see: tuple[Viewer, ...]
    have_seen: tuple[Viewer, ...]


def views(got: Gathered, reader: Reader) -> tuple[PersonView, ...]:
    """Return the people of the incident: victims, perpetrators, witnesses."""
    order = list(labels.ROLE_LETTER)
    rows = sorted(got.running.involved, key=lambda row: (order.index(row.role), row.ordinal))
    return tuple(_view(got, reader, row) for row in rows if _is_told(reader, row))


def audience(got: Gathered, reader: Reader) -> Audience:
    """Return who can see the case by role or by work given, and who has looked."""
    seen = {
        entry.actor_id: entry.at
        for entry in reversed(got.trail)
        if entry.action in labels.LOOKS and entry.actor_id
    }
    hats = _hats(got)
    return Audience(
        can_see=tuple(
            Viewer(
                name=got.names.get(user_id, ""),
                hat=translate(reader.locale, labels.HAT[hat]),
                seen_at=seen.get(user_id),
            )
            for user_id, hat in hats.items()
        ),
        have_seen=tuple(
            Viewer(
                name=got.names.get(user_id, ""),
                hat=translate(reader.locale, labels.HAT[hats[user_id]]) if user_id in hats else "",
                seen_at=at,
            )
            for user_id, at in sorted(seen.items(), key=lambda pair: pair[1], reverse=True)
        ),
    )


def _hats(got: Gathered) -> dict[UUID, Hat]:
    at = got.running
    parties = {one.user_id for one in at.involved if one.user_id}
    hats: dict[UUID, Hat] = {
        user_id: Hat.OWN
        for user_id in (
            got.incident.reporter_id,
            *(one.user_id for one in at.involved if one.role == VICTIM),
        )
        if user_id
    }
    staff = [(at.case.assignee_id, Hat.HANDLER)]
    staff += [
        (user_id, hat)
        for role, hat in STAFF_HATS.items()
        for user_id, roles in got.staff.items()
        if role in roles
    ]
    staff += [(row.assignee_id, Hat.ASSIGNEE) for row in at.steps if row.state == "open"]
    for user_id, hat in staff:
        if user_id is not None and user_id not in parties:
            hats.setdefault(user_id, hat)
    return hats


def _is_told(reader: Reader, row: Involved) -> bool:
    """Keep to the support team the victims: the rest of the file is not theirs."""
    return reader.actor.may(Permission.CASE_READ) or row.role == VICTIM


def _view(got: Gathered, reader: Reader, row: Involved) -> PersonView:
    sees = _sees_identity(reader, row)
    identity = {key: str(text) for key, text in (row.identity or {}).items()} if sees else {}
    account = got.names.get(row.user_id, "") if row.user_id else ""
    return PersonView(
        id=row.id,
        number=f"{labels.ROLE_LETTER[row.role]}{row.ordinal}",
        role=row.role,
        label=f"{translate(reader.locale, labels.SCOPE[row.role])} {row.ordinal}",
        is_known=row.is_known,
        has_account=row.user_id is not None,
        is_me=row.user_id == reader.actor.id,
        protection=row.protection,
        name=(account or identity.get("name", "")) if sees else "",
        identity=identity,
        description=(row.description or "") if sees else "",
        medical=(row.medical or "") if _sees_medical(reader, row) else "",
    )


def _sees_identity(reader: Reader, row: Involved) -> bool:
    if row.user_id == reader.actor.id:
        return True
    if reader.reached.is_own_only:
        return False
    is_care = Hat.SUPPORT in reader.reached.hats and row.role == VICTIM
    return is_care or reader.actor.may(Permission.IDENTITY_SEE)


def _sees_medical(reader: Reader, row: Involved) -> bool:
    """Medical detail is for HR, support team and the victim (DESIGN §6)."""
    if row.user_id == reader.actor.id:
        return True
    return not reader.reached.is_own_only and reader.actor.may(Permission.MEDICAL_SEE)
