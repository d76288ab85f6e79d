"""A real Chromium against a real server; skipped with one loud line where there is no browser."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.regions import Region, first_day, region
from tests.browser.serving import PATIENCE, Site, serving
from tests.builders import Person
from tests.cases.builders import Town, a_town
from tests.web.scenes import plain_scene, scene

__all__ = ["first_day", "plain_scene", "region", "scene"]

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
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield launched
        launched.close()


@pytest.fixture
def site(app: Flask) -> Iterator[Site]:
    """The application of this test on a free port of this machine."""
    with serving(app) as running:
        yield running


@pytest.fixture
def town(app: Flask) -> Town:
    """One employer with a desk, its manager and everybody a case needs."""
    with app.app_context():
        return a_town()


@pytest.fixture
def context_for(browser: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """A browser context of its own per person, signed in by its cookie."""
    opened: list[BrowserContext] = []

    def make(person: Person | None, **options: object) -> BrowserContext:
        opened.append(site.context(browser, person, **options))
        return opened[-1]

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def visitor(region: Region, browser: Browser) -> Iterator[Callable[..., Page]]:
    """How somebody opens a browser of their own on the demo and signs in by its button."""
    opened: list[BrowserContext] = []

    def make(name: str, **options: object) -> Page:
        opened.append(region.site.context(browser, **options))
        page = opened[-1].new_page()
        page.goto("/inloggen")
        page.get_by_role("button", name=name).click()
        return page

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def page_for(context_for: Callable[..., BrowserContext]) -> Callable[..., Page]:
    def make(person: Person | None, **options: object) -> Page:
        return context_for(person, **options).new_page()

    return make
