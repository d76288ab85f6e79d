"""Every kind, full or empty, is PDF/A-3a and PDF/UA-1 as far as can be checked offline."""

import os
import shutil
import subprocess

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.drawn import EVERY_PROFILE, bare, rich
from tests.pdf_conformance import violations
from vpt.documents.kinds.registry import KINDS

CLEAN = "No syntax or stream encoding errors found"
needs_qpdf = pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


def qpdf_says(pdf: bytes, folder) -> str:
    file = folder / "document.pdf"
    file.write_bytes(pdf)
    return run("qpdf", "--check", str(file))


@pytest.mark.parametrize(("kind", "profile"), EVERY_PROFILE)
def test_every_example_conforms(kind, profile):
    assert violations(rich(kind, profile)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_empty_example_conforms(kind):
    assert violations(bare(kind)) == []


@pytest.mark.parametrize(("kind", "profile"), EVERY_PROFILE)
@needs_qpdf
def test_qpdf_finds_no_errors(kind, profile, tmp_path):
    assert CLEAN in qpdf_says(rich(kind, profile), tmp_path)


@pytest.mark.parametrize("kind", KINDS)
@needs_qpdf
def test_qpdf_finds_no_errors_where_nothing_is_recorded(kind, tmp_path):
    assert CLEAN in qpdf_says(bare(kind), tmp_path)


@pytest.mark.skipif("VERAPDF" not in os.environ, reason="VERAPDF names no validator")
@pytest.mark.parametrize(("kind", "profile"), EVERY_PROFILE)
@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_verapdf_agrees(kind, profile, flavour, tmp_path):
    file = tmp_path / "document.pdf"
    file.write_bytes(rich(kind, profile))

    report = run(os.environ["VERAPDF"], "--format", "text", "--flavour", flavour, str(file))

    assert report.startswith("PASS")


def test_the_checker_notices_untagged_text():
    plain = Canvas("unused", invariant=1)
    plain.drawString(72, 72, "niet gemarkeerd")

    problems = violations(plain.getpdfdata())

    assert "no structure tree" in problems
    assert "page 1: Tj outside marked content" in problems
    assert any("is not embedded" in problem for problem in problems)
