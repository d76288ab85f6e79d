"""The code by which a paper is checked: printed on it, and of no meaning by itself."""

import secrets

from vpt.infra import links

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letters that look like figures."""
LENGTH = 12
"""60 bits: nobody finds a document by guessing, at any rate a server allows."""
GROUP = 4
_MISREAD = str.maketrans("OIL", "011")


def new_code() -> str:
    """Return a fresh code without separators."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shown(code: str) -> str:
    """Return a code as printed: in groups of four."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def address_of(code: str) -> str:
    """Return where a copy with this code is checked."""
    return links.public_address(f"/verifieer/{shown(code)}")


def read(text: str) -> str | None:
    """Return the code in what somebody typed or followed; None when it cannot be one.

    Forgives what the alphabet allows for: small letters, O for 0, I and L for 1, and separators.
    """
    bare = "".join(one for one in text.upper() if one.isalnum()).translate(_MISREAD)
    return bare if len(bare) == LENGTH and set(bare) <= set(ALPHABET) else None
