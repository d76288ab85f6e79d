"""What employer, police, prosecution and victim do on the pages of the chain."""

import re

from playwright.sync_api import Page, expect

from tests.browser.chain_town import POLICE
from tests.browser.colleagues import Colleague, Reporter, day
from tests.browser.mailing import Mail

OM = "Parket Oost (demo)"
RIK, RIKS_MAIL, STATION_MAIL = "Rik Temmink (demo)", "rik@politie.example", "balie@politie.example"
ELS, ELS_MAIL = "Els Koster (demo)", "els.koster@om.example"
LAST_DAY = 60
QUESTION = "Wilt u het registratienummer doorgeven?"
LEFT_OUT = "Letterlijke woorden: wat er precies is gezegd"
NUMBER, OFFICER = "2026123456", "Hoofdagent Demir (demo)"
WRONG = "FFFF-FFFF"
PATIENT = 20_000
SEALING = 60_000
"""Milliseconds in which a copy is drawn and sealed on a busy machine."""


def add_the_police(coordinator: Colleague) -> None:
    """Work with a police unit that other employers know as well, and with somebody there."""
    coordinator.page.goto("/ketenpartners")
    coordinator.follow("Voeg een ketenpartner toe")
    coordinator.pick("Welke organisatie?", POLICE)
    coordinator.press("Voeg toe", "De ketenpartner staat erbij.")
    coordinator.follow("Contactpersoon toevoegen")
    coordinator.fill("Naam", RIK)
    coordinator.fill("Functie of bureau", "Bureau Almelo")
    coordinator.fill("Telefoon", "0900 8844")
    coordinator.fill("E-mailadres", RIKS_MAIL)
    coordinator.fill("Tweede e-mailadres", STATION_MAIL)
    coordinator.press("Voeg toe", "De contactpersoon staat erbij.")
    coordinator.reads("Zonder account deel je via een link.")


def add_the_prosecution(coordinator: Colleague) -> None:
    """Found a partner nobody had yet, and invite somebody there to an account."""
    coordinator.page.goto("/ketenpartners/nieuw")
    coordinator.pick("Welke organisatie?", "Een andere organisatie")
    coordinator.unfold("De organisatie staat niet in de lijst")
    coordinator.fill("Naam van de organisatie", OM)
    coordinator.choose("Openbaar Ministerie")
    coordinator.press("Voeg toe", "De ketenpartner staat erbij.")
    coordinator.page.goto("/ketenpartners/contactpersonen/nieuw")
    coordinator.pick("Waar werkt deze persoon?", OM)
    coordinator.fill("Naam", ELS)
    coordinator.fill("E-mailadres", ELS_MAIL)
    coordinator.press("Voeg toe", "De contactpersoon staat erbij.")
    coordinator.press("Nodig uit", "Het account is klaar.")
    coordinator.reads("Uitgenodigd", "De mail met de link is verstuurd.")


def begin_to_share(coordinator: Colleague) -> None:
    """Choose to whom, by link, with the code to another address."""
    coordinator.open("Delen")
    coordinator.follow("Deel met een partner")
    coordinator.choose(f"{RIK}, Politie, Bureau Almelo · zonder account")
    coordinator.pick("Waarvoor?", "Aangifte doen of aanvullen")
    coordinator.choose("Met een link en een code", "Mail de code naar het tweede adres")
    coordinator.press("Verder", "Staat nooit in het dossier dat je hier deelt")


def choose_what(coordinator: Colleague) -> None:
    """Take one part away, ask something, name the ground and the last day."""
    expect(coordinator.main.get_by_label("Samenvatting")).to_be_checked()
    coordinator.main.get_by_label(LEFT_OUT, exact=True).uncheck()
    coordinator.fill("Je vraag in eigen woorden", QUESTION)
    coordinator.main.get_by_label(re.compile("^Aangifte doen of aanvullen")).check()
    coordinator.fill("Tot en met welke dag?", day(LAST_DAY))
    coordinator.press("Bekijk wat de ontvanger krijgt", "Dit ga je delen")
    coordinator.reads(RIKS_MAIL, f"Per mail naar {STATION_MAIL}", QUESTION)


def look_as_recipient(coordinator: Colleague) -> None:
    """See the page of the recipient beforehand, in a tab of its own."""
    with coordinator.page.expect_popup() as coming:
        coordinator.main.get_by_role("button", name="Bekijk de pagina van de ontvanger").click()
    seen = Colleague(coming.value, coordinator.reference)
    seen.reads("Er is nog niets gedeeld.", "Wat wordt u gevraagd?", QUESTION, "B1")
    expect(seen.main.get_by_role("button", name="Antwoord versturen")).to_be_disabled()
    coming.value.close()


def preview_of_the_copy(
    coordinator: Colleague, button: str = "Bekijk het dossier als pdf"
) -> bytes:
    """Return the example of the copy, asked for with everything that was chosen."""
    page = coordinator.page
    chosen = page.evaluate(
        "() => new URLSearchParams(new FormData(document.querySelector('main form'))).toString()"
    )
    address = coordinator.main.get_by_role("button", name=button)
    answer = page.request.post(
        str(address.get_attribute("formaction")),
        data=chosen,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert answer.ok
    return answer.body()


def send(coordinator: Colleague, whom: str = RIK) -> None:
    """Send what was chosen; the copy is drawn and sealed meanwhile."""
    coordinator.main.get_by_role("button", name="Verstuur", exact=True).click()
    coordinator.page.wait_for_url(re.compile("/delingen/"), timeout=SEALING)
    coordinator.reads(f"Gedeeld met {whom}.")


def open_the_link(officer: Colleague, link: Mail, code: Mail) -> None:
    """Follow the link of one mail; mistype first, then type the code of the other."""
    officer.page.goto(link.link("/deling/"))
    officer.reads("Vul de code in")
    expect(officer.main).not_to_contain_text(officer.reference)
    officer.fill("Uw code", WRONG)
    officer.press("Dossier openen", "Deze code klopt niet, is verlopen of is al gebruikt.")
    officer.fill("Uw code", code.code().lower())
    officer.press("Dossier openen", "Wat wordt u gevraagd?")


def read_what_is_asked(officer: Colleague) -> None:
    officer.reads(
        officer.reference,
        QUESTION,
        "Geef het registratienummer van de aangifte of melding door.",
        "Laat weten of de VPT-code in het systeem is gezet.",
        f"Alleen voor {RIK}",
    )


def take_it(officer: Colleague) -> None:
    officer.press("Ik neem dit in behandeling", "U hebt het dossier aangenomen.")


def report_number_and_code(officer: Colleague) -> None:
    officer.fill("Registratienummer", NUMBER)
    officer.fill("Behandelaar bij de politie", OFFICER)
    officer.fill("Bureau", "Bureau Almelo")
    officer.choose("Ja, de code staat erin")
    officer.press("Antwoord versturen", "Dank u wel, uw antwoord is binnen")
    officer.reads("Nummers van de aangifte", "VPT-code", "Verwerkt")


def follow_the_share(coordinator: Colleague, number: int = 1) -> None:
    """Open the page of a share."""
    coordinator.open("Delen")
    coordinator.follow(f"Deling {number}")


def see_the_receipts(coordinator: Colleague) -> None:
    """Read who opened it and what they did; what they said is no news to send them."""
    follow_the_share(coordinator)
    did = coordinator.main.get_by_role("table", name="Wat er met deze deling gebeurde")
    for what in (
        "Verkeerde code ingevuld",
        "Goede code ingevuld",
        "Geopend",
        "Dossier gedownload",
        "In behandeling genomen",
        "Antwoord gegeven",
    ):
        expect(did).to_contain_text(what)
    expect(coordinator.main).not_to_contain_text("Er is iets nieuws sinds de laatste kopie")


def see_the_step_done(coordinator: Colleague) -> None:
    """Read in the course of the case that the police answered for themselves."""
    coordinator.open()
    step = coordinator.main.get_by_role("listitem").filter(
        has=coordinator.page.get_by_role("link", name=re.compile("^VPT-code nagaan"))
    )
    expect(step.first).to_contain_text("VPT-code staat erin")
    expect(step.first).to_contain_text("Zelf beantwoord door de partner.")


def messages(page: Page) -> list[str]:
    """Return the titles of somebody's messages, newest first."""
    page.goto("/berichten")
    return page.locator("main").get_by_role("table").get_by_role("link").all_inner_texts()


def add_to_the_story(sanne: Reporter, reference: str, text: str) -> None:
    """Add something on the page of the own report."""
    sanne.page.goto("/mijn-meldingen")
    sanne.main.get_by_role("link", name=reference).tap()
    sanne.fold("Wat je hebt gemeld")
    sanne.main.locator("textarea[name=text]").last.fill(text)
    sanne.page.get_by_role("button", name="Voeg toe").tap()
    sanne.reads("Je aanvulling is toegevoegd.", text)
