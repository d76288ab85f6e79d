"""Signs ids into links, so that a link can be told from a guess without a look in the database."""

from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from vpt.core.settings import Settings

SHARE = "share"
"""A purpose: the link to a share, /deling/<text>."""
PASSWORD = "password"  # noqa: S105  a purpose: the link to choose a password, /wachtwoord/<text>


def sign(purpose: str, identifier: UUID) -> str:
    """Return text that fits in an address; it opens only for the same purpose."""
    return str(_signer(purpose).dumps(identifier.hex))


def open(purpose: str, text: str) -> UUID | None:  # noqa: A001  the counterpart of `sign`
    """Return the id that was signed for this purpose, or None when the text is not ours.

    Says nothing about expiry or use: the row behind the id does.
    """
    try:
        return UUID(_signer(purpose).loads(text))
    except (BadSignature, ValueError, AttributeError, TypeError):
        return None


def sign_row(purpose: str, organisation_id: UUID, identifier: UUID) -> str:
    """Return text for an address that names a row of one organisation."""
    return str(_signer(purpose).dumps(organisation_id.hex + identifier.hex))


def open_row(purpose: str, text: str) -> tuple[UUID, UUID] | None:
    """Return the organisation and row that were signed, or None when the text is not ours."""
    try:
        both = str(_signer(purpose).loads(text))
        return UUID(both[:32]), UUID(both[32:])
    except (BadSignature, ValueError, AttributeError, TypeError):
        return None


def _signer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(signing_key(), salt=f"vpt link {purpose}")


def signing_key() -> str:
    """Return the installation's secret key; without one nothing may be signed or believed."""
    key = current_app.secret_key
    if not key:
        message = "this installation has no secret key: run `flask vpt keys create`"
        raise RuntimeError(message)
    return str(key)


def public_address(path: str) -> str:
    """Return the address of a page as people outside see it; `path` starts with a slash."""
    settings: Settings = current_app.extensions["vpt_settings"]
    return f"{settings.public_url}{path}"
