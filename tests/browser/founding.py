"""What an administrator does with an empty installation, and the invited with their mail."""

import re
from dataclasses import replace

import pyotp
from playwright.sync_api import Page, expect

from tests.browser.colleagues import Colleague
from tests.browser.mailing import Mail, Postbox
from vpt.core import clock
from vpt.infra.setup_code import SetupCode

PASSWORD = "vier-losse-woorden-op-rij"
UNIT, DESK = "Publiekszaken", "Balie stadhuis"
TRIAL_CODE = re.compile(r"\b\d{6}\b")


def move_in(app, site, folder) -> Postbox:
    """Let the worker drop its mail in a folder, with links to where this site answers."""
    folder.mkdir()
    settings = app.extensions["vpt_settings"]
    app.extensions["vpt_settings"] = replace(
        settings, public_url=site.url, mail_url=f"file:{folder}"
    )
    return Postbox(app, folder)


def found_the_organisation(page: Page, app) -> None:
    """Come in with the code of the server, and make organisation and administrator."""
    page.goto("/")
    expect(page).to_have_url(re.compile("/inrichten$"))
    code = SetupCode(app.extensions["vpt_settings"].keys_folder).show()
    page.get_by_label("Inrichtingscode").fill(code.lower())
    page.get_by_role("button", name="Verder").click()
    for label, words in {
        "Naam van de organisatie": "Gemeente Demostad",
        "Code": "gds",
        "Adres van de organisatie": "Raadhuisplein 1, 7599 AA Demostad",
        "Je naam": "Bea Demobeheer",
        "Je e-mailadres": "bea@demostad.example",
        "Nieuw wachtwoord": PASSWORD,
        "Nog een keer": PASSWORD,
    }.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name="Organisatie maken").click()
    secure(page)
    page.locator("main").get_by_role("link", name="Ik heb ze bewaard").click()


def secure(page: Page) -> None:
    """Show the telephone its key and type the code it gives; keep the recovery codes."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Extra beveiliging instellen")
    secret = "".join(page.locator("main code").inner_text().split())
    page.get_by_label("Code van 6 cijfers").fill(pyotp.TOTP(secret).at(clock.now()))
    page.get_by_role("button", name="Instellen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("herstelcodes")


def look_over_hours_and_seal(bea: Colleague) -> None:
    """Agree with the working hours, and see the seal that was made."""
    visit(bea, "werktijden")
    bea.press("Ja, deze kloppen", "Klaar")
    visit(bea, "zegel")
    bea.press("Gezien", "Klaar")


def try_the_mail(bea: Colleague, postbox: Postbox) -> None:
    """Send a real mail to the own address and type over its code."""
    visit(bea, "mail")
    bea.press("Stuur de proefmail", "De proefmail is verstuurd.")
    [mail] = postbox.take("bea@demostad.example")
    bea.fill("Code uit de mail", TRIAL_CODE.findall(mail.text)[0])
    bea.press("Controleer de code", "De mail komt aan.")


def adopt_the_protocol(bea: Colleague) -> None:
    """Read how the chain goes, and adopt it."""
    visit(bea, "protocol")
    bea.reads("Eerste opvang", "Aangifte doen")
    bea.press("Neem dit protocol aan", "Jullie werken met dit protocol.")


def add_the_unit_and_its_desk(bea: Colleague) -> None:
    """Say where people work."""
    bea.page.goto("/beheer/afdelingen/nieuw")
    bea.fill("Naam", UNIT)
    bea.press("Voeg toe", "De afdeling staat erbij.")
    bea.page.goto("/beheer/locaties/nieuw")
    bea.fill("Naam", DESK)
    bea.pick("Soort plek", "Balie of loket")
    bea.pick("Afdeling", UNIT)
    bea.press("Voeg toe", "De locatie staat erbij.")


def invite(bea: Colleague, name: str, email: str, *roles: str) -> None:
    """Let somebody in with these roles, all in the one unit."""
    bea.page.goto("/beheer/mensen/uitnodigen")
    bea.fill("Naam", name)
    bea.fill("E-mailadres van het werk", email)
    bea.pick("Afdeling waar deze persoon werkt", UNIT)
    for role in roles:
        bea.main.get_by_label(re.compile(rf"^\s*{role}")).check()
    bea.main.get_by_role("button", name="Bekijk wat er gebeurt").click()
    bea.reads(f"De uitnodiging gaat per mail naar {email}.")
    bea.press("Nodig uit", name)


def lead(bea: Colleague, name: str) -> None:
    """Put somebody at the head of the unit."""
    bea.page.goto("/beheer/afdelingen")
    bea.follow(UNIT)
    bea.follow("Kies iemand")
    bea.pick("Collega", name)
    bea.main.get_by_role("button", name=re.compile("Vraag akkoord|Bewaar")).click()
    bea.reads(name)


def accept(page: Page, mail: Mail, email: str, *, is_strong: bool = False) -> None:
    """Open the mail, choose a password, and sign in with it."""
    page.goto(mail.link("/wachtwoord/"))
    page.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
    page.get_by_label("Nog een keer").fill(PASSWORD)
    page.get_by_role("button").last.click()
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    if is_strong:
        secure(page)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vandaag")


def visit(bea: Colleague, part: str) -> None:
    """Open one part of the set-up."""
    bea.page.goto(f"/beheer/inrichten/{part}")
