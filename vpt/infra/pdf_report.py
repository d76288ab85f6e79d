"""The part of checking a seal that needs pyHanko; imported when the first document is checked."""

import logging
from datetime import datetime
from typing import Any, BinaryIO

from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.generic_cms import (
    extract_certs_for_validation,
    extract_tst_data_iter,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from vpt.infra.sealing import BB, BLTA, BT, NoSeal, SealReport

# An issuer nobody knows is an answer of `verify`, not something to log with a traceback.
logging.getLogger("pyhanko.sign.validation.generic_cms").setLevel(logging.CRITICAL)
USAGE = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)


def report(source: BinaryIO, roots_pem: bytes) -> SealReport:
    """Return what the first seal proves; NoSeal without one, anything for a broken file."""
    reader = PdfFileReader(source)
    if not reader.embedded_regular_signatures:
        raise NoSeal("the PDF carries no seal")
    return _report(reader, reader.embedded_regular_signatures[0], load_all(roots_pem))


def load_all(pem_bytes: bytes) -> list[Any]:
    """Return every certificate in a PEM text."""
    if not pem_bytes.strip():
        return []
    return [asn1_x509.Certificate.load(der) for _, _, der in pem.unarmor(pem_bytes, multiple=True)]


def _report(reader: PdfFileReader, first: Any, roots: list[Any]) -> SealReport:
    sealed_at = first.self_reported_timestamp
    stamped_at, stamper = _stamp_of(first)
    status = validate_pdf_signature(
        first,
        signer_validation_context=_context(roots, stamped_at or sealed_at),
        ts_validation_context=_context(roots, stamped_at or sealed_at),
        key_usage_settings=USAGE,
    )
    stamp: Any = status.timestamp_validity
    is_stamped = stamp is not None and bool(stamp.intact and stamp.valid)
    later = reader.embedded_timestamp_signatures
    all_stand = all(_stands(one, roots) for one in later)
    intact = bool(status.intact and status.valid)
    newest = later[-1].signer_cert if later else stamper
    return SealReport(
        intact=intact,
        unchanged=intact and all_stand and _is_covered(status, later),
        signer=_name(first.signer_cert),
        trusted=bool(intact and status.trusted),
        sealed_at=sealed_at,
        fingerprint=first.signer_cert.sha256.hex(),
        level=_level(reader, is_stamped=is_stamped, is_lasting=bool(later) and all_stand),
        stamped_at=stamped_at if is_stamped else None,
        stamped_by=_name(stamper) if is_stamped else "",
        stamp_trusted=is_stamped and bool(stamp.trusted),
        stamped_until=newest.not_valid_after if is_stamped else None,
    )


def _level(reader: PdfFileReader, *, is_stamped: bool, is_lasting: bool) -> str:
    if not is_stamped:
        return BB
    return BLTA if is_lasting and _has_proof(reader) else BT


def _has_proof(reader: PdfFileReader) -> bool:
    """Return whether the file carries the certificates to check it by."""
    try:
        return bool(DocumentSecurityStore.read_dss(reader).certs)
    except NoDSSFoundError:
        return False


def _is_covered(status: Any, later: list[Any]) -> bool:
    """Return whether nothing lies outside the seal, or nothing but timestamps and their proof."""
    if not later:
        return bool(status.coverage == SignatureCoverageLevel.ENTIRE_FILE)
    newest = later[-1].evaluate_signature_coverage()
    return bool(status.docmdp_ok and newest == SignatureCoverageLevel.ENTIRE_FILE)


def _stands(stamp: Any, roots: list[Any]) -> bool:
    """Return whether a document timestamp belongs to the bytes before it."""
    moment = stamp.signed_data["encap_content_info"]["content"].parsed["gen_time"].native
    status = validate_pdf_timestamp(stamp, validation_context=_context(roots, moment))
    return bool(status.intact and status.valid)


def _stamp_of(signature: Any) -> tuple[datetime | None, Any]:
    """Return moment and certificate of the timestamp over a signature, if it has one."""
    token = next(extract_tst_data_iter(signature.signer_info, signed=False), None)
    if token is None:
        return None, None
    info = token["encap_content_info"]["content"].parsed
    return info["gen_time"].native, extract_certs_for_validation(token).signer_cert


def _context(roots: list[Any], moment: datetime) -> ValidationContext:
    return ValidationContext(trust_roots=roots, allow_fetching=False, moment=moment)


def _name(certificate: Any) -> str:
    known = certificate.subject.native
    return str(known.get("common_name") or known.get("organization_name") or "")
