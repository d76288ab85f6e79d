"""The part of signing on a token that needs pyHanko; imported when a token first signs."""

import asyncio
from typing import Any

from asn1crypto import x509
from pkcs11 import Attribute, ObjectClass
from pkcs11.exceptions import NoSuchKey
from pyhanko.sign.pkcs11 import select_pkcs11_signing_params
from pyhanko.sign.signers import Signer

from vpt.infra import tokens
from vpt.infra.sealing import Token

DIGEST = "sha256"
LONGEST_SIGNATURE = 512
"""Bytes: RSA of 4096 bits."""


class TokenSigner(Signer):
    """Lets a token make the signature; nothing is open while a timestamp is awaited."""

    def __init__(self, token: Token, certificate: Any, store: Any) -> None:
        super().__init__(signing_cert=certificate, cert_registry=store)
        self._token = token
        self._der = certificate.dump()

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,  # noqa: FBT001, FBT002  pyHanko's signature
    ) -> bytes:
        """Return the signature over the signed attributes."""
        if dry_run:
            return bytes(LONGEST_SIGNATURE)
        return await asyncio.to_thread(tokens.sign, self._token, self._der, data)


def sign(session: Any, key_label: str, certificate_der: bytes, data: bytes) -> bytes:
    """Return the signature over data by a key of an open session.

    The digest is made here and signed as it is: every token can do that, hashing by itself few.
    """
    found = list(
        session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.LABEL: key_label})
    )
    if len(found) != 1:
        raise NoSuchKey
    mechanism = Signer(
        signing_cert=x509.Certificate.load(certificate_der)
    ).get_signature_mechanism_for_digest(DIGEST)
    how = select_pkcs11_signing_params(mechanism, DIGEST, use_raw_mechanism=True, sign_kwargs={})
    prepared = how.pre_sign_transform(data) if how.pre_sign_transform else data
    signature = found[0].sign(prepared, **how.sign_kwargs)
    finished: bytes = how.post_sign_transform(signature) if how.post_sign_transform else signature
    return finished
