"""The code that opens the set-up of an empty installation: a file beside the other keys."""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

FILE = "setup.code"
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Without signs that look alike on a screen."""
GROUPS, GROUP = 3, 4
"""Twelve signs of thirty are 58 bits."""


class SetupCode:
    """Whoever can read it on the server may found the first organisation, once."""

    def __init__(self, keys_folder: Path) -> None:
        self._path = keys_folder / FILE

    def show(self) -> str:
        """Return the code, making one when there is none."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(_fresh())
        return self._read()

    def fits(self, typed: str) -> bool:
        """Compare what somebody typed, in constant time; False when there is no code."""
        code = _plain(self._read())
        return hmac.compare_digest(_plain(typed).encode(), code.encode()) and bool(code)

    def proof(self) -> str:
        """Return what shows that somebody knew this code, without being it; empty without one."""
        code = _plain(self._read())
        return hashlib.sha256(f"vpt set-up|{code}".encode()).hexdigest() if code else ""

    def spend(self) -> None:
        """Throw the code away."""
        self._path.unlink(missing_ok=True)

    def _read(self) -> str:
        with suppress(FileNotFoundError):
            return self._path.read_text(encoding="ascii").strip()
        return ""


def _fresh() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


def _plain(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())
