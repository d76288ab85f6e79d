"""Certificates: reading them, ordering a chain, and what one must be to seal documents."""

from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from vpt.core.errors import RuleBroken
from vpt.core.worktime import local_date

LEAST_RSA_BITS = 2048
LEAST_EC_BITS = 256
"""BSI TR-02102 and NCSC "Richtlijnen": anything less no longer counts as safe."""


def load_all(pem: bytes) -> list[x509.Certificate]:
    """Return every certificate in a PEM text; RuleBroken when it holds none."""
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise RuleBroken("certificate_unreadable") from error


def to_pem(certificates: Sequence[x509.Certificate]) -> bytes:
    """Return certificates as one PEM text."""
    return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in certificates)


def fingerprint(certificate: x509.Certificate) -> str:
    """Return the SHA-256 of a certificate, hexadecimal."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def name_of(certificate: x509.Certificate) -> str:
    """Return the name a certificate is known by: the common name, else that of the organisation."""
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in certificate.subject.get_attributes_for_oid(kind):
            if str(attribute.value).strip():
                return str(attribute.value)
    return ""


def chain_of(
    certificate: x509.Certificate, others: Sequence[x509.Certificate]
) -> list[x509.Certificate]:
    """Return the certificate and its issuers as far as they are among `others`, own one first.

    Raises RuleBroken when a certificate was issued by somebody who is not there at all.
    """
    chain = [certificate]
    while issuer := _issuer(chain[-1], others):
        if issuer in chain:
            break
        chain.append(issuer)
    if len(chain) == 1 and not _is_issued_by(certificate, certificate):
        raise RuleBroken("seal_chain_missing")
    return chain


def ensure_fit(certificate: x509.Certificate, now: datetime) -> None:
    """Raise RuleBroken when a certificate may not or cannot seal documents now."""
    if certificate.not_valid_after_utc <= now:
        raise RuleBroken("seal_expired", on=local_date(certificate.not_valid_after_utc))
    if certificate.not_valid_before_utc > now:
        raise RuleBroken("seal_not_yet", on=local_date(certificate.not_valid_before_utc))
    if not _may_seal(certificate):
        raise RuleBroken("seal_usage")
    if not _is_strong(certificate):
        raise RuleBroken("seal_key_weak")
    if not name_of(certificate):
        raise RuleBroken("seal_nameless")


def _may_seal(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return bool(usage.digital_signature or usage.content_commitment)


def _is_strong(certificate: x509.Certificate) -> bool:
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size >= LEAST_RSA_BITS
    return isinstance(key, ec.EllipticCurvePublicKey) and key.key_size >= LEAST_EC_BITS


def _issuer(
    certificate: x509.Certificate, others: Sequence[x509.Certificate]
) -> x509.Certificate | None:
    return next((one for one in others if _is_issued_by(certificate, one)), None)


def _is_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
