"""In English no page shows a Dutch sentence of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Page

from tests.browser.itinerary import stops
from tests.browser.regions import Region
from tests.builders import Person
from vpt.accounts.people import User
from vpt.core.actor import Role
from vpt.infra.db import db, unit_of_work

CATALOGUE = Path("vpt/translations/en/LC_MESSAGES/messages.po")
WORDS = 3
"""Shorter Dutch may be a name, or English too."""


def dutch_sentences() -> set[str]:
    """Return every sentence of the catalogue that is told from English by a glance."""
    with CATALOGUE.open("rb") as file:
        ids = [one.id for one in read_po(file) if one.id and one.id != one.string]
    flat = [each for one in ids for each in ([one] if isinstance(one, str) else one)]
    return {one for one in flat if "%(" not in one and len(one.split()) >= WORDS}


@contextmanager
def in_english(region: Region, person: Person) -> Iterator[None]:
    _speak(region, person, "en")
    try:
        yield
    finally:
        _speak(region, person, "nl")


def shown_in_english(page: Page) -> str:
    """Return what a page shows, without what it says is Dutch: laws and letters exist only so."""
    page.evaluate("document.querySelectorAll('body [lang=nl]').forEach(one => one.remove())")
    return page.locator("body").inner_text()


def _speak(region: Region, person: Person, locale: str) -> None:
    with region.site.app.app_context(), unit_of_work():
        db.session.get_one(User, person.id).locale = locale


@pytest.mark.parametrize("role", Role)
def test_no_page_of_a_role_is_half_dutch(first_day, browser, role):
    person, sentences = first_day.somebody(role), dutch_sentences()
    context = first_day.site.context(browser, person)
    left = {}

    with in_english(first_day, person):
        page = context.new_page()
        for stop in stops(first_day, role):
            page.goto(stop.address)
            shown = shown_in_english(page)
            assert page.locator("html").get_attribute("lang") == "en"
            if found := sorted(one for one in sentences if one in shown):
                left[stop.address] = found
    context.close()

    assert left == {}


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.MANAGER, Role.COORDINATOR])
def test_no_page_of_a_running_case_is_half_dutch(region, browser, role):
    person, sentences = region.somebody(role), dutch_sentences()
    told = {"Schelden of schreeuwen", "Bedreiging of intimidatie"}
    context = region.site.context(browser, person)
    left = {}

    with in_english(region, person):
        page = context.new_page()
        for stop in stops(region, role):
            page.goto(stop.address)
            shown = shown_in_english(page)
            if found := sorted(one for one in sentences - told if one in shown):
                left[stop.address] = found
    context.close()

    assert left == {}
