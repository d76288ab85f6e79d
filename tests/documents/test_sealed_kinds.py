"""What others say of our sealed papers: poppler and pyHanko, which know nothing of our code."""

import shutil
import subprocess
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import pytest
from pyhanko.keys.pemder import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from tests.documents.drawn import rich
from tests.pdf_conformance import violations
from vpt.documents.kinds.registry import KINDS
from vpt.infra import seal_sources, sealing

NOW = datetime(2026, 3, 23, 8, 15, tzinfo=UTC)


@cache
def material():
    return seal_sources.create_seal("Dossierzegel", "Gemeente Twenteveen (demo)", NOW, demo=True)


@cache
def sealed(kind):
    return sealing.seal(rich(kind, KINDS[kind].profiles[0]), material(), KINDS[kind].title, NOW)


@pytest.mark.parametrize("kind", KINDS)
def test_a_sealed_paper_still_conforms(kind):
    assert violations(sealed(kind)) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.skipif(not shutil.which("pdfsig"), reason="poppler-utils is not installed")
def test_pdfsig_finds_one_valid_seal_over_the_whole_paper(kind, tmp_path):
    file = tmp_path / "document.pdf"
    file.write_bytes(sealed(kind))

    done = subprocess.run(
        ["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False
    )

    assert done.stdout.count("Signature #") == 1
    assert "Signature is Valid." in done.stdout
    assert "Total document signed" in done.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_pyhanko_trusts_the_seal_once_the_issuer_is_added_and_sees_no_change(kind):
    issuers = list(load_certs_from_pemder_data(material().ca_certificate_pem))
    context = ValidationContext(trust_roots=issuers, moment=NOW, allow_fetching=False)
    [signature] = PdfFileReader(BytesIO(sealed(kind))).embedded_signatures

    status = validate_pdf_signature(signature, context)

    assert status.bottom_line
    assert status.modification_level.name == "NONE"
    assert status.coverage.name == "ENTIRE_FILE"
