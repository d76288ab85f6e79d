"""Opening the register with two people: one asks with a reason, another allows or refuses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import aliased

from vpt.accounts import queries as accounts
from vpt.accounts.people import User
from vpt.audit import service as audit
from vpt.cases import finishing, reach
from vpt.cases.models import Case
from vpt.core.actor import GRANTS, Actor, Permission
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.core.policy import ensure
from vpt.incidents.people import Involved
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.infra.keysets import Shredded
from vpt.measures import register
from vpt.measures.register_rules import MOST_REASON, RequestState
from vpt.measures.unlock_models import RegisterRequest
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice

UNLOCKERS = frozenset(role for role, held in GRANTS.items() if Permission.REGISTER_UNLOCK in held)
MOST_LISTED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """One request as its asker or the second person may know it; never who the person is."""

    id: UUID
    case_id: UUID
    reference: str
    ordinal: int
    """Role number of the perpetrator in the case."""
    asked_at: datetime
    asked_by: str
    decided_at: datetime | None
    decided_by: str
    used_at: datetime | None
    state: RequestState
    reason: str
    answer: str
    is_mine: bool
    may_decide: bool


def ask(
    actor: Actor, case_id: UUID, involved_id: UUID, reason: str, *, now: datetime
) -> RegisterRequest:
    """Ask to look for a perpetrator of a case in reach in the employer's other cases.

    Raises NotAllowed("permission_missing"), NotVisible, RuleBroken("reason_required",
    "text_too_long", "bsn_refused", "register_pending") and what `register.ensure_findable`
    refuses.
    """
    ensure(actor, Permission.REGISTER_SEARCH)
    case = reach.get(actor, case_id)
    person = register.ensure_findable(actor, case, involved_id, now=now)
    said = finishing.required("reason", reason, most=MOST_REASON)
    if any(row.state(now) is RequestState.PENDING for row in _of_person(actor, person.id)):
        raise RuleBroken("register_pending", field="person")
    row = RegisterRequest(
        organisation_id=actor.organisation_id,
        id=new_id(),
        case_id=case.id,
        involved_id=person.id,
        keyset_id=register.case_keyset(actor, case.id),
        asked_at=now,
        asked_by=actor.id,
    )
    row.reason = said
    db.session.add(row)
    db.session.flush()
    people = _second_people(actor, case.id, now)
    _tell(row, people, Kind.REGISTER_ASKED, now)
    _note(actor, "register.asked", row, now)
    return row


def decide(
    actor: Actor, request_id: UUID, *, is_approved: bool, reason: str, now: datetime
) -> RegisterRequest:
    """Allow or refuse a request of somebody else, with a reason.

    Raises NotAllowed("permission_missing", "register_own"), NotVisible for a party to the
    incident, RuleBroken("register_not_pending", "reason_required", "text_too_long",
    "bsn_refused").
    """
    ensure(actor, Permission.REGISTER_UNLOCK)
    row = _locked(actor, request_id)
    if row.asked_by == actor.id:
        raise NotAllowed("register_own")
    if row.state(now) is not RequestState.PENDING:
        raise RuleBroken("register_not_pending")
    row.answer = finishing.required("reason", reason, most=MOST_REASON)
    row.is_approved, row.decided_at, row.decided_by = is_approved, now, actor.id
    db.session.flush()
    _tell(row, {row.asked_by}, Kind.REGISTER_DECIDED, now)
    _note(actor, "register.approved" if is_approved else "register.refused", row, now)
    return row


def open_once(actor: Actor, request_id: UUID, *, now: datetime) -> tuple[register.Match, ...]:
    """Look: only who asked, once, within the term after it was allowed. The FG is told.

    Raises NotAllowed("permission_missing"), NotVisible, RuleBroken("register_used",
    "register_not_open").
    """
    ensure(actor, Permission.REGISTER_SEARCH)
    row = _locked(actor, request_id)
    if row.asked_by != actor.id:
        raise NotVisible("not_found")
    state = row.state(now)
    if state is not RequestState.APPROVED:
        raise RuleBroken("register_used" if state is RequestState.USED else "register_not_open")
    case = reach.get(actor, row.case_id)
    row.used_at = now
    found = register.matches(actor, case, row.involved_id, now=now)
    _note(actor, "register.opened", row, now, matches=str(len(found)))
    for match in found:
        codes = {"request": str(row.id)}
        audit.record(actor, "register.matched", ("case", match.case_id), at=now, codes=codes)
    officers = accounts.list_with_role(actor.organisation_id, register.OFFICERS, now=now)
    _tell(row, {one.id for one in officers} - {actor.id}, Kind.REGISTER_OPENED, now)
    db.session.flush()
    return found


def list_requests(actor: Actor, *, now: datetime) -> list[RequestView]:
    """Return the newest requests the actor made or may decide on, in two statements."""
    return _views(actor, _visible(actor).limit(MOST_LISTED), now)


def get(actor: Actor, request_id: UUID, *, now: datetime) -> RequestView:
    """Return one request the actor made or may decide on, else NotVisible."""
    found = _views(actor, _visible(actor).where(RegisterRequest.id == request_id), now)
    if not found:
        raise NotVisible("not_found")
    return found[0]


def view(actor: Actor, request_id: UUID, *, now: datetime) -> RequestView:
    """Return one request with its reasons and write down the look."""
    seen = get(actor, request_id, now=now)
    audit.record(
        actor, "register.viewed", ("register", request_id), at=now, fields=("reason", "answer")
    )
    return seen


def _visible(actor: Actor) -> Select[RegisterRequest]:
    """Return what somebody asked, and what they may decide on: never when they are a party."""
    mine = RegisterRequest.asked_by == actor.id
    scope: list[ColumnElement[bool]] = [
        RegisterRequest.organisation_id == actor.organisation_id,
        RegisterRequest.case_id.not_in(
            select(Involved.incident_id).where(
                Involved.organisation_id == actor.organisation_id, Involved.user_id == actor.id
            )
        ),
    ]
    if not actor.may(Permission.REGISTER_UNLOCK):
        scope.append(mine)
    return (
        select(RegisterRequest)
        .where(*scope)
        .order_by(RegisterRequest.asked_at.desc(), RegisterRequest.id.desc())
    )


def _locked(actor: Actor, request_id: UUID) -> RegisterRequest:
    row = db.session.scalar(
        _visible(actor)
        .where(RegisterRequest.id == request_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotVisible("not_found")
    return row


def _of_person(actor: Actor, involved_id: UUID) -> Iterable[RegisterRequest]:
    return db.session.scalars(
        select(RegisterRequest).where(
            RegisterRequest.organisation_id == actor.organisation_id,
            RegisterRequest.involved_id == involved_id,
        )
    )


def _second_people(actor: Actor, case_id: UUID, now: datetime) -> set[UUID]:
    """Return who may decide: holders of the right, but neither the asker nor a party."""
    able = {one.id for one in accounts.list_with_role(actor.organisation_id, UNLOCKERS, now=now)}
    parties = db.session.scalars(
        select(Involved.user_id).where(
            Involved.organisation_id == actor.organisation_id,
            Involved.incident_id == case_id,
            Involved.user_id.is_not(None),
        )
    )
    return able - set(parties) - {actor.id}


def _tell(row: RegisterRequest, people: Iterable[UUID], kind: Kind, now: datetime) -> None:
    notices = [
        Notice(
            organisation_id=row.organisation_id,
            recipient_id=user_id,
            kind=kind,
            subject_id=row.id,
        )
        for user_id in sorted(people)
    ]
    notifications.queue_all(notices, at=now)


def _note(actor: Actor, action: str, row: RegisterRequest, now: datetime, **codes: str) -> None:
    known = {"request": str(row.id), "person": str(row.involved_id), **codes}
    audit.record(actor, action, ("case", row.case_id), at=now, codes=known)


def _views(actor: Actor, scope: Select[RegisterRequest], now: datetime) -> list[RequestView]:
    asker, decider = aliased(User), aliased(User)
    rows = db.session.execute(
        scope.join(
            Case,
            and_(
                Case.organisation_id == RegisterRequest.organisation_id,
                Case.id == RegisterRequest.case_id,
            ),
        )
        .join(
            Involved,
            and_(
                Involved.organisation_id == RegisterRequest.organisation_id,
                Involved.id == RegisterRequest.involved_id,
            ),
        )
        .join(asker, asker.id == RegisterRequest.asked_by)
        .outerjoin(decider, decider.id == RegisterRequest.decided_by)
        .add_columns(Case.reference, Involved.ordinal, asker.name, decider.name)
    ).all()
    keysets.prefetch(actor.organisation_id, {row[0].keyset_id for row in rows})
    return [_view(actor, row[0], tuple(row[1:]), now) for row in rows]


def _view(
    actor: Actor, row: RegisterRequest, known: tuple[str, int, str, str | None], now: datetime
) -> RequestView:
    reference, ordinal, asked_by, decided_by = known
    state, is_mine = row.state(now), row.asked_by == actor.id
    try:
        reason, answer = row.reason or "", row.answer or ""
    except Shredded:
        reason = answer = ""
    may = actor.may(Permission.REGISTER_UNLOCK) and not is_mine
    return RequestView(
        id=row.id,
        case_id=row.case_id,
        reference=reference,
        ordinal=ordinal,
        asked_at=row.asked_at,
        asked_by=asked_by,
        decided_at=row.decided_at,
        decided_by=decided_by or "",
        used_at=row.used_at,
        state=state,
        reason=reason,
        answer=answer,
        is_mine=is_mine,
        may_decide=may and state is RequestState.PENDING,
    )
