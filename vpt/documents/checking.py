"""The code by which a paper is checked: printed on it, and of no meaning by itself."""

import secrets

from vpt.infra import links

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letters that look like figures."""
LENGTH = 12
"""60 bits: nobody finds a document by guessing, at any rate a server allows."""
GROUP = 4


def new_code() -> str:
    """Return a fresh code without separators."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shown(code: str) -> str:
    """Return a code as printed: in groups of four."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def address_of(code: str) -> str:
    """Return where a copy with this code is checked."""
    return links.public_address(f"/verifieer/{shown(code)}")
