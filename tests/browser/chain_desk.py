"""The way back over the cover sheet: an unknown officer writes, the coordinator looks."""

import re

from playwright.sync_api import expect

from tests.browser.chain import NUMBER, OFFICER
from tests.browser.colleagues import Colleague
from vpt.police_reports.desk import LENGTH, SIGNS

CODE = re.compile(rf"(?<![{SIGNS}])[{SIGNS}]{{{LENGTH}}}(?![{SIGNS}])")


def make_the_sheet(coordinator: Colleague) -> bytes:
    """Make the cover sheet of the report and take it off the page."""
    coordinator.open("Aangifte & keten")
    coordinator.press("Maak het VPT-voorblad", "Gemaakt: VPT-voorblad, versie 1.")
    return coordinator.download("VPT-voorblad, versie 1")


def address_on(sheet: str) -> str:
    """Return the address that stands under the QR code, which is printed in two lines."""
    assert "/antwoord/" in sheet
    [code] = CODE.findall(sheet)
    return f"/antwoord/{code}"


def write_an_answer(stranger: Colleague, address: str, employer: str, *hidden: str) -> None:
    """Fill in what is known; read who asks and the reference, and nothing else."""
    stranger.page.goto(address)
    stranger.reads(f"Uw antwoord aan {employer}", stranger.reference)
    for text in hidden:
        expect(stranger.page.locator("body")).not_to_contain_text(text)
    stranger.fill("Registratienummer", NUMBER)
    stranger.answer("Is de VPT-code gezet?", "Ja")
    stranger.fill("Behandelaar bij de politie", OFFICER)
    stranger.fill("Bureau", "Bureau Almelo")
    stranger.press("Versturen", "Uw antwoord is bewaard. De werkgever kijkt het na.")
    for text in (stranger.reference, NUMBER, OFFICER, *hidden):
        expect(stranger.page.locator("body")).not_to_contain_text(text)


def find_it_waiting(coordinator: Colleague) -> None:
    """Hear of the answer, and find both parts of it on the list of what waits."""
    coordinator.page.goto("/berichten")
    coordinator.follow("Een antwoord van een partner wacht op jou")
    coordinator.reads("Wacht op de coördinator", NUMBER, OFFICER)
    coordinator.page.goto("/antwoorden")
    expect(coordinator.main.get_by_role("link", name=coordinator.reference)).to_have_count(2)


def accept_all(coordinator: Colleague) -> None:
    """Take both parts over, oldest first, until nothing waits."""
    for _ in range(2):
        coordinator.page.goto("/antwoorden")
        coordinator.follow(coordinator.reference)
        coordinator.choose("Ja, neem het over in het dossier")
        coordinator.press("Leg vast", "Het antwoord is overgenomen.")
    coordinator.page.goto("/antwoorden")
    coordinator.reads("Er wacht geen antwoord")
