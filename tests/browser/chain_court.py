"""The second half of the chain: what is new, the prosecution and the court, and the end."""

import re

import pyotp
from playwright.sync_api import expect

from tests.browser.chain import ELS, LAST_DAY, RIK, follow_the_share
from tests.browser.colleagues import Colleague, Reporter, day
from tests.browser.mailing import Mail
from vpt.core import clock

PASSWORD = "paars fietspad onder regen"
ADDED = "Een collega hoorde het ook."
PROSECUTION_NUMBER = "08/123456-26"
HEARING_IN, COURT = 20, "Rechtbank Overijssel, Almelo"
AWARDED = "750,00"
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip


def in_words(later: int) -> str:
    """Return a day as pages write it."""
    chosen = day(later)
    return f"{chosen.day} {MONTHS[chosen.month - 1]} {chosen.year}"


def begin_an_account(els: Colleague, invitation: Mail) -> pyotp.TOTP:
    """Follow the invitation, choose a password, set up the telephone; return what it holds."""
    els.page.goto(invitation.link("/wachtwoord/"))
    els.fill("Nieuw wachtwoord", PASSWORD)
    els.fill("Nog een keer", PASSWORD)
    els.press("Wachtwoord bewaren", "Je wachtwoord is ingesteld.")
    sign_in(els, invitation)
    els.reads("Extra beveiliging instellen")
    telephone = pyotp.TOTP(els.main.locator("code").inner_text().replace(" ", ""))
    els.fill("Code van 6 cijfers", telephone.now())
    els.press("Instellen", "Je herstelcodes")
    els.follow("Ik heb ze bewaard")
    return telephone


def sign_in(els: Colleague, invitation: Mail) -> None:
    """Give address and password; the code of the telephone comes after it."""
    els.page.goto("/inloggen")
    els.fill("E-mailadres", invitation.recipient)
    els.fill("Wachtwoord", PASSWORD)
    els.main.get_by_role("button", name="Inloggen", exact=True).click()


def sign_in_again(els: Colleague, invitation: Mail, telephone: pyotp.TOTP) -> None:
    """Sign in with password and telephone, after weeks."""
    sign_in(els, invitation)
    els.fill("Code van 6 cijfers", telephone.at(clock.now()))
    els.press("Verder", "Gedeelde dossiers")


def find_nothing_yet(els: Colleague) -> None:
    els.page.goto("/keten")
    els.reads("Er staat niets voor u klaar")


def send_what_is_new(coordinator: Colleague) -> None:
    """Send the second copy to the police."""
    follow_the_share(coordinator)
    coordinator.reads("Er is iets nieuws sinds de laatste kopie")
    coordinator.reads("Nieuwe aanvulling op het verhaal")
    coordinator.follow("Stuur een aanvulling")
    coordinator.main.get_by_role("button", name="Stuur de aanvulling", exact=True).click()
    coordinator.reads("Aanvulling 2 is gestuurd.")


def ask_a_new_code(officer: Colleague, link: Mail) -> None:
    """Come back in another browser, where the first code opens nothing."""
    officer.page.goto(link.link("/deling/"))
    officer.press("Vraag een nieuwe code", "Er is een nieuwe code gestuurd naar uw tweede")


def open_again(officer: Colleague, code: Mail) -> None:
    officer.fill("Uw code", code.code())
    officer.press("Dossier openen", "Wat wordt u gevraagd?")


def see_what_is_new(officer: Colleague) -> None:
    officer.reads(
        "Er is iets nieuws sinds u voor het laatst keek",
        "Nieuw sinds u keek",
        "Nieuwe aanvulling op het verhaal",
        "Dit gaf u eerder door",
    )
    expect(officer.main).not_to_contain_text("Stap gedaan: VPT-code nagaan")


def send_to_the_prosecution(officer: Colleague) -> None:
    officer.choose("Het dossier is naar het OM")
    officer.press("Antwoord versturen", "Dank u wel, uw antwoord is binnen")
    officer.reads("Stand bij de politie", "Verwerkt")


def read_of_the_code(sanne: Reporter) -> None:
    """Follow the newest message to the own report, and read what the police said."""
    sanne.page.goto("/berichten")
    sanne.main.get_by_role("table").get_by_role("link").first.tap()
    sanne.reads("Wat gebeurt er met mijn melding?", "VPT-code staat erin")


def read_the_news(sanne: Reporter, *texts: str) -> None:
    """Follow the newest message about the chain to the own page, and read it in plain words."""
    sanne.page.goto("/berichten")
    sanne.main.get_by_role("link", name="Er is nieuws van politie, OM of gemeente").first.tap()
    sanne.reads("Nieuws over je zaak", *texts)


def choose_the_prosecution(coordinator: Colleague) -> None:
    """Share everything the prosecution may see, with an account."""
    coordinator.open("Delen")
    coordinator.follow("Deel met een partner")
    coordinator.choose(f"{ELS}, Openbaar Ministerie · heeft een account")
    coordinator.pick("Waarvoor?", "Vervolging")
    coordinator.choose("Met een eigen account")
    coordinator.press("Verder", "Staat nooit in het dossier dat je hier deelt")
    coordinator.main.get_by_label(re.compile("^Je beschermt de belangen")).check()
    coordinator.fill("Tot en met welke dag?", day(LAST_DAY))
    coordinator.press("Bekijk wat de ontvanger krijgt", "Dit ga je delen")


def find_the_share(els: Colleague) -> None:
    """Open what waits in the portal: at first, and until the verdict is told."""
    els.page.goto("/keten")
    els.reads("Wacht op uw antwoord", "Vervolging")
    come_back_to_it(els)


def come_back_to_it(els: Colleague) -> None:
    """Open the share from the list when it was answered whole."""
    els.page.goto("/keten")
    els.follow(els.reference)
    els.reads("Wat wordt u gevraagd?", "Laat weten wat het OM heeft besloten.")


def summon(els: Colleague) -> None:
    els.choose("Dagvaarding: er komt een zitting")
    els.fill("Parketnummer", PROSECUTION_NUMBER)
    els.unfold("Bij een dagvaarding: de zitting")
    els.fill("Dag van de zitting", day(HEARING_IN))
    els.fill("Tijd", "13:30")
    els.fill("Rechtbank en zaal", COURT)
    els.press("Antwoord versturen", "Dank u wel, uw antwoord is binnen")
    els.reads("Beslissing van het OM", "Verwerkt")


def open_the_news(coordinator: Colleague) -> None:
    """Open what the chain decided in the case."""
    coordinator.open("Aangifte & keten")
    coordinator.follow("Nieuws van politie, OM, rechter en burgemeester")


def see_the_hearing(coordinator: Colleague, on: str) -> None:
    open_the_news(coordinator)
    hearings = coordinator.main.get_by_role("table", name="Zittingen")
    expect(hearings).to_contain_text(on)
    expect(hearings).to_contain_text(COURT)
    coordinator.reads(PROSECUTION_NUMBER, "Zelf beantwoord met een account")


def judge(els: Colleague) -> None:
    els.choose("Veroordeeld, met schadevergoeding")
    els.fill("Datum van de uitspraak", day())
    els.unfold("Bij een veroordeling: de schadevergoeding")
    els.fill("Schadevergoeding in euro’s", AWARDED)
    els.press("Antwoord versturen", "Dank u wel, uw antwoord is binnen")
    els.reads("Zitting en uitspraak", "Verwerkt")


def see_the_figures(coordinator: Colleague, expected: dict[str, str]) -> None:
    open_the_news(coordinator)
    figures = coordinator.page.locator("#cijfers")
    for term, told in expected.items():
        expect(figures).to_contain_text(f"{term} {told}", use_inner_text=True)


def recall_the_old_share(coordinator: Colleague) -> None:
    follow_the_share(coordinator)
    coordinator.follow("Trek deze deling in")
    coordinator.fill("Waarom trek je deze deling in?", f"{RIK} is klaar met de zaak.")
    coordinator.press("Trek in", "De deling is ingetrokken.")


def find_it_dead(officer: Colleague, link: Mail) -> None:
    """Whatever is still open in the browser opens nothing any more."""
    officer.main.get_by_role("link", name=re.compile("^Download aanvulling 2")).click()
    officer.reads("Deze link werkt niet meer")
    officer.page.goto(link.link("/deling/"))
    officer.reads("Deze link werkt niet meer")
    expect(officer.main).not_to_contain_text(officer.reference)
