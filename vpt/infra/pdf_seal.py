"""The part of sealing that needs pyHanko; imported when the first document is sealed."""

import asyncio
import logging
from datetime import datetime
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfTimeStamper, Signer
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, TimestampDSSContentSettings
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend
from pyhanko_certvalidator.registry import SimpleCertificateStore

from vpt.core.errors import Unavailable
from vpt.infra import pdf_report
from vpt.infra.sealing import BB, BLTA, FIELD, KeyFile, NoSeal, SealMaterial, Stamping
from vpt.infra.time_server import TimeServer

DIGEST = "sha256"
STAMP_NAME = "Tijdstempel"
UNDER_THE_STAMP = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)
"""Certificates and lists are added before a timestamp, so that it covers the whole file."""

# A fact about an issuer is an answer, not something to log with a traceback.
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


def seal(
    pdf: bytes, material: SealMaterial, reason: str, at: datetime, stamping: Stamping
) -> bytes:
    """Return the PDF sealed; see `sealing.seal`."""
    key = _signer(material)
    signer = _SignerAt(
        _metadata(key, material, reason, stamping),
        key,
        timestamper=TimeServer(stamping) if stamping.level != BB else None,
        new_field_spec=SigFieldSpec(FIELD, box=None),
    )
    signer.moment = at
    sealed = BytesIO()
    try:
        signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=sealed)
    except (SigningError, PathError) as error:
        raise Unavailable("seal_unproven") from error
    return _as_promised(sealed.getvalue(), stamping)


def restamp(pdf: bytes, stamping: Stamping, at: datetime) -> bytes:
    """Return the PDF with one more document timestamp; see `sealing.restamp`."""
    stamps = PdfFileReader(BytesIO(pdf)).embedded_timestamp_signatures
    if not stamps:
        raise NoSeal("the document carries no timestamp that can be followed")
    stamped = BytesIO()
    try:
        asyncio.run(_follow(pdf, stamps[-1], stamping, at, stamped))
    except (SigningError, PathError) as error:
        raise Unavailable("tsa_untrusted") from error
    return _as_promised(stamped.getvalue(), stamping)


async def _follow(
    pdf: bytes, newest: Any, stamping: Stamping, at: datetime, stamped: BytesIO
) -> None:
    """Add the proof of the newest timestamp, as long as it can be had, under one more."""
    context = _context(stamping, b"")
    paths = []
    if newest.signer_cert.not_valid_after > at:  # afterwards: still better than no timestamp
        known = CertificateValidator(
            newest.signer_cert,
            intermediate_certs=newest.other_embedded_certs,
            validation_context=context,
        )
        path = known.async_validate_usage(set(), {"time_stamping"})  # type: ignore[no-untyped-call]  # typed in part
        paths.append(await path)
    stamper = PdfTimeStamper(TimeServer(stamping), readable_field_name=STAMP_NAME)
    await stamper.async_timestamp_pdf(
        IncrementalPdfFileWriter(BytesIO(pdf)),
        DIGEST,
        context,
        validation_paths=paths,
        dss_settings=UNDER_THE_STAMP,
        output=stamped,
    )


def _as_promised(pdf: bytes, stamping: Stamping) -> bytes:
    """Return a file that reaches its level; what a foreign server made is not believed unseen."""
    if stamping.level != BB:
        reached = pdf_report.report(BytesIO(pdf), stamping.roots_pem)
        if reached.level != stamping.level or not reached.unchanged:
            raise Unavailable("tsa_wrong")
        if stamping.roots_pem and not reached.stamp_trusted:
            raise Unavailable("tsa_untrusted")
    return pdf


def _metadata(
    key: Signer, material: SealMaterial, reason: str, stamping: Stamping
) -> PdfSignatureMetadata:
    lasting = stamping.level == BLTA
    return PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        name=material.signer,
        reason=reason,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        signer_key_usage=_usage(key.signing_cert),
        embed_validation_info=lasting,
        validation_context=_context(stamping, material.ca_certificate_pem) if lasting else None,
        use_pades_lta=lasting,
        dss_settings=DSSContentSettings(include_vri=False, next_ts_settings=UNDER_THE_STAMP),
    )


class _SignerAt(PdfSigner):
    """Signs at a moment given by the caller instead of reading the clock."""

    moment: datetime

    def init_signing_session(self, *arguments: Any, **options: Any) -> Any:
        session = super().init_signing_session(*arguments, **options)
        session.system_time = self.moment
        return session


def _context(stamping: Stamping, ca_certificate_pem: bytes) -> ValidationContext:
    """Return what certificates are validated against while their proof is gathered.

    Lists of revoked certificates are fetched where a certificate says where; one of a CA of our own
    says nothing, which is no failure (soft-fail).
    """
    return ValidationContext(
        trust_roots=pdf_report.load_all(stamping.roots_pem + ca_certificate_pem),
        allow_fetching=True,
        fetcher_backend=RequestsFetcherBackend(per_request_timeout=stamping.patience),
        revocation_mode="soft-fail",
    )


def _usage(certificate: Any) -> set[str]:
    usage = certificate.key_usage_value
    committing = usage is not None and "non_repudiation" in usage.native
    return {"non_repudiation"} if committing else {"digital_signature"}


def _signer(material: SealMaterial) -> Signer:
    if isinstance(material.key, KeyFile):
        signer: Signer | None = SimpleSigner.load_pkcs12_data(material.key.pkcs12, other_certs=[])
        if signer is None:
            raise ValueError("the seal's key cannot be read")
        return signer
    from vpt.infra.token_signing import TokenSigner  # noqa: PLC0415  a token is rare and heavy

    chain = pdf_report.load_all(material.chain_pem + material.ca_certificate_pem)
    store = SimpleCertificateStore.from_certs(chain)  # type: ignore[no-untyped-call]  # typed in part
    return TokenSigner(material.key, chain[0], store)
