"""Every kind, full or empty, is PDF/A-3a and PDF/UA-1 as far as can be checked offline."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf_conformance import violations
from vpt.documents.kinds.registry import KINDS
from vpt.documents.meta import Attachment

EVERY_PROFILE = [(kind, profile) for kind in KINDS.values() for profile in kind.profiles]
JSON = Attachment(
    name="dossier.json",
    content=b'{"reference": "GTV-2026-000123-K"}',
    media_type="application/json",
    relationship="Data",
    description="Gegevens van het dossier",
)


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize(("kind", "profile"), EVERY_PROFILE)
def test_every_example_conforms(kind, profile):
    pdf = kind.render(kind.example(profile), [JSON])

    assert violations(pdf) == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_empty_example_conforms(kind):
    pdf = kind.render(kind.empty_example(), ())

    assert violations(pdf) == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_no_errors(kind, tmp_path):
    file = tmp_path / "document.pdf"
    file.write_bytes(kind.render(kind.example(kind.profiles[0]), [JSON]))

    report = run("qpdf", "--check", str(file))

    assert "No syntax or stream encoding errors found" in report


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="poppler-utils is not installed")
def test_a_screen_reader_gets_the_report_in_order(tmp_path):
    kind = KINDS["incident_report"]
    file = tmp_path / "melding.pdf"
    file.write_bytes(kind.render(kind.example("reporter"), ()))

    structure = run("pdfinfo", "-struct-text", str(file))

    golden = Path(__file__).with_name("golden_incident_report.txt").read_text(encoding="utf-8")
    assert structure.splitlines() == golden.splitlines()


@pytest.mark.skipif("VERAPDF" not in os.environ, reason="VERAPDF names no validator")
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_verapdf_agrees(kind, flavour, tmp_path):
    file = tmp_path / "document.pdf"
    file.write_bytes(kind.render(kind.example(kind.profiles[0]), [JSON]))

    report = run(os.environ["VERAPDF"], "--format", "text", "--flavour", flavour, str(file))

    assert report.startswith("PASS")


def test_the_checker_notices_untagged_text():
    plain = Canvas("unused", invariant=1)
    plain.drawString(72, 72, "niet gemarkeerd")

    problems = violations(plain.getpdfdata())

    assert "no structure tree" in problems
    assert "page 1: Tj outside marked content" in problems
    assert any("is not embedded" in problem for problem in problems)
