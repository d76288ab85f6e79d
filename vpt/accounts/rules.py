"""Codes and plain checks of the accounts room."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv6Address, ip_address
from typing import Any
from urllib.parse import urlsplit

from vpt.core.actor import GRANTS, Permission, Role


class OrganisationKind(StrEnum):
    """What an organisation is in the chain."""

    EMPLOYER = "employer"
    POLICE = "police"
    PROSECUTION = "prosecution"
    MUNICIPALITY = "municipality"
    REGIONAL = "regional"


class CredentialKind(StrEnum):
    """How a person proves who they are; passkeys and OIDC fit in the same table."""

    PASSWORD = "password"  # noqa: S105  a kind, not a secret
    TOTP = "totp"
    RECOVERY = "recovery"
    PASSKEY = "passkey"
    OIDC = "oidc"


class TokenPurpose(StrEnum):
    """What a single-use link may do."""

    RESET = "reset"
    INVITE = "invite"


class MailMode(StrEnum):
    """When somebody wants mail about their work."""

    IMMEDIATE = "immediate"
    DAILY = "daily"
    NONE = "none"


class Step(StrEnum):
    """What a person still has to do after the right password."""

    ENROL = "enrol"
    CODE = "code"
    DONE = "done"


class AccountStanding(StrEnum):
    """How the account of somebody who was invited stands."""

    INVITED = "invited"
    ACTIVE = "active"
    CLOSED = "closed"


class Post(StrEnum):
    """A place somebody gets beside a role: at the head of a unit, or standing in there."""

    NONE = ""
    MANAGER = "manager"
    DEPUTY = "deputy"


class Verdict(StrEnum):
    """Why a role that was asked for was given or not; empty while it waits, and when it was given.

    A closed list: what somebody thinks of a colleague is written down nowhere.
    """

    NONE = ""
    FIRST_SETUP = "first_setup"
    """Given at once, because the organisation was being set up."""
    ALONE = "alone"
    """Given at once from the command line: there was nobody left who could confirm."""
    UNKNOWN_PERSON = "unknown_person"
    WRONG_UNIT = "wrong_unit"
    TOO_WIDE = "too_wide"
    NOT_NEEDED = "not_needed"
    WITHDRAWN = "withdrawn"


REFUSALS = (Verdict.UNKNOWN_PERSON, Verdict.WRONG_UNIT, Verdict.TOO_WIDE, Verdict.NOT_NEEDED)
"""What a second person can answer besides yes."""


class TryKind(StrEnum):
    """What is being tried; each kind is counted apart."""

    PASSWORD = "password"  # noqa: S105  a kind, not a secret
    CODE = "code"
    RESET = "reset"
    SHARE = "share"
    """The code of a partner's secure link."""
    SHARE_CODE = "share_code"
    """Asking for a new one."""
    DESK = "desk"
    """The code on a cover sheet."""
    DESK_ANSWER = "desk_answer"
    """Answering through it."""
    VERIFY = "verify"
    """Checking a document, by its code or with the file."""
    SETUP = "setup"
    """The code that opens the set-up of an empty installation, and the one in its trial mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """A person's own choices. Quiet hours are local times as HH:MM, both or neither."""

    locale: str
    mode: MailMode
    quiet_from: str = ""
    quiet_until: str = ""

    def mail(self) -> dict[str, Any]:
        """Return what `User.mail` stores and the notifications room reads."""
        return {"mode": self.mode, "quiet_from": self.quiet_from, "quiet_until": self.quiet_until}


OPENERS = frozenset(
    {
        Permission.CASE_READ,
        Permission.CASE_READ_ALL,
        Permission.CASE_READ_AFTERCARE,
        Permission.MEDICAL_SEE,
        Permission.COUNSEL,
        Permission.REGISTER_SEARCH,
        Permission.REGISTER_UNLOCK,
        Permission.MEASURES_TODAY,
        Permission.ROLES_CONFIRM,
        Permission.AUDIT_READ,
    }
)
"""What shows something of a case or of its people, or lets somebody else see it."""
CONFIRMERS = frozenset(role for role in Role if Permission.ROLES_CONFIRM in GRANTS[role])
CONFIRMS_AFTER = timedelta(days=1)
"""So long a new confirmer looks on, so that the privacy officer hears of it first."""
LOCALES = ("nl", "en")
PASSWORD_MIN = 12
PASSWORD_MAX = 200
DIFFERENT_CHARACTERS = 5
TRY_WINDOW = timedelta(minutes=15)
TRIES_PER_SUBJECT = 5
TRIES_PER_CLIENT = 30
TRIES_KEPT = timedelta(days=1)
LINK_LASTS = {TokenPurpose.RESET: timedelta(hours=1), TokenPurpose.INVITE: timedelta(days=7)}
INVITED_AGAIN_AFTER = timedelta(hours=1)
RECOVERY_CODES = 10
LOOPBACK_NAMES = {"localhost"}
IPV6_HOME_BITS = 64
COMMON = ("wachtwoord", "password", "welkom", "geheim", "qwerty", "123456", "zomer", "winter")
EMAIL = re.compile(r"[^@\s\x00-\x1f\x7f]+@[^@\s.\x00-\x1f\x7f]+(\.[^@\s.\x00-\x1f\x7f]+)+")
SHORT_CODE = re.compile(r"[A-Z0-9]{2,6}")


def opens_cases(role: Role) -> bool:
    """Tell whether a role needs a second person before it takes effect (DESIGN §6)."""
    return bool(GRANTS[role] & OPENERS)


def path_of(parent_path: str, key: str) -> str:
    """Return the materialised path of a unit: every ancestor's key, each closed by a slash."""
    return f"{parent_path}{key}/"


def normal_email(address: str) -> str:
    """Return the one spelling of a mail address that accounts are stored under."""
    return address.strip().lower()


def password_problem(password: str, email: str) -> str | None:
    """Return the code of what is wrong with a new password, or None.

    Length counts most (NIST SP 800-63B); what everybody tries first is refused.
    """
    if len(password) < PASSWORD_MIN:
        return "password_short"
    if len(password) > PASSWORD_MAX:
        return "password_long"
    plain = password.casefold()
    rest = plain
    for word in (*COMMON, *_words_of(email)):
        rest = rest.replace(word, "")
    # beside guessable words, a year and an exclamation mark are guessable too
    letters = sum(sign.isalpha() for sign in rest)
    guessable = rest != plain and letters < PASSWORD_MIN // 2
    return "password_guessable" if guessable or len(set(plain)) < DIFFERENT_CHARACTERS else None


def client_key(address: str) -> str:
    """Return who a client address counts as: an IPv6 home has billions of addresses."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(int(parsed) >> (128 - IPV6_HOME_BITS))
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)


def is_loopback(host: str) -> bool:
    """Return whether a host name or address is this machine itself."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host in LOOPBACK_NAMES


def is_local_path(target: str) -> bool:
    """Return whether a target stays on this site: a path, without a host in any disguise."""
    if not target.startswith("/") or target.startswith("//"):
        return False
    if "\\" in target or not target.isprintable():
        return False
    parts = urlsplit(target)
    return not parts.scheme and not parts.netloc


def _words_of(email: str) -> list[str]:
    return [word for word in re.split(r"[^a-z]+", email.casefold()) if len(word) > 3]  # noqa: PLR2004  shorter words are everywhere
