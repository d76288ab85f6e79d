"""The part of sealing that needs pyHanko; imported when the first document is sealed or checked."""

import logging
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from vpt.infra.sealing import FIELD, NoSeal, SealMaterial, SealReport

# An issuer nobody knows is an answer of `verify`, not something to log with a traceback.
logging.getLogger("pyhanko.sign.validation.generic_cms").setLevel(logging.CRITICAL)


def seal(pdf: bytes, material: SealMaterial, reason: str, at: datetime) -> bytes:
    """Return the PDF sealed; see `sealing.seal`."""
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=material.signer,
        reason=reason,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    signer = _SignerAt(metadata, _signer(material), new_field_spec=SigFieldSpec(FIELD, box=None))
    signer.moment = at
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    sealed = BytesIO()
    signer.sign_pdf(writer, output=sealed)
    return sealed.getvalue()


def report(pdf: bytes, ca_certificate_pem: bytes | None) -> SealReport:
    """Return what the first seal proves; NoSeal without one, anything for a broken file."""
    return _report(_first_signature(pdf), ca_certificate_pem)


def _report(embedded: Any, ca_certificate_pem: bytes | None) -> SealReport:
    sealed_at = embedded.self_reported_timestamp
    roots = [_load_certificate(ca_certificate_pem)] if ca_certificate_pem else []
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=sealed_at)
    status = validate_pdf_signature(embedded, signer_validation_context=context)
    intact = bool(status.intact and status.valid)
    return SealReport(
        intact=intact,
        unchanged=intact and status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        signer=str(embedded.signer_cert.subject.native.get("common_name", "")),
        trusted=bool(intact and status.trusted),
        sealed_at=sealed_at,
    )


class _SignerAt(PdfSigner):
    """Signs at a moment given by the caller instead of reading the clock."""

    moment: datetime

    def init_signing_session(self, *arguments: Any, **options: Any) -> Any:
        session = super().init_signing_session(*arguments, **options)
        session.system_time = self.moment
        return session


def _signer(material: SealMaterial) -> SimpleSigner:
    signer: SimpleSigner | None = SimpleSigner.load_pkcs12_data(material.pkcs12, other_certs=[])
    if signer is None:
        raise ValueError("the seal's key cannot be read")
    return signer


def _first_signature(pdf: bytes) -> Any:
    signatures = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    if not signatures:
        raise NoSeal("the PDF carries no seal")
    return signatures[0]


def _load_certificate(pem_bytes: bytes) -> Any:
    return asn1_x509.Certificate.load(pem.unarmor(pem_bytes)[2])
