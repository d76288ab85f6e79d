"""What the product is for: Sanne reports on her phone, her manager acts and issues the file."""

import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.serving import DESKTOP, PHONE
from vpt.documents.models import SealKey
from vpt.infra import sealing
from vpt.infra.db import db

SANNE, MANAGER = "Sanne Kuipers", "Fatma Yıldırım"
REFERENCE = re.compile(r"[A-Z]+-\d{4}-\d{6}-[A-Z]")


@pytest.fixture
def visitor(region, browser):
    """Return how somebody opens a browser of their own and signs in by the demo button."""
    opened = []

    def make(name: str, **options: object) -> Page:
        opened.append(region.site.context(browser, **options))
        page = opened[-1].new_page()
        page.goto("/inloggen")
        page.get_by_role("button", name=name).click()
        return page

    yield make
    for context in opened:
        context.close()


def report_with_taps(page: Page) -> str:
    """Report with taps alone, and say who did it; return the reference."""
    page.get_by_role("link", name="Melden").last.tap()
    page.locator("label", has_text="Bedreiging").first.tap()
    page.get_by_label("Locatie").select_option(index=1)
    page.locator("summary", has_text="Wie deed het?").tap()
    page.get_by_label("Klant, cliënt of patiënt").tap()
    page.get_by_label("Wij weten wie deze persoon is").tap()
    page.get_by_role("button", name="Melding versturen").last.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je melding is verstuurd")
    return REFERENCE.search(page.locator("main").inner_text())[0]


def finish(page: Page, reference: str, step: str, outcome: str, note: str) -> None:
    """Open a step of a case from the worklist and say how it ended."""
    page.goto("/werkvoorraad")
    row = page.get_by_role("row").filter(has_text=reference).filter(has_text=step)
    row.get_by_role("link", name=step).click()
    page.get_by_label(outcome, exact=True).check()
    page.get_by_label("Notitie voor het dossier").fill(note)
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text(f"Vastgelegd: {step}.")).to_be_visible()


def issue_case_file(page: Page) -> bytes:
    """Issue the case file for the own organisation and download it."""
    page.get_by_role("link", name="Documenten").click()
    page.get_by_label("Eigen organisatie").check()
    page.get_by_label("Waarvoor is het nodig?").select_option("handling")
    page.get_by_role("button", name="Maak het dossier").click()
    expect(page.get_by_text("Het dossier is gemaakt: versie 1.")).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("link", name="versie 1").click()
    return coming.value.path().read_bytes()


def certificate(region) -> bytes:
    with region.site.app.app_context():
        home = region.named["sanne.kuipers"].organisation_id
        return db.session.scalar(
            select(SealKey.certificate_pem).where(SealKey.organisation_id == home)
        ).encode()


def test_from_a_report_on_a_phone_to_a_sealed_case_file(region, visitor, tmp_path):
    sanne = visitor(SANNE, viewport=PHONE, has_touch=True, is_mobile=True)

    reference = report_with_taps(sanne)

    main = sanne.locator("main")
    expect(main).to_contain_text(f"{MANAGER} pakt jouw melding op.")
    expect(main).to_contain_text("Je leidinggevende belt of spreekt je vandaag")
    expect(main).to_contain_text("Uiterlijk")
    expect(main).to_contain_text("Bel 112")

    manager = visitor(MANAGER, viewport=DESKTOP)
    finish(manager, reference, "Eerste opvang", "Opvang is gegeven", "Samen koffie gedronken.")
    finish(manager, reference, "Beoordelen", "Niet strafbaar", "Geen bedreiging in de wet.")
    finish(manager, reference, "Reactie aan de veroorzaker", "Gesprek gevoerd", "Excuus gemaakt.")

    pdf = issue_case_file(manager)

    seal = verify(pdf, certificate(region))
    assert (seal.intact, seal.unchanged, seal.trusted) == (True, True, True)
    assert seal.signer.startswith("DEMO ")
    assert not verify(pdf.replace(b"/Producer", b"/Prodicer", 1), certificate(region)).intact
    agree(pdf, tmp_path)

    sanne.get_by_role("link", name="Volg jouw melding").tap()
    story = sanne.locator("main")
    expect(story).to_contain_text("Wat gebeurt er met mijn melding?")
    expect(story).to_contain_text("Opvang is gegeven")
    expect(story).to_contain_text("Gesprek gevoerd")
    expect(story).not_to_contain_text("Samen koffie gedronken.")


def verify(pdf: bytes, pem: bytes) -> sealing.SealReport:
    """Ask pyHanko, in a thread of its own: the browser's event loop runs in this one."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(sealing.verify, pdf, pem).result()


def agree(pdf: bytes, folder) -> None:
    """Let independent programs say what they think of the file."""
    file = folder / "dossier.pdf"
    file.write_bytes(pdf)
    if shutil.which("qpdf"):
        assert "No syntax or stream encoding errors found" in run("qpdf", "--check", file)
    if shutil.which("pdfsig"):
        seen = run("pdfsig", "-nocert", file)
        assert "Signature is Valid" in seen
        assert "Total document signed" in seen


def run(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
