"""The report with the keyboard alone: every stop is visible, the end is the thank-you page."""

import pytest
from playwright.sync_api import Page, expect

MOST_STOPS = 160
DRAWN_BY_BROWSER = {"date", "time"}
"""The parts inside these fields carry the browser's own mark, out of reach of the page."""
STILL = {"reduced_motion": "reduce"}
"""Smooth scrolling would still be under way when we look."""
STOP = """() => {
    const at = document.activeElement;
    const drawn = (node) => {
        const style = getComputedStyle(node);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
            || style.boxShadow !== "none";
    };
    const box = (at.closest("label") || at).getBoundingClientRect();
    return {
        tag: at.tagName.toLowerCase(),
        type: at.type || "",
        text: (at.labels && at.labels.length ? at.labels[0] : at).innerText.trim(),
        drawn: [at, at.nextElementSibling, at.parentElement].some((node) => node && drawn(node)),
        inside: box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0,
    };
}"""


class Keyboard:
    """Goes from stop to stop and looks at each."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unseen: list[str] = []

    def go_to(self, words: str, tag: str = "") -> None:
        """Press Tab until the focus stands on what carries these words."""
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(STOP)
            if stop["type"] not in DRAWN_BY_BROWSER and not (stop["drawn"] and stop["inside"]):
                self.unseen.append(f"{stop['tag']} {stop['text']}")
            if words in stop["text"] and tag in ("", stop["tag"]):
                return
        pytest.fail(f"no stop says {words!r}")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_report_needs_no_mouse(page_for, town, width):
    page = page_for(town.employee, viewport={"width": width, "height": 844}, **STILL)
    page.goto("/")
    keys = Keyboard(page)

    keys.go_to("Naar de inhoud")
    keys.press("Enter")
    keys.go_to("Meld een incident", tag="a")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat is er gebeurd?")
    keys.go_to("Bedreiging", tag="input")
    keys.press("Space")
    keys.go_to("Of beschrijf de plek")
    keys.type("Aan de telefoon")
    keys.go_to("Jouw verhaal", tag="summary")
    keys.press("Space")
    keys.go_to("Vertel in je eigen woorden")
    keys.type("Hij schold en dreigde.")
    keys.go_to("Melding versturen", tag="button")
    keys.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Je melding is verstuurd")
    assert keys.unseen == []


def test_the_form_of_a_step_needs_no_mouse(page_for, plain_scene):
    page = page_for(plain_scene.town.manager, **STILL)
    page.goto(plain_scene.step_url("S02"))
    keys = Keyboard(page)

    keys.go_to("Opvang is gegeven", tag="input")
    keys.press("Space")
    keys.go_to("Notitie voor het dossier")
    keys.type("Gesproken.")
    keys.go_to("Leg vast", tag="button")
    keys.press("Enter")

    expect(page.get_by_text("Vastgelegd: Eerste opvang.")).to_be_visible()
    assert keys.unseen == []


def test_a_mistake_takes_the_focus_and_its_link_leads_to_the_field(page_for, town):
    page = page_for(town.employee, **STILL)
    page.goto("/melden")
    keys = Keyboard(page)

    keys.go_to("Melding versturen", tag="button")
    keys.press("Enter")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    keys.go_to("Kies alles wat past", tag="a")
    keys.press("Enter")

    assert page.evaluate("document.activeElement.name") == "categories"
