"""What independent programs say of a sealed PDF, for the browser journeys."""

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pikepdf
from sqlalchemy import select

from tests.browser.regions import Region
from vpt.documents.models import SealKey
from vpt.infra import sealing
from vpt.infra.db import db


def certificate(region: Region) -> bytes:
    """Return the certificate of the seal of Sanne's employer."""
    with region.site.app.app_context():
        home = region.named["sanne.kuipers"].organisation_id
        return db.session.scalar(
            select(SealKey.certificate_pem).where(SealKey.organisation_id == home)
        ).encode()


def verify(pdf: bytes, pem: bytes) -> sealing.SealReport:
    """Ask pyHanko, in a thread of its own: the browser's event loop runs in this one."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(sealing.verify, pdf, pem).result()


def agree(pdf: bytes, folder: Path) -> None:
    """Let independent programs say what they think of the file."""
    file = _written(pdf, folder)
    if shutil.which("qpdf"):
        assert "No syntax or stream encoding errors found" in run("qpdf", "--check", file)
    if shutil.which("pdfsig"):
        seen = run("pdfsig", "-nocert", file)
        assert "Signature is Valid" in seen
        assert "Total document signed" in seen


def ensure_sealed(pdf: bytes, pem: bytes, folder: Path) -> None:
    """Check that a file is intact, complete, sealed by this employer, and well formed."""
    seal = verify(pdf, pem)
    assert (seal.intact, seal.unchanged, seal.trusted) == (True, True, True)
    assert seal.signer.startswith("DEMO ")
    agree(pdf, folder)


def words_of(pdf: bytes, folder: Path) -> str:
    """Return what a reader reads, on one line."""
    return " ".join(run("pdftotext", "-layout", _written(pdf, folder), "-").split())


def is_marked(pdf: bytes) -> bool:
    """Tell whether every page says under its text for whom it is."""
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = [page.Contents.read_bytes() for page in document.pages]
    return all(b"/Subtype /Watermark" in page for page in pages)


def run(*command: str | Path) -> str:
    """Return what a program says; an error when it fails."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _written(pdf: bytes, folder: Path) -> Path:
    file = folder / "dossier.pdf"
    file.write_bytes(pdf)
    return file
