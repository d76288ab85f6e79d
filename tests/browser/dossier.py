"""What coordinator, prosecutor and a visitor do with the dossier for the prosecutor."""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass

from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser import chain
from tests.browser.chain_town import ChainTown
from tests.browser.colleagues import Colleague, day
from tests.builders import Person, a_person, an_organisation
from tests.incidents.made_files import a_pdf, a_photo
from tests.sharing.received import Unit, a_contact, a_partnership, an_exhibit
from vpt.accounts.rules import OrganisationKind
from vpt.cases.models import Case
from vpt.core import clock
from vpt.core.actor import Role
from vpt.documents import checking
from vpt.infra.db import db, unit_of_work

HIDDEN = ("Demotoestel", "geheime plek", "Demo Maker")
VICTIM = "Sanne Melder"
FILE_NAMES = (f"foto van {VICTIM}.jpg", f"brief van {VICTIM}.pdf")
"""What somebody called the files: with a name in it that does not leave the house."""
SIGNER = "Mia Directeur (demo)"
STATEMENT = "De werkgever verklaart dat de medewerker een publieke taak uitvoerde."
SERVICE = "De balie was een middag dicht."
KIND = "Dossier voor het Openbaar Ministerie"
CODE = re.compile(rf"\b(?:[{checking.ALPHABET}]{{4}}-){{2}}[{checking.ALPHABET}]{{4}}\b")


@dataclass(frozen=True)
class Taken:
    """What somebody took along of one dossier."""

    dossier: bytes
    identity: bytes
    package: bytes


def add_the_evidence(app: Flask, place: ChainTown) -> None:
    """Add a photo and a PDF that tell who made them, and where, to the one case."""
    with app.app_context():
        case = db.session.scalars(select(Case)).one()
        for content, name in zip((a_photo(), a_pdf()), FILE_NAMES, strict=True):
            an_exhibit(place.town, case, content, name)


def an_account_at_the_prosecution(app: Flask, place: ChainTown) -> Person:
    """Return somebody at the prosecution who signs in, and whom the employer works with."""
    with app.app_context():
        with unit_of_work():
            organisation = an_organisation(chain.OM, OrganisationKind.PROSECUTION)
            person = a_person(organisation, Role.PARTNER, name=chain.ELS)
        unit, now = Unit(organisation, person), clock.now()
        a_partnership(place.town, unit, at=now)
        contact = a_contact(
            place.town, unit, at=now, name=chain.ELS, place="", email=chain.ELS_MAIL
        )
        with unit_of_work():
            contact.party = "prosecution"
        return person


def about_file(coordinator: Colleague, number: int) -> None:
    """Open what a file tells of itself, from the evidence of the case."""
    coordinator.open("Bewijs")
    coordinator.main.get_by_role("link", name="Over dit bestand").nth(number - 1).click()
    coordinator.reads(f"Wat bestand B{number} over zichzelf vertelt")


def keep_the_photo(coordinator: Colleague) -> None:
    """Read where the photo was made, and leave the original in the house."""
    about_file(coordinator, 2)
    coordinator.reads("Demotoestel", "SERIE-123", "Is dat het huis van een medewerker?")
    coordinator.follow("Annuleren")


def release_the_letter(coordinator: Colleague) -> None:
    """Read who wrote the letter; it leaves only after having been seen."""
    about_file(coordinator, 3)
    coordinator.reads("Demo Maker", "geheime plek")
    coordinator.press("Geef het origineel vrij", "Lees wat het bestand vertelt")
    coordinator.choose("Ik heb gezien wat dit bestand vertelt. Het origineel mag mee.")
    coordinator.press("Geef het origineel vrij", "Het origineel is vrijgegeven.")


def open_the_dossier(coordinator: Colleague) -> None:
    """Open the page of the dossier for the prosecutor."""
    coordinator.open("Aangifte & keten")
    coordinator.follow("Dossier voor het OM")
    coordinator.reads("Hier maak je het dossier dat naar de officier van justitie gaat")


def fill_in(coordinator: Colleague) -> None:
    """Write what the employer states, and choose a form for each exhibit."""
    open_the_dossier(coordinator)
    coordinator.reads("Wat nog ontbreekt", "De verklaring van de werkgever ontbreekt nog")
    coordinator.follow("Verklaring en bewijs")
    coordinator.reads("Dit is een eerste tekst")
    coordinator.fill("Wat verklaart de werkgever?", STATEMENT)
    coordinator.fill("Wie ondertekent?", SIGNER)
    coordinator.fill("Functie", "Directeur")
    coordinator.fill("Plaats", "Voorbeeldstad")
    coordinator.fill("Dag", day())
    coordinator.fill("Wat deed dit met de dienstverlening?", SERVICE)
    coordinator.answer("B1 · ", "Alleen op de lijst, met vingerafdruk")
    coordinator.answer("B2 · ", "Als kopie, zonder verborgen gegevens")
    photo = coordinator.main.get_by_role("group", name="B2 · ")
    expect(photo.get_by_label("Het origineel", exact=True)).to_have_count(0)
    coordinator.answer("B3 · ", "Het origineel")


def keep(coordinator: Colleague) -> None:
    """Keep what was filled in."""
    coordinator.press("Bewaar", "Bewaard. Bekijk het voorbeeld voor je het dossier maakt.")


def make(coordinator: Colleague, button: str, told: str) -> None:
    """Make the dossier or its supplement; it is drawn and sealed meanwhile."""
    coordinator.main.get_by_role("button", name=button, exact=True).click()
    expect(coordinator.main.get_by_role("table", name="Gemaakt voor het OM")).to_be_visible(
        timeout=chain.SEALING
    )
    coordinator.reads(told)


def take(coordinator: Colleague, called: str) -> Taken:
    """Download the three things of one dossier from its row."""
    made = coordinator.main.get_by_role("table", name="Gemaakt voor het OM")
    row = made.get_by_role("row").filter(has=coordinator.page.get_by_role("link", name=called))
    links = (called, "Identiteitsblad", "Pakket (zip) met 2 bewijsstukken")
    found = []
    for name in links:
        with coordinator.page.expect_download(timeout=chain.SEALING) as coming:
            row.get_by_role("link", name=name, exact=True).click()
        found.append(coming.value.path().read_bytes())
    return Taken(*found)


def unpack(taken: Taken) -> dict[str, bytes]:
    """Return the files of a package by name, after its own lists of sums were followed."""
    archive = zipfile.ZipFile(io.BytesIO(taken.package))
    assert archive.testzip() is None
    top = archive.namelist()[0].partition("/")[0]
    files = {name.removeprefix(f"{top}/"): archive.read(name) for name in archive.namelist()}
    told = _sums(files["manifest-sha256.txt"])
    assert set(told) == {name for name in files if name.startswith("data/")}
    assert told.items() <= _hashes(files).items()
    assert _sums(files["tagmanifest-sha256.txt"]).items() <= _hashes(files).items()
    return files


def give_to_the_prosecution(coordinator: Colleague) -> None:
    """Add the newest dossier to the share that is open."""
    open_the_dossier(coordinator)
    coordinator.press(
        f"Voeg toe aan deling 1 met {chain.ELS}",
        "Gedeeld. Het OM krijgt bericht dat er iets nieuws is.",
    )


def take_as_prosecutor(els: Colleague) -> bytes:
    """Find the share on a telephone and take the dossier off its page."""
    els.page.goto("/keten")
    els.follow(els.reference)
    els.reads("Het identiteitsblad bij dit dossier. Voeg het niet bij het strafdossier.")
    els.reads("Aanvulling 2 op het dossier voor het Openbaar Ministerie.")
    expect(els.main).not_to_contain_text("Aanvulling 3")
    wide = els.page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= els.page.viewport_size["width"]
    return els.download("Download: Aanvulling 2 op het dossier voor het OM")


def find_it_withdrawn(els: Colleague) -> None:
    """Come back to the share, where the dossier does not hold any more and the rest does."""
    els.page.reload()
    told = els.main.get_by_text("Het geldt niet meer. Gebruik het niet.")
    expect(told).to_have_count(1)


def check_file(visitor: Colleague, pdf: bytes, *told: str) -> None:
    """Bring a file to the public page and read what it says."""
    visitor.page.goto("/verifieer")
    visitor.main.locator("input[type=file]").set_input_files(
        {"name": "dossier.pdf", "mimeType": "application/pdf", "buffer": pdf}
    )
    visitor.press("Controleer het bestand", "Uitkomst van de controle")
    visitor.reads(*told)
    says_no_more(visitor)


def follow_the_code(visitor: Colleague, words: str, *told: str) -> None:
    """Go where the QR code of a paper leads; its address is printed under it."""
    visitor.page.goto(f"/verifieer/{code_on(words)}")
    visitor.reads(*told)
    says_no_more(visitor)


def code_on(words: str) -> str:
    """Return the one code that a paper is checked by; it stands on a line of its own."""
    assert "/verifieer/" in words
    [code] = set(CODE.findall(words))
    return code


def says_no_more(visitor: Colleague) -> None:
    """See that nothing is told of whose document it is or what it says."""
    for text in (visitor.reference, VICTIM, SIGNER, STATEMENT, chain.ELS):
        expect(visitor.page.locator("body")).not_to_contain_text(text)


def withdraw(coordinator: Colleague, called: str) -> None:
    """Take a dossier back, and see so in the list."""
    open_the_dossier(coordinator)
    made = coordinator.main.get_by_role("table", name="Gemaakt voor het OM")
    row = made.get_by_role("row").filter(has=coordinator.page.get_by_role("link", name=called))
    row.get_by_role("link", name="Trek het dossier in").click()
    coordinator.reads("Dit is een gedeelde kopie")
    coordinator.choose("Fout in de inhoud")
    coordinator.press("Trek in", "Het document is ingetrokken. Wie het controleert, ziet dat.")
    expect(row).to_contain_text("Ingetrokken")


def _sums(manifest: bytes) -> dict[str, str]:
    lines = (line.split("  ", 1) for line in manifest.decode().splitlines())
    return {path: digest for digest, path in lines}


def _hashes(files: dict[str, bytes]) -> dict[str, str]:
    return {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
