"""The organisation's seal: what it proves, what it does not prove, and when it may be made."""

import shutil
import subprocess
from datetime import UTC, datetime

import pytest

from tests.pdf_conformance import violations
from vpt.documents.kinds.registry import KINDS
from vpt.infra.db import unit_of_work
from vpt.infra.seal_sources import create_seal
from vpt.infra.sealing import NoSeal, seal, verify

NOW = datetime(2026, 3, 23, 8, 15, tzinfo=UTC)
REASON = "Vaststelling van het dossier"


@pytest.fixture(scope="module")
def material():
    return create_seal("Dossierzegel Twentervoorde", "Gemeente Twentervoorde", NOW, demo=True)


@pytest.fixture(scope="module")
def unsealed():
    kind = KINDS["case_file"]
    return kind.render(kind.example("prosecution"), ())


@pytest.fixture(scope="module")
def sealed(material, unsealed):
    return seal(unsealed, material, REASON, NOW)


def test_a_sealed_document_is_intact_and_trusted_with_the_organisations_ca(material, sealed):
    report = verify(sealed, material.ca_certificate_pem)

    assert report.intact
    assert report.unchanged
    assert report.trusted
    assert report.sealed_at == NOW


def test_without_the_ca_the_seal_is_intact_but_not_trusted(sealed):
    report = verify(sealed)

    assert report.intact
    assert report.unchanged
    assert not report.trusted


def test_the_ca_of_another_organisation_does_not_make_it_trusted(sealed):
    other = create_seal("Dossierzegel Twentervoorde", "Gemeente Twentervoorde", NOW, demo=True)

    report = verify(sealed, other.ca_certificate_pem)

    assert not report.trusted


def test_a_changed_byte_breaks_the_seal(material, sealed):
    place = sealed.index(b"stream", 2000) + 20
    changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]

    report = verify(changed, material.ca_certificate_pem)

    assert not report.intact
    assert not report.unchanged
    assert not report.trusted


def test_something_added_afterwards_is_noticed(material, sealed):
    report = verify(sealed + b"\n% later\n", material.ca_certificate_pem)

    assert report.intact
    assert not report.unchanged


@pytest.mark.parametrize("junk", [b"", b"geen pdf", b"%PDF-1.7\n%%EOF\n"])
def test_a_file_that_is_no_pdf_carries_no_seal(junk):
    with pytest.raises(NoSeal):
        verify(junk)


def test_an_unsealed_document_carries_no_seal(unsealed):
    with pytest.raises(NoSeal, match="no seal"):
        verify(unsealed)


def test_a_cut_off_document_is_never_called_intact(sealed):
    with pytest.raises(NoSeal):
        verify(sealed[: len(sealed) // 2])


def test_a_demo_seal_says_so(material):
    assert material.signer.startswith("DEMO ")


def test_a_real_seal_does_not_say_demo():
    assert create_seal("Dossierzegel", "Gemeente", NOW).signer == "Dossierzegel"


def test_a_very_long_name_fits_the_certificate():
    made = create_seal("Dossierzegel " * 20, "Gemeente " * 20, NOW, demo=True)

    assert len(made.signer) <= 64


def test_a_sealed_document_still_conforms(sealed):
    assert violations(sealed) == []


def test_sealing_inside_a_unit_of_work_is_refused(material, unsealed, app):
    with app.app_context(), unit_of_work(), pytest.raises(RuntimeError, match="unit of work"):
        seal(unsealed, material, REASON, NOW)


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="poppler-utils is not installed")
def test_pdfsig_agrees(sealed, tmp_path):
    file = tmp_path / "dossier.pdf"
    file.write_bytes(sealed)

    done = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False)

    assert "Signature is Valid" in done.stdout
    assert "Total document signed" in done.stdout
    assert "ETSI.CAdES.detached" in done.stdout


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_no_errors_after_sealing(sealed, tmp_path):
    file = tmp_path / "dossier.pdf"
    file.write_bytes(sealed)

    done = subprocess.run(
        ["qpdf", "--check", str(file)], capture_output=True, text=True, check=True
    )

    assert "No syntax or stream encoding errors found" in done.stdout
