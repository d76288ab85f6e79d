"""Seal a PDF with the organisation's own key (PAdES B-B), and say of a PDF what its seal proves.

The seal is made with a certificate of the organisation's own making. It shows who sealed the
document and that nothing was changed since; it is never a qualified seal (eIDAS, article 3).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from types import ModuleType

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from vpt.infra.db import ensure_outside_unit_of_work

FIELD = "Zegel"
DEMO_PREFIX = "DEMO "
VALID_FOR = timedelta(days=3653)
CLOCK_TOLERANCE = timedelta(minutes=5)
_NAME_LIMIT = 64  # RFC 5280, ub-common-name and ub-organization-name


class NoSeal(ValueError):
    """The file is not a PDF, or carries no readable seal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealMaterial:
    """A seal: `pkcs12` is secret and unencrypted, so store it sealed; the certificate is public."""

    pkcs12: bytes
    ca_certificate_pem: bytes
    """What a recipient adds to trust the seal."""
    signer: str
    valid_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SealReport:
    """What can be said of a sealed PDF without asking anybody."""

    intact: bool
    """The sealed bytes still match the seal."""
    unchanged: bool
    """The seal covers the whole file; nothing was added afterwards."""
    signer: str
    trusted: bool
    """The seal comes from the given CA; always False without one."""
    sealed_at: datetime
    """The moment stated by the signer, not proven by a timestamp."""


def create_seal(
    common_name: str, organisation: str, now: datetime, *, demo: bool = False
) -> SealMaterial:
    """Make a seal with a CA (EC P-256) that signs this one certificate and is then thrown away."""
    prefix = DEMO_PREFIX if demo else ""
    ca_key, seal_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    ca_name = _name(f"{prefix}CA {common_name}", organisation)
    seal_name = _name(f"{prefix}{common_name}", organisation)
    ca = _certificate(ca_name, ca_key.public_key(), ca_name, ca_key, now)
    seal_certificate = _certificate(seal_name, seal_key.public_key(), ca_name, ca_key, now)
    return SealMaterial(
        pkcs12=pkcs12.serialize_key_and_certificates(
            FIELD.encode(), seal_key, seal_certificate, [ca], serialization.NoEncryption()
        ),
        ca_certificate_pem=ca.public_bytes(serialization.Encoding.PEM),
        signer=_common_name(seal_name),
        valid_until=seal_certificate.not_valid_after_utc,
    )


def seal(pdf: bytes, material: SealMaterial, reason: str, at: datetime) -> bytes:
    """Return the PDF sealed (PAdES B-B, no changes allowed); nothing may touch it afterwards.

    Slow, so RuntimeError inside a unit of work.
    """
    ensure_outside_unit_of_work("seal")
    sealed: bytes = _pdf_seal().seal(pdf, material, reason, at)
    return sealed


def verify(pdf: bytes, ca_certificate_pem: bytes | None = None) -> SealReport:
    """Return what the first seal of the file proves; NoSeal when there is no readable one.

    The certificate is judged at the stated moment of sealing, without going online.
    """
    try:
        report: SealReport = _pdf_seal().report(pdf, ca_certificate_pem)
    except NoSeal:
        raise
    except Exception as error:  # a foreign file may fail anywhere in the parser
        raise NoSeal("the seal cannot be read") from error
    return report


def _pdf_seal() -> ModuleType:
    """Return the part that needs pyHanko.

    Imported late: it costs some 15 MiB and a good part of the start, and most web workers never
    seal a document.
    """
    return import_module("vpt.infra.pdf_seal")


def _name(common_name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "NL"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:_NAME_LIMIT]),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name[:_NAME_LIMIT]),
        ]
    )


def _common_name(name: x509.Name) -> str:
    return str(name.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def _certificate(
    subject: x509.Name,
    key: ec.EllipticCurvePublicKey,
    issuer: x509.Name,
    issuer_key: ec.EllipticCurvePrivateKey,
    now: datetime,
) -> x509.Certificate:
    is_ca = subject == issuer
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCK_TOLERANCE)
        .not_valid_after(now + VALID_FOR)
        .add_extension(x509.BasicConstraints(is_ca, 0 if is_ca else None), critical=True)
        .add_extension(_key_usage(is_ca=is_ca), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(_authority(issuer_key), critical=False)
    )
    return builder.sign(issuer_key, hashes.SHA256())


def _authority(key: ec.EllipticCurvePrivateKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())


def _key_usage(*, is_ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_ca,
        content_commitment=not is_ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_ca,
        crl_sign=is_ca,
        encipher_only=False,
        decipher_only=False,
    )
