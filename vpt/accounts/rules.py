"""Codes and plain checks of the accounts room."""

from enum import StrEnum


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


PASSWORD_MIN = 12
PASSWORD_MAX = 200


def path_of(parent_path: str, key: str) -> str:
    """Return the materialised path of a unit: every ancestor's key, each closed by a slash."""
    return f"{parent_path}{key}/"
