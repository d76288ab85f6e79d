"""Signing with a key on a PKCS#11 token; the key never leaves it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from vpt.core.errors import Unavailable
from vpt.infra.sealing import Token

_turn = threading.Lock()
"""A token knows one login per process, so one thread at a time."""
_refused: set[Token] = set()
"""A pin that was wrong is not tried again: a few wrong pins lock a token for good."""


def certificates_on(token: Token) -> tuple[bytes, list[bytes]]:
    """Return the certificate with the token's certificate label and all others, as DER."""
    p11 = import_module("pkcs11")
    with _session(token) as session:
        found = [
            (one[p11.Attribute.LABEL], bytes(one[p11.Attribute.VALUE]))
            for one in session.get_objects({p11.Attribute.CLASS: p11.ObjectClass.CERTIFICATE})
        ]
    own = [der for label, der in found if label == token.certificate]
    if len(own) != 1:
        raise Unavailable("token_certificate")
    return own[0], [der for _, der in found if der != own[0]]


def sign(token: Token, certificate_der: bytes, data: bytes) -> bytes:
    """Return the signature over data (SHA-256) by the key whose certificate is given.

    Raises Unavailable when the token is not there, refuses the pin or has no such key.
    """
    signing = import_module("vpt.infra.token_signing")
    with _session(token) as session:
        signature: bytes = signing.sign(session, token.key, certificate_der, data)
    return signature


@contextmanager
def _session(token: Token) -> Iterator[Any]:
    """Open the token, one thread at a time, and log out afterwards."""
    if token in _refused:
        raise Unavailable("token_pin")
    if not Path(token.module).is_file():
        raise Unavailable("token_module")
    errors = import_module("pkcs11.exceptions")
    with _turn:
        try:
            with _slot(token).open(user_pin=token.pin) as session:
                yield session
        except (
            errors.PinIncorrect,
            errors.PinInvalid,
            errors.PinLenRange,
            errors.PinLocked,
        ) as error:
            _refused.add(token)
            raise Unavailable("token_pin") from error
        except (errors.NoSuchKey, errors.MultipleObjectsReturned) as error:
            raise Unavailable("token_key") from error
        except (errors.PKCS11Error, RuntimeError, OSError) as error:
            raise Unavailable("token_unreachable") from error


def _slot(token: Token) -> Any:
    """Return the token by its label; one that was put in later is found as well.

    By the real path of the library: under two names it would be started twice, and refuse.
    """
    library = import_module("pkcs11").lib(str(Path(token.module).resolve()))
    found = list(library.get_tokens(token_label=token.label))
    if not found:
        library.reinitialize()
        found = list(library.get_tokens(token_label=token.label))
    if len(found) != 1:
        raise Unavailable("token_unreachable")
    return found[0]
