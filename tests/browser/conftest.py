"""A real Chromium against a real server; skipped with one loud line where there is no browser."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from tests.builders import Person

HOW = "No browser found: browser tests were not run. Install it (Debian: apt-get install chromium)."
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 390, "height": 844}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason=HOW))
    if CHROMIUM is None and os.environ.get("REQUIRE_BROWSER") == "1":
        raise pytest.UsageError(HOW)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield launched
        launched.close()


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """The application on a free port of this machine."""
    app.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def context_for(app: Flask, browser: Browser, site: str) -> Iterator[Callable[..., BrowserContext]]:
    """A browser context of its own per person, signed in by its cookie."""
    opened: list[BrowserContext] = []

    def make(person: Person | None, **options: object) -> BrowserContext:
        context = browser.new_context(
            base_url=site, locale="nl-NL", **({"viewport": PHONE} | options)
        )
        opened.append(context)
        if person is not None:
            context.add_cookies([_cookie(app, person, site)])
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def page_for(context_for: Callable[..., BrowserContext]) -> Callable[..., Page]:
    def make(person: Person | None, **options: object) -> Page:
        return context_for(person, **options).new_page()

    return make


def _cookie(app: Flask, person: Person, site: str) -> dict[str, str]:
    client = app.test_client()
    with client.session_transaction() as session:
        session.update(person.session())
    cookie = client.get_cookie("vpt")
    assert cookie is not None
    return {"name": "vpt", "value": cookie.value, "url": site}
