"""Keys and certificates for tests, as a CA of one's own would issue them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
PEM = serialization.Encoding.PEM


def a_key(sort: str = "ec") -> Any:
    """Return a key: ec, ec192 (too short), or rsa with its bits behind it."""
    if sort.startswith("ec"):
        return ec.generate_private_key(ec.SECP192R1() if sort == "ec192" else ec.SECP256R1())
    return rsa.generate_private_key(65537, int(sort.removeprefix("rsa")))


def a_ca(name: str = "CA (demo)", *, until: datetime | None = None) -> tuple[Any, Any]:
    """Return certificate and key of a CA."""
    key = a_key()
    return certificate(name, key, None, key, until=until), key


def certificate(  # noqa: PLR0913  what a test wishes different, by name
    name: str,
    key: Any,
    issuer: x509.Certificate | None,
    issuer_key: Any,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    usage: tuple[str, ...] | None = None,
    stamps: bool = False,
    listed_at: str = "",
) -> x509.Certificate:
    """Return a certificate for a key; without an issuer that of a CA."""
    now = datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)] if name else [])
    public, above = key.public_key(), issuer_key.public_key()
    usual = ("digital_signature", "content_commitment") if issuer else ("key_cert_sign", "crl_sign")
    chosen = ("digital_signature",) if stamps else usual if usage is None else usage
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since or now - timedelta(days=400))
        .not_valid_after(until or now + timedelta(days=900))
        .add_extension(x509.BasicConstraints(issuer is None, None), critical=True)
        .add_extension(x509.KeyUsage(**{one: one in chosen for one in USAGES}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above), critical=False)
    )
    if stamps:
        only = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(only, critical=True)
    if listed_at:
        at = [x509.UniformResourceIdentifier(listed_at)]
        points = x509.CRLDistributionPoints([x509.DistributionPoint(at, None, None, None)])
        builder = builder.add_extension(points, critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


def revoked_list(issuer: x509.Certificate, issuer_key: Any, *revoked: x509.Certificate) -> bytes:
    """Return the list of revoked certificates of a CA, as it publishes it."""
    now = datetime.now(UTC)
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.subject)
        .last_update(now - timedelta(hours=1))
        .next_update(now + timedelta(days=30))
        .add_extension(x509.CRLNumber(1), critical=False)
        .add_extension(above, critical=False)
    )
    for one in revoked:
        builder = builder.add_revoked_certificate(
            x509.RevokedCertificateBuilder()
            .serial_number(one.serial_number)
            .revocation_date(now - timedelta(days=1))
            .build()
        )
    return builder.sign(issuer_key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def key_pem(key: Any) -> bytes:
    return key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def a_pkcs12(key: Any, own: Any, others: tuple[Any, ...] = ()) -> bytes:
    """Return a file that opens with "geheim"."""
    closing = serialization.BestAvailableEncryption(b"geheim")
    return pkcs12.serialize_key_and_certificates(b"zegel", key, own, list(others), closing)
