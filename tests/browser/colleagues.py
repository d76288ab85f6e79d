"""People at a screen who do something with a case, in the words of a browser journey."""

import io
import re
from datetime import date, timedelta

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import DESKTOP, PHONE
from vpt.core import clock
from vpt.core.worktime import AMSTERDAM

REFERENCE = re.compile(r"[A-Z]+-\d{4}-\d{6}-[A-Z]")
IN_THE_HAND = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
AT_A_DESK = {"viewport": DESKTOP}


def day(later: int = 0) -> date:
    """Return the day it is for the employer, or the day so many days later."""
    return clock.now().astimezone(AMSTERDAM).date() + timedelta(days=later)


def a_photo() -> dict[str, object]:
    """Return a picture as a form takes it."""
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "#a03030").save(kept, "PNG")
    return {"name": "foto.png", "mimeType": "image/png", "buffer": kept.getvalue()}


class Colleague:
    """Somebody at a desk who works on one case."""

    def __init__(self, page: Page, reference: str) -> None:
        self.page = page
        self.reference = reference

    @property
    def main(self) -> Locator:
        """Return the part of the page that is not menu or heading."""
        return self.page.locator("main")

    def open(self, tab: str = "Verloop") -> None:
        """Open a tab of the case from the list of cases."""
        self.page.goto(f"/dossiers?zoek={self.reference}")
        self.follow(self.reference)
        if tab != "Verloop":
            tabs = self.page.get_by_role("navigation", name="Onderdelen van het dossier")
            tabs.get_by_role("link", name=re.compile(f"^{re.escape(tab)}( [0-9]+)?$")).click()

    def start(self, step: str) -> None:
        """Open the page of a step that is still to be done."""
        self.open()
        title = self.page.get_by_role("link", name=re.compile("^" + re.escape(step)))
        to_do = self.main.get_by_role("listitem").filter(has=title, has_not_text="(Klaar)")
        to_do.get_by_role("heading").get_by_role("link").first.click()

    def choose(self, *answers: str) -> None:
        """Tick boxes and round buttons by what they say."""
        for answer in answers:
            self.main.get_by_label(answer, exact=True).check()

    def answer(self, question: str, reply: str) -> None:
        """Tick a round button of one question."""
        self.main.get_by_role("group", name=question).get_by_label(reply, exact=True).check()

    def pick(self, label: str, option: str) -> None:
        """Choose from a list."""
        self._field(label, "select").select_option(label=option)

    def fill(self, label: str, answer: object) -> None:
        """Type an answer in a field; a day as the browser's own calendar gives it."""
        self._field(label, "input, textarea").fill(str(answer))

    def unfold(self, title: str) -> None:
        """Open what is folded away."""
        self.main.locator("summary", has_text=title).click()

    def follow(self, link: str) -> None:
        """Follow a link of the page."""
        self.main.get_by_role("link", name=link).first.click()

    def press(self, button: str, told: str) -> None:
        """Press a button and read on the next page what it did."""
        self.main.get_by_role("button", name=button, exact=True).first.click()
        self.reads(told)

    def reads(self, *texts: str) -> None:
        """See each of these texts on the page."""
        for text in texts:
            expect(self.main).to_contain_text(text)

    def download(self, link: str) -> bytes:
        """Take a document off the page."""
        with self.page.expect_download() as coming:
            self.follow(link)
        return coming.value.path().read_bytes()

    def _field(self, label: str, kind: str) -> Locator:
        labelled = self.main.get_by_label(re.compile("^" + re.escape(label)))
        return labelled.and_(self.main.locator(kind)).first


class Reporter:
    """The employee with a phone: taps, and hears what happens."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def main(self) -> Locator:
        """Return the part of the page that is not menu or heading."""
        return self.page.locator("main")

    def fold(self, title: str) -> None:
        """Open a part of the report form."""
        self.page.locator("summary").filter(has_text=title).first.tap()

    def tap(self, *labels: str) -> None:
        """Tap boxes and round buttons by what they say."""
        for label in labels:
            self.page.get_by_label(label, exact=True).tap()

    def fill(self, label: str, answer: str) -> None:
        """Type an answer."""
        self.page.get_by_label(label, exact=True).fill(answer)

    def send(self) -> str:
        """Send the report; return its reference."""
        self.page.get_by_role("button", name="Melding versturen").last.tap()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Je melding is verstuurd")
        found = REFERENCE.search(self.main.inner_text())
        assert found
        return found[0]

    def reads(self, *texts: str) -> None:
        """See each of these texts on the page."""
        for text in texts:
            expect(self.main).to_contain_text(text)
