"""The dossier for the prosecutor: made, supplemented, shared, checked by a stranger, withdrawn."""

import hashlib

import pytest

from tests.browser import chain, chain_court, dossier, papers
from tests.browser.chain_town import LITERAL, NARRATIVE, open_town
from tests.browser.colleagues import AT_A_DESK, IN_THE_HAND, Colleague, Reporter
from tests.incidents.made_files import a_pdf

ADDED = "Een collega hoorde het ook."
GENUINE, CHANGED = "Dit document is echt", "Dit is niet wat wij maakten"
REPLACED, WITHDRAWN = "maar vervangen", "Dit document is ingetrokken"


@pytest.fixture
def place(app, site, town, tmp_path):
    opened = open_town(app, site, town, tmp_path / "post")
    dossier.add_the_evidence(app, opened)
    return opened


@pytest.fixture
def people(place, context_for):
    def make(person, **options):
        context = context_for(person, **options)
        context.set_default_timeout(chain.PATIENT)
        return Colleague(context.new_page(), place.reference)

    return make


def look_before(coordinator, folder):
    """Draw the example: marked as one, with what is not kept yet, and sealed by nobody."""
    pdf = chain.preview_of_the_copy(coordinator, "Bekijk het voorbeeld als pdf")
    read = papers.words_of(pdf, folder)
    assert "VOORBEELD" in read
    assert dossier.STATEMENT in read
    assert dossier.CODE.search(read) is None
    assert b"/ByteRange" not in pdf


def read_the_dossier(taken, place, folder):
    """Read the sealed dossier: it tells the story, and nobody's name."""
    papers.ensure_sealed(taken.dossier, place.certificate, folder)
    read = papers.words_of(taken.dossier, folder)
    for text in (dossier.STATEMENT, dossier.SIGNER, dossier.SERVICE, NARRATIVE, LITERAL):
        assert text in read
    for text in (dossier.VICTIM, *dossier.HIDDEN):
        assert text not in read
    papers.ensure_sealed(taken.identity, place.certificate, folder)
    assert dossier.VICTIM in papers.words_of(taken.identity, folder)
    return read


def open_the_package(taken, place):
    """Find the same papers in it, the photo as a silent copy and the letter as it was."""
    files = dossier.unpack(taken)
    reference = place.reference.lower()
    data = {name for name in files if name.startswith("data/")}
    assert data == {
        f"data/dossier/{reference}-om-dossier-1.pdf",
        f"data/personen/{reference}-identiteitsblad-1.pdf",
        "data/bewijs/B2.jpg",
        "data/bewijs/B3.pdf",
    }
    assert files[f"data/dossier/{reference}-om-dossier-1.pdf"] == taken.dossier
    assert files[f"data/personen/{reference}-identiteitsblad-1.pdf"] == taken.identity
    for text in dossier.HIDDEN:
        assert text.encode() not in files["data/bewijs/B2.jpg"]
    return hashlib.sha256(files["data/bewijs/B3.pdf"]).hexdigest()


def the_first_dossier(place, coordinator, folder):
    """From what the originals tell to the package with everything."""
    dossier.keep_the_photo(coordinator)
    dossier.release_the_letter(coordinator)
    dossier.fill_in(coordinator)
    look_before(coordinator, folder)
    dossier.keep(coordinator)
    dossier.make(coordinator, "Maak het dossier", "Het dossier voor het OM is gemaakt.")
    coordinator.reads("Er is niets nieuws sinds het laatste dossier.")
    taken = dossier.take(coordinator, "Het dossier")
    read = read_the_dossier(taken, place, folder)
    letter = open_the_package(taken, place)
    assert letter in read.replace(" ", "")
    return taken


def the_supplement(place, coordinator, sanne, folder):
    """What the victim adds is told first by the page, then by the paper."""
    chain.add_to_the_story(sanne, place.reference, ADDED)
    dossier.open_the_dossier(coordinator)
    coordinator.reads("Nieuw sinds het laatste dossier:", "Maak aanvulling 2")
    dossier.make(coordinator, "Maak de aanvulling", "Aanvulling 2 op het dossier is gemaakt.")
    taken = dossier.take(coordinator, "Aanvulling 2")
    read = papers.words_of(taken.dossier, folder)
    assert ADDED in read
    assert "Nieuw in deze aanvulling" in read
    return taken


def check_as_a_stranger(visitor, first, folder):
    """Check the first dossier, which the supplement did not replace, and what became of copies."""
    dossier.check_file(visitor, first.dossier, GENUINE, dossier.KIND)
    assert REPLACED not in visitor.main.inner_text()
    at = len(first.dossier) // 2
    changed = first.dossier[:at] + bytes([first.dossier[at] ^ 1]) + first.dossier[at + 1 :]
    dossier.check_file(visitor, changed, CHANGED)
    dossier.check_file(visitor, a_pdf(), "Dit document kennen wij niet")
    read = papers.words_of(first.dossier, folder)
    dossier.follow_the_code(visitor, read, "Deze code is van ons", dossier.KIND)
    assert REPLACED not in visitor.main.inner_text()


def test_a_dossier_from_evidence_to_withdrawal(app, place, people, tmp_path):
    coordinator = people(place.town.coordinator, **AT_A_DESK)
    sanne = Reporter(people(place.town.employee, **IN_THE_HAND).page)
    els = people(dossier.an_account_at_the_prosecution(app, place), **IN_THE_HAND)
    visitor = people(None, **IN_THE_HAND)

    first = the_first_dossier(place, coordinator, tmp_path)
    second = the_supplement(place, coordinator, sanne, tmp_path)

    chain_court.choose_the_prosecution(coordinator)
    chain.send(coordinator, chain.ELS)
    dossier.give_to_the_prosecution(coordinator)
    assert dossier.take_as_prosecutor(els) == second.dossier

    check_as_a_stranger(visitor, first, tmp_path)
    dossier.withdraw(coordinator, "Aanvulling 2")
    dossier.find_it_withdrawn(els)
    dossier.check_file(visitor, second.dossier, WITHDRAWN, dossier.KIND)
    dossier.follow_the_code(
        visitor, papers.words_of(second.dossier, tmp_path), "Het document bij deze code is"
    )
    dossier.check_file(visitor, first.dossier, GENUINE)
