"""Seal a PDF with the organisation's own key (PAdES), and say of a PDF what its seal proves.

A seal shows who sealed the document and that nothing was changed since. One made here is never
a qualified seal (eIDAS, article 3); see docs/decisions/0009-seals.md.
"""

from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from io import BytesIO
from types import ModuleType
from typing import BinaryIO

from flask import current_app

from vpt.core.settings import Settings
from vpt.infra.db import ensure_outside_unit_of_work

FIELD = "Zegel"
BB, BT, BLTA = "bb", "bt", "blta"
"""PAdES B-B; B-T: with a timestamp; B-LTA: able to prove itself for decades."""
MADE, PKCS12, PKCS11 = "made", "pkcs12", "pkcs11"
"""Where a seal comes from: a CA of our own, a file brought in, a token."""


class NoSeal(ValueError):
    """The file is not a PDF, or carries no readable seal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """A seal's key as an unencrypted PKCS#12: secret, so store it sealed."""

    pkcs12: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A seal's key on a PKCS#11 token: it never leaves it. The pin is secret."""

    module: str
    """Path of the library that speaks to the token."""
    label: str
    key: str
    """Label of the private key."""
    certificate: str
    """Label of the certificate."""
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealMaterial:
    """A seal: its key, or the way to it, and the certificates, which are public."""

    key: KeyFile | Token
    source: str
    ca_certificate_pem: bytes
    """Of the issuer furthest up: what a recipient adds to trust the seal."""
    chain_pem: bytes
    """The certificate of the seal itself, then those between it and that issuer."""
    fingerprint: str
    """SHA-256 of the seal's own certificate, hexadecimal."""
    signer: str
    valid_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamping:
    """Up to which level to seal, and the timestamp server that it takes."""

    level: str = BB
    url: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    roots_pem: bytes = b""
    """Roots of the timestamp server, former ones included."""
    patience: float = 10.0
    """Seconds to wait for one timestamp."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealReport:
    """What can be said of a sealed PDF without asking anybody."""

    intact: bool
    """The sealed bytes still match the seal."""
    unchanged: bool
    """Seal and timestamps together cover the whole file; nothing else was added afterwards."""
    signer: str
    trusted: bool
    """The seal comes from one of the given roots; always False without one."""
    sealed_at: datetime
    """The moment stated by the signer; `stamped_at` is the one that is proven."""
    fingerprint: str
    """SHA-256 of the signer's certificate, hexadecimal."""
    level: str
    """What the file really reaches: bb, bt or blta."""
    stamped_at: datetime | None
    """The moment proven by the oldest timestamp."""
    stamped_by: str
    """Name of who issued that timestamp."""
    stamp_trusted: bool
    """That timestamp comes from one of the given roots."""
    stamped_until: datetime | None
    """Until when the certificate of the newest timestamp is valid."""


PLAIN = Stamping()


def configured() -> Stamping:
    """Return how this installation seals."""
    settings: Settings = current_app.extensions["vpt_settings"]
    return Stamping(
        level=settings.seal_level,
        url=settings.tsa_url,
        user=settings.tsa_user,
        password=settings.tsa_password,
        roots_pem=settings.tsa_ca.read_bytes() if settings.tsa_ca else b"",
    )


def seal(
    pdf: bytes, material: SealMaterial, reason: str, at: datetime, stamping: Stamping = PLAIN
) -> bytes:
    """Return the PDF sealed (no changes allowed); nothing but `restamp` may touch it afterwards.

    Slow, so RuntimeError inside a unit of work. Raises Unavailable when the token or the timestamp
    server does not answer as it should; then there is no sealed document at all.
    """
    ensure_outside_unit_of_work("seal")
    sealed: bytes = _part("pdf_seal").seal(pdf, material, reason, at, stamping)
    return sealed


def restamp(pdf: bytes, stamping: Stamping, at: datetime) -> bytes:
    """Return a B-LTA document with a newer timestamp behind it; the seal stays as it is.

    Raises as `seal` does, and NoSeal for a file that is no B-LTA document.
    """
    ensure_outside_unit_of_work("stamp")
    stamped: bytes = _part("pdf_seal").restamp(pdf, stamping, at)
    return stamped


def verify(pdf: bytes | BinaryIO, roots_pem: bytes | None = None) -> SealReport:
    """Return what the first seal of the file proves; NoSeal when there is no readable one.

    Certificates are judged at the moment of sealing, the proven one when there is a timestamp, and
    without going online. `roots_pem` may hold any number of certificates.
    """
    source = BytesIO(pdf) if isinstance(pdf, bytes) else pdf
    try:
        report: SealReport = _part("pdf_report").report(source, roots_pem or b"")
    except NoSeal:
        raise
    except Exception as error:  # a foreign file may fail anywhere in the parser
        raise NoSeal("the seal cannot be read") from error
    return report


def try_stamping(stamping: Stamping) -> None:
    """Ask the timestamp server for a timestamp of nothing; raises Unavailable."""
    ensure_outside_unit_of_work("stamp")
    _part("time_server").try_out(stamping)


def try_key(material: SealMaterial) -> None:
    """Sign a text and check it by the certificate; raises Unavailable or RuleBroken."""
    ensure_outside_unit_of_work("seal")
    _part("seal_sources").try_out(material)


def _part(name: str) -> ModuleType:
    """Return a part that needs pyHanko, PKCS#11 or requests.

    Imported late: together they cost some 20 MiB and a good part of the start, and most web
    workers never seal a document.
    """
    return import_module(f"vpt.infra.{name}")
