"""Every page is accessible on a phone, a tablet and a desk, for everybody who may see it."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.itinerary import NO_PAGE, open_stops, pages, stops
from tests.browser.regions import Region
from tests.browser.serving import cookie
from vpt.core.actor import Role

WIDTHS = (320, 768, 1280)
AXE = Axe().axe_script
JUDGE = """() => axe.run({resultTypes: ["violations"]}).then((found) => found.violations.flatMap(
    (one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} ${node.html}`)))"""
UNFOLD = "() => document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
MEASURE = """() => {
    const small = [];
    const touched = "form button, form input, form select, form textarea, summary, nav a, "
        + "header a, header button, a.utrecht-button";
    for (const one of document.querySelectorAll(touched)) {
        if (one.type === "hidden" || !one.checkVisibility() || one.closest(".vpt-hidden")) continue;
        if (one.matches(".vpt-hidden, .utrecht-skip-link")) continue;
        const boxes = [one, ...(one.labels || [])].map((part) => part.getBoundingClientRect());
        const height = Math.max(...boxes.map((box) => box.bottom))
            - Math.min(...boxes.map((box) => box.top));
        const width = Math.max(...boxes.map((box) => box.right))
            - Math.min(...boxes.map((box) => box.left));
        if (height < 43.5 || width < 43.5) {
            small.push(`${one.outerHTML.slice(0, 120)} ${width} x ${height}`);
        }
    }
    const wide = Array.from(document.querySelectorAll("main *")).filter((one) =>
        one.getBoundingClientRect().right > innerWidth + 1 && !one.closest("[tabindex='0'], svg"));
    return {
        small,
        width: document.documentElement.scrollWidth,
        wide: wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)),
        headings: document.querySelectorAll("h1").length,
        title: document.title,
    };
}"""


class Inspector:
    """Visits pages in one browser tab and writes down what is wrong with them."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.wrong: list[str] = []
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def visit(self, address: str, *, status: int = 200) -> None:
        """Look at one page at every width."""
        self._resize(WIDTHS[0])
        answer = self.page.goto(address)
        if answer.status != status:
            self._note(address, f"answered {answer.status} at {self.page.url}")
            return
        self.page.evaluate(UNFOLD)
        self.page.evaluate(AXE)
        self._measure(address)
        for width in WIDTHS:
            self._resize(width)
            for violation in self.page.evaluate(JUDGE):
                self._note(address, f"{width}: {violation}")
        for words in self.said:
            if status == 200 or "Failed to load resource" not in words:
                self._note(address, f"console: {words}")
        self.said.clear()

    def report(self) -> str:
        """Return what is wrong, a line for each."""
        return "\n".join(["", *dict.fromkeys(self.wrong)])

    def _measure(self, address: str) -> None:
        seen = self.page.evaluate(MEASURE)
        if seen["width"] > WIDTHS[0]:
            self._note(address, f"is {seen['width']} wide: {seen['wide']}")
        if seen["headings"] != 1 or not seen["title"]:
            self._note(address, f"{seen['headings']} h1, title {seen['title']!r}")
        for one in seen["small"]:
            self._note(address, f"small: {one}")

    def _resize(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})

    def _note(self, address: str, what: str) -> None:
        self.wrong.append(f"{address}: {what}")


@pytest.fixture
def inspector_of(browser: Browser) -> Iterator[object]:
    opened: list[BrowserContext] = []

    def make(region: Region, role: Role | None) -> Inspector:
        person = region.somebody(role) if role else None
        opened.append(region.site.context(browser, person, reduced_motion="reduce"))
        return Inspector(opened[-1])

    yield make
    for context in opened:
        context.close()


@pytest.mark.parametrize("role", Role)
def test_every_page_of_a_role_is_accessible(region, inspector_of, role):
    route, inspector = stops(region, role), inspector_of(region, role)
    for stop in route:
        inspector.visit(stop.address)

    assert route
    assert not inspector.wrong, inspector.report()


@pytest.mark.parametrize("role", Role)
def test_every_page_is_accessible_on_the_first_day(first_day, inspector_of, role):
    route, inspector = stops(first_day, role), inspector_of(first_day, role)
    for stop in route:
        inspector.visit(stop.address)

    assert route
    assert not inspector.wrong, inspector.report()


def test_every_open_page_is_accessible(region, inspector_of):
    inspector = inspector_of(region, None)

    for stop, session in open_stops(region):
        inspector.page.context.clear_cookies()
        if session:
            inspector.page.context.add_cookies([cookie(region.site, session)])
        inspector.visit(stop.address)

    assert not inspector.wrong, inspector.report()


@pytest.mark.parametrize("role", [Role.EMPLOYEE, None])
def test_a_refusal_is_an_accessible_page(region, inspector_of, role):
    inspector = inspector_of(region, role)

    inspector.visit("/bestaat-niet", status=404)
    if role:
        inspector.visit("/beheer/bezorging", status=403)

    assert not inspector.wrong, inspector.report()


def test_a_form_with_mistakes_is_accessible(region, inspector_of):
    inspector = inspector_of(region, Role.HR)  # leaves a draft behind; Sanne's journey needs none
    page = inspector.page
    page.goto("/melden?nieuw=1")
    page.get_by_label("Datum", exact=True).fill("")
    page.get_by_role("button", name="Melding versturen").first.click()
    page.evaluate(UNFOLD)
    page.evaluate(AXE)

    assert page.locator("[data-error-summary]").is_visible()
    assert page.evaluate(JUDGE) == []


def test_somebody_visits_every_page(region):
    visited = {stop.endpoint for stop, _session in open_stops(region)}
    for role in Role:
        visited |= {stop.endpoint for stop in stops(region, role)}

    assert visited == set(pages(region.site.app))


def test_what_is_called_no_page_exists(region):
    endpoints = {rule.endpoint for rule in region.site.app.url_map.iter_rules()}

    assert set(NO_PAGE) <= endpoints
