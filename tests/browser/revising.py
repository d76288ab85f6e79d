"""A small case from report to closing, and a coordinator who shortens a term of the protocol."""

import re

from tests.browser.colleagues import Colleague, Reporter, day
from tests.browser.founding import DESK

STEP = "Eerste opvang"
VERSION = re.compile(r", versie (\d+)")


def report(sanne: Reporter) -> str:
    """Report abuse at the desk with taps alone."""
    sanne.page.goto("/melden")
    sanne.page.locator("label", has_text="Schelden of schreeuwen").first.tap()
    sanne.page.get_by_label("Locatie").select_option(label=DESK)
    return sanne.send()


def handle(mees: Colleague) -> None:
    """Do what the chain asks of a manager when nothing criminal happened."""
    mees.start(STEP)
    mees.choose("Opvang is gegeven", "Gaat wel")
    mees.fill("Notitie van het gesprek", "Samen koffie gedronken.")
    mees.press("Leg het gesprek vast", "De eerste opvang is vastgelegd.")
    mees.start("Beoordelen")
    mees.choose("Niet strafbaar")
    mees.fill("Toelichting voor het dossier", "Boos over de wachttijd, geen dreiging.")
    mees.press("Leg de beoordeling vast", "De beoordeling is vastgelegd.")
    mees.start("Terugkoppelen aan melder en team")
    mees.fill("Wat heb je de melder verteld?", "We zetten een bord met de wachttijd neer.")
    mees.choose("Stuur dit ook als bericht aan de melder", "Verteld aan melder en team")
    mees.fill("Wanneer besprak je het met het team?", day())
    mees.choose("Inrichting van de plek")
    mees.fill("Wat leren jullie hiervan?", "Wie weet hoe lang het duurt, wacht rustiger.")
    mees.press("Leg vast", "Vastgelegd wat je hebt verteld")


def finish(ramon: Colleague) -> None:
    """Ask once more how it goes, as nobody is in the support team yet, and close the case."""
    ramon.start("Nazorg: tweede en derde gesprek")
    ramon.choose("Gesproken, het gaat goed zo", "Goed")
    ramon.press("Leg het gesprek vast", "Het gesprek is vastgelegd.")
    ramon.start("Afsluiten en leren")
    ramon.answer("Was de reactie op tijd?", "5 – heel goed")
    ramon.answer("Werkte de keten samen?", "4 – goed")
    ramon.fill("Wat ging goed?", "De opvang was er meteen.")
    ramon.choose("Gesloten")
    ramon.press("Sluit het dossier", "Het dossier is gesloten.")


def release_a_shorter_term(ramon: Colleague) -> None:
    """Give first support a term of two hours in a draft, look what changes, and release it."""
    ramon.page.goto("/beheer/protocol")
    ramon.follow("Begin een concept")
    ramon.choose("Met de nieuwste versie")
    ramon.press("Begin", "Concept van het ketenprotocol")
    ramon.unfold("Veilig en opgevangen")
    ramon.follow(STEP)
    ramon.pick("Binnen welke termijn?", "een aantal uren, dag en nacht")
    ramon.fill("Hoeveel?", 2)
    ramon.press("Bewaar in het concept", f"Bewaard in het concept: {STEP}.")
    ramon.follow("Oefen met echte dossiers")
    ramon.reads(ramon.reference, "Zou klaar moeten zijn", STEP)
    ramon.page.goto("/beheer/protocol/concept")
    ramon.follow("Geef uit")
    ramon.reads("Wat er verandert", "2 uur")
    ramon.fill("Vanaf welke dag geldt het?", day())
    ramon.pick("Wie is de eigenaar?", "Ramon Democoördinator")
    ramon.fill("Waarom deze wijziging?", "Wie schrikt, wil niet tot morgen wachten.")
    ramon.press("Geef uit", "De nieuwe versie is uitgegeven.")


def version_of(ramon: Colleague, reference: str) -> str:
    """Read on the page of a case which version it follows."""
    ramon.page.goto(f"/dossiers?zoek={reference}")
    ramon.follow(reference)
    ramon.reads(", versie ")
    return VERSION.findall(ramon.main.inner_text())[0]
