"""The code of a secure link: made, tried, used up, asked for again, and blocked for good."""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from vpt.accounts import queries as accounts
from vpt.accounts import tries
from vpt.accounts.rules import TryKind
from vpt.core.actor import Role
from vpt.core.errors import RuleBroken
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications import outside
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice, OutsideKind
from vpt.partners.models import ContactOfficer
from vpt.sharing import receipts
from vpt.sharing.models import SecureLink, Share
from vpt.sharing.rules import (
    CODE_LASTS,
    MOST_CODES,
    WRONG_CODES,
    CodeWay,
    Door,
    ReceiptKind,
)

SIGNS = "FHJKLMRUWXZ234568"
"""Signs that sound and look different from each other when a code is read out in Dutch."""
LENGTH = 8
REST = timedelta(minutes=10)
"""A code younger than this is not replaced for the asking: it may still be on its way."""
PURPOSE = "share-code"
BETWEEN = re.compile(r"[\s.\-_/]+")


class Verdict(StrEnum):
    """What came of a try; a refusal does not say why, so that nothing is learned from it."""

    RIGHT = "right"
    WRONG = "wrong"
    BLOCKED = "blocked"


class Renewal(StrEnum):
    """What came of asking for a new code."""

    MAILED = "mailed"
    TOLD = "told"
    """The sender was asked to call with a new one."""
    ON_ITS_WAY = "on_its_way"
    USED_UP = "used_up"


@dataclass(frozen=True, slots=True)
class Tried:
    """A verdict, and with the right code the epoch that the browser has to remember."""

    verdict: Verdict
    epoch: int = 0


def make(share: Share, way: str = "", *, now: datetime, by: UUID | None = None) -> str:
    """Make the link of a share, or renew its code; return the code, which is kept nowhere.

    Without `way` the code goes on travelling as it did. A new code takes the place of the one
    before. `by` is the sender who makes it; None when the recipient asked. Raises
    RuleBroken("link_blocked", "codes_used_up", "not_by_link").
    """
    if share.door != Door.LINK:
        raise RuleBroken("not_by_link")
    row = _locked(share) or _fresh(share)
    if row.blocked_at is not None:
        raise RuleBroken("link_blocked")
    if row.codes_made >= MOST_CODES:
        raise RuleBroken("codes_used_up", most=MOST_CODES)
    code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    row.code_way = CodeWay(way or row.code_way or CodeWay.TELEPHONE).value
    row.code_hash = _hash(share, code)
    row.code_expires_at = now + CODE_LASTS
    row.codes_made += 1
    db.session.flush()
    receipts.note(share, ReceiptKind.CODE_MADE, door=Door.LINK, user_id=by, now=now)
    return spoken(code)


def spoken(code: str) -> str:
    """Return a code in two groups of four, as it is read out."""
    return f"{code[:4]}-{code[4:]}"


def clean(text: str) -> str:
    """Return a typed code without what people put between its signs."""
    return BETWEEN.sub("", text).upper()


def is_code(text: str) -> bool:
    """Tell whether a cleaned text could be a code at all; what could not is no guess."""
    return len(text) == LENGTH and set(text) <= set(SIGNS)


def try_code(share: Share, code: str, client: str, *, now: datetime) -> Tried:
    """Judge a code and use it up; the caller commits whatever the verdict is.

    Unknown, expired, replaced and used codes look alike and each counts. After WRONG_CODES of
    them the link is blocked for good, and the sender and the privacy officers are told. Raises
    TooMany(minutes=…).
    """
    claim = tries.claim(TryKind.SHARE, str(share.id), client, now=now)
    row = _locked(share)
    if row is None or row.blocked_at is not None:
        return Tried(Verdict.BLOCKED)
    if _fits(share, row, clean(code), now):
        row.code_hash = None
        tries.forgive(claim)
        receipts.note(share, ReceiptKind.CODE_RIGHT, door=Door.LINK, now=now)
        return Tried(Verdict.RIGHT, row.epoch)
    row.wrong_codes += 1
    receipts.note(share, ReceiptKind.CODE_WRONG, door=Door.LINK, now=now)
    if row.wrong_codes < WRONG_CODES:
        return Tried(Verdict.WRONG)
    _block(share, row, now)
    return Tried(Verdict.BLOCKED)


def ask_code(share: Share, client: str, *, now: datetime) -> Renewal:
    """Let a recipient have a new code: to their second address, or by a call of the sender.

    Raises TooMany(minutes=…).
    """
    tries.claim(TryKind.SHARE_CODE, str(share.id), client, now=now)
    row = _locked(share)
    if row is None or row.blocked_at is not None or row.codes_made >= MOST_CODES:
        return Renewal.USED_UP
    if _is_on_its_way(row, now):
        return Renewal.ON_ITS_WAY
    address = _second_address(share) if row.code_way == CodeWay.SECOND_ADDRESS else ""
    if not address:
        _tell(share, Kind.SHARE_CODE_WANTED, [share.created_by], row.codes_made + 1, now)
        return Renewal.TOLD
    code = make(share, CodeWay.SECOND_ADDRESS, now=now)
    outside.queue(
        share.organisation_id,
        share.keyset_id,
        key=f"code {share.id} {row.codes_made}",
        kind=OutsideKind.CODE,
        subject_id=share.id,
        address=address,
        code=code,
        at=now,
    )
    return Renewal.MAILED


def end(share: Share) -> None:
    """Close the share in every browser in which its link is open, and forget the code."""
    row = _locked(share)
    if row is not None:
        row.epoch += 1
        row.code_hash = None
        db.session.flush()


def _fits(share: Share, row: SecureLink, code: str, now: datetime) -> bool:
    """Compare in constant time; without a live code with one that nobody can know."""
    is_live = row.code_expires_at is not None and row.code_expires_at > now
    kept = row.code_hash if is_live and row.code_hash else secrets.token_bytes(16)
    return hmac.compare_digest(kept, _hash(share, code))


def _block(share: Share, row: SecureLink, now: datetime) -> None:
    row.blocked_at = now
    row.code_hash = None
    row.epoch += 1
    receipts.note(share, ReceiptKind.BLOCKED, door=Door.LINK, now=now)
    officers = accounts.list_with_role(share.organisation_id, [Role.PRIVACY_OFFICER], now=now)
    _tell(share, Kind.SHARE_BLOCKED, [share.created_by, *(one.id for one in officers)], 1, now)


def _tell(share: Share, kind: Kind, recipients: list[UUID], occurrence: int, now: datetime) -> None:
    notices = [
        Notice(
            organisation_id=share.organisation_id,
            recipient_id=recipient,
            kind=kind,
            case_id=share.case_id,
            subject_id=share.id,
            occurrence=occurrence,
        )
        for recipient in dict.fromkeys(recipients)
    ]
    notifications.queue_all(notices, at=now)


def _is_on_its_way(row: SecureLink, now: datetime) -> bool:
    if row.code_hash is None or row.code_expires_at is None:
        return False
    return row.code_expires_at - CODE_LASTS > now - REST


def _second_address(share: Share) -> str:
    """Return where a code may go: the second address, and never the one the link goes to."""
    row = db.session.get(ContactOfficer, (share.organisation_id, share.officer_id))
    values = (row.identity or {}) if row is not None else {}
    second = str(values.get("second_email", "")).strip()
    first = str(values.get("email", "")).strip()
    return second if second.casefold() != first.casefold() else ""


def _hash(share: Share, code: str) -> bytes:
    text = f"{share.id}|{code}"
    return keysets.key_folder().blind_index(share.organisation_id, PURPOSE, text)


def _locked(share: Share) -> SecureLink | None:
    return db.session.scalar(
        select(SecureLink)
        .where(SecureLink.organisation_id == share.organisation_id, SecureLink.share_id == share.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _fresh(share: Share) -> SecureLink:
    row = SecureLink(
        organisation_id=share.organisation_id,
        id=new_id(),
        share_id=share.id,
        code_way="",
        codes_made=0,
        wrong_codes=0,
        epoch=0,
    )
    db.session.add(row)
    return row
