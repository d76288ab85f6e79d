"""One-time codes (TOTP, RFC 6238) and recovery codes: pure functions over secrets and moments."""

import hashlib
import hmac
import secrets
from datetime import datetime
from uuid import UUID

import pyotp

from vpt.accounts.rules import RECOVERY_CODES

ISSUER = "Veilige Publieke Taak"
PERIOD_SECONDS = 30
DRIFT = (-1, 0, 1)
"""A telephone's clock may be half a minute off, either way."""
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Without signs that look alike on paper."""
GROUPS, GROUP = 3, 4


def new_secret() -> str:
    """Return a fresh TOTP secret (160 bits, base32)."""
    return pyotp.random_base32()


def enrolment_uri(secret: str, email: str) -> str:
    """Return what the QR code says to an authenticator app."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def matching_counter(secret: str, code: str, *, after: int | None, now: datetime) -> int | None:
    """Return the counter a code belongs to, or None; a counter counts only once (`after`)."""
    totp = pyotp.TOTP(secret)
    typed = "".join(code.split())
    present = int(now.timestamp()) // PERIOD_SECONDS
    matching = [
        present + step
        for step in DRIFT
        if hmac.compare_digest(totp.generate_otp(present + step).encode(), typed.encode())
        and (after is None or present + step > after)
    ]
    return matching[0] if matching else None


def new_recovery_codes() -> list[str]:
    """Return ten codes of 58 bits, in groups that can be read aloud."""
    return [
        "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
        for _ in range(RECOVERY_CODES)
    ]


def digest(user_id: UUID, code: str) -> str:
    """Return what is stored of a recovery code: a hash of this person and this code."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(f"{user_id}|{plain}".encode()).hexdigest()
