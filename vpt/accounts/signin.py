"""Proving who you are: password, one-time code, recovery code, and the start of a session."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from vpt.accounts import codes, credentials, queries, tries
from vpt.accounts.people import Credential, User
from vpt.accounts.rules import CredentialKind, Step, TryKind, normal_email
from vpt.audit import service as audit
from vpt.core.actor import STRONG_SIGN_IN, Actor, Author
from vpt.core.errors import NotAllowed, RuleBroken
from vpt.infra.db import db
from vpt.infra.passwords import Verdict


@dataclass(frozen=True, slots=True)
class Attempt:
    """A password try, counted but not yet judged: hashing happens outside the unit of work."""

    claim: tries.Claim
    user_id: UUID | None
    stored: str | None


@dataclass(frozen=True, slots=True)
class Proven:
    """A person whose password was right, and what they still have to do."""

    user_id: UUID
    epoch: int
    step: Step


def begin_password(email: str, client: str, *, now: datetime) -> Attempt:
    """Count the try and fetch what to compare with. Raises TooMany(minutes=…)."""
    address = normal_email(email)
    claim = tries.claim(TryKind.PASSWORD, address, client, now=now)
    user = queries.find_user_by_email(address)
    if user is None:
        return Attempt(claim, None, None)
    row = credentials.find(user.id, CredentialKind.PASSWORD)
    return Attempt(claim, user.id, row.secret if row else None)


def settle_password(attempt: Attempt, verdict: Verdict, *, now: datetime) -> Proven | None:
    """Judge a try. None says nothing about why: unknown, wrong, disabled and roleless look alike.

    Who has to enrol gets a fresh secret, so that nobody has seen it before this sign-in.
    """
    user = _enabled(attempt.user_id)
    roles = queries.list_roles_of(user.id, now=now) if user is not None else []
    if user is None or not verdict.fits or not roles:
        _note_failure(attempt.user_id, "password", now)
        return None
    tries.forgive(attempt.claim)
    if verdict.fresh:
        credentials.store(user.id, CredentialKind.PASSWORD, verdict.fresh, now=now)
    step = next_step(user.id, now=now)
    if step is Step.ENROL:
        credentials.store(user.id, CredentialKind.TOTP, codes.new_secret(), now=now)
    return Proven(user.id, user.session_epoch, step)


def confirm_password(attempt: Attempt, verdict: Verdict) -> bool:
    """Judge the password somebody types again while signed in."""
    if verdict.fits:
        tries.forgive(attempt.claim)
    return verdict.fits


def next_step(user_id: UUID, *, now: datetime) -> Step:
    """Return what comes after the password: a code for whoever has one, else by role."""
    totp = credentials.find(user_id, CredentialKind.TOTP)
    if totp is not None and totp.confirmed_at is not None:
        return Step.CODE
    strong = {role for _, role in queries.list_roles_of(user_id, now=now)} & STRONG_SIGN_IN
    return Step.ENROL if strong else Step.DONE


def find_half_way(user_id: UUID, epoch: int) -> User | None:
    """Return a person who has given the password, unless disabled or signed out since."""
    user = _enabled(user_id)
    return user if user is not None and user.session_epoch == epoch else None


def enrolment_secret(user_id: UUID) -> str | None:
    """Return the secret a person has to put in their app, while it is not confirmed."""
    totp = credentials.find(user_id, CredentialKind.TOTP)
    return totp.secret if totp is not None and totp.confirmed_at is None else None


def confirm_enrolment(user_id: UUID, code: str, client: str, *, now: datetime) -> list[str]:
    """Turn the second factor on; return the recovery codes, or nothing when the code is wrong.

    Raises TooMany(minutes=…), and RuleBroken when there is nothing to confirm.
    """
    totp = credentials.find(user_id, CredentialKind.TOTP)
    if totp is None or totp.confirmed_at is not None:
        raise RuleBroken("nothing_to_confirm")
    if not _code_fits(totp, code, client, now):
        return []
    totp.confirmed_at = now
    fresh = credentials.renew_recovery(user_id, now=now)
    _note(user_id, "account.second_factor_enrolled", now)
    return fresh


def check_code(user_id: UUID, code: str, client: str, *, now: datetime) -> bool:
    """Judge a one-time code; each counts once. Raises TooMany(minutes=…)."""
    totp = credentials.find(user_id, CredentialKind.TOTP)
    confirmed = totp if totp is not None and totp.confirmed_at is not None else None
    return _code_fits(confirmed, code, client, now)


def check_recovery(user_id: UUID, code: str, client: str, *, now: datetime) -> bool:
    """Judge a recovery code and use it up. Raises TooMany(minutes=…)."""
    claim = tries.claim(TryKind.CODE, str(user_id), client, now=now)
    if not credentials.use_recovery(user_id, code):
        _note_failure(user_id, "recovery", now)
        return False
    tries.forgive(claim)
    _note(user_id, "account.recovery_code_used", now)
    return True


def renew_recovery(actor: Actor, *, now: datetime) -> list[str]:
    """Replace the actor's recovery codes; only for whoever uses a second factor."""
    totp = credentials.find(actor.id, CredentialKind.TOTP)
    if totp is None or totp.confirmed_at is None:
        raise RuleBroken("no_second_factor")
    fresh = credentials.renew_recovery(actor.id, now=now)
    audit.record(actor, "account.recovery_codes_renewed", ("user", actor.id), at=now)
    return fresh


def complete(
    user_id: UUID, organisation_id: UUID, *, means: str, now: datetime
) -> tuple[User, Actor]:
    """Note that a person starts to act for an organisation; NotAllowed without a valid role."""
    found = queries.find_actor(user_id, organisation_id, now=now)
    if found is None:
        raise NotAllowed("account_without_role")
    audit.record(found[1], "account.signed_in", ("user", user_id), at=now, codes={"means": means})
    return found


def list_demo_people() -> list[User]:
    """Return the invented people that a demo offers for one-click sign-in, by their role."""
    return list(
        db.session.scalars(
            select(User)
            .where(User.demo_role != "", User.disabled_at.is_(None))
            .order_by(User.created_at, User.id)
        )
    )


def complete_as_demo(user_id: UUID, *, now: datetime) -> tuple[User, Actor]:
    """Sign an invented person in with one click; only in a demo, and only whom it offers."""
    home = queries.find_home_organisation(user_id, now=now)
    user = _enabled(user_id)
    if not queries.is_demo() or user is None or not user.demo_role or home is None:
        raise NotAllowed("demo_only")
    return complete(user_id, home.id, means="demo", now=now)


def _code_fits(totp: Credential | None, code: str, client: str, now: datetime) -> bool:
    if totp is None:
        return False
    claim = tries.claim(TryKind.CODE, str(totp.user_id), client, now=now)
    counter = codes.matching_counter(totp.secret or "", code, after=totp.last_counter, now=now)
    if counter is None or not credentials.use_counter(totp, counter):
        _note_failure(totp.user_id, "code", now)
        return False
    tries.forgive(claim)
    return True


def _enabled(user_id: UUID | None) -> User | None:
    user = db.session.get(User, user_id) if user_id is not None else None
    return user if user is not None and user.disabled_at is None else None


def _note(user_id: UUID, action: str, now: datetime) -> None:
    home = queries.find_home_organisation(user_id, now=now)
    if home is not None:
        audit.record(Author(organisation_id=home.id, id=user_id), action, ("user", user_id), at=now)


def _note_failure(user_id: UUID | None, means: str, now: datetime) -> None:
    """Leave a trail when somebody fails on an account; who it was is not known."""
    home = queries.find_home_organisation(user_id, now=now) if user_id is not None else None
    if home is not None:
        audit.record(
            Author(organisation_id=home.id),
            "account.sign_in_failed",
            ("user", user_id),
            at=now,
            codes={"means": means},
        )
