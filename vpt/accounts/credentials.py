"""Storing and finding what a person proves themselves with; secrets lie sealed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update

from vpt.accounts import codes, queries
from vpt.accounts.models import Organisation
from vpt.accounts.people import Credential
from vpt.accounts.rules import CredentialKind
from vpt.core.errors import RuleBroken
from vpt.infra.db import db
from vpt.infra.ids import new_id


def find(user_id: UUID, kind: CredentialKind) -> Credential | None:
    """Return a person's credential of a kind; passwords, TOTP and recovery have one each."""
    return db.session.scalar(
        select(Credential).where(Credential.kind == kind, Credential.subject == str(user_id))
    )


def store(user_id: UUID, kind: CredentialKind, secret: str, *, now: datetime) -> Credential:
    """Put a new secret in the place of the old one, sealed under the person's organisation."""
    remove(user_id, kind)
    organisation = _home(user_id, now)
    row = Credential(
        organisation_id=organisation.id,
        id=new_id(),
        user_id=user_id,
        kind=kind,
        subject=str(user_id),
        keyset_id=organisation.keyset_id,
        created_at=now,
    )
    row.secret = secret
    db.session.add(row)
    db.session.flush()
    return row


def remove(user_id: UUID, *kinds: CredentialKind) -> None:
    """Take credentials away."""
    db.session.execute(
        delete(Credential).where(Credential.user_id == user_id, Credential.kind.in_(kinds))
    )


def use_counter(totp: Credential, counter: int) -> bool:
    """Mark a code as used; False when it, or a later one, was used in the meantime."""
    changed = db.session.execute(
        update(Credential)
        .where(
            Credential.organisation_id == totp.organisation_id,
            Credential.id == totp.id,
            (Credential.last_counter.is_(None)) | (Credential.last_counter < counter),
        )
        .values(last_counter=counter)
        .execution_options(synchronize_session=False)
        .returning(Credential.id)
    ).all()
    return len(changed) == 1


def renew_recovery(user_id: UUID, *, now: datetime) -> list[str]:
    """Replace a person's recovery codes; return the new ones, which are shown once."""
    fresh = codes.new_recovery_codes()
    digests = " ".join(codes.digest(user_id, code) for code in fresh)
    store(user_id, CredentialKind.RECOVERY, digests, now=now).confirmed_at = now
    db.session.flush()
    return fresh


def use_recovery(user_id: UUID, code: str) -> bool:
    """Use up a recovery code; False when it is not one, or was used before."""
    row = db.session.scalar(
        select(Credential)
        .where(Credential.kind == CredentialKind.RECOVERY, Credential.subject == str(user_id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    digest = codes.digest(user_id, code)
    left = (row.secret or "").split() if row is not None else []
    if row is None or digest not in left:
        return False
    left.remove(digest)
    row.secret = " ".join(left)
    db.session.flush()
    return True


def recovery_codes_left(user_id: UUID) -> int:
    """Return how many recovery codes a person has not used."""
    row = find(user_id, CredentialKind.RECOVERY)
    return len((row.secret or "").split()) if row is not None else 0


def _home(user_id: UUID, now: datetime) -> Organisation:
    organisation = queries.find_home_organisation(user_id, now=now)
    if organisation is None or organisation.keyset_id is None:
        raise RuleBroken("account_without_role")
    return organisation
