"""Takes the pictures of the README from a fresh demo: `make screenshots`; no test."""

import io
import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, HOW, QUIET
from tests.browser.serving import Site, serving
from tests.databases import close
from vpt.app import create_app
from vpt.core import clock
from vpt.core.settings import Settings
from vpt.demo import service as demo
from vpt.infra.migrations import upgrade

TARGET = Path("docs/screenshots")
SCALE = 0.1
SHARP = 2
"""Device pixels for each pixel of the page."""
COLOURS = 256
PAPER_WIDTH = 700
LEAD, MANAGER = "Sanne Kuipers", "Fatma Yıldırım"
CASE = "Vernieling van computer of telefoon"
"""What Sanne reported six weeks ago: her manager is done, so the chain stands high on the page."""


def main() -> None:
    """Make the three pictures."""
    if CHROMIUM is None:
        sys.exit(HOW)
    TARGET.mkdir(exist_ok=True)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    with _demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        _report(_visit(site, browser, LEAD, {"width": 390, "height": 1180}))
        desk = _visit(site, browser, MANAGER, {"width": 1280, "height": 1180})
        _case(desk)
        _paper(desk)
        browser.close()


def _report(page: Page) -> None:
    page.goto("/melden")
    page.locator("label", has_text="Bedreiging").first.click()
    page.locator("label", has_text="Schelden").first.click()
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    _keep("report-phone.png", page.screenshot())


def _case(page: Page) -> None:
    page.goto("/dossiers")
    page.get_by_role("row").filter(has_text=CASE).get_by_role("link").first.click()
    page.get_by_role("heading", name="De keten van dit dossier").wait_for()
    _keep("case-desk.png", page.screenshot())


def _paper(page: Page) -> None:
    page.get_by_role("link", name="Documenten").click()
    page.get_by_label("Eigen organisatie").check()
    page.get_by_label("Waarvoor is het nodig?").select_option("handling")
    page.get_by_role("button", name="Maak het dossier").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="versie").first.click()
    command = ["pdftoppm", "-f", "1", "-l", "1", "-png", "-scale-to-x", str(PAPER_WIDTH * SHARP),
               "-scale-to-y", "-1", str(coming.value.path())]  # fmt: skip
    drawn = subprocess.run(command, check=True, capture_output=True).stdout
    _keep("case-file.png", drawn)


def _keep(name: str, picture: bytes) -> None:
    """Store a picture in few colours, so that it stays light."""
    full = Image.open(io.BytesIO(picture)).convert("RGB")
    light = full.quantize(COLOURS, dither=Image.Dither.NONE)
    light.save(TARGET / name, optimize=True)
    sys.stdout.write(f"{TARGET / name}: {(TARGET / name).stat().st_size // 1000} kB\n")


def _visit(site: Site, browser: Browser, name: str, size: dict[str, int]) -> Page:
    page = site.context(browser, viewport=size, device_scale_factor=SHARP).new_page()
    page.goto("/inloggen")
    page.get_by_role("button", name=name).click()
    return page


@contextmanager
def _demo() -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as folder:
        app = _app(Path(folder))
        with serving(app) as site:
            yield site
        with app.app_context():
            close(app)


def _app(folder: Path) -> Flask:
    settings = Settings(
        instance=folder,
        database_url=f"sqlite:///{folder / 'vpt.sqlite3'}",
        secret_key="only for pictures",
        keys_folder=folder / "keys",
        storage_folder=folder / "files",
        queue_url=f"sqlite:///{folder / 'queue.sqlite3'}",
    )
    app = create_app(settings)
    app.extensions["vpt_keys"].create()
    with app.app_context():
        upgrade()
        demo.seed(now=clock.now(), scale=SCALE)
    return app


if __name__ == "__main__":
    main()
