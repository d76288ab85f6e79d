"""Where an organisation's seal comes from: a CA of our own, a PKCS#12 file, or a token."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from vpt.core.errors import RuleBroken
from vpt.infra import certificates, tokens
from vpt.infra.sealing import FIELD, MADE, PKCS11, PKCS12, KeyFile, SealMaterial, Token

DEMO_PREFIX = "DEMO "
VALID_FOR = timedelta(days=3653)
CLOCK_TOLERANCE = timedelta(minutes=5)
PROBE = b"VPT"
_NAME_LIMIT = 64  # RFC 5280, ub-common-name and ub-organization-name


def create_seal(
    common_name: str, organisation: str, now: datetime, *, demo: bool = False
) -> SealMaterial:
    """Make a seal with a CA (EC P-256) that signs this one certificate and is then thrown away."""
    prefix = DEMO_PREFIX if demo else ""
    ca_key, seal_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    ca_name = _name(f"{prefix}CA {common_name}", organisation)
    seal_name = _name(f"{prefix}{common_name}", organisation)
    ca = _certificate(ca_name, ca_key.public_key(), ca_name, ca_key, now)
    own = _certificate(seal_name, seal_key.public_key(), ca_name, ca_key, now)
    return _material(KeyFile(pkcs12=_packed(seal_key, [own, ca])), MADE, [own, ca])


def from_pkcs12(
    content: bytes, passphrase: str, extra_pem: bytes = b"", *, now: datetime
) -> SealMaterial:
    """Return the seal in a PKCS#12 file; `extra_pem` may hold issuers that the file lacks.

    Raises RuleBroken for a wrong passphrase, a file without key or certificate, a key that is not
    that of the certificate, and whatever `certificates.ensure_fit` and `chain_of` refuse.
    """
    found = _opened(content, passphrase)
    key, own = found.key, found.cert
    if own is None or not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise RuleBroken("seal_file_empty")
    certificate = own.certificate
    if key.public_key() != certificate.public_key():
        raise RuleBroken("seal_key_differs")
    certificates.ensure_fit(certificate, now)
    others = [one.certificate for one in found.additional_certs] + _extra(extra_pem)
    chain = certificates.chain_of(certificate, others)
    return _material(KeyFile(pkcs12=_packed(key, chain)), PKCS12, chain)


def from_token(token: Token, extra_pem: bytes = b"", *, now: datetime) -> SealMaterial:
    """Return the seal on a token, after the key has signed something its certificate confirms.

    Raises as `from_pkcs12` does, and Unavailable as `tokens` does.
    """
    own, others = tokens.certificates_on(token)
    certificate = x509.load_der_x509_certificate(own)
    certificates.ensure_fit(certificate, now)
    known = [x509.load_der_x509_certificate(one) for one in others] + _extra(extra_pem)
    material = _material(token, PKCS11, certificates.chain_of(certificate, known))
    try_out(material)
    return material


def of_key_file(key: KeyFile, source: str) -> SealMaterial:
    """Return the seal in a file that was kept earlier, without judging it."""
    found = pkcs12.load_pkcs12(key.pkcs12, None)
    if found.cert is None:
        raise RuleBroken("seal_file_empty")
    others = [one.certificate for one in found.additional_certs]
    return _material(key, source, certificates.chain_of(found.cert.certificate, others))


def try_out(material: SealMaterial) -> None:
    """Sign a text and check it; RuleBroken when key and certificate do not belong together."""
    own = certificates.load_all(material.chain_pem)[0]
    if isinstance(material.key, Token):
        signed = tokens.sign(material.key, own.public_bytes(serialization.Encoding.DER), PROBE)
    else:
        signed = _signed(material.key)
    try:
        _check(own, signed)
    except InvalidSignature as error:
        raise RuleBroken("seal_key_differs") from error


def _opened(content: bytes, passphrase: str) -> pkcs12.PKCS12KeyAndCertificates:
    """Open a file; without a passphrase it may be open, or closed with an empty one."""
    for one in [passphrase.encode()] if passphrase else [None, b""]:
        with suppress(ValueError):
            return pkcs12.load_pkcs12(content, one)
    raise RuleBroken("seal_file_closed")


def _signed(key: KeyFile) -> bytes:
    private = pkcs12.load_pkcs12(key.pkcs12, None).key
    if isinstance(private, rsa.RSAPrivateKey):
        return private.sign(PROBE, padding.PKCS1v15(), hashes.SHA256())
    if isinstance(private, ec.EllipticCurvePrivateKey):
        return private.sign(PROBE, ec.ECDSA(hashes.SHA256()))
    raise RuleBroken("seal_file_empty")


def _check(certificate: x509.Certificate, signature: bytes) -> None:
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, PROBE, padding.PKCS1v15(), hashes.SHA256())
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, PROBE, ec.ECDSA(hashes.SHA256()))
    else:
        raise RuleBroken("seal_key_weak")


def _material(key: KeyFile | Token, source: str, chain: Sequence[x509.Certificate]) -> SealMaterial:
    own = chain[0]
    return SealMaterial(
        key=key,
        source=source,
        ca_certificate_pem=certificates.to_pem(chain[-1:]),
        chain_pem=certificates.to_pem(chain[:-1] or chain),
        fingerprint=certificates.fingerprint(own),
        signer=certificates.name_of(own),
        valid_until=own.not_valid_after_utc,
    )


def _packed(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, chain: Sequence[x509.Certificate]
) -> bytes:
    return pkcs12.serialize_key_and_certificates(
        FIELD.encode(), key, chain[0], list(chain[1:]), serialization.NoEncryption()
    )


def _extra(pem: bytes) -> list[x509.Certificate]:
    return certificates.load_all(pem) if pem else []


def _name(common_name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "NL"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:_NAME_LIMIT]),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name[:_NAME_LIMIT]),
        ]
    )


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
