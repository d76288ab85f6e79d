"""The people of a case as a reader may know them, and who knows of the case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vpt.cases import labels
from vpt.cases.chain import Reader
from vpt.cases.gathering import Gathered
from vpt.cases.reach import Reached
from vpt.cases.rules import Hat
from vpt.core.actor import Actor, Permission, Role
from vpt.core.language import translate
from vpt.incidents.people import Involved

VICTIM, PERPETRATOR = "victim", "perpetrator"
STAFF_HATS: Mapping[Role, Hat] = {
    Role.COORDINATOR: Hat.COORDINATOR,
    Role.HR: Hat.HR,
    Role.MANAGER: Hat.HANDLER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """One person by role number: never who it is, see `viewing.open_identities`."""

    id: UUID
    number: str
    role: str
    label: str
    is_known: bool
    has_account: bool
    is_me: bool
    protection: str
    relation: str
    """Code of what a perpetrator is to the organisation, as reported; empty for others."""
    name: str
    """The reader's own name, for themselves."""


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
    return tuple(_view(got, reader, row) for row in rows if is_told(reader.actor, row))


def audience(got: Gathered, reader: Reader) -> Audience:
    """Return who can see the case by role or by work given, and who has looked."""
    seen, hats = got.seen, _hats(got)
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


def is_told(actor: Actor, row: Involved) -> bool:
    """Keep to the support team the victims: the rest of the file is not theirs."""
    return actor.may(Permission.CASE_READ) or row.role == VICTIM


def may_open(actor: Actor, reached: Reached) -> bool:
    """Tell whether somebody may open who the people of a case in reach are."""
    return not reached.is_own_only and (
        Hat.SUPPORT in reached.hats or actor.may(Permission.IDENTITY_SEE)
    )


def _view(got: Gathered, reader: Reader, row: Involved) -> PersonView:
    is_me = row.user_id == reader.actor.id
    return PersonView(
        id=row.id,
        number=f"{labels.ROLE_LETTER[row.role]}{row.ordinal}",
        role=row.role,
        label=f"{translate(reader.locale, labels.SCOPE[row.role])} {row.ordinal}",
        is_known=row.is_known,
        has_account=row.user_id is not None,
        is_me=is_me,
        protection=row.protection,
        relation=got.incident.perpetrator_relation if row.role == PERPETRATOR else "",
        name=reader.actor.name if is_me else "",
    )
