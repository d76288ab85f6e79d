"""Mail to people without an account: queued in the caller's transaction, emptied when it left.

A letter is claimed in one unit of work, sent outside it and settled in another, as other mail is.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from vpt.accounts.models import Organisation
from vpt.core.actor import Actor, Permission
from vpt.core.policy import ensure
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.infra.mailer import MailProblem
from vpt.notifications import claiming, rules
from vpt.notifications.models import OutsideLetter
from vpt.notifications.rules import OutsideKind, State


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideParcel:
    """What a worker holds while it sends; `address` is empty when there is nothing to send."""

    organisation_id: UUID
    id: UUID
    claimed_at: datetime
    attempts: int
    kind: OutsideKind
    sender: str
    """The name of the organisation that writes."""
    address: str = ""
    path: str = ""
    code: str = ""


def queue(  # noqa: PLR0913  the parts of one letter, all by name
    organisation_id: UUID,
    keyset_id: UUID,
    *,
    key: str,
    kind: str,
    subject_id: UUID,
    address: str,
    path: str = "",
    code: str = "",
    at: datetime,
) -> OutsideLetter | None:
    """Have one content-free letter sent to an address; None when this key was used before.

    `path` is the page the letter leads to, such as /deling/<text>. A letter with a code never
    carries a path: the two travel apart. Raises ValueError for an unknown kind, and when a code
    is missing from a letter of the kind `code` or present in another.
    """
    said = OutsideKind(kind)
    if (said is OutsideKind.CODE) != bool(code):
        message = f"a letter of the kind {said} and a code do not go together"
        raise ValueError(message)
    row = OutsideLetter(organisation_id=organisation_id, id=new_id(), keyset_id=keyset_id)
    row.content = {"address": address, "path": "" if code else path, "code": code}
    return _insert(
        {
            "organisation_id": organisation_id,
            "id": row.id,
            "keyset_id": keyset_id,
            "key": key,
            "kind": said.value,
            "subject_id": subject_id,
            "state": State.WAITING.value,
            "next_try_at": at,
            "made_at": at,
            "content_sealed": row.content_sealed,
        }
    )


def drop(organisation_id: UUID, subject_id: UUID) -> None:
    """Let nothing leave any more about a subject, such as a share that was taken back."""
    db.session.execute(
        update(OutsideLetter)
        .where(
            OutsideLetter.organisation_id == organisation_id,
            OutsideLetter.subject_id == subject_id,
            OutsideLetter.state == State.WAITING,
        )
        .values(state=State.DROPPED, content_sealed=None)
        .execution_options(synchronize_session=False)
    )


def about(organisation_id: UUID, subject_id: UUID) -> list[OutsideLetter]:
    """Return the letters about a subject, oldest first: which kinds were sent, and which failed."""
    return list(
        db.session.scalars(
            select(OutsideLetter)
            .where(
                OutsideLetter.organisation_id == organisation_id,
                OutsideLetter.subject_id == subject_id,
            )
            .order_by(OutsideLetter.made_at, OutsideLetter.id)
        )
    )


def list_failed(actor: Actor, limit: int = 100) -> list[OutsideLetter]:
    """Return the letters that were given up, newest first. They hold no address any more."""
    ensure(actor, Permission.CONFIGURE)
    return list(
        db.session.scalars(
            select(OutsideLetter)
            .where(
                OutsideLetter.organisation_id == actor.organisation_id,
                OutsideLetter.state == State.FAILED,
            )
            .order_by(OutsideLetter.next_try_at.desc(), OutsideLetter.id.desc())
            .limit(limit)
        )
    )


def has_due(now: datetime) -> bool:
    """Return whether a letter waits, by reading alone."""
    return claiming.has_due(OutsideLetter, now)


def claim(now: datetime) -> OutsideParcel | None:
    """Claim the first letter that is due; None when there is none or another worker was first."""
    first = db.session.execute(
        select(OutsideLetter.organisation_id, OutsideLetter.id)
        .where(claiming.due(OutsideLetter, now))
        .order_by(OutsideLetter.next_try_at, OutsideLetter.id)
        .limit(1)
    ).first()
    if first is None:
        return None
    if not claiming.take(OutsideLetter, _this(first.organisation_id, first.id), now):
        return None
    return _parcel(first.organisation_id, first.id, now)


def record_sent(parcel: OutsideParcel, *, now: datetime) -> None:
    """Mark a letter as sent, or dropped when it had no content, and forget to whom."""
    state = State.SENT if parcel.address else State.DROPPED
    _settle(parcel, state=state, sent_at=now if parcel.address else None, content_sealed=None)


def record_problem(parcel: OutsideParcel, problem: MailProblem, *, now: datetime) -> None:
    """Plan another try, or give up visibly and forget to whom it went."""
    again = None if problem.permanent else rules.next_try(parcel.attempts, now)
    if again is None:
        _settle(
            parcel, state=State.FAILED, error=problem.code, next_try_at=now, content_sealed=None
        )
        return
    _settle(parcel, state=State.WAITING, error=problem.code, next_try_at=again)


def _insert(values: dict[str, object]) -> OutsideLetter | None:
    """Insert what is new. Both back ends skip a row whose unique key exists, without an error."""
    insert = sqlite.insert if db.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(OutsideLetter).values(attempts=0, **values)
    return db.session.scalar(statement.on_conflict_do_nothing().returning(OutsideLetter))


def _parcel(organisation_id: UUID, letter_id: UUID, now: datetime) -> OutsideParcel:
    row, sender = db.session.execute(
        select(OutsideLetter, Organisation.name)
        .join(Organisation, Organisation.id == OutsideLetter.organisation_id)
        .where(_this(organisation_id, letter_id))
        .execution_options(populate_existing=True)
    ).one()
    content = row.content or {}
    return OutsideParcel(
        organisation_id=organisation_id,
        id=letter_id,
        claimed_at=now,
        attempts=row.attempts,
        kind=OutsideKind(row.kind),
        sender=sender,
        address=str(content.get("address", "")),
        path=str(content.get("path", "")),
        code=str(content.get("code", "")),
    )


def _settle(parcel: OutsideParcel, **values: object) -> None:
    which = _this(parcel.organisation_id, parcel.id)
    claiming.settle(OutsideLetter, which, parcel.claimed_at, **values)


def _this(organisation_id: UUID, letter_id: UUID) -> ColumnElement[bool]:
    return and_(OutsideLetter.organisation_id == organisation_id, OutsideLetter.id == letter_id)
